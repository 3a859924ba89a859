"""Goes through what is to be decided with a person: forth and back, with the decisions of each step kept apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from cxadvisor.cli.showing import Screen
from cxadvisor.cli.talking import Talk
from cxadvisor.linking import Decision, Item, Option

End = Literal["save", "drop"]

_SKIP: Final = ("\x1b[C", "\x1bOC", "\xe0M", "\x00M", " ")
_BACK: Final = ("\x1b[D", "\x1bOD", "\xe0K", "\x00K", "\x7f", "\x08")
_ENTER: Final = ("\r", "\n", "")


class Step(NamedTuple):
    """What somebody wants: one of ``yes no choose skip back save drop help unknown``; the options chosen, from 0."""

    action: str
    chosen: tuple[int, ...] = ()


class Session:
    """Asks about ``items``; ``answers`` holds what was decided about each, by its index."""

    def __init__(self, items: Sequence[Item], talk: Talk, screen: Screen) -> None:
        self.items = items
        self.answers: dict[int, tuple[Decision, ...]] = {}
        self._talk = talk
        self._screen = screen

    def accept_above(self, confidence: float) -> None:
        """Accept every inferred link at least this sure, without asking."""
        for index, item in enumerate(self.items):
            if item.kind == "link" and item.options[0].confidence >= confidence:
                self.answers[index] = (item.options[0].decide(True),)

    def decisions(self) -> tuple[Decision, ...]:
        """Return all decisions, each once, in the order of the items."""
        found = (decision for index in sorted(self.answers) for decision in self.answers[index])
        return tuple(dict.fromkeys(found))

    def run(self) -> End:
        """Ask about everything that is not decided yet; return whether to save or to drop what was decided."""
        open_ = [index for index in range(len(self.items)) if index not in self.answers]
        if not open_:
            return "save"
        self._talk.tell(self._screen.welcome([self.items[index] for index in open_]))
        asked: list[int] = []
        position = 0
        while True:
            if position == len(open_):
                step = self._last()
            else:
                index = open_[position]
                options = self._open_options(index)
                if not options:
                    position += 1
                    continue
                asked.append(index)
                step = self._ask(index, options, (position + 1, len(open_)))
            if step.action in ("save", "drop"):
                return "save" if step.action == "save" else "drop"
            if step.action == "back":
                if position < len(open_):
                    asked.pop()
                position = open_.index(asked.pop()) if asked else 0
                self.answers.pop(open_[position], None)
                continue
            self._take(index, options, step)
            position += 1

    def _open_options(self, index: int) -> tuple[Option, ...]:
        """Return the options of an item that other answers leave open; none where they have answered it."""
        others: Mapping[tuple[str, str], bool] = {
            (each.source, each.target): each.accepted
            for other, decisions in self.answers.items()
            if other != index
            for each in decisions
        }
        options = self.items[index].options
        if any(others.get((each.source, each.target)) for each in options):
            return ()
        return tuple(each for each in options if (each.source, each.target) not in others)

    def _take(self, index: int, options: Sequence[Option], step: Step) -> None:
        """Keep the answer to an item."""
        if step.action == "no":
            self.answers[index] = tuple(option.decide(False) for option in options)
        elif step.action in ("yes", "choose"):
            self.answers[index] = tuple(options[number].decide(True) for number in step.chosen)

    def _ask(self, index: int, options: tuple[Option, ...], progress: tuple[int, int]) -> Step:
        item = self.items[index]._replace(options=options)
        self._talk.tell(self._screen.item(item, progress))
        while True:
            step = self._step(item)
            if step.action == "help":
                self._talk.tell(self._screen.help(item))
            elif step.action == "unknown":
                self._talk.tell(self._screen.unknown())
            else:
                self._talk.tell(self._screen.taken(step.action, step.chosen))
                return step

    def _last(self) -> Step:
        """Let somebody look back before all is saved; where no keys are pressed, the end is the end."""
        if not self._talk.by_keys:
            return Step("save")
        self._talk.tell(self._screen.end())
        while True:
            step = self._read(self._talk.answer(), None)
            if step.action in ("save", "drop", "back"):
                return step
            if step.action == "skip":
                return Step("save")
            self._talk.tell(self._screen.unknown())

    def _step(self, item: Item) -> Step:
        answer = self._talk.answer()
        several = self._screen.keys["several"]
        if item.kind == "question" and answer is not None and answer.lower() == several:
            self._talk.tell(self._screen.several())
            answer = "".join(self._numbers()) if self._talk.by_keys else self._talk.answer()
        return self._read(answer, item)

    def _numbers(self) -> Iterator[str]:
        """Yield the digits that are typed until Enter."""
        while (key := self._talk.answer()) is not None and key not in _ENTER:
            if key.isdigit():
                yield key

    def _read(self, answer: str | None, item: Item | None) -> Step:
        """Return what an answer means for an item, or for the end where that is None."""
        if answer is None:
            return Step("save")
        keys = {key: action for action, key in self._screen.keys.items()}
        word = answer.strip().lower()
        if answer in _SKIP or keys.get(word) == "skip" or (item is None and answer in _ENTER):
            return Step("skip")
        if answer in _BACK or keys.get(word) == "back":
            return Step("back")
        if word == "?":
            return Step("help")
        action = keys.get(word)
        if action == "quit":
            return Step("save")
        if action == "drop":
            return Step("drop")
        if item is None:
            return Step("unknown")
        if action == "no":
            return Step("no")
        if item.kind == "link":
            return Step("yes", (0,)) if action == "yes" else Step("unknown")
        return _choice(word, len(item.options))


def _choice(word: str, count: int) -> Step:
    """Return the options that digits choose: ``2``, ``13``, ``1, 3``."""
    digits = word.replace(",", "").replace(" ", "")
    chosen = tuple(dict.fromkeys(int(digit) - 1 for digit in digits if digit in "0123456789"))
    fits = len(digits) > 0 and all(digit in "0123456789" for digit in digits)
    if fits and all(0 <= number < count for number in chosen):
        return Step("choose", chosen)
    return Step("unknown")
