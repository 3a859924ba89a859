"""Makes of words, signs and figures for emotions what a journey can say: numbers on a scale that is plain to see.

Only what leaves no doubt becomes a number; any other word is kept as it was written.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from cxadvisor.readers.tables.cells import number_of
from cxadvisor.readers.tables.placing import At, bare
from cxadvisor.readers.tables.vocabulary import listed_words

SIGNS: Final[dict[str, int]] = {
    **dict.fromkeys("😡🤬😠😭😤😱😖", -2),
    **dict.fromkeys("😞😟🙁☹😕😢😩😣😫😰😒😔😓😥", -1),
    **dict.fromkeys("😐😑😶🤔", 0),
    **dict.fromkeys("🙂😊☺😌😀👍", 1),
    **dict.fromkeys("😍🤩😁😃😄🥳🎉❤", 2),
}
"""What faces say, from -2 to 2."""
TONES: Final[dict[int, str]] = {
    -2: "very negative · foarte negativ · bardzo negatywne · очень негативно · molto negativo · --",
    -1: "negative · negativ, negativă · negatywne, negatywna · негативно, негативная · negativo, negativa · -, −",
    0: "neutral · neutru, neutră · neutralne, neutralna · нейтрально, нейтральная · neutro, neutra · 0, +/-, ±",
    1: "positive · pozitiv, pozitivă · pozytywne, pozytywna · позитивно, позитивная · positivo, positiva · +",
    2: "very positive · foarte pozitiv · bardzo pozytywne · очень позитивно · molto positivo · ++",
}
"""The words for a tone, from -2 to 2; words for a feeling say less surely how strong it is."""

_of = re.compile(r"([-+−]?[0-9]{1,3}(?:[.,][0-9]{1,3})?)\s?(?:/|of|din|z|из|su)\s?([0-9]{1,3})").fullmatch
_stars = re.compile(r"([★⭐]{1,10})([☆]{0,10})").fullmatch
_ends = re.compile(
    r"([-+−]?[0-9]{1,3})\s?(?:to|\.\.\.?|…|[-–—:;,/]|până la|do|до|a)\s?([-+−]?[0-9]{1,3})"
).search
_SCALES: Final = (1, 2, 3, 5, 10)


def scale_of(text: str) -> list[int] | None:
    """Return the two ends of a scale such as “1–5” or “from -2 to +2”, if the text names one."""
    ends = _ends(text)
    if not ends:
        return None
    low, high = (number_of(end) for end in ends.groups())
    return [int(low), int(high)] if low is not None and high is not None and low < high else None


def settle_emotions(steps: list[dict[str, Any]], declared: Any = None) -> Any:
    """Make numbers of the emotions of all steps where all of them are plain; return the scale, or None.

    Args:
        steps: the steps; what stands under ``emotion`` is a text, with or without its position.
        declared: the scale that the file names.
    """
    texts = [str(bare(step["emotion"])).strip().replace("\ufe0f", "") for step in steps if "emotion" in step]
    if not texts or (declared is not None and not _is_numeric(bare(declared))):
        return declared
    for read in (_numbers, _parts, _all_stars, _all_signs):
        found = read(texts)
        if found is None:
            continue
        numbers, scale = found
        if read is _numbers and declared is not None and isinstance(bare(declared), list):
            scale = declared
        values = iter(numbers)
        for step in steps:
            if "emotion" in step:
                step["emotion"] = At(next(values), step["emotion"].position)
        return declared if declared is not None and scale is None else scale
    return declared


def _is_numeric(scale: Any) -> bool:
    return isinstance(scale, list) and len(scale) == 2 and not any(isinstance(end, str) for end in scale)


Found = tuple[list[Any], Any]


def _numbers(texts: list[str]) -> Found | None:
    numbers = [number_of(text) for text in texts]
    if any(number is None for number in numbers):
        return None
    known = [number for number in numbers if number is not None]
    if min(known) < 0:
        reach = max(abs(number) for number in known)
        end = next((end for end in _SCALES if reach <= end), None)
        return known, None if end is None else [-max(end, 2), max(end, 2)]
    return known, [1, 5] if min(known) >= 1 and 3 < max(known) <= 5 else None


def _parts(texts: list[str]) -> Found | None:
    matches = [_of(text) for text in texts]
    if not all(matches):
        return None
    values = [number_of(match[1]) for match in matches if match]
    ends = {match[2] for match in matches if match}
    if len(ends) != 1 or any(value is None for value in values):
        return None
    low = 0 if 0 in values else 1
    return values, [low, int(ends.pop())]


def _all_stars(texts: list[str]) -> Found | None:
    matches = [_stars(text) for text in texts]
    if not all(matches):
        return None
    widths = {len(match[0]) for match in matches if match and match[2]}
    most = max(len(match[1]) for match in matches if match)
    end = max([*widths, 5 if most <= 5 else 10])
    return [len(match[1]) for match in matches if match], [1, end]


def _all_signs(texts: list[str]) -> Found | None:
    """Read faces, which may stand beside words, and words for a tone."""
    numbers = [_sign(text) for text in texts]
    return None if any(number is None for number in numbers) else (numbers, [-2, 2])


def _sign(text: str) -> int | None:
    tone = _tones().get(text.casefold())
    if tone is not None:
        return tone
    found = {SIGNS[char] for char in text[:200] if char in SIGNS}
    return found.pop() if len(found) == 1 else None


@cache
def _tones() -> dict[str, int]:
    return {word: tone for tone, listing in TONES.items() for word in listed_words(listing)}
