"""A strategy with every kind of artefact beside its canvas: some with ids, some without, some twins among them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Content = dict[str, Any]

CANVAS: Content = {
    "cxcanvas": "1",
    "language": "en",
    "title": "Halden Cycles",
    "segments": [
        {"id": "commuters", "text": "Commuters, 25 to 50, who ride to work every day"},
        "Parents who buy a child's bicycle every second year",
    ],
    "needs": {
        "pre_sale": ["To know whether the frame fits", {"id": "n-price", "text": "A clear price"}],
        "post_sale": ["To have the bicycle back before Monday", "To be told when the repair is done"],
    },
    "moments": {
        "pre_sale": ["First test ride"],
        "post_sale": [
            {"id": "m-flat", "text": "A puncture on the way to work"},
            "Collecting the repaired bicycle",
        ],
    },
    "preferred_channels": {"pre_sale": ["Shop", "Website"], "post_sale": ["Phone", "WhatsApp"]},
    "objectives": {
        "pre_sale": ["Nobody buys a bicycle that does not fit"],
        "post_sale": ["Repairs within two days"],
    },
    "culture": ["We say how long it will take"],
    "activities": {
        "pre_sale": ["Free test ride with a fitting"],
        "post_sale": ["Repair while you wait for punctures", "A text message when the repair is done"],
    },
    "supported_channels": {"pre_sale": ["Shop", "Website"], "post_sale": ["Phone"]},
    "metrics": {
        "pre_sale": ["Share of bicycles returned"],
        "post_sale": ["Days until a repair is done", "CSAT"],
    },
    "service_model": ["Whoever takes the bicycle in calls the customer"],
    "sales_model": ["We would rather sell nothing than the wrong size"],
    "retention_plan": ["A free check every spring"],
    "awareness_plan": ["Riders tell their stories on Instagram"],
}

COMPANIONS: dict[str, Any] = {
    "personas": [
        {
            "id": "nora",
            "name": "Nora Lind",
            "segment": "commuters",
            "beliefs": ["A bicycle is a tool"],
            "goals": ["To be at work at eight"],
            "needs": ["To be told when the repair is done"],
            "pains": ["Nobody calls when the bicycle is ready"],
            "channels": {"before": ["Website"], "after": ["WhatsApp", "TikTok"]},
            "quotes": ["Just tell me when."],
            "evidence": [{"method": "interviews", "sample": 12}],
        },
        {"name": "Parents", "age": 38, "statistics": {"share": "40 %"}, "channels": ["Snapchat"]},
        {"name": "Parents", "age": 44, "statistics": {"share": "20 %"}, "channels": ["Snapchat"]},
    ],
    "empathy_maps": [
        {"persona": "nora", "says": ["I am in no hurry"], "does": ["Calls twice a day"]},
        {
            "persona": "nora",
            "says": ["Take your time"],
            "does": ["Looks at her watch"],
            "hears": ["Buy a car"],
        },
    ],
    "journeys": [
        {
            "title": "A puncture on Monday",
            "persona": "nora",
            "state": "as_is",
            "before": [{"action": "Looks for the opening hours", "channel": "Website", "emotion": 0}],
            "after": [
                {"action": "Calls the workshop", "channel": "Phone", "emotion": -1, "pain": "Nobody answers"},
                {"action": "Calls the workshop", "channel": "Phone", "emotion": -2},
                {"id": "s-collect", "action": "Collects the bicycle", "emotion": -1, "moment": "m-flat"},
            ],
        }
    ],
    "employee_journeys": {
        "title": "A day at the workshop",
        "mirrors": "A puncture on Monday",
        "steps": [{"department": "workshop", "process": "Takes the bicycle in", "mirrors_step": "s-gone"}],
    },
    "service_template": {
        "title": "How we help",
        "state": "present",
        "actors": {"front_office": ["Mechanic"], "back_office": ["Buyer"]},
        "activities": [{"actor": "Mechanic", "does": "Repairs", "channel": "Shop"}],
    },
    "heart": {
        "product": "Booking page",
        "happiness": {"goal": "Calm", "signal": "Answers", "metric": "CSAT"},
    },
    "five_whys": {
        "problem": "Nobody calls when the bicycle is ready",
        "whys": [{"why": "Why does nobody call?", "answer": "Each thinks the other does"}],
    },
    "user_flows": {
        "title": "Booking a repair",
        "steps": [
            {"id": "f1", "text": "Chooses a day", "next": "f2"},
            {"id": "f2", "text": "Gets a message"},
        ],
    },
}


def folder_of(
    folder: Path, canvas: Mapping[str, Any] = CANVAS, companions: Mapping[str, Any] = COMPANIONS
) -> Path:
    """Write a strategy into ``folder``: a canvas file, and a file for each companion key."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "canvas.json").write_text(json.dumps(canvas), encoding="utf-8")
    for key, content in companions.items():
        (folder / f"{key}.json").write_text(json.dumps({key: content}), encoding="utf-8")
    return folder
