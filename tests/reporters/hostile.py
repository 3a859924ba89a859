"""Texts that would do harm if a report let them, and reviews that are large."""

from __future__ import annotations

from typing import Any, Final

from cxadvisor.model.blocks import STAGES
from cxadvisor.model.review import Review
from cxadvisor.model.strategy import Strategy
from tests.reporters.canvases import CANVAS_EN, strategy_of
from tests.reporters.samples import FINDINGS_EN, SMALL_PARTS, criteria, finding, links, review, scored

HOSTILE_TEXTS: Final = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "javascript:alert(1)",
    "[click](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "<http://evil.example>",
    "http://evil.example/a www.evil.example mail@evil.example",
    "| a | b |\n|---|---|\n# heading",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "```\ncode",
    "~~~ `x` *bold* _it_ **b** ~~s~~ $x$",
    "&lt;b&gt; &#60;",
    "\\",
    "\x1b[31mred\x1b[0m \x9b2J \x07",
    "right \u202eto left\u202c \u2066isolated\u2069",
    "zero\u200bwidth\ufeff \u2028 line",
    "{{ 7 * 7 }} {% raw %} {braces}",
    "日本語の長いテキスト" * 12,
    "x" * 300,
    "👩\u200d👩\u200d👧 e\u0301 ❤\ufe0f",
    " ",
)


def hostile(text: str) -> tuple[Review, Strategy]:
    """Return a review and its strategy with ``text`` wherever a text from outside can stand."""
    note = text if text.strip() else "x"
    canvas: dict[str, Any] = {
        key: {stage: [note] for stage in STAGES} if isinstance(value, dict) else [note]
        for key, value in CANVAS_EN.items()
        if isinstance(value, dict) or key in ("segments", "culture", "sales_model", "service_model")
    }
    canvas |= {"title": note, "organisation": note, "strategy": note, "authors": [note]}
    parts = {
        "message": text,
        "consequence": text,
        "advice": text,
        "whys": [text],
        "because": [{"text": text, "at": text}],
        "absorbed": [{"rule": text, "at": [text]}],
        "sources": [text],
        "rule": text,
        "code": text,
        "position": {"file": text, "line": 1, "column": 1, "sheet": text},
        "effort": text,
        "impact": text,
    }
    at = ("/moments/pre_sale/0",)
    candidate = {"at": "/activities/pre_sale/0", "relation": "serves", "confidence": 0.3, "reason": text}
    return (
        review(
            strategy={
                "title": text,
                "language": "en",
                "files": [text],
                "digest": text,
                "organisation": text,
                "authors": [text],
            },
            strengths=[{"text": text, "at": [text]}],
            findings=[
                finding(**parts, at=at, fingerprint="a"),
                finding(**parts, at=(text,), fingerprint=text),
                finding(**parts, at=at, kind="advice", fingerprint="b"),
                finding(**parts, at=at, waived={"reason": text, "until": text}, fingerprint="c"),
                finding(
                    **parts,
                    at=at,
                    kind="confirm",
                    fingerprint="d",
                    candidates=[candidate],
                    asks={"rule": text, "from": text},
                ),
            ],
            links=links(
                (
                    ("/activities/pre_sale/0", "/moments/pre_sale/0", "serves", "inferred", 0.5, text),
                    (text, text, "serves", "explicit", 1.0, text),
                )
            ),
            coverage_score=scored(
                strategy_of(canvas).canvases[0].canvas,
                (("/activities/pre_sale/0", "/moments/pre_sale/0", "serves", "inferred", 0.5),),
                gaps=(text,),
            ),
            readiness=criteria(text, text, text),
            scores={text: {"of": 2, "covered": 1, "gap": 1, "asked": 0}},
            coverage={"assessed": [text], "not_assessed": [{"rule": text, "why": text}]},
            checklist=[{"id": text, "text": text, "sources": [text]}],
            notices=[{"code": text, "message": text, "at": text}],
        ),
        strategy_of(canvas),
    )


def large(findings: int, notes: int) -> tuple[Review, Strategy]:
    """Return a review with many findings on a canvas with many notes, some of them long."""
    blocks = [key for key, value in CANVAS_EN.items() if isinstance(value, dict)]
    per_list = max(notes // (2 * len(blocks)), 1)
    words = (
        "delivery", "slot", "confirmed", "the day before", "Donaudampfschifffahrtsgesellschaftskapitän", "returns",
        "an adviser who knows the customer", "WhatsApp", "in the showroom", "https://example.org/a/very/long/address/without/a/break",
    )  # fmt: skip

    def note(seed: int) -> str:
        return f"{' '.join(words[(seed * step) % len(words)] for step in range(1, 3 + seed % 4))} {seed}"

    canvas = {
        block: {
            stage: [note(row + 7 * column + 31 * half) for row in range(per_list)]
            for half, stage in enumerate(STAGES)
        }
        for column, block in enumerate(blocks)
    }
    extras = {
        key: CANVAS_EN[key]
        for key in ("segments", "culture", "sales_model", "service_model", "retention_plan")
    }
    strategy = strategy_of(
        {"title": "Northwood Furniture, all regions", "language": "en", **canvas, **extras}
    )
    places = [placed.place for placed in strategy.canvases[0].canvas.placed_notes()]
    base = [item for item in FINDINGS_EN if item.waived is None]
    made = [
        base[number % 4 if number % 5 else number % len(base)].model_copy(
            update={"at": (places[number * 7 % len(places)],), "fingerprint": f"{number:016x}"}
        )
        for number in range(findings)
    ]
    rows = tuple(
        (
            f"/activities/{stage}/{row}",
            f"/moments/{stage}/{row * 5 % per_list}",
            "serves",
            "inferred",
            0.55 + row % 5 / 10,
            "same words",
        )
        for stage in STAGES
        for row in range(0, per_list, 2)
    )
    parts = {
        **SMALL_PARTS,
        "findings": made,
        "links": links(rows),
        "coverage_score": scored(strategy.canvases[0].canvas, rows),
    }
    return review(**parts), strategy
