"""What can be read off a metric: its numbers, its date, and what values its measure can take at all."""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, Self

from cxadvisor.model.canvas import MetricNote

if TYPE_CHECKING:
    from cxadvisor.model.artefacts.common import Measure as ArtefactMeasure

ATTRIBUTES: Final = ("target", "baseline", "owner", "source", "frequency", "unit")
"""What makes a figure steerable (K6), in the order in which it is listed."""

PERCENTAGES: Final = frozenset(
    {
        "first-contact-resolution",
        "csat",
        "churn",
        "on-time-delivery",
        "conversion",
        "uptime",
        "repeat-purchase",
    }
)
"""Measures that are a share of a whole when given in per cent. Growth and net revenue retention are not:
they may pass 100."""

DIRECTIONS: Final[Mapping[str, Literal["up", "down"]]] = {
    "nps": "up",
    "csat": "up",
    "first-contact-resolution": "up",
    "on-time-delivery": "up",
    "uptime": "up",
    "churn": "down",
    "resolution-time": "down",
    "response-time": "down",
    "waiting-time": "down",
}
"""Measures of which everybody knows which way is better; others need their direction stated."""

WITHOUT_UNIT: Final = frozenset({"nps", "csat"})
"""Measures that are known by their name alone."""

_NUMBER = re.compile(r"[-+−]?\d+(?:[.,]\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?![\d.,])")
_SCALE = re.compile(r"(?<![\d.,])(-?\d{1,3})\s*(?:[-–—…]|to|до|do|la|a|al)\s*(\d{1,3})(?![\d.,%])")
_NPS = re.compile(r"\b[ert]?nps\b|net promoter", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?|[- ]?Q([1-4]))?$")
_QUARTER_FIRST = re.compile(r"(Q[1-4])[ /-](\d{4})$")


class Bounds(NamedTuple):
    """The lowest and highest value something can take."""

    low: float
    high: float


class Stated(NamedTuple):
    """What is stated of a measure, be it a metric of the canvas or a figure in an artefact."""

    text: str
    unit: str | None
    scale: str | tuple[float, float] | None
    baseline: float | str | None
    target: float | str | None
    direction: Literal["up", "down"] | None
    due: str | None
    true_north: bool

    @classmethod
    def of_note(cls, note: MetricNote) -> Self:
        """Return what is stated on a metric of the canvas."""
        tags = {tag.casefold().replace(" ", "-") for tag in note.tags}
        return cls._of(note.text, note, "true-north" in tags)

    @classmethod
    def of_measure(cls, measure: "ArtefactMeasure") -> Self:
        """Return what is stated of a figure in an artefact."""
        return cls._of(measure.name, measure, False)

    @classmethod
    def _of(cls, text: str, given: "MetricNote | ArtefactMeasure", true_north: bool) -> Self:
        return cls(
            text=text,
            unit=given.unit,
            scale=given.scale,
            baseline=given.baseline,
            target=given.target,
            direction=given.direction,
            due=given.due,
            true_north=true_north,
        )


def measure_slots(stated: Stated, concepts: Iterable[str]) -> dict[str, Any]:
    """Return the slots that metrics of the canvas and measures have in common."""
    measure = measure_of(stated.text, concepts)
    scale = answer_scale(stated, measure)
    values = possible_values(stated, measure, scale)
    return {
        "baseline": number(stated.baseline) if comparable(stated.baseline, stated.target) else None,
        "target": number(stated.target),
        "baseline_text": _written(stated.baseline, stated.unit),
        "target_text": _written(stated.target, stated.unit),
        "direction": stated.direction or DIRECTIONS.get(measure or ""),
        "due": due_date(stated.due),
        "measure": measure,
        "lowest": values.low if values else None,
        "highest": values.high if values else None,
        "scale_low": scale.low if scale else None,
        "scale_high": scale.high if scale else None,
        "true_north": stated.true_north,
    }


def _written(value: float | str | None, unit: str | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return f"{value:g} {unit}" if unit else f"{value:g}"


def number(value: float | str | None) -> float | None:
    """Return the number in ``value``, or None where there is none or it could be read in two ways (``1.500``)."""
    if value is None or isinstance(value, (int, float)):
        return value
    found = _NUMBER.findall(value)
    if len(found) != 1 or _GROUPED.search(value):
        return None
    return float(found[0].replace(",", ".").replace("−", "-"))


def comparable(first: float | str | None, second: float | str | None) -> bool:
    """Whether two values are given in the same unit, as far as the words around their numbers tell."""
    words = {_NUMBER.sub("", value).strip().casefold() for value in (first, second) if isinstance(value, str)}
    return len(words - {""}) <= 1


def due_date(text: str | None) -> str | None:
    """Return the last day that ``text`` (a date, month, quarter or year) speaks of, as an ISO date; None if
    it is no date.
    """
    match = _DATE.match(_QUARTER_FIRST.sub(r"\2-\1", text.strip())) if text else None
    if not match:
        return None
    year, month, day, quarter = match.groups()
    if day:
        return f"{year}-{month}-{day}"
    last_month = int(month) if month else int(quarter) * 3 if quarter else 12
    days = 29 if last_month == 2 else 30 if last_month in (4, 6, 9, 11) else 31
    return f"{year}-{last_month:02d}-{days}"


def measure_of(text: str, concepts: Iterable[str]) -> str | None:
    """Return the known measure a metric is, such as ``nps``; None where it is none or could be several.

    A Net Promoter Score must be called by its name: a metric that only speaks of recommending may count anything.
    """
    if _NPS.search(text):
        return "nps"
    known = [concept for concept in concepts if concept in PERCENTAGES or concept in DIRECTIONS]
    return known[0] if len(known) == 1 else None


def answer_scale(metric: Stated, measure: str | None) -> Bounds | None:
    """Return the scale respondents answer on: as stated, or, for a Net Promoter Score, as written on the note."""
    if isinstance(metric.scale, tuple):
        return Bounds(*metric.scale)
    written = metric.scale or (metric.text if measure in ("nps", "csat") else "")
    match = _SCALE.search(written)
    if not match or int(match[1]) >= int(match[2]):
        return None
    bounds = Bounds(int(match[1]), int(match[2]))
    # The score itself runs from −100 to 100; that is not what people are asked.
    return None if measure == "nps" and bounds.high > 20 else bounds


def possible_values(metric: Stated, measure: str | None, scale: Bounds | None) -> Bounds | None:
    """Return what the figure of ``metric`` can be, or None where it is not known."""
    if measure == "nps":
        return Bounds(-100, 100)
    in_percent = "%" in f"{metric.unit or ''}{metric.target if isinstance(metric.target, str) else ''}"
    if in_percent:
        return Bounds(0, 100) if measure in PERCENTAGES else None
    return scale
