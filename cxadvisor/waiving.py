"""Accepted exceptions: which finding a waiver applies to, and which waivers ran out or apply to nothing."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from cxadvisor.drafting import Context, Draft, block_and_stage, draft_fingerprint, pointers_of
from cxadvisor.enclosing import enclosing
from cxadvisor.model.canvas import Waiver
from cxadvisor.model.review import Notice, Reason, Waived
from cxadvisor.model.strategy import CanvasFile, split_place
from cxadvisor.rulebook.rulebook import QUESTIONS, Rulebook


class GivenWaiver(NamedTuple):
    """A waiver with the file of its canvas and its number there; what stands before the pointers of that canvas in
    places (``prefix``), and before the identities of its notes (``name``).
    """

    waiver: Waiver
    file: str
    number: int
    prefix: str = ""
    name: str = ""


def given_waivers(file: CanvasFile, prefix: str = "", name: str = "") -> list[GivenWaiver]:
    """Return the waivers of a canvas."""
    return [
        GivenWaiver(waiver, file.name, number, prefix, name)
        for number, waiver in enumerate(file.canvas.waivers)
    ]


class Waivers:
    """Waivers for one run of rules; remembers which of them were used. ``off`` are the rules that settings left out."""

    def __init__(
        self,
        context: Context,
        given: Sequence[GivenWaiver],
        rulebook: Rulebook,
        as_of: str,
        off: Collection[str],
    ) -> None:
        self._context = context
        self._given = given
        self._rulebook = rulebook
        self._as_of = as_of
        self._off = off
        self._used: set[tuple[str, int]] = set()

    @property
    def used(self) -> frozenset[tuple[str, int]]:
        """The waivers that applied to something, by file and number."""
        return frozenset(self._used)

    def for_draft(self, draft: Draft) -> Waived | None:
        """Return the waiver that applies to a finding, if one does and has not run out."""
        found = None
        for each in self._given:
            if self._applies(each, draft):
                self._used.add((each.file, each.number))
                if found is None and not self._ran_out(each.waiver):
                    found = Waived(reason=each.waiver.reason, until=each.waiver.until)
        return found

    def ran_out_for(self, draft: Draft) -> Reason | None:
        """Return that an exception applied to a finding once, where one did and none does any more."""
        texts = self._context.texts
        over = [each for each in self._given if self._ran_out(each.waiver) and self._applies(each, draft)]
        if not over:
            return None
        last = max(over, key=lambda each: (each.waiver.until or "", each.file, each.number))
        text = texts(
            "because.ran_out",
            until=texts.date(last.waiver.until or ""),
            reason=last.waiver.reason.rstrip("."),
        )
        return Reason(text=text, at=f"{last.prefix}/waivers/{last.number}")

    def notices(self, used_elsewhere: Collection[tuple[str, int]] = ()) -> list[Notice]:
        """Return what is to be said about waivers themselves, once all findings have been asked about.

        Args:
            used_elsewhere: those that applied to what another run of rules found, by file and number.
        """
        texts = self._context.texts
        found = []
        for each in self._given:
            waiver, name = each.waiver, (each.file, each.number)
            if waiver.rule not in self._rulebook:
                code = "waiver-unknown-rule"
            elif name not in self._used and name not in used_elsewhere:
                if self._rulebook.find(waiver.rule).name in self._off:
                    continue  # nobody looked whether it applies
                code = "waiver-unused"
            elif self._ran_out(waiver):
                code = "waiver-expired"
            else:
                continue
            message = texts(f"notice.{code}", rule=waiver.rule, until=waiver.until)
            found.append(Notice(code=code, message=message, at=f"{each.prefix}/waivers/{each.number}"))
        return found

    def _ran_out(self, waiver: Waiver) -> bool:
        return waiver.until is not None and waiver.until < self._as_of

    def _applies(self, given: GivenWaiver, draft: Draft) -> bool:
        waiver = given.waiver
        if waiver.rule not in self._rulebook:
            return False
        named = self._rulebook.find(waiver.rule).name
        if named != draft.card.name and not (named == QUESTIONS and draft.is_coverage_question):
            return False
        if waiver.fingerprint is not None:
            return waiver.fingerprint == draft_fingerprint(draft, self._context)
        places = pointers_of(draft, self._context)
        if waiver.at == block_and_stage(places)[0]:
            return not given.prefix or any(split_place(place)[0] == given.prefix for place in places)
        names = {f"{given.name}#{waiver.at}", f"#{waiver.at}"}
        about, ids = self._context.base.about, self._context.base.ids
        # What stands in a part of an artefact may be waived at that part, and at the artefact.
        outer = (each for identity in draft.ids for each in enclosing(identity, about))
        return not names.isdisjoint(outer) or any(ids.get(place) in names for place in places)
