"""Lays out, for a terminal, what the guided start asks and what stands on the canvas so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from cxadvisor.cli.page import Page
from cxadvisor.filling import FILL_STEPS, Draft, Step, answered_by
from cxadvisor.guiding import guide_in
from cxadvisor.model.blocks import BLOCKS
from cxadvisor.reporters.plain import display_width, shorten, visible
from cxadvisor.texts import LANGUAGES, Texts
from cxadvisor.wording import block_list

COMMANDS: Final = ("back", "later", "omit", "show", "delete", "quit")
"""What can be done beside writing notes, in the order of the menu."""

MOST_TO_ANSWER: Final = 8
"""So many notes that a block must answer to are shown; more would push the question off the screen."""


class Form(Page):
    """Makes the lines of a guided start in one language."""

    def __init__(self, texts: Texts, width: int, colour: bool) -> None:
        super().__init__(width, colour)
        self.keys = {texts(f"new.key.{name}"): name for name in COMMANDS}
        self.say = texts
        self._guide = guide_in(texts.language)

    def welcome(self, line: str) -> Iterator[str]:
        """Say what is filled, in which way, and by which commands."""
        yield self.bold(visible(line))
        yield from self.wrapped(self.say("new.about"))
        entries = [(f"/{key}", self.say(f"new.menu.{name}")) for key, name in self.keys.items()]
        yield from self.menu([*entries, ("?", self.say("new.menu.help"))])

    def languages(self) -> Iterator[str]:
        """Say in which other languages one can be asked, each in its own name."""
        others = (
            f"{name} (--lang\N{NO-BREAK SPACE}{code})"
            for code, name in LANGUAGES.items()
            if code != self.say.language
        )
        yield from self.wrapped(self.say("new.other_languages", languages=", ".join(others)), dim=True)

    def step(self, step: Step, draft: Draft) -> Iterator[str]:
        """Show a step: where it is, its question, what it must answer to, and what stands there already."""
        yield ""
        number = self.say("new.progress", number=step.number, total=len(BLOCKS))
        section = self.say(f"section.{BLOCKS[step.block].section}")
        for line in self.wrapped(f"{number} · {self.title(step)} ({section})"):
            yield self.bold(line)
        yield from self.wrapped(self._guide.question(*step))
        yield from self._to_answer(step, draft)
        if draft.notes(step):
            yield from self.wrapped(self.say("new.here"), "  ", dim=True)
            yield from self.notes(draft.notes(step))

    def title(self, step: Step) -> str:
        """Return the name of a step as a heading: “Key activities, before the sale”."""
        name = self.say(f"block.{step.block}")
        if step.stage:
            name = self.say("new.step", block=name, when=self.say(f"when.{step.stage}"))
        return name[:1].upper() + name[1:]

    def _to_answer(self, step: Step, draft: Draft) -> Iterator[str]:
        sources = answered_by(step)
        notes = [note for source in sources for note in draft.notes(source)]
        if not notes:
            return
        yield from self.wrapped(
            self.say("new.under", block=self.say(f"block.{sources[0].block}")), "  ", dim=True
        )
        shown = notes if len(notes) <= MOST_TO_ANSWER else notes[: MOST_TO_ANSWER - 1]
        for note in shown:
            yield from self.wrapped(shorten(visible(note), self.width - 6), "    – ", dim=True)
        if len(shown) < len(notes):
            yield from self.wrapped(self.say("new.more", n=len(notes) - len(shown)), "    ", dim=True)

    def notes(self, notes: Sequence[str], first: int = 1) -> Iterator[str]:
        """List notes by their numbers."""
        for number, note in enumerate(notes, first):
            yield from self.wrapped(visible(note), numbered(number))

    def help(self, step: Step) -> Iterator[str]:
        """Say what belongs into a step, with an example, and what each command does."""
        yield from self.wrapped(f"{self.say('new.belongs')} {self._guide.belongs(step.block)}", "  ")
        example = self.say.quote(self._guide.example(step.block))
        yield from self.wrapped(f"{self.say('new.example')} {example}", "  ")
        yield ""
        rows = [
            ("", "next"),
            *((f"/{key}", name) for key, name in self.keys.items()),
            ("/5", "number"),
            ("?", "help"),
        ]
        for key, name in rows:
            yield from self.wrapped(self.say(f"new.help.{name}"), f"  {key:<4}" if key else "  ")

    def overview(self, step: Step, draft: Draft) -> Iterator[str]:
        """List the notes of a step, then every block with the number of its notes."""
        if notes := draft.notes(step):
            yield from self.notes(notes)
        else:
            yield from self.wrapped(self.say("new.nothing_here"), "  ")
        yield ""
        names = {name: self.say(f"block.{name}") for name in BLOCKS}
        wide = max(map(display_width, names.values()))
        for name, said in names.items():
            counts = " · ".join(self._count(each, draft) for each in FILL_STEPS if each.block == name)
            line = f"{numbered(BLOCKS[name].number)}{said}{' ' * (wide - display_width(said))}  {counts}"
            yield self.bold(line) if name == step.block else line

    def _count(self, step: Step, draft: Draft) -> str:
        if notes := draft.notes(step):
            return str(len(notes))
        return self.say("new.omitted" if draft.is_left_out(step) else "new.unnoted")

    def hint(self, key: str, **values: object) -> list[str]:
        """Return a short answer to what was typed."""
        return list(self.wrapped(self.say(f"new.{key}", **values), "      "))

    def unsaved(self, notes: Mapping[Step, Sequence[str]]) -> Iterator[str]:
        """List notes that could not be written, so that they are not lost."""
        yield self.say("new.not_saved")
        for step, texts in notes.items():
            yield from self.wrapped(self.title(step), "  ")
            yield from self.notes(texts)

    def saved(self, file: str, draft: Draft) -> Iterator[str]:
        """Say where the notes are, and how many there are."""
        total = sum(len(draft.notes(step)) for step in FILL_STEPS)
        yield from self.wrapped(self.say("new.saved", file=file, notes=self.say("new.notes", n=total)))

    def left(self, left: Sequence[Step], *, is_done: bool) -> Iterator[str]:
        """Say what is still empty: all of it, or before everything was gone through only what comes next."""
        if not left:
            yield from self.wrapped(self.say("new.complete"))
        elif is_done:
            blocks = block_list((step.place for step in left), self.say)
            count = len({step.block for step in left})
            yield from self.wrapped(self.say("new.left", n=count, blocks=blocks))
        else:
            first, total = left[0], len(BLOCKS)
            yield from self.wrapped(
                self.say("new.comes_next", step=self.title(first), number=first.number, total=total)
            )

    def why_next(self, step: Step, is_first: bool, leaning: Iterable[str]) -> str:
        """Return, as a sentence, which step comes next and why."""
        blocks = ", ".join(self.say(f"block.{name}") for name in leaning)
        key = "first" if is_first else "leaning" if blocks else "open"
        return self.say(
            f"new.next.{key}", step=self.title(step), number=step.number, total=len(BLOCKS), blocks=blocks
        )


def numbered(number: int) -> str:
    """Return what stands before a note with this number."""
    return f"{number:>4}  "
