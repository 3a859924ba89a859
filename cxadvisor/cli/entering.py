"""Takes the notes of a canvas block by block from a person, or from lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, Literal, NamedTuple

from cxadvisor.cli.form import Form, numbered
from cxadvisor.cli.output import OutputError
from cxadvisor.cli.talking import Talk
from cxadvisor.filling import FILL_STEPS, Draft, Step, next_step, step_named
from cxadvisor.model.canvas import MAX_NOTES, MAX_TEXT
from cxadvisor.readers.scalars import refused_character
from cxadvisor.reporters.plain import one_line

FEW_OBJECTIVES: Final = 6
"""So many objectives a stage may have (S1)."""

End = Literal["done", "left"]
"""Whether all steps were gone through, or somebody wants to go on another time."""

_CYRILLIC: Final = str.maketrans("oyhb", "оунв")
"""Latin letters that look like those of Russian commands, typed because the keyboard was not switched."""
_line_break = re.compile(r"\r\n|\n|\r").split
_bullet = re.compile(r"[-*•–·▪◦](?:\s+|$)").match


class Command(NamedTuple):
    """What is to be done beside writing a note: a command of the form, ``next``, ``help``, ``go`` or ``unknown``."""

    action: str
    number: int | None = None


class Session:
    """Goes through the steps of ``draft``.

    ``save`` writes a draft and returns the one to go on with: another one where the file has changed meanwhile.
    """

    def __init__(self, draft: Draft, talk: Talk, form: Form, save: Callable[[Draft], Draft]) -> None:
        self.draft = draft
        self._talk = talk
        self._form = form
        self._save = save
        self._hinted: set[Step] = set()
        self._asked_for: set[str] = set()
        self._lines: list[str] = []

    def run(self, step: Step, *, is_asked_for: bool) -> End:
        """Fill ``step`` and what comes behind it; return how that ended. All is saved then, also after Ctrl-C.

        Args:
            step: the first one.
            is_asked_for: whether somebody named its block; both stages of it are gone through then.
        """
        if is_asked_for:
            self._asked_for.add(step.block)
        try:
            while True:
                self._talk.tell(self._form.step(step, self.draft))
                following = self._fill(step)
                self.save()
                if isinstance(following, str):
                    return following
                step = following
        except (KeyboardInterrupt, OutputError):
            self.save()
            raise

    def save(self) -> None:
        """Write what is not written yet."""
        if not self.draft.is_saved:
            self.draft = self._save(self.draft)

    def _fill(self, step: Step) -> Step | End:
        """Take notes and commands until somebody goes on; return the step to go to, or the end."""
        for line in self._read(step):
            command = command_in(line, self._form.keys)
            if command is None:
                self._take(step, line)
                continue
            if command.action in ("next", "later", "omit", "back", "go"):
                if (following := self._move(step, command)) != step:
                    return following
            elif command.action == "quit":
                break
            elif command.action == "delete":
                self._delete(step, command.number)
            elif command.action == "show":
                self._talk.tell(self._form.overview(step, self.draft))
            elif command.action == "help":
                self._talk.tell(self._form.help(step))
            else:
                self._hint("no_such_command")
        return "left"

    def _read(self, step: Step) -> Iterator[str]:
        """Yield the lines that are typed; what is pasted may be several at once."""
        while True:
            if not self._lines:
                line = self._talk.line(numbered(len(self.draft.notes(step)) + 1))
                if line is None:
                    return
                self._lines = _line_break(line)
            yield self._lines.pop(0).strip()

    def _move(self, step: Step, command: Command) -> Step | End:
        """Return the step to go to: ``step`` itself where it is not left; or the end."""
        if command.action == "go":
            found = step_named(str(command.number))
            if found is None:
                self._hint("no_such_command")
                return step
            self._asked_for.add(found.block)
            return found
        if command.action == "back":
            position = FILL_STEPS.index(step)
            if position == 0:
                self._hint("at_first")
            return FILL_STEPS[max(position - 1, 0)]
        if command.action == "omit":
            if self.draft.notes(step):
                self._hint("has_notes")
                return step
            self.draft.leave_out(step)
            self._hint("after_omit")
        elif command.action == "later":
            self._hint("after_later")
        if step.stage == "pre_sale" and step.block in self._asked_for:
            return Step(step.block, "post_sale")
        return next_step(self.draft.canvas, after=step) or "done"

    def _take(self, step: Step, line: str) -> None:
        """Take a line as a note, or say why not."""
        text = note_in(line)
        if "\ufffd" in text or refused_character(text) is not None:
            self._hint("unreadable")
        elif len(text) > MAX_TEXT:
            self._hint("too_long", most=MAX_TEXT)
        elif text in self.draft.notes(step):
            self._hint("twice")
        elif sum(len(self.draft.notes(each)) for each in FILL_STEPS) >= MAX_NOTES:
            self._hint("too_many")
        elif text:
            self.draft.add(step, text)
            count = len(self.draft.notes(step))
            if not self._talk.by_keys:
                self._talk.tell(self._form.notes([text], count))
            if step.block == "objectives" and count > FEW_OBJECTIVES and step not in self._hinted:
                self._hinted.add(step)
                self._hint("many_objectives")

    def _delete(self, step: Step, number: int | None) -> None:
        """Delete a note that was written in this session: the last one, or the one with a number."""
        count, before = len(self.draft.notes(step)), self.draft.of_file(step)
        index = count - 1 if number is None else number - 1
        if not 0 <= index < count:
            self._hint("no_such_note")
        elif index < before:
            self._hint("stands_in_file", file=self.draft.name, line=self.draft.line_of(step, index))
        else:
            self._hint("after_delete", note=self._form.say.quote(self.draft.remove(step, index)))

    def _hint(self, key: str, **values: object) -> None:
        self._talk.tell(self._form.hint(key, **values))


def command_in(line: str, keys: dict[str, str]) -> Command | None:
    """Return the command that a line is, or None where it is a note; ``keys`` holds the commands by their keys."""
    if not line:
        return Command("next")
    if line == "?":
        return Command("help")
    if not line.startswith("/") or line.startswith("//"):
        return None
    key, _, rest = line[1:].strip().casefold().partition(" ")
    if key.isdecimal() and not rest:
        return Command("go", _number(key))
    action = keys.get(key) or keys.get(key.translate(_CYRILLIC)) or "unknown"
    if not rest:
        return Command(action)
    if action == "delete" and rest.strip().isdecimal():
        return Command(action, _number(rest))
    return Command("unknown")


def _number(digits: str) -> int:
    return int(digits.strip()[:4])


def note_in(line: str) -> str:
    """Return the note on a line, without the bullet of a list it was copied from or the slash that escapes another."""
    if line.startswith("//"):
        line = line[1:]
    bullet = _bullet(line)
    return one_line(line[bullet.end() :] if bullet else line)
