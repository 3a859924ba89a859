"""Reviews made by hand: what the pipeline would hand to the reporters."""

from __future__ import annotations

from typing import Any, Final

from cxadvisor.model.canvas import Canvas
from cxadvisor.model.review import Finding, Review
from tests.reporters.canvases import CANVAS_EN, CANVAS_RO

TOOL: Final = {"name": "cxadvisor", "version": "0.1.0"}


def finding(**given: Any) -> Finding:
    """Return a finding; what is not given is filled in with something sensible."""
    at = given.get("at", ("",))
    filled = {
        "rule": "moment-without-activity",
        "code": "CUS301",
        "kind": "gap",
        "severity": "high",
        "block": None,
        "stage": None,
        "at": at,
        "position": {"file": "canvas.yaml", "line": 31, "column": 7},
        "consequence": "Customers judge the brand in these moments; without an activity nobody designs them.",
        "advice": "Design what should happen there, give it an owner, and put it among the key activities.",
        "sources": ("S1",),
        "ground": "canvas",
        "fingerprint": f"{abs(hash_of(given.get('message', '') + str(at))):016x}",
    }
    return Finding.model_validate({**filled, **given})


def hash_of(text: str) -> int:
    """Return a small number that is the same in every run, unlike ``hash``."""
    number = 7
    for character in text:
        number = (number * 31 + ord(character)) % (1 << 61)
    return number


def review(**given: Any) -> Review:
    """Return a review; what is not given is empty."""
    filled = {
        "complete": True,
        "tool": TOOL,
        "as_of": "2026-03-15",
        "interface": "en",
        "strategy": {
            "title": CANVAS_EN["title"],
            "language": "en",
            "files": ["canvas.yaml"],
            "digest": "3f" * 32,
            "organisation": CANVAS_EN["organisation"],
            "industry": CANVAS_EN["industry"],
            "date": CANVAS_EN["date"],
            "authors": CANVAS_EN["authors"],
        },
    }
    return Review.model_validate({**filled, **given})


EMPTY: Final = review()

FINDINGS_EN: Final = (
    finding(
        at=("/moments/post_sale/2",),
        block="moments",
        stage="post_sale",
        message="No key activity serves the moment “Asking for help a third time”.",
        because=[
            {
                "text": "“Asking for help a third time” is a moment that matters, post-sale.",
                "at": "/moments/post_sale/2",
            },
            {
                "text": "No key activity, post-sale, speaks of repeated contact.",
                "at": "/activities/post_sale",
                "absent": True,
            },
        ],
        whys=[
            "Why does nobody own what happens in this moment?",
            "Why was it not seen when the activities were chosen?",
        ],
        absorbed=[{"rule": "help-moment-outside-service-model", "at": ["/moments/post_sale/2"]}],
    ),
    finding(
        rule="preferred-channel-unsupported",
        code="CHA401",
        at=("/preferred_channels/post_sale/1",),
        block="preferred_channels",
        stage="post_sale",
        position={"file": "canvas.yaml", "line": 27, "column": 7},
        message="Customers prefer “WhatsApp” after the sale, but no supported channel answers there.",
        consequence="Customers who do not find the company where they look for it use another one, or another company.",
        because=[
            {
                "text": "“WhatsApp” stands among the preferred channels, post-sale.",
                "at": "/preferred_channels/post_sale/1",
            }
        ],
        advice="Support the channel with people and hours, or tell customers plainly where they are answered.",
        whys=["Why is nobody there for customers who come through “WhatsApp”?"],
        sources=["S1", "K2"],
    ),
    finding(
        rule="objective-without-metric",
        code="INT501",
        severity="medium",
        at=("/objectives/post_sale/2",),
        block="objectives",
        stage="post_sale",
        position={"file": "canvas.yaml", "line": 34, "column": 7},
        message="No metric shows whether “Customers come back” is reached.",
        consequence="Nobody will notice whether the objective is met or missed.",
        because=[
            {"text": "“Customers come back” is an objective, post-sale.", "at": "/objectives/post_sale/2"}
        ],
        advice="Choose one measure that customers or operations give, with a baseline and a target.",
        whys=["Why was no measure agreed when the objective was set?"],
        effort="low",
        impact="high",
    ),
    finding(
        rule="metric-attributes-missing",
        code="MET602",
        kind="weakness",
        severity="low",
        at=("/metrics/post_sale/0",),
        block="metrics",
        stage="post_sale",
        position={"file": "canvas.yaml", "line": 44, "column": 7},
        message="The metric “On time in full” has a target, but no baseline, owner or date.",
        consequence="Without a starting value nobody can say whether the target is far.",
        because=[{"text": "“On time in full” has the target 96 %.", "at": "/metrics/post_sale/0/target"}],
        advice="Write down today's value, who answers for it, and by when the target holds.",
        whys=["Why is today's value not known?"],
        sources=["K6"],
        ground="practice",
    ),
    finding(
        rule="coverage-unclear",
        code="CAN110",
        kind="confirm",
        severity="low",
        at=("/moments/pre_sale/1",),
        block="moments",
        stage="pre_sale",
        position={"file": "canvas.yaml", "line": 19, "column": 7},
        message="Which key activity serves the moment “The basket left full over the weekend”?",
        consequence="If none does, a customer who hesitates is left alone.",
        asks={"rule": "moment-without-activity", "relation": "serves", "from": "activities"},
        candidates=[
            {
                "at": "/activities/pre_sale/0",
                "relation": "serves",
                "confidence": 0.41,
                "reason": "both help with choosing",
            },
            {
                "at": "/activities/pre_sale/1",
                "relation": "serves",
                "confidence": 0.12,
                "reason": "same stage",
            },
        ],
        advice="Confirm the link, or add the activity.",
    ),
    finding(
        rule="supported-channel-unrequested",
        code="CHA402",
        kind="advice",
        severity="low",
        at=("/supported_channels/pre_sale/2",),
        block="supported_channels",
        stage="pre_sale",
        position={"file": "canvas.yaml", "line": 42, "column": 7},
        message="Nobody on the canvas asks for “Printed catalogue”: who uses it?",
        consequence="A channel that nobody asked for takes people and money.",
        advice="Ask the showrooms who takes the catalogue, and what they do with it.",
        sources=["K8"],
        ground="practice",
    ),
    finding(
        rule="activity-without-purpose",
        code="INT505",
        kind="weakness",
        severity="medium",
        at=("/activities/post_sale/2",),
        block="activities",
        stage="post_sale",
        message="The activity “Switching the accounting software” serves no moment, need or objective.",
        consequence="It takes effort that no customer notices.",
        advice="Move it off the canvas, or say whom it helps.",
        sources=["K8"],
        ground="practice",
        waived={"reason": "Agreed with the client: part of the same budget.", "until": "2026-12-31"},
    ),
)

LINKS_EN: Final = (
    (
        "/activities/pre_sale/1",
        "/moments/pre_sale/0",
        "serves",
        "inferred",
        0.84,
        "a greeting is part of a first visit",
    ),
    ("/activities/post_sale/0", "/moments/post_sale/0", "serves", "explicit", 1.0, "given in the file"),
    (
        "/activities/post_sale/1",
        "/moments/post_sale/1",
        "serves",
        "inferred",
        0.71,
        "a damage file answers a chipped edge",
    ),
    (
        "/supported_channels/pre_sale/0",
        "/preferred_channels/pre_sale/1",
        "supports",
        "inferred",
        0.97,
        "both are showrooms",
    ),
    (
        "/supported_channels/pre_sale/1",
        "/preferred_channels/pre_sale/0",
        "supports",
        "inferred",
        0.9,
        "a website with a shop",
    ),
    (
        "/supported_channels/post_sale/0",
        "/preferred_channels/post_sale/0",
        "supports",
        "inferred",
        0.93,
        "both are the phone",
    ),
    (
        "/supported_channels/post_sale/1",
        "/preferred_channels/post_sale/2",
        "supports",
        "inferred",
        0.95,
        "the same account",
    ),
    ("/metrics/post_sale/0", "/objectives/post_sale/0", "measures", "inferred", 0.66, "both speak of time"),
    ("/service_model/0", "/moments/post_sale/1", "serves", "inferred", 0.82, "a case is taken to its end"),
)


def links(rows: tuple[tuple[Any, ...], ...]) -> list[dict[str, Any]]:
    """Return links from rows of from, to, relation, origin, confidence and reason."""
    names = ("from", "to", "relation", "origin", "confidence", "reason")
    return [dict(zip(names, row, strict=True)) for row in rows]


_LOOKED_AT: Final = (
    ("preferred-channel-unsupported", "supports", "preferred_channels", "supported_channels"),
    ("supported-channel-without-activity", "uses", "supported_channels", "activities"),
    ("moment-without-activity", "serves", "moments", "activities"),
    ("need-without-activity", "serves", "needs", "activities"),
    ("objective-without-metric", "measures", "objectives", "metrics"),
    ("activity-without-purpose", "serves", "activities", "moments"),
    ("metric-without-objective", "measures", "metrics", "objectives"),
)
"""Rule, relation, block of the notes it looks at, and block of their partners."""
_STATES: Final = ("sure", "assumed", "gap", "asked", "unassessed")


def tally(counts: dict[str, int]) -> dict[str, Any]:
    """Return a tally of notes that count as one each."""
    of = sum(counts.values())
    linked = counts["sure"] + counts["assumed"]
    shares = (linked / of, (of - counts["gap"]) / of) if of else (None, None)
    return {"of": of, **counts, "at_least": shares[0], "at_most": shares[1]}


def scored(canvas: Canvas, rows: tuple[tuple[Any, ...], ...], gaps: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return a score of coverage: what is not linked by ``rows`` is a gap where ``gaps`` name it, else unclear."""
    relations, whole = [], dict.fromkeys(_STATES, 0)
    by_block: dict[str, dict[str, int]] = {}
    by_stage: dict[str, dict[str, int]] = {}
    for rule, relation, block, partners in _LOOKED_AT:
        notes: dict[str, list[str]] = {state: [] for state in _STATES}
        for placed in canvas.placed_notes():
            if placed.block != block:
                continue
            found = [row for row in rows if row[2] == relation and placed.place in row[:2]]
            state = "gap" if placed.place in gaps else "asked"
            if found:
                state = "sure" if max(row[4] for row in found) >= 0.8 else "assumed"
            notes[state].append(placed.place)
            for counts in (
                whole,
                by_block.setdefault(block, dict.fromkeys(_STATES, 0)),
                by_stage.setdefault(str(placed.stage), dict.fromkeys(_STATES, 0)),
            ):
                counts[state] += 1
        counted = tally({state: len(places) for state, places in notes.items()})
        relations.append(
            {
                "rule": rule,
                "relation": relation,
                "block": block,
                "partners": [partners],
                **counted,
                "notes": notes,
            }
        )
    return {
        "whole": tally(whole),
        "stages": {stage: tally(counts) for stage, counts in by_stage.items()},
        "blocks": {block: tally(counts) for block, counts in by_block.items()},
        "relations": relations,
        "weights": [
            {"at": "/moments/post_sale/2", "importance": 3, "share": 0.4, "weight": 1.2},
        ]
        if gaps
        else [],
    }


def criteria(*texts: str) -> dict[str, Any]:
    """Return a readiness of which the first criterion is met, the second not, and the third could not be judged."""
    made = (
        {"id": "blocks", "level": "coherent", "state": "met", "of": 20, "fulfilled": 19, "accepted": 1},
        {
            "id": "moments",
            "level": "coherent",
            "state": "not_met",
            "of": 5,
            "fulfilled": 3,
            "against": 1,
            "unknown": 1,
            "at": ["/moments/post_sale/2", "/moments/pre_sale/1"],
            "rules": ["moment-without-activity"],
            "sources": ["S1"],
        },
        {"id": "sound_targets", "level": "measurable", "state": "not_assessed", "unknown": 3},
    )
    return {
        "word": "draft",
        "criteria": [{**each, "text": text} for each, text in zip(made, texts, strict=True)],
    }


SMALL_PARTS: Final[dict[str, Any]] = {
    "strengths": [
        {"text": "4 of 5 moments are served", "at": ["/moments"]},
        {"text": "5 of 6 preferred channels are supported", "at": ["/preferred_channels"]},
    ],
    "findings": FINDINGS_EN,
    "links": links(LINKS_EN),
    "scores": {
        "moment-without-activity": {"of": 5, "covered": 3, "gap": 1, "asked": 1},
        "preferred-channel-unsupported": {"of": 6, "covered": 5, "gap": 1, "asked": 0},
        "objective-without-metric": {"of": 5, "covered": 4, "gap": 1, "asked": 0},
    },
    "ruled_out": [{"from": "/activities/post_sale/2", "to": "/moments/post_sale/2", "relation": "serves"}],
    "coverage_score": scored(
        Canvas.model_validate(CANVAS_EN),
        LINKS_EN,
        gaps=("/moments/post_sale/2", "/preferred_channels/post_sale/1"),
    ),
    "readiness": criteria(
        "Every block is filled, before and after the sale",
        "Every moment that matters is served by an activity",
        "Targets can be reached, point the right way, and are not past due",
    ),
    "coverage": {
        "assessed": ["moment-without-activity", "preferred-channel-unsupported", "objective-without-metric"],
        "not_assessed": [
            {"rule": "need-without-activity", "why": "Two activities could not be read."},
            {"rule": "activity-without-owner", "why": "No note names an owner."},
            {"rule": "need-without-objective", "why": "Two activities could not be read."},
        ],
    },
    "checklist": [
        {
            "id": "executive-sponsor",
            "text": "Does a member of the board sponsor the strategy?",
            "sources": ["S4"],
        },
        {
            "id": "shared",
            "text": "Is it written down and shared with the whole company?",
            "sources": ["S1", "K11"],
            "answer": "yes",
        },
        {
            "id": "authority",
            "text": "Do employees have the authority to put things right?",
            "sources": ["S4"],
            "answer": "no",
        },
    ],
    "notices": [
        {
            "code": "waiver-expired",
            "message": "The waiver of “nps-alone” ended on 2026-01-31.",
            "at": "/waivers/0",
        }
    ],
}
SMALL: Final = review(**SMALL_PARTS)

LINKS_RO: Final = (
    (
        "/activities/post_sale/0",
        "/moments/post_sale/0",
        "serves",
        "inferred",
        0.86,
        "ambele vorbesc despre livrare",
    ),
    (
        "/activities/pre_sale/0",
        "/needs/pre_sale/0",
        "serves",
        "inferred",
        0.58,
        "desenul arată dacă încape",
    ),
    (
        "/supported_channels/pre_sale/0",
        "/preferred_channels/pre_sale/0",
        "supports",
        "inferred",
        0.9,
        "ambele sunt site-ul",
    ),
    (
        "/supported_channels/post_sale/0",
        "/preferred_channels/post_sale/0",
        "supports",
        "inferred",
        0.9,
        "ambele sunt telefonul",
    ),
)

ROMANIAN: Final = review(
    interface="ro",
    strategy={
        "title": CANVAS_RO["title"],
        "language": "ro",
        "files": ["canvas.yaml"],
        "digest": "3f" * 32,
        "organisation": CANVAS_RO["organisation"],
        "date": CANVAS_RO["date"],
    },
    strengths=[{"text": "toate obiectivele de după vânzare au un indicator", "at": ["/objectives"]}],
    findings=[
        finding(
            at=("/moments/post_sale/1",),
            block="moments",
            stage="post_sale",
            message="Nicio activitate-cheie nu servește momentul „Desface coletul și găsește o margine ciobită”.",
            consequence="Clienții judecă firma în aceste momente; fără o activitate, nimeni nu le pregătește.",
            because=[
                {"text": "Nota stă la momente care contează, post-vânzare.", "at": "/moments/post_sale/1"}
            ],
            advice="Stabiliți ce trebuie să se întâmple, numiți un responsabil și treceți-o la activități-cheie.",
            whys=["De ce nu răspunde nimeni de ce se întâmplă în acest moment?"],
        ),
        finding(
            rule="empty-block",
            code="CAN101",
            severity="medium",
            at=("/culture",),
            block="culture",
            position={"file": "canvas.yaml", "line": 40, "column": 1},
            message="Blocul „cultură organizațională” nu are nicio notă.",
            consequence="Ce se sprijină pe un bloc lipsă nu poate fi verificat.",
            advice="Completați-l cu oamenii care îl cunosc.",
            whys=["De ce s-a oprit grupul înaintea acestui bloc?"],
            absorbed=[
                {"rule": "filled-outside-in", "at": ["/culture"]},
                {"rule": "culture-without-behaviour", "at": ["/culture"]},
            ],
        ),
        finding(
            rule="coverage-unclear",
            code="CAN110",
            kind="confirm",
            severity="low",
            at=("/preferred_channels/post_sale/1",),
            block="preferred_channels",
            stage="post_sale",
            message="Ce canal oferit le răspunde clienților care preferă „WhatsApp” după vânzare?",
            consequence="Dacă niciunul, clienții ajung pe un canal pe care nu l-au ales.",
            asks={
                "rule": "preferred-channel-unsupported",
                "relation": "supports",
                "from": "supported_channels",
            },
            candidates=[
                {
                    "at": "/supported_channels/post_sale/0",
                    "relation": "supports",
                    "confidence": 0.2,
                    "reason": "ambele duc la un om",
                }
            ],
            advice="Confirmați legătura sau adăugați canalul.",
        ),
    ],
    links=links(LINKS_RO),
    scores={"moment-without-activity": {"of": 3, "covered": 1, "gap": 1, "asked": 1}},
    coverage_score=scored(Canvas.model_validate(CANVAS_RO), LINKS_RO),
    readiness=criteria(
        "Toate blocurile sunt completate, la pre-vânzare și la post-vânzare",
        "Fiecare moment care contează are o activitate",
        "Țintele pot fi atinse, sunt în direcția bună și nu au termenul depășit",
    ),
    coverage={
        "assessed": ["empty-block"],
        "not_assessed": [{"rule": "need-without-activity", "why": "O activitate nu a putut fi citită."}],
    },
    checklist=[{"id": "sponsor", "text": "Cine din conducere susține strategia?", "sources": ["S4"]}],
)

SEVERAL: Final = review(
    strategy={
        "title": "Northwood and Nord",
        "language": "en",
        "files": ["first-homes.yaml", "familii.yaml"],
        "digest": "aa" * 32,
    },
    findings=[
        finding(
            rule="promise-differs-between-canvases",
            code="SET901",
            kind="conflict",
            severity="medium",
            at=("first-homes.yaml#/needs/post_sale/0", "familii.yaml#/needs/post_sale/0"),
            position={"file": "first-homes.yaml", "line": 15, "column": 7},
            message="The two canvases promise different delivery slots.",
            consequence="Customers who compare will feel treated worse.",
            advice="Agree on one promise, or say why it differs.",
        )
    ],
    notices=[{"code": "file-skipped", "message": "notes.txt was not read.", "at": None}],
    reviews=[
        SMALL.model_copy(
            update={"strategy": SMALL.strategy.model_copy(update={"files": ("first-homes.yaml",)})}
        ),
        ROMANIAN.model_copy(
            update={
                "interface": "en",
                "complete": False,
                "strategy": ROMANIAN.strategy.model_copy(update={"files": ("familii.yaml",)}),
            }
        ),
    ],
)
