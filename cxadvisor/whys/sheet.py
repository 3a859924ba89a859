"""A 5-Whys sheet in the making: its questions and answers as they follow each other, and what comes next (S3, K7b).

A sheet is held as it is written in its file, so that what somebody wrote by hand stays as it is.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Mapping
from typing import Any, Final, Literal, NamedTuple

KEYS: Final = (
    "id",
    "title",
    "date",
    "authors",
    "problem",
    "finding",
    "persona",
    "journey_step",
    "moment",
    "participants",
    "whys",
    "root_causes",
    "countermeasures",
)
"""The keys of a sheet, in the order in which they are written."""

ID_LETTERS: Final = 6
"""So many letters of a fingerprint are in an id."""

Stage = Literal["problem", "whys", "countermeasures", "done"]
"""What a sheet lacks next."""


class Step(NamedTuple):
    """A why of a sheet: where it stands in it, its question and answer, and the number of the step that it asks after
    (None where it asks after the problem).
    """

    path: tuple[str | int, ...]
    why: str
    answer: str
    evidence: bool
    after: int | None


class Sheet:
    """A sheet as it is written; ``content`` is a copy, to be changed by the methods alone."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.content: dict[str, Any] = copy.deepcopy(dict(content))

    @property
    def problem(self) -> str:
        """What the sheet starts from."""
        return str(self.content.get("problem") or "")

    @property
    def finding(self) -> str:
        """What the sheet says of the finding it looks into."""
        return str(self.content.get("finding") or "")

    @property
    def steps(self) -> tuple[Step, ...]:
        """The whys in the order in which they are read. As the rules read them, one follows the one above unless it
        names another, or the sheet itself.
        """
        found: list[Step] = []
        by_id: dict[str, int] = {}

        def walk(whys: Any, path: tuple[str | int, ...], around: int | None) -> None:
            last: int | None = around
            for number, why in enumerate(listed(whys)):
                if not isinstance(why, Mapping):
                    continue
                named = why.get("follows")
                anew = named is not None and named == self.content.get("id")
                after = None if anew else by_id.get(str(named), last)
                index = last = len(found)
                answer = str(why.get("answer") or "")
                here = (*path, number)
                found.append(Step(here, str(why.get("why") or ""), answer, bool(why.get("evidence")), after))
                if why.get("id"):
                    by_id[str(why["id"])] = index
                walk(why.get("whys"), (*here, "whys"), index)

        walk(self.content.get("whys"), ("whys",), None)
        return tuple(found)

    @property
    def causes(self) -> tuple[str, ...]:
        """The root causes, in words."""
        return tuple(str(each.get("cause") or "") for each in self._parts("root_causes", "cause"))

    @property
    def ends(self) -> frozenset[int]:
        """The numbers of the steps that led to a root cause."""
        named = {str(each["of"]) for each in self._parts("root_causes", "cause") if each.get("of")}
        return frozenset(
            number for number, step in enumerate(self.steps) if str(self._at(step.path).get("id")) in named
        )

    @property
    def unanswered(self) -> tuple[int, ...]:
        """The numbers of the root causes about which nobody does anything that is dated or checked."""
        measures = [
            each
            for each in self._parts("countermeasures", "action")
            if each.get("owner") or each.get("due") or each.get("check")
        ]
        if any(each.get("cause") is None for each in measures):
            return ()
        named = {str(each.get("cause")) for each in measures}
        return tuple(
            number
            for number, each in enumerate(self._parts("root_causes", "cause"))
            if not named & {str(each.get("id")), str(each.get("cause"))}
        )

    @property
    def lacks(self) -> Stage:
        """What is to be asked for next."""
        if not self.problem:
            return "problem"
        if not self.causes:
            return "whys"
        return "countermeasures" if self.unanswered else "done"

    def way(self, number: int) -> tuple[int, ...]:
        """Return the numbers of the steps on the way to step ``number``, from the first, with itself."""
        steps, way, after = self.steps, [number], self.steps[number].after
        while after is not None:
            way.append(after)
            after = steps[after].after
        return tuple(reversed(way))

    def depth(self, after: int | None) -> int:
        """Return the number of the next why on the way behind step ``after``: 1 for one about the problem itself."""
        return 1 if after is None else len(self.way(after)) + 1

    def set(self, key: str, value: Any) -> None:
        """Write a key of the sheet, in its place among the others."""
        self.content[key] = value
        if list(self.content)[-1] == key:
            order = {name: number for number, name in enumerate(KEYS)}
            self.content = dict(sorted(self.content.items(), key=lambda each: order.get(each[0], len(KEYS))))

    def add_why(self, why: str, answer: str, after: int | None, taken: Collection[str]) -> int:
        """Add a why with its answer, behind step ``after``, and return its number; ``taken`` are ids of others."""
        steps = self.steps
        entry: dict[str, Any] = {"id": self._new_id("w", taken), "why": why, "answer": answer}
        above = next((number for number in reversed(range(len(steps))) if len(steps[number].path) == 2), None)
        if after != above:
            entry["follows"] = self._id_of(after, taken)
        self.set("whys", [*listed(self.content.get("whys")), entry])
        return len(steps)

    def open_after(self, after: int | None) -> int | None:
        """Return the number of the first why behind step ``after`` that waits for its answer, None where none does."""
        return next((n for n, step in enumerate(self.steps) if step.after == after and not step.answer), None)

    @property
    def last_answered(self) -> int | None:
        """The number of the last step with an answer."""
        return max((number for number, step in enumerate(self.steps) if step.answer), default=None)

    def fill_why(self, number: int, why: str, answer: str) -> None:
        """Write question and answer of step ``number``, which waits for them."""
        self._at(self.steps[number].path).update({"why": why, "answer": answer})

    def answer_why(self, number: int, answer: str) -> None:
        """Write the answer of step ``number``, or another one."""
        self._at(self.steps[number].path)["answer"] = answer

    def support(self, number: int, evidence: str) -> None:
        """Write how the answer of step ``number`` is known."""
        self._at(self.steps[number].path)["evidence"] = evidence

    def remove_last(self) -> Step | None:
        """Take back the last why, with the root causes that it led to; return it, None where there is none that can be
        taken back.
        """
        steps = self.steps
        if not steps or len(steps[-1].path) != 2:
            return None
        last = listed(self.content["whys"])[-1]
        causes = [each for each in listed(self.content.get("root_causes")) if not self._came_of(each, last)]
        for key, left in (("whys", listed(self.content["whys"])[:-1]), ("root_causes", causes)):
            if left:
                self.content[key] = left
            else:
                self.content.pop(key, None)
        return steps[-1]

    @staticmethod
    def _came_of(cause: Any, why: Mapping[str, Any]) -> bool:
        return isinstance(cause, Mapping) and cause.get("of") is not None and cause["of"] == why.get("id")

    def add_cause(self, cause: str, of: int, taken: Collection[str]) -> None:
        """Add a root cause to which step ``of`` led."""
        entry = {"cause": cause, "id": self._new_id("c", taken), "of": self._id_of(of, taken)}
        self.set("root_causes", [*listed(self.content.get("root_causes")), entry])

    def add_countermeasure(self, cause: int, measure: Mapping[str, str], taken: Collection[str]) -> None:
        """Add what is done about root cause ``cause``: ``action``, and what is known of owner, due and check."""
        known = listed(self.content.get("root_causes"))[cause]
        if isinstance(known, Mapping) and not known.get("id"):
            known = {**known, "id": self._new_id("c", taken)}
            causes = listed(self.content["root_causes"])
            self.content["root_causes"] = [*causes[:cause], known, *causes[cause + 1 :]]
        entry = {
            "action": measure["action"],
            "cause": known["id"] if isinstance(known, Mapping) else str(known),
        }
        entry |= {key: text for key, text in measure.items() if key != "action" and text}
        self.set("countermeasures", [*listed(self.content.get("countermeasures")), entry])

    def _parts(self, key: str, plain: str) -> list[Mapping[str, Any]]:
        parts = listed(self.content.get(key))
        return [each if isinstance(each, Mapping) else {plain: each} for each in parts]

    def _at(self, path: tuple[str | int, ...]) -> dict[str, Any]:
        part: Any = self.content
        for key in path:
            part = part[key]
        assert isinstance(part, dict)
        return part

    def _id_of(self, number: int | None, taken: Collection[str]) -> str:
        """Return the id of a step, or of the sheet itself; it gets one where it has none."""
        if number is None:
            if not self.content.get("id"):
                self.set("id", new_id(taken, self.finding))
            return str(self.content["id"])
        part = self._at(self.steps[number].path)
        if not part.get("id"):
            part["id"] = self._new_id("w", taken)
        return str(part["id"])

    def _new_id(self, kind: str, taken: Collection[str]) -> str:
        begin = f"{self._id_of(None, taken)}-{kind}"
        used = {*taken, *_ids_in(self.content)}
        return next(name for name in (f"{begin}{number}" for number in range(1, 10_000)) if name not in used)


def new_id(taken: Collection[str], finding: str = "") -> str:
    """Return an id for a new sheet that differs from all of ``taken``; it bears the first letters of the fingerprint of
    its finding, so that it is no other's in files that were not read either.
    """
    own = [f"whys-{finding[:ID_LETTERS]}"] if finding[:ID_LETTERS].isalnum() else []
    begin = f"{own[0]}-" if own else "whys-"
    return next(
        name for name in (*own, *(f"{begin}{number}" for number in range(1, 10_000))) if name not in taken
    )


def listed(value: Any) -> list[Any]:
    """Return a list; a single entry may stand alone, and nothing is an empty one."""
    if value in (None, ""):
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _ids_in(part: Any) -> set[str]:
    if isinstance(part, Mapping):
        own = {str(part["id"])} if part.get("id") else set()
        return own.union(*(_ids_in(each) for each in part.values()))
    return set().union(*map(_ids_in, part)) if isinstance(part, list) else set()
