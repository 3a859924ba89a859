"""Turns the answers of an interview into decisions about links and into notes; strictly, and nothing by halves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from cxadvisor.errors import InputError, Problem
from cxadvisor.interview.items import Item
from cxadvisor.interview.reading import Answered
from cxadvisor.linking import Decision
from cxadvisor.linking.answers import chosen_letters
from cxadvisor.linking.questions import LETTERS, NONE
from cxadvisor.model.canvas import MAX_TEXT
from cxadvisor.model.review_notes import ReviewNotes
from cxadvisor.noting.editing import Value
from cxadvisor.noting.reading_register import Cell
from cxadvisor.readers.scalars import refused_character
from cxadvisor.readers.suggestions import folded
from cxadvisor.readers.tree import shown
from cxadvisor.texts import LANGUAGES, notes_texts

_AGAIN: Final = "Write the sheet anew, and move the answer there."


class Decided(NamedTuple):
    """What answers decide: links, by the number of the canvas; keys of entries in the sections of the notes; and how
    many questions were answered.
    """

    links: dict[int, list[Decision]]
    notes: dict[str, dict[str, dict[str, Value | None]]]
    answered: int


def decided(items: Sequence[Item], sheet: Sequence[Answered], notes: ReviewNotes, file: str) -> Decided:
    """Return what the answers in a sheet decide.

    Args:
        items: what there is to ask now.
        sheet: what was read.
        notes: what is noted already; a new comment goes below an old one.
        file: what to call the sheet in messages.

    Raises:
        InputError: something is answered that is not asked (any more), or the answer is none; with every problem.
    """
    deciding = _Deciding({item.id: item for item in items}, notes, file)
    for each in sheet:
        deciding.take(each)
    if deciding.problems:
        raise InputError(deciding.problems)
    return deciding.found


class _Deciding:
    def __init__(self, items: Mapping[str, Item], notes: ReviewNotes, file: str) -> None:
        self.problems: list[Problem] = []
        self.found = Decided({}, {}, 0)
        self._items = items
        self._notes = notes
        self._file = file
        self._seen: dict[str, Cell] = {}

    def take(self, each: Answered) -> None:
        """Take what stands in the sheet for one question."""
        answer, comment, id = each.answer.text.strip(), each.comment.text.strip(), each.id.text.strip()
        for cell in (each.answer, each.comment):
            if cell.fault:
                self._add(cell, cell.fault, "Write a text instead.")
                return
            if bad := refused_character(cell.text):
                self._add(cell, *bad)
                return
            if len(cell.text) > MAX_TEXT:
                self._add(
                    cell,
                    f"This has {len(cell.text):,} characters; at most {MAX_TEXT:,} are read.",
                    "Shorten it.",
                )
                return
        if not answer and not comment:
            return
        item = self._items.get(id)
        if item is None:
            self._add(each.id, f"“{shown(id)}” is not asked any more, or not with these candidates.", _AGAIN)
        elif id in self._seen:
            self._add(each.id, "This question is answered twice.", "Keep one of the two answers.")
        else:
            self._seen[id] = each.id
            self.found = self.found._replace(answered=self.found.answered + 1)
            self._take(item, answer, comment, each.answer)

    def _take(self, item: Item, answer: str, comment: str, at: Cell) -> None:
        if item.kind == "question" and answer:
            self._letters(item, answer, at)
        elif item.kind == "link" and answer:
            self._yes_or_no(item, answer, at)
        elif item.kind == "checklist":
            self._subject(item, answer, comment, at)
        if item.kind == "unread" or (item.kind == "link" and comment):
            text = "\n".join(filter(None, (answer if item.kind == "unread" else "", comment)))
            self._note("interview", item.key, {"about": ", ".join(item.about)[:MAX_TEXT], "answer": text})
        if item.kind in ("question", "open"):
            text = "\n".join(filter(None, (answer if item.kind == "open" else "", comment)))
            entry = self._notes.findings.get(item.key)
            old = (entry and entry.comment) or ""
            if text and text not in old.split("\n\n"):
                self._note("findings", item.key, {"comment": f"{old}\n\n{text}".strip()})

    def _letters(self, item: Item, answer: str, at: Cell) -> None:
        letters = LETTERS[: len(item.options)]
        chosen = chosen_letters(answer) or []
        if folded(answer[:100]) in _words("none"):
            chosen = [NONE.upper()]
        if not chosen or not all(each in letters or each == NONE.upper() for each in chosen):
            known = f"{', '.join(letters)} or {NONE}"
            remedy = f"Answer {known}; write anything else under comment."
            self._add(at, f"“{shown(answer)}” is no answer here.", remedy)
        elif NONE.upper() in chosen and len(chosen) > 1:
            self._add(at, f"“{NONE}” stands beside a letter.", "Answer with the one or the other.")
        elif NONE.upper() in chosen:
            self._decide(item, [each._replace(accepted=False) for each in item.decisions], at)
        else:
            self._decide(item, [item.decisions[letters.index(each)] for each in chosen], at)

    def _yes_or_no(self, item: Item, answer: str, at: Cell) -> None:
        value = _choice(answer, ("yes", "no"))
        if value is None:
            self._add(at, f"“{shown(answer)}” is no answer here.", "Answer yes or no.")
        else:
            self._decide(item, [each._replace(accepted=value == "yes") for each in item.decisions], at)

    def _subject(self, item: Item, answer: str, comment: str, at: Cell) -> None:
        values: dict[str, Value | None] = {"comment": comment} if comment else {}
        if answer:
            value = _choice(answer, ("yes", "no", "not_documented"))
            if value is None:
                remedy = "Answer yes, no or not documented; write anything else under comment."
                self._add(at, f"“{shown(answer)}” is no answer here.", remedy)
                return
            values["answer"] = value.replace("_", " ")
        self._note("checklist", item.key, values)

    def _decide(self, item: Item, decisions: Sequence[Decision], at: Cell) -> None:
        before = self.found.links.setdefault(item.canvas, [])
        for decision in decisions:
            opposite = decision._replace(accepted=not decision.accepted)
            if opposite in before:
                self._add(
                    at, "Another answer says the opposite about the same two notes.", "Make them agree."
                )
            elif decision not in before:
                before.append(decision)

    def _note(self, section: str, key: str, values: dict[str, Value | None]) -> None:
        self.found.notes.setdefault(section, {})[key] = values

    def _add(self, cell: Cell, message: str, remedy: str) -> None:
        _, line, column, sheet = cell.position
        self.problems.append(Problem(message, remedy, self._file, line, column, None, sheet))


@cache
def _words(value: str) -> frozenset[str]:
    """Return how a choice is written in any language."""
    words = [notes_texts(language)(f"interview.word.{value}") for language in LANGUAGES]
    return frozenset(folded(word) for word in (value.replace("_", " "), *words))


def _choice(answer: str, values: Sequence[str]) -> str | None:
    wanted = folded(answer[:100])
    return next((value for value in values if wanted in _words(value)), None)
