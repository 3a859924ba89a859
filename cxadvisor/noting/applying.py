"""Puts what the consultant says of findings into a review: it never changes scores, links or strengths."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Final

from cxadvisor.drafting import SEVERITIES, block_and_stage
from cxadvisor.errors import InputError, Problem
from cxadvisor.identity import fingerprint, normalised
from cxadvisor.model.review import (
    ChecklistItem,
    Finding,
    FindingPosition,
    Noted,
    Notice,
    Original,
    Reason,
    Review,
)
from cxadvisor.model.review_notes import (
    AT_CANVAS,
    ChecklistAnswer,
    Handling,
    NotedFinding,
    OwnFinding,
    ReviewNotes,
    listed,
)
from cxadvisor.model.strategy import Edition, Severity, Strategy
from cxadvisor.noting.editions import held_back
from cxadvisor.noting.subjects import Ground, grounds_of
from cxadvisor.noting.successors import Loose, loose_entries
from cxadvisor.prompting import KINDS as PROMPTED
from cxadvisor.prompting import Prompter, bank_in
from cxadvisor.readers.formats import NOTES_NAME
from cxadvisor.texts import Texts, texts_for

OWN: Final = "own"
"""What stands for the rule of a finding of the consultant's own."""
OWN_CODE: Final = "OWN"
_CHANGEABLE: Final = ("message", "advice", "severity", "effort", "impact")
_LAST: Final = 1 << 20
"""Behind all findings that have an order of their own."""


def noted(
    review: Review,
    strategy: Strategy,
    edition: Edition | None = None,
    shown: Collection[Severity] = SEVERITIES,
) -> Review:
    """Return ``review`` with what the notes of ``strategy`` say of its findings: the working edition, of which
    ``for_client`` makes the other.

    Args:
        review: the review as the rules made it, with findings of all severities.
        strategy: what was reviewed, with its notes.
        edition: for whom it will be; by default for the consultants.
        shown: the severities to be listed.

    Raises:
        InputError: the edition for the client is asked for, and there are no notes that sign anything off.
    """
    if strategy.notes is None:
        if edition == "client":
            raise InputError(
                Problem(
                    f"There is no {NOTES_NAME}, so no finding is signed off for the client.",
                    "Write one with “cxadvisor notes”, and set signed_off: true where the client is to see a finding.",
                    strategy.name,
                )
            )
        return review.model_copy(update={"edition": edition}) if edition else review
    return _Noting(review, strategy, shown).result()


class _Noting:
    """One application of notes to a review."""

    def __init__(self, review: Review, strategy: Strategy, shown: Collection[Severity]) -> None:
        assert strategy.notes is not None
        self.review = review
        self.name = strategy.notes.name
        self.notes: ReviewNotes = strategy.notes.notes
        self.shown = shown
        self.texts: Texts = texts_for(review.interface)
        self.parts = list(grounds_of(strategy, review))
        self.notices: list[Notice] = []
        self.own = self._own_by_part()

    def result(self) -> Review:
        """Return the review with the notes in it."""
        first, *inner = [
            self._part(part, name, ground, self.own[number])
            for number, (name, part, ground) in enumerate(self.parts)
        ]
        loose = loose_entries(self.notes.findings, self.parts)
        self.notices += [*map(self._loose, loose.successors), *self._gone(loose)]
        whole = first.model_copy(update={"reviews": tuple(inner), "notices": (*first.notices, *self.notices)})
        return whole.model_copy(update={"held_back": held_back(whole)})

    def _part(self, part: Review, name: str, ground: Ground, own: list[OwnFinding]) -> Review:
        made = [(self._of_rule(finding, name), self._order(finding, name)) for finding in part.findings]
        made += [(self._of_own(each, ground), each.order or _LAST) for each in own]
        if own or any(entry.order or entry.severity for entry in self.notes.findings.values()):
            made.sort(key=lambda pair: (_rank(pair[0]), pair[1], SEVERITIES.index(pair[0].severity)))
        findings = tuple(finding for finding, _ in made if finding.severity in self.shown)
        update: dict[str, object] = {"findings": findings, "edition": "working"}
        if self.notes.checklist and part.checklist:
            update["checklist"] = tuple(map(self._answered, part.checklist))
        return part.model_copy(update=update)

    def _entry(self, finding: Finding, name: str) -> NotedFinding | None:
        findings = self.notes.findings
        named = findings.get(f"{finding.fingerprint}{AT_CANVAS}{name}") if name else None
        return named or findings.get(finding.fingerprint)

    def _order(self, finding: Finding, name: str) -> int:
        entry = self._entry(finding, name)
        return (entry and entry.order) or _LAST

    def _of_rule(self, finding: Finding, name: str) -> Finding:
        """Return a finding of a rule with what is said of it."""
        entry = self._entry(finding, name)
        if entry is None:
            return finding
        changed = {
            key: value
            for key in _CHANGEABLE
            if (value := getattr(entry, key)) is not None and value != getattr(finding, key)
        }
        original = Original(**{key: getattr(finding, key) for key in changed}) if changed else None
        said = _said(entry, original=original)
        return finding.model_copy(update={**changed, "noted": said}) if said != Noted() else finding

    def _of_own(self, own: OwnFinding, ground: Ground) -> Finding:
        """Return a finding of the consultant's own."""
        named = [(name, ground.place_of(name)) for name in listed(own.at)]
        for name, place in named:
            if place is None:
                self._tell("noted-place-unknown", f"/own/{self.notes.own.index(own)}", name=name)
        places = tuple(dict.fromkeys(place for _, place in named if place is not None)) or ("",)
        block, stage = block_and_stage(places) if places != ("",) else (None, None)
        return Finding(
            rule=OWN,
            code=OWN_CODE,
            kind=own.kind,
            severity=own.severity or "medium",
            block=block,
            stage=stage,
            at=places,
            position=FindingPosition(**ground.sources.position_of(places[0])._asdict()),
            message=own.message,
            consequence=own.consequence or "",
            because=tuple(Reason(text=text, at=places[0]) for text in listed(own.evidence)),
            advice=own.advice or "",
            whys=self._whys(own, block, stage),
            ground="practice",
            effort=own.effort,
            impact=own.impact,
            fingerprint=fingerprint(OWN, None, None, None, [own.id or normalised(own.message)]),
            noted=_said(own, own=True),
        )

    def _whys(self, own: OwnFinding, block: str | None, stage: str | None) -> tuple[str, ...]:
        """The prompts that the consultant wrote; without any, those of the bank, as for findings of rules."""
        if own.whys or own.kind not in PROMPTED:
            return own.whys
        return self._prompter.prompts((), rule=OWN, kind=own.kind, block=block, stage=stage, note=None)

    @cached_property
    def _prompter(self) -> Prompter:
        said = [why for _, part, _ in self.parts for finding in part.findings for why in finding.whys]
        return Prompter(bank_in(self.texts.language), said)

    def _own_by_part(self) -> list[list[OwnFinding]]:
        """Return the findings of the consultant's own that belong to each part."""
        found: list[list[OwnFinding]] = [[] for _ in self.parts]
        for number, own in enumerate(self.notes.own):
            home = 0
            if own.canvas is not None:
                wanted = normalised(own.canvas)
                homes = [
                    index
                    for index, (name, part, _) in enumerate(self.parts)
                    if name and wanted in (name, *map(normalised, part.strategy.files[:1]))
                ]
                if homes:
                    home = homes[0]
                else:
                    self._tell("noted-place-unknown", f"/own/{number}/canvas", name=own.canvas)
            found[home].append(own)
        return found

    def _answered(self, item: ChecklistItem) -> ChecklistItem:
        said: ChecklistAnswer | None = self.notes.checklist.get(item.id)
        if said is None:
            return item
        return item.model_copy(update={"answer": said.answer, "comment": said.comment})

    def _tell(self, code: str, place: str, **values: object) -> None:
        message = self.texts(f"notice.{code}", file=self.name, **values)
        self.notices.append(Notice(code=code, message=message, at=f"{self.name}#{place}"))

    def _loose(self, successor: tuple[str, NotedFinding, Finding]) -> Notice:
        """Return the notice of an entry whose finding is probably told under another fingerprint now."""
        key, entry, finding = successor
        message = self.texts(
            "notice.noted-finding-changed",
            file=self.name,
            was=self.texts.quote(", ".join(entry.about)),
            new=finding.fingerprint,
            message=finding.message,
        )
        return Notice(code="noted-finding-changed", message=message, at=f"{self.name}#/findings/{key}")

    def _gone(self, loose: Loose) -> list[Notice]:
        """Return the notice of the entries whose findings are no longer found, where there are any."""
        if not loose.gone:
            return []
        names = [entry.rule or key for key, entry in loose.gone]
        listed_names = ", ".join(dict.fromkeys(names))
        message = self.texts(
            "notice.noted-finding-gone", n=len(loose.gone), file=self.name, names=listed_names
        )
        return [Notice(code="noted-finding-gone", message=message, at=f"{self.name}#/findings")]


def _said(entry: Handling, *, own: bool = False, original: Original | None = None) -> Noted:
    return Noted(
        status=entry.status,
        reason=entry.reason,
        response=entry.response,
        owner=entry.owner,
        due=entry.due,
        comment=entry.comment,
        signed_off=entry.signed_off,
        own=own,
        original=original,
    )


def _rank(finding: Finding) -> int:
    """Statements come first, then questions, then advice, as rules have it."""
    return {"confirm": 1, "advice": 2}.get(finding.kind, 0)


def entry_keys(parts: Collection[tuple[str, Review, Ground]]) -> Mapping[tuple[str, str], str]:
    """Return the key of the entry of each finding, by the name of its canvas and its fingerprint.

    It is the fingerprint; where several canvases have it, with the name of the canvas.
    """
    homes: dict[str, list[str]] = {}
    for name, part, _ in parts:
        for finding in part.findings:
            homes.setdefault(finding.fingerprint, []).append(name)
    return {
        (name, mark): mark if len(names) == 1 else f"{mark}{AT_CANVAS}{name}"
        for mark, names in homes.items()
        for name in names
    }
