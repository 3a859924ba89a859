"""Lays out, for a terminal, what is to be decided and which keys decide it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cxadvisor.cli.page import Page
from cxadvisor.linking import Item, Option
from cxadvisor.linking.questions import where_of
from cxadvisor.model.canvas import PlacedNote
from cxadvisor.reporters.plain import display_width, visible
from cxadvisor.texts import Texts

KEYS: Final = ("yes", "no", "skip", "back", "quit", "drop", "several")


class Screen(Page):
    """Makes the lines of a conversation about the notes of one canvas."""

    def __init__(self, notes: Mapping[str, PlacedNote], texts: Texts, width: int, colour: bool) -> None:
        super().__init__(width, colour)
        self.keys = {action: texts(f"link.key.{action}") for action in KEYS}
        self._notes = notes
        self._texts = texts

    def welcome(self, items: Sequence[Item]) -> Iterator[str]:
        """Say how much there is to decide."""
        links = sum(item.kind == "link" for item in items)
        said = {
            "links": self._texts("link.proposed", n=links),
            "questions": self._texts("link.questions", n=len(items) - links),
        }
        if 0 < links < len(items):
            yield from self.wrapped(self._texts("link.both", **said))
        else:
            yield from self.wrapped(self._texts("link.only", what=said["links" if links else "questions"]))

    def item(self, item: Item, progress: tuple[int, int]) -> Iterator[str]:
        """Show an item: the notes in full, how sure it is, why, and the keys."""
        yield ""
        number = self._texts("link.progress", number=progress[0], total=progress[1])
        if item.kind == "link":
            option = item.options[0]
            relation = self._texts(f"report.relation.{option.relation}")
            yield self.bold(f"{number}  {relation}  {_percent(option)}")
            labels = [self._texts(f"report.{key}") for key in ("assumed_from", "assumed_to", "why")]
            wide = max(map(display_width, labels))
            contents = (self._note(option.source), self._note(option.target), option.reason)
            for label, content in zip(labels, contents, strict=True):
                space = " " * (wide - display_width(label))
                yield from self.wrapped(content, f"  {label}{space}  ", dim=content is option.reason)
        else:
            yield self.bold(f"{number}  {self._texts('kind.confirm')}")
            yield from self.wrapped(f"{item.ask} ({self._where(item.subject)})", "  ")
            if self._texts.inside_quotes(self._notes[item.subject].text) not in item.ask:  # it was shortened
                yield from self.wrapped(self._note(item.subject), "  ")
            for position, option in enumerate(item.options, 1):
                yield from self.wrapped(self._note(option.place), f"  {position}  {_percent(option):>4}  ")
                if option.reason:
                    yield from self.wrapped(option.reason, " " * 11, dim=True)
        yield from self.menu((key, self._texts(f"link.menu.{name}")) for key, name in self._keys_for(item))

    def _keys_for(self, item: Item) -> Iterator[tuple[str, str]]:
        """Yield the keys that decide an item, and what they do."""
        several = len(item.options) > 1
        if item.kind == "link":
            yield from ((self.keys["yes"], "yes"), (self.keys["no"], "no"))
        else:
            yield f"1–{len(item.options)}" if several else "1", "choose"
            if several:
                yield self.keys["several"], "several"
            yield self.keys["no"], "none"
        yield from ((self.keys[key], key) for key in ("skip", "back", "quit"))
        yield "?", "more"

    def help(self, item: Item) -> Iterator[str]:
        """Say what each key does."""
        names = {action: action for action in KEYS}
        if item.kind == "link":
            names.pop("several")
        else:
            names.pop("yes")
            names["no"] = "none"
            yield from self.wrapped(self._texts("link.help.choose"), f"  1–{len(item.options)}  ")
        for action, name in names.items():
            yield from self.wrapped(self._texts(f"link.help.{name}"), f"  {self.keys[action]}    ")

    def unknown(self) -> list[str]:
        """Say that a key means nothing."""
        return list(self.wrapped(self._texts("link.unknown_key"), "  "))

    def several(self) -> list[str]:
        """Ask for several numbers."""
        return list(self.wrapped(self._texts("link.choose_several"), "  "))

    def taken(self, action: str, chosen: Sequence[int]) -> list[str]:
        """Say how an answer was understood."""
        numbers = ", ".join(str(number + 1) for number in chosen)
        said = {
            "yes": "link.accepted",
            "no": "link.rejected",
            "choose": "link.chosen",
            "skip": "link.skipped",
            "back": "link.menu.back",
        }
        return [f"  → {self._texts(said[action], numbers=numbers)}"] if action in said else []

    def end(self) -> Iterator[str]:
        """Say that there is no more, and what can be done now."""
        yield ""
        yield from self.wrapped(self._texts("link.end"))
        entries = (("Enter", "save"), (self.keys["back"], "back"))
        yield from self.menu((key, self._texts(f"link.menu.{name}")) for key, name in entries)

    def _note(self, place: str) -> str:
        quoted = self._texts.quote(visible(self._notes[place].text))
        return f"{quoted} ({self._where(place)})"

    def _where(self, place: str) -> str:
        return where_of(self._notes[place].block, self._notes[place].stage, self._texts)


def _percent(option: Option) -> str:
    return f"{round(option.confidence * 100)}%"
