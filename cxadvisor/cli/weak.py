"""Lays out the weakest areas of a strategy, and the findings in them by their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cxadvisor.cli.page import Page
from cxadvisor.cli.sheets import Binder, Kept
from cxadvisor.model.review import Review
from cxadvisor.texts import Texts
from cxadvisor.whys import Area, Sheet, Weakness
from cxadvisor.wording import shortened

FEW_AREAS: Final = 4
"""So many areas are offered at first; more would hide which are the weakest."""
FEW_FINDINGS: Final = 3
"""So many findings of each are offered at first."""


class WeakPage(Page):
    """Makes the lines about weak areas in one language."""

    def __init__(self, review: Review, binder: Binder, texts: Texts, width: int, colour: bool) -> None:
        super().__init__(width, colour)
        self._review = review
        self._binder = binder
        self._say = texts

    def offered(self, areas: Sequence[Area]) -> tuple[Weakness, ...]:
        """Return the findings that are offered at first, in the order of their numbers."""
        return tuple(each for area in areas[:FEW_AREAS] for each in area.weaknesses[:FEW_FINDINGS])

    def lines(self, areas: Sequence[Area], first: int = 1, *, every: bool) -> Iterator[str]:
        """Yield the areas with their findings, numbered from ``first``; ``every``: not only those that are offered."""
        title = self._say.quote(self._review.strategy.title)
        for line in self.wrapped(self._say("whys.list.heading", title=title)):
            yield self.bold(line)
        number = first
        for area in areas if every else areas[:FEW_AREAS]:
            yield ""
            yield from self.wrapped(f"{self.title(area)} – {self._why(area)}")
            for weakness in area.weaknesses if every else area.weaknesses[:FEW_FINDINGS]:
                yield from self._finding(number, weakness, every=every)
                number += 1
        left = sum(len(area.weaknesses) for area in areas) - (number - first)
        if left:
            yield ""
            yield from self.wrapped(self._say("whys.list.more", n=left), dim=True)

    def title(self, area: Area) -> str:
        """Return the name of an area: “Moments that matter (post-sale)”, with its canvas where there are several."""
        if area.block is None:
            across = bool(self._review.reviews) and area.canvas is None
            name = self._say("whys.across" if across else "whys.several")
        else:
            name = self._say(f"block.{area.block}")
        if area.stage is not None:
            name = self._say("block_of_stage", block=name, stage=self._say(f"stage.{area.stage}"))
        if area.canvas is not None:
            canvas = self._review.reviews[area.canvas].strategy.title
            name = self._say("whys.of_canvas", canvas=canvas, area=name)
        return name[:1].upper() + name[1:]

    def _why(self, area: Area) -> str:
        """Say why an area is weak."""
        levels = [
            self._say("verdict.level", n=area.count(level), severity=self._say(f"severity.{level}"))
            for level in ("high", "medium", "low")
            if area.count(level)
        ]
        said = [", ".join(levels)]
        if area.of:
            said.append(self._say("whys.list.covered", covered=area.covered, of=area.of))
        return "; ".join(said)

    def _finding(self, number: int, weakness: Weakness, *, every: bool) -> Iterator[str]:
        finding = weakness.finding
        lead = f"{number:>3}  "
        yield from self.wrapped(finding.message, lead)
        if every:
            name = self._say("whys.list.finding", fingerprint=finding.fingerprint)
            yield from self.wrapped(f"{finding.rule} ({finding.code}) · {name}", "     ", dim=True)
        kept = self._binder.about(finding.fingerprint)
        if kept is not None:
            text = self._say("whys.list.sheet", file=kept.file.shown, state=self.state(kept.sheet))
            yield from self.wrapped(text, "     ", dim=True)

    def unfinished(self, kept: Sequence[Kept]) -> Iterator[str]:
        """Yield the unfinished sheets by their numbers, with what they lack."""
        yield self.bold(self._say("whys.list.unfinished"))
        for number, each in enumerate(kept, 1):
            yield from self.wrapped(shortened(each.sheet.problem) or each.file.shown, f"{number:>3}  ")
            yield from self.wrapped(f"{each.file.shown}: {self.state(each.sheet)}", "     ", dim=True)
        yield ""

    def state(self, sheet: Sheet) -> str:
        """Say how far a sheet is."""
        answers = sum(bool(step.answer) for step in sheet.steps)
        return self._say(f"whys.state.{sheet.lacks}", n=answers)
