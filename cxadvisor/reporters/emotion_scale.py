"""The scale of a journey in words: what emotions read on it, and what its ends are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cxadvisor.artefacts.emotions import EmotionScale, number_of
from cxadvisor.model.artefacts import EmployeeJourney, Journey
from cxadvisor.reporters.drawn_journey import DrawnStep
from cxadvisor.reporters.plain import one_line
from cxadvisor.texts import Texts


class Scale:
    """The scale of a journey: what emotions read on it, and what its ends are called."""

    def __init__(
        self, journey: Journey | EmployeeJourney, values: Sequence[float | str | None], texts: Texts
    ) -> None:
        self._texts = texts
        given = [value for value in values if value is not None]
        declared = journey.emotion_scale
        self._scale = EmotionScale(declared, given, lambda _: None)
        numbers = [number for value in given if (number := number_of(value)) is not None]
        ends: tuple[float | str, ...] = declared or ()
        self.is_own_range = False
        if not declared and numbers:
            widest = max(map(abs, numbers))
            ends = (-widest, widest) if min(numbers) < 0 else (min(numbers), max(numbers))
            if min(numbers) >= 0 and ends[0] != ends[1]:
                self._scale = EmotionScale(ends, given, lambda _: None)
            self.is_own_range = ends[0] != ends[1]
        self._signed = any((number_of(each) or 0) < 0 for each in (*ends, *given))
        self.worst = self._plain(ends[0]) if ends else texts("journeys.worst")
        self.best = self._plain(ends[-1]) if ends else texts("journeys.best")

    def read(self, value: float | str | None) -> tuple[str, float | None]:
        """Return an emotion in words, and where it lies between worst (0) and best (1)."""
        if value is None:
            return self._texts("journeys.not_given"), None
        read = self._scale.read(value)
        words = self._plain(value)
        if read.off_scale:
            words = f"{words} ({self._texts('journeys.off_scale')})"
        return words, None if read.value is None else (read.value + 1) / 2

    def told(self, steps: Sequence[DrawnStep]) -> Iterator[str]:
        """Yield what must be known about the curve."""
        missing = sum(step.level is None for step in steps)
        if missing == len(steps):
            yield self._texts("journeys.no_curve")
            return
        if missing:
            yield self._texts("journeys.gaps", n=missing, of=len(steps))
        if self.is_own_range:
            yield self._texts("journeys.own_range")

    def _plain(self, value: float | str) -> str:
        number = number_of(value)
        if number is None:
            return one_line(str(value))
        return ("+" if self._signed and number > 0 else "") + self._texts.number(number)
