"""Walks a person through the whys of a sheet: answers, evidence, other causes beside, and what is done about them."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Literal

from cxadvisor.cli.answering import Answering, LeftError
from cxadvisor.cli.talking import Talk
from cxadvisor.model.review import Finding
from cxadvisor.texts import Texts
from cxadvisor.whys import Sheet, first_questions, heard, ideas, measure
from cxadvisor.wording import shortened

FIVE: Final = 5
"""After so many whys on one way it is said that five is a guide (K7)."""

End = Literal["done", "left"]
"""Whether the sheet is complete, or somebody wants to go on another time."""


class Asking(Answering):
    """A session about one sheet; ``save`` writes a state of it in place of the one before (None for the first)."""

    def __init__(
        self,
        sheet: Sheet,
        finding: Finding | None,
        taken: frozenset[str],
        talk: Talk,
        texts: Texts,
        save: Callable[[Mapping[str, Any] | None, Mapping[str, Any]], None],
        *,
        is_new: bool,
        width: int,
        colour: bool,
    ) -> None:
        super().__init__(talk, texts, width, colour)
        self.sheet = sheet
        self._finding = finding
        self._taken = taken
        self._save = save
        self._saved: dict[str, Any] | None = None if is_new else copy.deepcopy(sheet.content)
        self._is_new = is_new

    @property
    def is_saved(self) -> bool:
        """Whether anything was written."""
        return self._saved is not None

    def run(self) -> End:
        """Ask for all that the sheet lacks; what is answered is saved at once, whatever happens then."""
        self._tell(self._say("whys.about"))
        self._talk.tell(self._menu())
        try:
            if self._is_new or not self.sheet.problem:
                self._ask_problem()
            else:
                self._talk.tell(["", *self.chain()])
            if not self.sheet.causes:
                self._ask_down(self.sheet.last_answered)
            self._ask_beside()
            if not self.sheet.causes:
                self._choose_cause()
            for number in self.sheet.unanswered:
                self._ask_countermeasure(number)
        except LeftError:
            return "left"
        return "done" if self.sheet.lacks == "done" else "left"

    def chain(self) -> Iterator[str]:
        """Yield the problem, and the whys with their answers by number, indented by how deep they are."""
        yield from self.wrapped(self._say("whys.problem", text=self.sheet.problem))
        if not self.sheet.steps:
            yield from self.wrapped(self._say("whys.no_answers"), "  ")
        ends = self.sheet.ends
        for number, step in enumerate(self.sheet.steps, 1):
            indent = "  " * min(self.sheet.depth(step.after), 8)
            notes = [] if step.evidence or not step.answer else [self._say("whys.not_supported")]
            notes += [self._say("whys.root")] * (number - 1 in ends)
            yield from self.wrapped(step.why, f"{indent}{number}  ", dim=True)
            said = step.answer or "…"
            yield from self.wrapped(f"{said} ({', '.join(notes)})" if notes else said, f"{indent}   ")

    def _keep(self) -> None:
        """Write what is new; where that fails, show it, so that it is not lost."""
        try:
            self._save(self._saved, self.sheet.content)
        except Exception:
            self._talk.tell(["", self._say("whys.not_saved"), *self.chain()])
            raise
        self._saved = copy.deepcopy(self.sheet.content)

    def _ask_problem(self) -> None:
        if self.sheet.problem:
            self._talk.tell(["", *self.wrapped(self._say("whys.problem", text=self.sheet.problem))])
        self._tell(self._say("whys.keep_problem"))
        text = self._answer()
        if text:
            self.sheet.set("problem", text)
            self._keep()
        self._tell(self._say("whys.participants"))
        people = [part.strip() for part in self._answer().split(",")]
        if any(people):
            self.sheet.set("participants", [each for each in people if each])
        self._keep()

    def _ask_down(self, after: int | None, *, beside: bool = False) -> None:
        """Ask why, and why again, until there is a root cause or nothing more to say."""
        while True:
            depth = self.sheet.depth(after)
            waiting = None if beside else self.sheet.open_after(after)
            question = self.sheet.steps[waiting].why if waiting is not None else ""
            question = question or self._question(after, beside=beside)
            line = self._ask_why(question, depth)
            if line == "/delete":
                after = self._take_back(after)
                continue
            if line in ("", "/beside"):
                return
            question, answer = line.split("\n")
            if waiting is None:
                after = self.sheet.add_why(question, answer, after, self._taken)
            else:
                self.sheet.fill_why(waiting, question, answer)
                after = waiting
            beside = False
            self._keep()
            self._mend(after)
            self._ask_evidence(after)
            if self._is_cause(after):
                return
            if depth == FIVE:
                self._hint("five")

    def _question(self, after: int | None, *, beside: bool) -> str:
        """Return the question to ask next: the first one of the finding, else why the answer before is so."""
        if after is None:
            if beside:
                return self._say("whys.why_also", problem=self._inside(self.sheet.problem))
            if self._finding is not None and self._finding.whys:
                return first_questions(self._finding)[0]
            return self._say("whys.why_so", answer=self._inside(self.sheet.problem))
        key = "whys.why_else" if beside else "whys.why_so"
        return self._say(key, answer=self._inside(self.sheet.steps[after].answer))

    def _inside(self, text: str) -> str:
        return self._say.inside_quotes(shortened(text).rstrip(".;,"))

    def _ask_why(self, question: str, depth: int) -> str:
        """Ask a why; return the question and the answer with a line break between, a command, or nothing."""
        self._show_why(question, depth)
        others = first_questions(self._finding)[1:] if depth == 1 and self._finding else ()
        if others or depth > 1:
            self._tell(self._say("whys.ideas"), "       ", dim=True)
            for idea in others or ideas(self._finding, depth, self._say):
                self._tell(idea, "       – ", dim=True)
        while True:
            text = self._line()
            if not text.endswith("?") or len(text) == 1:
                return text if not text or text.startswith("/") else f"{question}\n{text}"
            question = text
            self._show_why(question, depth)

    def _show_why(self, question: str, depth: int) -> None:
        lead = f"{self._say('whys.why', number=depth)}  "
        self._talk.tell(["", *map(self.bold, self.wrapped(question, lead))])

    def _take_back(self, after: int | None) -> int | None:
        """Take back the last answer; return the step to ask after then."""
        removed = self.sheet.remove_last()
        if removed is None:
            self._hint("nothing_to_delete")
            return after
        self._keep()
        self._hint("deleted", answer=removed.answer)
        return removed.after

    def _mend(self, number: int) -> None:
        """Say kindly where an answer blames a person or goes in a circle, and take another one."""
        while True:
            path = tuple(map(str, (*self.sheet.steps[number].path, "answer")))
            found = heard(self.sheet).get(path)
            if found not in ("blame", "circle"):
                return
            self._hint(f"heard.{found}")
            self._hint("anew")
            text = self._answer()
            if not text:
                return
            self.sheet.answer_why(number, text)
            self._keep()

    def _ask_evidence(self, number: int) -> None:
        self._tell(self._say("whys.evidence"), "   ")
        if text := self._answer():
            self.sheet.support(number, text)
            self._keep()

    def _is_cause(self, number: int) -> bool:
        """Ask whether an answer can be acted on; then it is a root cause."""
        self._tell(self._say("whys.actionable"), "   ")
        return self._yes() and self._add_cause(number)

    def _add_cause(self, number: int) -> bool:
        """Write a root cause; return False where it is a symptom still and somebody would rather ask why again."""
        self._tell(self._say("whys.cause"), "   ")
        before = copy.deepcopy(self.sheet.content)
        self.sheet.add_cause(self._answer() or self.sheet.steps[number].answer, number, self._taken)
        place = ("root_causes", str(len(self.sheet.causes) - 1))
        found = next((said for path, said in heard(self.sheet).items() if path[:2] == place), None)
        if found is not None:
            self._hint(f"heard.{found}")
            self._hint("really")
            if not self._yes():
                self.sheet.content = before
                return False
        self._keep()
        return True

    def _ask_beside(self) -> None:
        """Ask for other causes beside those that were named: most problems have several (K7)."""
        while steps := self.sheet.steps:
            self._talk.tell(["", *self.chain()])
            self._tell(self._say("whys.beside"))
            number = self._number(len(steps))
            if number is None:
                return
            self._ask_down(steps[number].after, beside=True)

    def _choose_cause(self) -> None:
        steps = self.sheet.steps
        if not steps:
            return
        self._tell(self._say("whys.which"))
        number = self._number(len(steps))
        if number is not None and not self._add_cause(number):
            self._ask_down(number)

    def _ask_countermeasure(self, number: int) -> None:
        cause = self.sheet.causes[number]
        heading = self._say("whys.countermeasure.heading", cause=cause)
        self._talk.tell(["", *map(self.bold, self.wrapped(heading))])
        self._tell(measure(self._finding, number, self._say.language), "       – ", dim=True)
        found: dict[str, str] = {}
        for key in ("action", "owner", "due", "check"):
            self._tell(self._say(f"whys.countermeasure.{key}"), "   ")
            found[key] = self._answer()
            if not found["action"]:
                return
        self.sheet.add_countermeasure(number, found, self._taken)
        self._keep()
        if not any(found[key] for key in ("owner", "due", "check")):
            self._hint("countermeasure.bare")
