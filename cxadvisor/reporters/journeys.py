"""Lays the journeys of a strategy out: stages with their steps, the emotion of each on the scale of the journey, and
the entries that concern them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from cxadvisor.model.artefacts import EmployeeJourney, Journey
from cxadvisor.model.artefacts.calling import UNNAMED, called, said
from cxadvisor.model.artefacts.journeys import EmployeeJourneyStage, EmployeeStep, JourneyStage, Step
from cxadvisor.model.strategy import CanvasFile, CompanionFile, PlacedArtefact, Strategy
from cxadvisor.reporters.plain import one_line
from cxadvisor.texts import Texts, command_texts

if TYPE_CHECKING:
    from cxadvisor.reporters.document import Entry

from cxadvisor.reporters.drawn_journey import DrawnJourney, DrawnStage, DrawnStep, JourneyRow
from cxadvisor.reporters.emotion_scale import Scale

ROWS: Final = (
    *("goal", "mirrors", "touchpoint", "channel", "system", "thought", "said", "seen"),
    *("process", "rule_followed", "pain", "gain", "failure", "recovery", "opportunity", "idea"),
)
"""What is told of each step, row by row, where any step says something of it."""
PHASES: Final = ("before", "during", "after")
STATES: Final[Mapping[str, str]] = {"present": "as_is", "target": "to_be"}
"""The other pair of words for the same states (S5)."""


def journeys_of(
    strategy: Strategy,
    own: CanvasFile | None,
    with_companions: bool,
    entries: Iterable[Entry],
    prefix: str,
    language: str,
) -> tuple[DrawnJourney, ...]:
    """Return the journeys that a review is about, those with steps, with its entries on their steps; those of
    customers come first.

    Args:
        strategy: what was reviewed.
        own: the canvas under review, whose places have no file before them; None for a review around several.
        with_companions: whether the review is also about the files beside the canvas.
        entries: the entries of the review.
        prefix: what stands before the anchors.
        language: that of the words around.
    """
    sources: list[tuple[str, CanvasFile | CompanionFile]] = [("", own)] if own else []
    sources += [(f"{file.name}#", file) for file in strategy.companions] if with_companions else []
    found = [
        (f"{before}{placed.place}", placed)
        for before, file in sources
        for placed in file.artefacts
        if isinstance(placed.artefact, Journey | EmployeeJourney)
    ]
    if not found:
        return ()
    drawer = _Drawer(strategy, prefix, command_texts("journeys", language))
    drawn = drawer.all(found, entries)
    return tuple(
        sorted((journey for journey in drawn if journey.steps), key=lambda journey: journey.is_employee)
    )


class _Placed(NamedTuple):
    """A step with its place, and the number of its stage."""

    place: str
    step: Step | EmployeeStep


class _Drawer:
    """Draws the journeys of one review."""

    def __init__(self, strategy: Strategy, prefix: str, texts: Texts) -> None:
        self._prefix = prefix
        self._texts = texts
        self._names = dict(_names(strategy))

    def all(
        self, found: Sequence[tuple[str, PlacedArtefact]], entries: Iterable[Entry]
    ) -> Iterator[DrawnJourney]:
        """Yield the journeys, each with its place."""
        laid = []
        for place, placed in found:
            assert isinstance(placed.artefact, Journey | EmployeeJourney)
            stages = [(name, list(steps)) for name, steps in self._stages(place, placed.artefact)]
            laid.append((place, placed.artefact, [each for each in stages if each[1]]))
        known = {place for place, _, _ in laid}
        known.update(each.place for _, _, stages in laid for _, steps in stages for each in steps)
        marked = _marked(known, entries)
        for number, (place, journey, stages) in enumerate(laid, start=1):
            yield self._journey(f"{self._prefix}journey-{number}", place, journey, stages, marked)

    def _stages(
        self, place: str, journey: Journey | EmployeeJourney
    ) -> Iterator[tuple[str, Iterator[_Placed]]]:
        """Yield the stages in the order of the journey, with their steps."""
        if isinstance(journey, Journey):
            for phase in PHASES:
                name = self._texts(f"journeys.phase.{phase}")
                yield name, _placed(f"{place}/{phase}", getattr(journey, phase))
        else:
            yield "", _placed(f"{place}/steps", journey.steps)
        stages: tuple[JourneyStage | EmployeeJourneyStage, ...] = journey.stages
        for number, stage in enumerate(stages):
            name = stage.name or stage.id or self._texts("journeys.stage", number=number + 1)
            yield one_line(name), _placed(f"{place}/stages/{number}/steps", stage.steps)

    def _journey(
        self,
        anchor: str,
        place: str,
        journey: Journey | EmployeeJourney,
        stages: Sequence[tuple[str, Sequence[_Placed]]],
        marked: Mapping[str, Sequence[Entry]],
    ) -> DrawnJourney:
        texts = self._texts
        placed = [each for _, steps in stages for each in steps]
        scale = Scale(journey, [each.step.emotion for each in placed], texts)
        steps = tuple(
            self._step(number, f"{anchor}-{number}", each.step, scale, tuple(marked.get(each.place, ())))
            for number, each in enumerate(placed, start=1)
        )
        is_employee = isinstance(journey, EmployeeJourney) or journey.kind == "employee"
        state = STATES.get(journey.state or "", journey.state or "")
        heading = texts("journeys.kind.employee" if is_employee else "journeys.kind.customer")
        cuts = [0]
        for _, held in stages:
            cuts.append(cuts[-1] + len(held))
        return DrawnJourney(
            anchor=anchor,
            title=one_line(self._name(called(journey)) or UNNAMED),
            heading=f"{heading}, {texts(f'journeys.state.{state}')}" if state else heading,
            is_employee=is_employee,
            state=state,
            about=tuple(self._about(journey)),
            stages=tuple(
                DrawnStage(name, first, end)
                for (name, _), first, end in zip(stages, cuts, cuts[1:], strict=False)
            ),
            steps=steps,
            rows=tuple(self._rows(placed)),
            best=scale.best,
            worst=scale.worst,
            told=tuple(scale.told(steps)),
            entries=tuple(marked.get(place, ())),
            texts=texts,
        )

    def _step(
        self, number: int, anchor: str, step: Step | EmployeeStep, scale: Scale, entries: tuple[Entry, ...]
    ) -> DrawnStep:
        texts = self._texts
        who = (
            [each for each in (step.role, step.department) if each] if isinstance(step, EmployeeStep) else []
        )
        text = step.action or said(step)
        emotion, level = scale.read(step.emotion)
        ends = (
            (("journeys.exit", step.exit_point), ("journeys.renewal", step.renewal_point))
            if isinstance(step, Step)
            else ()
        )
        return DrawnStep(
            number=number,
            anchor=anchor,
            text=one_line(
                (text if text not in who else "") or step.id or texts("journeys.step_number", number=number)
            ),
            who=one_line(" · ".join(who)),
            emotion=emotion,
            level=level,
            is_truth=bool(step.moment_of_truth),
            marks=tuple(
                texts(key) + (f": {one_line(told)}" if isinstance(told, str) else "")
                for key, told in ends
                if told
            ),
            entries=entries,
        )

    def _about(self, journey: Journey | EmployeeJourney) -> Iterator[tuple[str, str]]:
        """Whose journey it is and where it comes from, by label."""
        case = journey.real_case
        told = {
            "persona": self._name(getattr(journey, "persona", None)),
            "segment": self._name(getattr(journey, "segment", None)),
            "mirrors": self._name(getattr(journey, "mirrors", None)),
            "situation": journey.situation,
            "case": " · ".join(text for text in (case.summary, case.source, case.date) if text)
            if case
            else None,
            "frontline": ", ".join(journey.frontline_consulted),
        }
        for key, text in told.items():
            if text and text != journey.title:
                yield self._texts(f"journeys.about.{key}"), one_line(text)

    def _rows(self, placed: Sequence[_Placed]) -> Iterator[JourneyRow]:
        for field in ROWS:
            cells = tuple(tuple(self._cell(each.step, field)) for each in placed)
            if any(cells):
                yield JourneyRow(field, self._texts(f"journeys.row.{field}"), cells)

    def _cell(self, step: Step | EmployeeStep, field: str) -> Iterator[str]:
        if field == "mirrors":
            mirrored = getattr(step, "mirrors_step", None)
            if mirrored:
                yield one_line(self._name(mirrored) or "")
            return
        if field == "process":
            told = getattr(step, field, None)
            if told and step.action:
                yield one_line(told)
            return
        for text in map(one_line, getattr(step, field, ())):
            yield self._texts.quote(text) if field == "said" else text

    def _name(self, word: str | None) -> str | None:
        """What an id stands for; any other word as it is."""
        return self._names.get(word, word) if word else None


def _placed(place: str, steps: Iterable[Step | EmployeeStep]) -> Iterator[_Placed]:
    return (_Placed(f"{place}/{number}", step) for number, step in enumerate(steps))


def _names(strategy: Strategy) -> Iterator[tuple[str, str]]:
    """Yield what ids of notes, artefacts and steps stand for."""
    files: tuple[CanvasFile | CompanionFile, ...] = (*strategy.canvases, *strategy.companions)
    for file in files:
        if isinstance(file, CanvasFile):
            for noted in file.canvas.placed_notes():
                if noted.note.id:
                    yield noted.note.id, noted.note.text
        for placed in file.artefacts:
            artefact = placed.artefact
            if artefact.id:
                yield artefact.id, called(artefact)
            if isinstance(artefact, Journey):
                held = (
                    *artefact.before,
                    *artefact.during,
                    *artefact.after,
                    *(step for stage in artefact.stages for step in stage.steps),
                )
                yield from ((step.id, said(step) or step.id) for step in held if step.id)


def _marked(known: set[str], entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return the entries about each of the ``known`` places: about it, or about something in it."""
    marked: dict[str, list[Entry]] = {}
    for entry in entries:
        places = (_around(at, known) for at in entry.finding.at if "journeys" in at)
        for place in dict.fromkeys(places):
            if place:
                marked.setdefault(place, []).append(entry)
    return marked


def _around(place: str, known: set[str]) -> str:
    """Return the nearest of the ``known`` places around ``place``; an empty text where there is none."""
    while place and place not in known:
        place = place.rpartition("/")[0]
    return place
