"""The facts of journeys: their steps in order, what is felt there, what they leave out, who has no step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cxadvisor.artefacts.changing import changes_of_channel, names_a_channel
from cxadvisor.artefacts.departments import departments_without_step
from cxadvisor.artefacts.emotions import Emotion, EmotionScale
from cxadvisor.artefacts.ground import Ground
from cxadvisor.artefacts.items import Item, TakenApart
from cxadvisor.engine import Fact
from cxadvisor.language.listening import Listener
from cxadvisor.model.artefacts import EmployeeJourney, Journey
from cxadvisor.rulebook.artefacts import journeys as words

STEPS: Final = "steps"

LONG: Final = 3
"""So many steps in a row that hurt are a streak."""

SKETCH: Final = 3
"""A journey with fewer steps that say something of their own is a sketch."""

TELLING: Final = frozenset(
    {
        *("goal", "touchpoint", "channel", "emotion", "thought", "said", "seen", "pain", "gain"),
        *("opportunity", "owner", "evidence", "moment", "role", "department", "system", "process"),
    }
)
"""Keys of a step that say more than that there is one; a step with two of them is worked out."""

DONE: Final = ("action", "process", "frontstage")
"""Keys of a step that say what is done."""

USUAL: Final = 0.5
"""What so large a share of the steps of a journey has is missed where others do not have it."""

FEELINGS: Final = (("good-feeling", 1.0), ("mixed-feeling", 0.0), ("bad-feeling", -1.0))


def journey_facts(journey: TakenApart, ground: Ground) -> Iterator[Fact]:
    """Yield the facts of a journey of customers or staff."""
    yield from _Walk(journey, ground).facts()


class _Walk:
    """A journey walked through step by step."""

    def __init__(self, journey: TakenApart, ground: Ground) -> None:
        self._journey = journey
        assert isinstance(journey.artefact, Journey | EmployeeJourney)
        self._model = journey.artefact
        self._ground = ground
        self._steps = list(journey.parts(STEPS))
        self._filled: dict[str, set[str]] = {}
        for owner, field in journey.filled:
            self._filled.setdefault(owner, set()).add(field)
        is_staff = journey.kind == "employee_journeys" or self._model.kind == "employee"
        self._whose = "staff" if is_staff else "customers"
        self._plan = self._model.state in ("to_be", "target")
        values = [value for step in self._steps if (value := _emotion(step)) is not None]
        self._scale = EmotionScale(self._model.emotion_scale, values, self._feeling)
        self._emotions = [self._read(step) for step in self._steps]
        self._hurts = [self._is_painful(*pair) for pair in zip(self._steps, self._emotions, strict=True)]

    def facts(self) -> Iterator[Fact]:
        yield self._as_a_whole()
        for number, step in enumerate(self._steps):
            yield self._step(number, step)
            if self._emotions[number].off_scale:
                yield words.OffScale(
                    id=f"{step.identity} off scale",
                    step=step.identity,
                    words=str(_emotion(step)),
                    scale=self._scale.text,
                )
        yield from self._friction()
        yield from self._lacking()
        if self._whose == "customers":
            yield from changes_of_channel(self._journey, self._steps, self._ground)
        else:
            yield from departments_without_step(self._journey, self._steps, self._ground)

    def _as_a_whole(self) -> Fact:
        phases = {step.phase for step in self._steps}
        case = self._model.real_case
        pains = [step for step in self._steps if self._has(step, "pain")]
        with_opportunity = [step for step in self._steps if self._has(step, "opportunity")]
        return words.Journey(
            id=self._journey.identity,
            text=self._journey.text,
            whose=self._whose,
            plan=self._plan,
            worked_out=self._is_worked_out(),
            steps=len(self._steps),
            only_phase=phases.pop() if len(phases) == 1 else None,
            real_case=case is not None and bool(case.date or case.source or case.summary),
            uses_emotions=self._is_usual("emotion"),
            uses_channels=self._is_usual("channel"),
            uses_opportunities=bool(with_opportunity) or len(pains) > 1,
        )

    def _step(self, number: int, step: Item) -> Fact:
        emotion = self._emotions[number]
        return words.JourneyStep(
            id=step.identity,
            artefact=self._journey.identity,
            text=step.text,
            whose=self._whose,
            plan=self._plan,
            position=number + 1,
            phase=step.phase,
            emotion=emotion.value,
            feels=_emotion(step) is not None,
            hurts=self._hurts[number],
            placed=self._has(step, "channel")
            or any(names_a_channel(text, self._ground) for text in _texts(step, "touchpoint")),
            moment_of_truth=getattr(step.part, "moment_of_truth", None) is True,
            last=number + 1 == len(self._steps),
        )

    def _has(self, step: Item, field: str) -> bool:
        return field in self._filled.get(step.identity, ())

    def _is_usual(self, field: str) -> bool:
        having = sum(self._has(step, field) for step in self._steps)
        return having > 1 and having >= USUAL * len(self._steps)

    def _is_worked_out(self) -> bool:
        telling = sum(len(TELLING & self._filled.get(step.identity, set())) > 1 for step in self._steps)
        return telling >= SKETCH

    def _read(self, step: Item) -> Emotion:
        value = _emotion(step)
        return Emotion(None) if value is None else self._scale.read(value)

    def _feeling(self, text: str) -> float | None:
        """What a feeling in plain words says; nothing where it says two things at once."""
        knowledge = self._ground.knowledge
        named = Listener(knowledge, self._ground.language).hear(text).named
        found = {strength for name, strength in FEELINGS if named.get(knowledge.index[name])}
        return found.pop() if len(found) == 1 else None

    def _is_painful(self, step: Item, emotion: Emotion) -> bool:
        if emotion.value is not None:
            return emotion.value < 0
        return _emotion(step) is None and self._has(step, "pain") and not self._has(step, "gain")

    def _friction(self) -> Iterator[Fact]:
        row: list[Item] = []
        for step, hurts in [*zip(self._steps, self._hurts, strict=True), (None, False)]:
            if hurts and step is not None:
                row.append(step)
                continue
            if len(row) >= LONG:
                for each in row:
                    name = f"{each.identity} in a row"
                    yield words.Friction(id=name, run=row[0].identity, step=each.identity, length=len(row))
            row = []

    def _lacking(self) -> Iterator[Fact]:
        """Yield what single steps leave out though most have it, and what no step of a journey says."""
        if not self._is_worked_out():
            return
        if not any(map(self._feels, self._steps)):
            yield self._lack(self._journey.identity, ["emotion"])
        aiming = {_stage(step) for step in self._steps if self._aims(step)}
        goals_are_usual = len(aiming) > USUAL * len(set(map(_stage, self._steps)))
        for step in self._steps:
            missing = []
            if goals_are_usual and _stage(step) not in aiming:
                missing.append("goal")
            if not any(self._has(step, key) for key in DONE):
                missing.append("action")
            if self._is_usual("emotion") and not self._feels(step):
                missing.append("emotion")
            if missing:
                yield self._lack(step.identity, missing)

    def _lack(self, of: str, missing: Sequence[str]) -> Fact:
        return words.LacksElement(
            id=f"{of} lacks", of=of, artefact=self._journey.identity, left_out=",".join(missing)
        )

    def _feels(self, step: Item) -> bool:
        return _emotion(step) is not None or self._has(step, "thought") or self._has(step, "said")

    def _aims(self, step: Item) -> bool:
        return self._has(step, "goal") or "goal" in self._filled.get(step.of, ())


def _stage(step: Item) -> tuple[str, str | None]:
    """The stage that a step stands in: a part of its journey, or one of the three phases."""
    return step.of, step.phase


def _emotion(step: Item) -> float | str | None:
    value: float | str | None = getattr(step.part, "emotion", None)
    return value


def _texts(step: Item, key: str) -> tuple[str, ...]:
    value: tuple[str, ...] = getattr(step.part, key, ())
    return value
