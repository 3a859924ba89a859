"""Accepted exceptions: which finding a waiver applies to, and which waivers ran out or apply to nothing."""

from __future__ import annotations

from collections.abc import Collection

from cxadvisor.drafting import Context, Draft, block_and_stage, draft_fingerprint, pointers_of
from cxadvisor.model.canvas import Waiver
from cxadvisor.model.review import Notice, Waived
from cxadvisor.rulebook.rulebook import QUESTIONS, Rulebook


class Waivers:
    """The waivers of one canvas; remembers which of them were used. ``off`` are the rules that settings left out."""

    def __init__(self, context: Context, rulebook: Rulebook, as_of: str, off: Collection[str]) -> None:
        self._context = context
        self._rulebook = rulebook
        self._as_of = as_of
        self._off = off
        self._used: set[int] = set()

    def for_draft(self, draft: Draft) -> Waived | None:
        """Return the waiver that applies to a finding, if one does and has not run out."""
        found = None
        for number, waiver in enumerate(self._context.file.canvas.waivers):
            if self._applies(waiver, draft):
                self._used.add(number)
                if found is None and not self._ran_out(waiver):
                    found = Waived(reason=waiver.reason, until=waiver.until)
        return found

    def notices(self) -> list[Notice]:
        """Return what is to be said about waivers themselves, once all findings have been asked about."""
        texts = self._context.texts
        found = []
        for number, waiver in enumerate(self._context.file.canvas.waivers):
            at = f"/waivers/{number}"
            if waiver.rule not in self._rulebook:
                code = "waiver-unknown-rule"
            elif number not in self._used:
                if self._rulebook.find(waiver.rule).name in self._off:
                    continue  # nobody looked whether it applies
                code = "waiver-unused"
            elif self._ran_out(waiver):
                code = "waiver-expired"
            else:
                continue
            message = texts(f"notice.{code}", rule=waiver.rule, until=waiver.until)
            found.append(Notice(code=code, message=message, at=at))
        return found

    def _ran_out(self, waiver: Waiver) -> bool:
        return waiver.until is not None and waiver.until < self._as_of

    def _applies(self, waiver: Waiver, draft: Draft) -> bool:
        if waiver.rule not in self._rulebook:
            return False
        named = self._rulebook.find(waiver.rule).name
        if named != draft.card.name and not (named == QUESTIONS and draft.is_coverage_question):
            return False
        if waiver.fingerprint is not None:
            return waiver.fingerprint == draft_fingerprint(draft, self._context)
        places = pointers_of(draft, self._context)
        if waiver.at == block_and_stage(places)[0]:
            return True
        return any(f"#{waiver.at}" == self._context.base.ids.get(place) for place in places)
