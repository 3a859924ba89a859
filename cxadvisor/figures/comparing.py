"""Compares figures that stand in different places: measures of one name, promises in the same words, shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from cxadvisor.figures.adding_up import Basis, Pair
from cxadvisor.language.quantities import MINUTES, MONTHS, PERCENT, WORKING, Quantity, quantities
from cxadvisor.measures import measure_of

ROUNDING: Final = 0.005

NEAR: Final = 0.5
"""From this share of common words on two measures say nearly the same."""

_RHYTHMS: Final = {
    "day": r"daily|every day|per day|zilnic|pe zi|codziennie|dziennie|ежедневно|в день|giornaliero|al giorno",
    "week": r"weekly|every week|per week|săptămânal|pe săptămână|co tydzień|tygodniowo|еженедельно|в неделю"
    r"|settimanale|a settimana|ogni settimana",
    "month": r"monthly|every month|per month|lunar|pe lună|miesięcznie|co miesiąc|ежемесячно|в месяц|mensile"
    r"|al mese|ogni mese",
    "quarter": r"quarterly|every quarter|per quarter|trimestrial|pe trimestru|kwartalnie|co kwartał|ежеквартально"
    r"|в квартал|trimestrale|a trimestre|ogni trimestre",
    "year": r"yearly|annually|annual|every year|per year|anual|pe an|rocznie|co rok|ежегодно|в год|annuale"
    r"|all'anno|ogni anno",
}
_RHYTHM: Final = re.compile(
    "|".join(rf"\b(?P<{name}>{words})\b" for name, words in _RHYTHMS.items()), re.IGNORECASE
)
_SCALE: Final = re.compile(
    r"(?:scale\s+)?(?<![\d.,])-?\d{1,3}\s*(?:[-–—…]|to|до|do|la|a|al)\s*\d{1,3}(?!\d|[.,]\d|\s?%)",
    re.IGNORECASE,
)
_NPS: Final = re.compile(r"\b[ert]?nps\b|\bnet promoter(?: score)?\b", re.IGNORECASE)
_SIGNS: Final = re.compile(r"[≥≤<>=~≈±]|\b(?:min|max|ca|circa)\b\.?", re.IGNORECASE)

Words = Callable[[str], Sequence[str]]
"""Returns what a text says: the keys of its content words."""


class Told(NamedTuple):
    """A measure or a promise as it is told in one place.

    ``key`` is what it says without its figures, ``rhythm`` how often it is taken, ``figures`` what it is at, or to
    reach: which of the two, how it is written, what it is, and until when.
    """

    identity: str
    text: str
    stage: str | None
    key: frozenset[str]
    rhythm: str | None
    figures: tuple[tuple[Basis, str, Quantity, str], ...]


def told_measure(
    identity: str,
    text: str,
    *,
    stage: str | None,
    figures: Iterable[tuple[Basis, float | str | None]],
    unit: str | None,
    frequency: str | None,
    due: str | None,
    words: Words,
) -> Told | None:
    """Return a measure with its figures, or None where it has none that can be read.

    Args:
        identity: the id of the note or item.
        text: what it is called.
        stage: the half of the canvas it is about.
        figures: its baseline and target.
        unit: the unit of both.
        frequency: how often it is taken.
        due: until when the target is to be reached.
        words: what returns the content words of a text.
    """
    read = []
    for basis, value in figures:
        quantity = _quantity(value, unit)
        if quantity is not None:
            shown = str(value) if isinstance(value, str) else f"{value:g}{_shown(unit)}"
            read.append((basis, shown, quantity, due or "" if basis == "target" else ""))
    if not read:
        return None
    named = _RHYTHM.search(f"{frequency or ''} {text}")
    bare = _SCALE.sub(" ", _RHYTHM.sub(" ", text))
    key = set(words(_NPS.sub(" ", bare)))
    if measure_of(text, ()) == "nps":
        key.add("nps")
    return Told(identity, text, stage, frozenset(key), named.lastgroup if named else None, tuple(read))


def told_promise(identity: str, text: str, *, stage: str | None, words: Words) -> Told | None:
    """Return a promise of time, or None where ``text`` is none."""
    if not any(map(str.isdigit, text)):
        return None
    found = list(quantities(text))
    if len(found) != 1 or not (found[0].unit in (MINUTES, MONTHS) or found[0].unit.startswith(WORKING)):
        return None
    (time,) = found
    key = frozenset(words(f"{text[: time.start]} {text[time.end :]}"))
    return Told(identity, text, stage, key, None, (("time", time.text, time, ""),))


def _shown(unit: str | None) -> str:
    return "" if not unit else f" {unit}"


def _quantity(value: float | str | None, unit: str | None) -> Quantity | None:
    if value is None:
        return None
    if not isinstance(value, str):
        value = f"{value:.10g} {unit or ''}".strip()
        unit = None
    found = list(quantities(value))
    if len(found) != 1 or found[0].whole:
        return None
    (read,) = found
    rest = _SIGNS.sub("", value[: read.start] + value[read.end :]).strip(" .,").casefold()
    return read._replace(unit=read.unit or rest or (unit or "").casefold())


def disagreeing(told: Sequence[Told]) -> Iterator[tuple[Told, Told, Pair]]:
    """Yield those that speak of the same and give different figures, two at a time, each once.

    They speak of the same where they say it in the same words; or in nearly the same, while another of their figures
    agrees.

    Args:
        told: measures and promises, those of the canvas first.
    """
    stages: dict[frozenset[str], set[str]] = {}
    for each in told:
        if each.stage is not None:
            stages.setdefault(each.key, set()).add(each.stage)
    differing: dict[str, set[str]] = {}
    for one, other in combinations(told, 2):
        likeness = _likeness(one.key, other.key)
        if likeness < NEAR or not _may_be_the_same(one, other):
            continue
        if (
            None in (one.stage, other.stage)
            and max(len(stages.get(each.key, ())) for each in (one, other)) > 1
        ):
            continue  # nobody can tell which of the two stages is meant
        pairs, agree = _compared(one, other)
        if not pairs or not (likeness == 1.0 or agree):
            continue
        known = differing.setdefault(other.identity, set())
        if known.isdisjoint(differing.get(one.identity, ())):
            known.add(one.identity)
            yield one, other, _joined(one, other, pairs)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much two measures say the same (0–1): a single word says too little."""
    shared = len(one & other)
    if one == other:
        return 1.0 if shared > 1 or one == {"nps"} else 0.0
    return shared / len(one | other) if shared > 1 else 0.0


def _may_be_the_same(one: Told, other: Told) -> bool:
    stages = {one.stage, other.stage} - {None}
    rhythms = {one.rhythm, other.rhythm} - {None}
    return len(stages) < 2 and len(rhythms) < 2


def _compared(one: Told, other: Told) -> tuple[list[tuple[Basis, str, str, float]], bool]:
    """Return the figures that differ, with by how much beyond rounding, and whether another one agrees."""
    differ, agree = [], False
    for basis, shown, first, due in one.figures:
        for other_basis, other_shown, second, other_due in other.figures:
            if basis != other_basis or (due != other_due and "" not in (due, other_due)):
                continue
            if first.unit != second.unit and "" not in (first.unit, second.unit):
                continue
            gap = _gap(first, second)
            if gap > ROUNDING:
                differ.append((basis, shown, other_shown, gap))
            else:
                agree = True
    return differ, agree


def _gap(first: Quantity, second: Quantity) -> float:
    """By how much two figures differ; where one has no unit, it is taken to be in that of the other."""
    scales = [1.0, 1.0] if first.unit == second.unit else [first.factor, second.factor]
    lows = [each.low / scale for each, scale in zip((first, second), scales, strict=True)]
    highs = [each.high / scale for each, scale in zip((first, second), scales, strict=True)]
    decimals = {first.decimals, second.decimals}
    room = 0.5 * 10.0 ** -min(decimals) if len(decimals) > 1 else 0.0
    return max(lows) - min(highs) - room


def _joined(one: Told, other: Told, pairs: Sequence[tuple[Basis, str, str, float]]) -> Pair:
    if pairs[0][0] == "time":
        return Pair(one.text, other.text, "time", pairs[0][3])
    first, second = " → ".join(pair[1] for pair in pairs), " → ".join(pair[2] for pair in pairs)
    gap = max(pair[3] for pair in pairs)
    return Pair(f"{one.text}: {first}", f"{other.text}: {second}", pairs[0][0], gap)


def shares_beyond(shares: Sequence[float | None]) -> Pair | None:
    """Return what the shares of segments make, where it is to be all customers; None where it need not be."""
    given = [share for share in shares if share is not None]
    if len(given) < 2:
        return None
    over = sum(given) - 1
    gap = (abs(over) if len(given) == len(shares) else over) - ROUNDING * len(given)
    written = " + ".join(f"{share * 100:g} {PERCENT}" for share in given)
    return Pair(written, "100 %", "segments", gap)
