"""Numbers the entries of a document in one series, keeps their anchors apart, and puts their places into words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from cxadvisor.model.review import Finding, Review
from cxadvisor.model.strategy import CanvasFile, Strategy
from cxadvisor.reporters.document.causes import Causes
from cxadvisor.reporters.document.forms import Forms
from cxadvisor.reporters.document.shapes import Entry, Field, Spot
from cxadvisor.reporters.places import Places, canvas_of, parse_place, position_text
from cxadvisor.reporters.wording import FINDINGS, maker
from cxadvisor.texts import Texts

_ANCHOR = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")
SHAPES: Final[Mapping[str, str]] = {"confirm": "question", "advice": "advice"}
"""What stands in place of the severity for questions and advice."""
SHARED: Final = 3
"""What so many questions say alike is said once."""


class Speaker:
    """Puts the places of one part of the document into words; ``own`` is the file of its canvas."""

    def __init__(self, series: Series, places: Places, own: str | None) -> None:
        self._series = series
        self._places = places
        self.own = own

    def spot(self, at: str) -> Spot:
        """Return ``at`` in words, and where its note is drawn; a place that many speak of is looked up once."""
        known = self._series.spots
        if (at, self.own) not in known:
            known[at, self.own] = self._new_spot(at)
        return known[at, self.own]

    def _new_spot(self, at: str) -> Spot:
        place = parse_place(at)
        file = self.own if place.file is None else place.file
        note = place.note
        anchor = None
        if file is not None and note is not None and note in self._series.drawn.get(file, ()):
            anchor = note_anchor(self._series.prefixes[file], note)
        return Spot(self._places.label(at), self._places.text(at), anchor)


class Series:
    """The entries of a document. Before any is made, the canvases that will be drawn are announced."""

    def __init__(self, review: Review, strategy: Strategy | None, texts: Texts) -> None:
        self.strategy = strategy
        self.texts = texts
        self.prefixes: dict[str, str] = {}
        self.drawn: dict[str, frozenset[str]] = {}
        self.spots: dict[tuple[str, str | None], Spot] = {}
        self._forms = Forms(review, Causes(strategy, texts), texts)
        self._number = 0
        self._anchors: set[str] = set()

    def announce(self, review: Review, number: int, prefix: str) -> CanvasFile | None:
        """Note which canvas will be drawn under ``prefix``, so that others can lead to its notes; return it."""
        file = canvas_of(review, self.strategy, number)
        if file is not None and file.name not in self.prefixes:
            self.prefixes[file.name] = prefix
            self.drawn[file.name] = frozenset(placed.place for placed in file.canvas.placed_notes())
        return file

    def speaker(self, file: CanvasFile | None) -> Speaker:
        """Return who puts places into words for the part about the canvas ``file``."""
        return Speaker(self, Places(self.texts, self.strategy, file), file.name if file else None)

    def findings(self, review: Review, speaker: Speaker) -> tuple[Entry, ...]:
        """Return the gaps, conflicts and weaknesses of a part."""
        return tuple(
            self._entry(each, speaker, tuple(self._forms.of_finding(each, self._number + 1, speaker.own)))
            for each in review.of_kind(*FINDINGS)
        )

    def questions(self, review: Review, speaker: Speaker, shared: Sequence[str]) -> tuple[Entry, ...]:
        """Return the questions of a part; ``shared`` consequences are told before them."""
        return tuple(
            self._entry(each, speaker, tuple(self._forms.of_question(each, shared)))
            for each in review.of_kind("confirm")
        )

    def advice(self, review: Review, speaker: Speaker) -> tuple[Entry, ...]:
        """Return the advice of a part."""
        return tuple(
            self._entry(each, speaker, tuple(self._forms.of_advice(each)))
            for each in review.of_kind("advice")
        )

    def _entry(self, finding: Finding, speaker: Speaker, fields: tuple[Field, ...]) -> Entry:
        """Return one numbered entry."""
        self._number += 1
        return Entry(
            finding=finding,
            number=self._number,
            anchor=self._anchor(finding.fingerprint),
            tone=SHAPES.get(finding.kind, finding.severity),
            where=position_text(finding.position),
            spots=tuple([speaker.spot(at) for at in finding.at]),
            fields=fields,
            rule=maker(finding, self.texts, "{rule} {code}"),
            answers=tuple(
                (speaker.spot(candidate.at), candidate.confidence, candidate.reason)
                for candidate in finding.candidates
            ),
        )

    def _anchor(self, fingerprint: str) -> str:
        """Return ``fingerprint`` as an anchor; one that is taken, or cannot be one, gets another name."""
        anchor = fingerprint if _ANCHOR.fullmatch(fingerprint) else f"finding-{self._number}"
        if anchor in self._anchors:
            anchor = f"{anchor}-{self._number}"
        self._anchors.add(anchor)
        return anchor


def note_anchor(prefix: str, note: str) -> str:
    """Return the anchor of the note at pointer ``note`` in the canvas drawn under ``prefix``."""
    return f"{prefix}note{note.replace('/', '-')}"


def shared_consequences(questions: Iterable[Finding]) -> tuple[str, ...]:
    """Return the consequences that at least ``SHARED`` of ``questions`` have in common."""
    counts = Counter(each.consequence for each in questions)
    return tuple(text for text, count in counts.items() if text and count >= SHARED)
