"""Reads emotions of journeys: values of a scale in numbers or words, feelings in plain words, faces."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from cxadvisor.identity import normalised

FACES: Final = (
    (1.0, "😀😃😄😁😆😊🙂😍🤩🥰😌👍💚"),
    (0.0, "😐😶🤔"),
    (-1.0, "😕🙁☹😟😞😔😢😭😩😫😖😣😠😡🤬😤😨😰👎💔"),
)
"""What faces say, from -1 to 1."""

_NUMBER: Final = re.compile(r"[-+−–]?\d{1,4}(?:[.,]\d{1,3})?")

Feeling = Callable[[str], float | None]
"""What a feeling in plain words says, from -1 to 1; None where it is not known."""


class Emotion(NamedTuple):
    """An emotion: ``value`` from -1 (worst) to 1 (best), None where it cannot be told; ``off_scale``: the journey
    names a scale that it is no value of.
    """

    value: float | None
    off_scale: bool = False


class EmotionScale:
    """The scale of a journey; ``scale`` as it is written there, ``values`` all emotions of its steps.

    Without a scale numbers tell for certain only whether they lie below zero or, where any does, above it.
    """

    def __init__(
        self, scale: tuple[float | str, ...] | None, values: list[float | str], feeling: Feeling
    ) -> None:
        self._feeling = feeling
        self._words: list[str] = []
        self._ends: tuple[float, float] | None = None
        self.text = ", ".join(_plain(each) for each in scale or ())
        """The scale as it is told."""
        if scale:
            ends = [number_of(each) for each in scale]
            if None not in ends:
                numbers = [each for each in ends if each is not None]
                self._ends = (numbers[0], numbers[-1])
                self.text = f"{_plain(numbers[0])} … {_plain(numbers[-1])}"
            else:
                self._words = [normalised(str(each)) for each in scale]
        found = [each for value in values if (each := number_of(value)) is not None]
        widest = max(map(abs, found), default=0.0)
        self._around_zero = (-widest, widest) if any(each < 0 for each in found) else None

    def read(self, value: float | str) -> Emotion:
        """Return what an emotion of the journey says."""
        number = number_of(value)
        if self._words:
            return self._among_words(str(value))
        if number is None:
            feeling = self._plain_feeling(str(value))
            return Emotion(feeling, off_scale=self._ends is not None)
        ends = self._ends or self._around_zero
        if ends is None or ends[0] == ends[1]:
            return Emotion(None)
        if not min(ends) <= number <= max(ends):
            return Emotion(None, off_scale=True)
        return Emotion(2 * (number - ends[0]) / (ends[1] - ends[0]) - 1)

    def _among_words(self, value: str) -> Emotion:
        words = normalised(value)
        if words not in self._words:
            return Emotion(self._plain_feeling(value), off_scale=True)
        return Emotion(2 * self._words.index(words) / (len(self._words) - 1) - 1)

    def _plain_feeling(self, value: str) -> float | None:
        seen = [strength for strength, faces in FACES for face in value if face in faces]
        if seen:
            return sum(seen) / len(seen)
        return self._feeling(value)


def number_of(value: float | str) -> float | None:
    """Return the number that an emotion is, be it written as text (“+2”); None where it is none."""
    if not isinstance(value, str):
        return float(value)
    text = value.strip()
    if _NUMBER.fullmatch(text) is None:
        return None
    return float(text.replace(",", ".").translate({ord("−"): "-", ord("–"): "-"}))


def _plain(value: float | str) -> str:
    if isinstance(value, str):
        return value
    return str(int(value)) if float(value).is_integer() else str(value)
