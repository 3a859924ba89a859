"""Reads a question file back: strictly, with everything that is wrong told at its place, and nothing done by halves."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from cxadvisor.errors import InputError
from cxadvisor.linking.decisions import Decision
from cxadvisor.linking.questions import NONE, VERSION
from cxadvisor.model.blocks import relation_between
from cxadvisor.model.canvas import PlacedNote
from cxadvisor.model.strategy import CanvasFile
from cxadvisor.readers.complaints import Complaints, TooManyError
from cxadvisor.readers.formats import TextFormat, parse
from cxadvisor.readers.tree import escaped, shown

_TOP: Final = frozenset(("cxquestions", "about", "canvas", "questions"))
_QUESTION: Final = frozenset(("id", "at", "relation", "ask", "note", "where", "candidates", "answer"))
_CANDIDATE: Final = frozenset(("letter", "at", "text", "where", "confidence", "reason"))
_AGAIN: Final = "Write the questions anew with --export."
_AS_EXPORTED: Final = "Change nothing but the answers."


def read_answers(data: bytes, format: TextFormat, name: str, file: CanvasFile) -> tuple[Decision, ...]:
    """Return what the answers in a question file decide about the canvas in ``file``.

    Questions without an answer, or taken out of the file, stay open.

    Raises:
        InputError: it is no question file, is about another canvas or another state of it, or holds answers,
            letters or places that are none; with every problem.
    """
    document = parse(data, format, name)
    complaints = Complaints(document)
    reader = _Answers(complaints, {each.place: each for each in file.canvas.placed_notes()})
    tree = document.tree
    if not isinstance(tree, Mapping) or "cxquestions" not in tree:
        raise InputError(document.source.problem("This is not a file of questions.", _AGAIN, offset=0))
    if tree["cxquestions"] != VERSION:
        raise InputError(
            document.source.problem(
                f"This version of question files is not known: {shown(str(tree['cxquestions']), 20)}.",
                f'“cxquestions” is "{VERSION}".',
                offset=document.offset("/cxquestions"),
            )
        )
    canvas = tree.get("canvas")
    digest = canvas.get("digest") if isinstance(canvas, Mapping) else None
    if digest != file.digest:
        place = "/canvas/digest" if digest is not None else "/canvas"
        raise InputError(
            document.source.problem(
                f"These questions are about another canvas, or “{file.name}” has changed since.",
                _AGAIN,
                offset=document.offset(place),
                at=place,
            )
        )
    with suppress(TooManyError):
        reader.read(tree)
    complaints.raise_if_any()
    return tuple(Decision(*pair, accepted) for pair, accepted in reader.decided.items())


class _Answers:
    """Goes through the questions and collects decisions and complaints."""

    def __init__(self, complaints: Complaints, notes: Mapping[str, PlacedNote]) -> None:
        self.decided: dict[tuple[str, str], bool] = {}
        self._complain = complaints.add
        self._notes = notes
        self._ids: set[str] = set()

    def read(self, tree: Mapping[str, Any]) -> None:
        self._keys(tree, _TOP, "")
        questions = tree.get("questions")
        if not isinstance(questions, list):
            self._complain("“questions” is not a list.", _AGAIN, "/questions")
            return
        for index, question in enumerate(questions):
            self._question(question, f"/questions/{index}")

    def _keys(self, value: Mapping[str, Any], known: frozenset[str], at: str) -> None:
        for key in value:
            if key not in known and not key.startswith("x-"):
                self._complain(
                    f"“{shown(key)}” is not a key here.", "Remove it.", f"{at}/{escaped(key)}", key=True
                )

    def _question(self, question: Any, at: str) -> None:
        if not isinstance(question, Mapping):
            self._complain("This is not a question.", _AGAIN, at)
            return
        self._keys(question, _QUESTION, at)
        self._identify(question, at)
        subject = self._note(question, "note", at)
        letters = self._letters(question.get("candidates"), at)
        if subject is None or letters is None:
            return
        pairs: dict[str, tuple[str, str]] = {}
        for letter, (place, other) in letters.items():
            pair = _ends(subject, other)
            if pair is None:
                self._complain("Notes of these two blocks cannot be linked.", _AS_EXPORTED, f"{place}/at")
            else:
                pairs[letter] = pair
        if len(pairs) == len(letters):
            self._answer(question.get("answer"), pairs, f"{at}/answer")

    def _identify(self, question: Mapping[str, Any], at: str) -> None:
        id = question.get("id")
        if not isinstance(id, str) or not id:
            self._complain("This question has no “id”.", _AS_EXPORTED, f"{at}/id")
        elif id in self._ids:
            self._complain(
                f"The question “{shown(id)}” stands here twice.", "Keep one of the two.", f"{at}/id"
            )
        else:
            self._ids.add(id)

    def _note(self, value: Mapping[str, Any], key: str, at: str) -> PlacedNote | None:
        """Return the note that a question or a candidate names by its place and its text."""
        place = value.get("at")
        note = self._notes.get(place) if isinstance(place, str) else None
        if note is None:
            self._complain("There is no such note in the canvas.", _AS_EXPORTED, f"{at}/at")
        elif value.get(key) != note.text:
            self._complain(
                f"This is not the text of the note: “{shown(note.text)}”.", _AS_EXPORTED, f"{at}/{key}"
            )
            return None
        return note

    def _letters(self, candidates: Any, at: str) -> dict[str, tuple[str, PlacedNote]] | None:
        """Return place and note of each candidate by its letter, None where one cannot be used."""
        if not isinstance(candidates, list):
            self._complain("“candidates” is not a list.", _AS_EXPORTED, f"{at}/candidates")
            return None
        found: dict[str, tuple[str, PlacedNote]] = {}
        for index, candidate in enumerate(candidates):
            place = f"{at}/candidates/{index}"
            if not isinstance(candidate, Mapping):
                self._complain("This is not a candidate.", _AS_EXPORTED, place)
                continue
            self._keys(candidate, _CANDIDATE, place)
            note, letter = self._note(candidate, "text", place), candidate.get("letter")
            if not isinstance(letter, str) or len(letter) != 1 or letter.upper() in found:
                self._complain("Each candidate has one letter of its own.", _AS_EXPORTED, f"{place}/letter")
            elif note is not None:
                found[letter.upper()] = (place, note)
        return found if len(found) == len(candidates) else None

    def _answer(self, answer: Any, pairs: Mapping[str, tuple[str, str]], at: str) -> None:
        chosen = chosen_letters(answer)
        if chosen is None or any(each not in pairs for each in chosen if each != NONE.upper()):
            told = f"“{shown(str(answer))}”" if isinstance(answer, str) else "This"
            known = f"{', '.join(pairs)} or {NONE}" if pairs else NONE
            self._complain(f"{told} is no answer here.", f"Answer {known}, or leave it empty.", at)
        elif NONE.upper() in chosen and len(chosen) > 1:
            self._complain(f"“{NONE}” stands beside a letter.", "Answer with the one or the other.", at)
        elif chosen == [NONE.upper()]:
            for pair in pairs.values():
                self._decide(pair, False, at)
        else:
            for letter in chosen:
                self._decide(pairs[letter], True, at)

    def _decide(self, pair: tuple[str, str], accepted: bool, at: str) -> None:
        if self.decided.setdefault(pair, accepted) != accepted:
            self._complain(
                "Another answer says the opposite about the same two notes.", "Make them agree.", at
            )


def chosen_letters(answer: Any) -> list[str] | None:
    """Return the letters of an answer in capitals; none where it is left open, None where it is no answer at all."""
    if answer is None:
        return []
    parts = answer if isinstance(answer, list) else [answer]
    if not all(isinstance(part, str) for part in parts):
        return None
    return list(dict.fromkeys(word.upper() for part in parts for word in part.replace(",", " ").split()))


def _ends(one: PlacedNote, other: PlacedNote) -> tuple[str, str] | None:
    """Return the places of two notes, that from which a link between them starts first; None where there is none."""
    for source, target in ((one, other), (other, one)):
        if relation_between(source.block, target.block):
            return source.place, target.place
    return None
