"""The case files of rules: ``<rule>.yaml`` lists cases in which the rule fires and cases in which it stays silent.

A case has these keys:

* ``why``: why an expert would expect it;
* ``canvas``: a small canvas; language ``en`` unless it says otherwise;
* ``others``: further canvases of the same company, for rules about several; the files are then called ``a`` (that of
  ``canvas``), ``b`` and so on;
* ``captured``: blocks that count as part of the canvas though they may be empty; every other empty block was left out
  on purpose. Without this key no block was;
* ``at``: every place the findings of the rule are about, in any order (only where it fires);
* ``findings``: how many findings they are, 1 unless said;
* ``says``: words that the message, or one of the reasons, must contain;
* ``asks``: where the rule asks instead of stating; for ``coverage-unclear`` the rule that is asked about. What it
  states it never asks as well;
* ``absorbed_by``: the rule that tells the cause, so that this one stays silent;
* ``settings``: as in ``cxadvisor.toml``; ``as_of``: the date of the review.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from cxadvisor import Finding, Review, Settings, Strategy, load, review
from cxadvisor.model.blocks import BLOCKS

HERE = Path(__file__).parent
KEYS = {
    "why",
    "canvas",
    "others",
    "captured",
    "at",
    "findings",
    "says",
    "asks",
    "absorbed_by",
    "settings",
    "as_of",
}


class Case(NamedTuple):
    """One case of one rule."""

    rule: str
    fires: bool
    number: int
    content: Mapping[str, Any]

    @property
    def label(self) -> str:
        """How the case is called in test reports."""
        words = "-".join(str(self.content["why"]).casefold().split()[:8])
        kept = "".join(letter for letter in words if letter.isalnum() or letter == "-")
        return f"{self.rule}-{'fires' if self.fires else 'silent'}-{self.number}-{kept}"

    @property
    def canvas(self) -> dict[str, Any]:
        """The canvas, as it would stand in a file."""
        return self._filled(self.content["canvas"])

    @property
    def strategy(self) -> Strategy:
        """What is reviewed: the canvas, and the others beside it where there are any."""
        settings = Settings.model_validate(self.content.get("settings", {}))
        strategy = load(self.canvas, settings=settings)
        others = [self._filled(each) for each in self.content.get("others", ())]
        if not others:
            return strategy
        files = [strategy.canvases[0], *(load(each).canvases[0] for each in others)]
        named = tuple(file._replace(name=name) for file, name in zip(files, "abcd", strict=False))
        return strategy._replace(canvases=named)

    def _filled(self, content: Mapping[str, Any]) -> dict[str, Any]:
        canvas = {"cxcanvas": "1", "language": "en", **content}
        captured = self.content.get("captured")
        if captured is not None:
            left_out = [block for block in BLOCKS if block not in captured and block not in canvas]
            canvas["not_captured"] = [*canvas.get("not_captured", ()), *left_out]
        for block in BLOCKS.values():
            canvas.setdefault(block.name, {"pre_sale": [], "post_sale": []} if block.staged else [])
        return canvas

    def problems(self, made: Review) -> list[str]:
        """Say in what a review of the canvas differs from what the case expects."""
        return list(_problems(self, made))


def _problems(case: Case, made: Review) -> Iterable[str]:
    content = case.content
    found = [finding for finding in made.findings if finding.rule == case.rule]
    asked = [
        finding
        for finding in made.findings
        if finding.asks is not None and finding.asks.rule == case.rule and finding.rule != case.rule
    ]
    if case.fires:
        if places(found) != set(content["at"]):
            yield f"it finds {sorted(places(found))} and not {sorted(content['at'])}"
        if len(found) != content.get("findings", 1):
            yield f"it finds {len(found)} and not {content.get('findings', 1)}"
        words = [finding.message for finding in found]
        words += [reason.text for finding in found for reason in finding.because]
        if "says" in content and not any(content["says"] in text for text in words):
            yield f"nothing says “{content['says']}”: {words}"
        if "asks" in content and {finding.asks and finding.asks.rule for finding in found} != {
            content["asks"]
        }:
            yield f"it does not ask about {content['asks']}"
        if both := places(found) & places(asked):
            yield f"it both states and asks about {sorted(both)}"
    else:
        if found:
            yield f"it finds {[finding.message for finding in found]}"
        if places(asked) != set(content.get("asks", ())):
            yield f"it asks about {sorted(places(asked))} and not {content.get('asks', [])}"
        leads = {
            finding.rule for finding in made.findings for each in finding.absorbed if each.rule == case.rule
        }
        if leads - {case.rule} != set(filter(None, [content.get("absorbed_by")])):
            yield f"it is absorbed by {sorted(leads)} and not by {content.get('absorbed_by')}"


def places(findings: Iterable[Finding]) -> set[str]:
    """Return every place that ``findings`` are about."""
    return {place for finding in findings for place in finding.at}


@cache
def cases_of(rule: str) -> tuple[Case, ...]:
    """Return the cases of ``rule``, the firing ones first; none where there is no case file."""
    file = HERE / f"{rule}.yaml"
    if not file.exists():
        return ()
    content = yaml.safe_load(file.read_text("utf-8"))
    return tuple(
        Case(rule, key == "fires", number, case)
        for key in ("fires", "silent")
        for number, case in enumerate(content.get(key) or (), 1)
    )


def review_of(case: Case) -> Review:
    """Review the canvas of ``case`` through the public API."""
    return review(case.strategy, as_of=case.content.get("as_of", "2026-01-01"), lang="en")
