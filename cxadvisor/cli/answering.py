"""Reads what a person answers, line by line, and does what the commands among the lines say."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import Final

from cxadvisor.cli.page import Page
from cxadvisor.cli.talking import Talk
from cxadvisor.model.canvas import MAX_TEXT
from cxadvisor.readers.scalars import refused_character
from cxadvisor.reporters.plain import one_line
from cxadvisor.texts import Texts

COMMANDS: Final = ("beside", "show", "delete", "quit")
"""What can be done beside answering, in the order of the menu."""


class LeftError(Exception):
    """Somebody wants to go on another time, or there are no more lines."""


class Answering(Page):
    """A conversation of questions and answers in one language."""

    def __init__(self, talk: Talk, texts: Texts, width: int, colour: bool) -> None:
        super().__init__(width, colour)
        self._talk = talk
        self._say = texts
        self._keys = {texts(f"whys.key.{name}"): name for name in COMMANDS}

    @abstractmethod
    def chain(self) -> Iterator[str]:
        """Yield what was answered so far."""

    def _menu(self) -> Iterator[str]:
        entries = [(f"/{key}", self._say(f"whys.menu.{name}")) for key, name in self._keys.items()]
        yield from self.menu([*entries, ("?", self._say("whys.menu.help"))])

    def _tell(self, text: str, begin: str = "", *, dim: bool = False) -> None:
        self._talk.tell(self.wrapped(text, begin, dim=dim))

    def _line(self) -> str:
        """Return the next line that is an answer, perhaps an empty one, or a command: ``/`` and its name.

        Raises ``LeftError`` where somebody wants to stop.
        """
        while True:
            line = self._talk.line("> ")
            if line is None:
                raise LeftError
            text = one_line(line)
            if text == "?":
                self._talk.tell(self._help())
            elif text.startswith("/") and not text.startswith("//"):
                name = self._keys.get(text[1:].strip().casefold())
                if name == "quit":
                    raise LeftError
                if name == "show":
                    self._talk.tell(self.chain())
                elif name is None:
                    self._hint("no_such_command")
                else:
                    return f"/{name}"
            elif "\ufffd" in text or refused_character(text) is not None:
                self._hint("unreadable")
            elif len(text) > MAX_TEXT:
                self._hint("too_long", most=MAX_TEXT)
            else:
                return text.removeprefix("/")

    def _answer(self) -> str:
        """Return the next line where no command applies but showing and stopping."""
        while (text := self._line()) in ("/beside", "/delete"):
            self._hint("no_such_command")
        return text

    def _help(self) -> Iterator[str]:
        yield from self.wrapped(self._say("whys.help.enter"), "  ")
        for key, name in self._keys.items():
            yield from self.wrapped(self._say(f"whys.help.{name}"), f"  /{key}  ")
        yield from self.wrapped(self._say("whys.own_question"), "  ")

    def _hint(self, key: str, **values: object) -> None:
        self._tell(self._say(f"whys.{key}", **values), "      ")

    def _yes(self) -> bool:
        """Return whether somebody says yes; an empty line is a no."""
        yes, no = (self._say(f"whys.answer.{each}").split() for each in ("yes", "no"))
        while (text := self._answer().casefold()) not in (*yes, *no, ""):
            self._hint("answer.unclear", yes=yes[0], no=no[0])
        return text in yes

    def _number(self, most: int) -> int | None:
        """Return the number of a step that is typed, from 0; None for an empty line."""
        while text := self._answer():
            if text.isdecimal() and 1 <= int(text[:4]) <= most:
                return int(text[:4]) - 1
            self._hint("no_such_number")
        return None
