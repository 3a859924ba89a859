"""What belongs under each key of a canvas file, in a sentence: shown by editors while somebody fills one."""

from __future__ import annotations

from typing import Final

DESCRIPTIONS: Final[dict[str, str]] = {
    "cxcanvas": "The version of the format.",
    "title": "What the canvas is called.",
    "language": "The language the notes are written in, such as ro; detected from the notes if left out.",
    "organisation": "Whose strategy it is.",
    "industry": "The field of business, in a few words.",
    "date": "When the canvas was made, such as 2026-03-01.",
    "authors": "Who made it.",
    "strategy": "The company's strategy or vision in a sentence, to which the objectives are tied.",
    "segments": "Customers, block 1. Who the customers are, described by what they have in common.",
    "needs": "Customers, block 2. What they need before and after the sale.",
    "moments": "Customers, block 3. The moments that matter: they shape the view of the brand more than others.",
    "preferred_channels": "Customers, block 4. How they would rather deal with the company.",
    "objectives": "Internal business, block 5. What will be offered and how; at most six a stage, each with a metric.",
    "culture": "Internal business, block 6. What the outside experience demands of how people work inside.",
    "activities": "Internal business, block 7. What is done for customers; every moment that matters needs one.",
    "supported_channels": "Internal business, block 8. The channels on which the company answers.",
    "metrics": "Internal business, block 9. What customers say (external) and what operations show (internal).",
    "service_model": "External business, block 10. The principles of helping customers after the sale.",
    "sales_model": "External business, block 11. The principles of selling.",
    "retention_plan": "External business, block 12. What is done so that customers stay.",
    "awareness_plan": "External business, block 13. How customers come to know of the company and are engaged.",
    "not_captured": "Blocks, or stages of blocks, that are left out on purpose: not assessed, never “empty”.",
    "waivers": "Findings that are accepted, each with its reason.",
}

NOTE_DESCRIPTIONS: Final[dict[str, str]] = {
    "text": "The words on the note.",
    "id": "A name for the note, of which others can speak: one word without “/”, “#” and “~”, unique in the strategy.",
    "for": "Ids of the notes this one is for: an activity's moment, a metric's objective. Never overruled.",
    "not_for": "Ids of notes this one is not for, however alike the words are.",
    "through": "The channels it goes through: ids of channel notes, or channels as one writes them.",
    "owner": "Who answers for it.",
    "evidence": "How it is known: a source, or several.",
    "importance": "How much it weighs, from 1 to 3.",
    "share": "The part of all customers, from 0 to 1.",
    "status": "How far it is.",
    "tags": "Words to sort notes by.",
    "unit": "What the number counts.",
    "baseline": "The value today: a number, or a text such as “92 %”.",
    "target": "The value to reach: a number, or a text such as “92 %”.",
    "direction": "Whether the value shall go up or down.",
    "due": "By when the target is to be reached, such as 2026-12-31.",
    "frequency": "How often it is measured.",
    "source": "Who speaks: customers (external) or operations (internal).",
    "scale": "What the answers range over: a text such as “0–10”, or its two ends.",
}

WAIVER_DESCRIPTIONS: Final[dict[str, str]] = {
    "rule": "The name or the code of the rule.",
    "at": "The id of a note, or a block.",
    "fingerprint": "The fingerprint of one finding, instead of “at”.",
    "reason": "Why it is accepted.",
    "until": "The last day on which the waiver holds, such as 2027-01-31.",
}
