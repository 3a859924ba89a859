"""Two good canvases of a bicycle shop: one with every link given by id, one in plain words that anybody can link."""

from __future__ import annotations

import copy
from typing import Any

from cxadvisor.model.blocks import BLOCKS, STAGES

Content = dict[str, Any]

WORKSHOP: Content = {
    "cxcanvas": "1",
    "title": "Spoke and Wheel – riding to work",
    "language": "en",
    "segments": [
        {"id": "s-1", "text": "Commuters of 25 to 50 who ride all year and cannot do without the bike"}
    ],
    "needs": {
        "pre_sale": [
            {"id": "n-1", "text": "Know the whole cost of a year", "evidence": "14 interviews"},
            {"id": "n-2", "text": "Find the right frame size", "evidence": "shop diary"},
        ],
        "post_sale": [
            {"id": "n-3", "text": "Ride again by Monday", "evidence": "14 interviews"},
            {"id": "n-4", "text": "Be treated fairly when something breaks", "evidence": "complaint book"},
        ],
    },
    "moments": {
        "pre_sale": [
            {"id": "m-1", "text": "First ride round the block", "evidence": "shop diary"},
            {"id": "m-2", "text": "Sees the price at the till", "evidence": "14 interviews"},
        ],
        "post_sale": [
            {"id": "m-3", "text": "Stands in the rain with a flat tyre", "evidence": "call list"},
            {"id": "m-4", "text": "Brings back a broken frame", "evidence": "complaint book"},
        ],
    },
    "preferred_channels": {
        "pre_sale": [
            {"id": "pc-1", "text": "In the shop", "evidence": "till count"},
            {"id": "pc-2", "text": "Website", "evidence": "web figures"},
        ],
        "post_sale": [
            {"id": "pc-3", "text": "Phone", "evidence": "call list"},
            {"id": "pc-4", "text": "WhatsApp", "evidence": "call list"},
        ],
    },
    "objectives": {
        "pre_sale": [
            {"id": "o-1", "text": "Nobody is surprised at the till", "for": ["n-1"]},
            {"id": "o-2", "text": "Every buyer leaves on a frame that fits", "for": ["n-2"]},
        ],
        "post_sale": [
            {"id": "o-3", "text": "Back on the road within two days", "for": ["n-3"]},
            {"id": "o-4", "text": "Those with a broken bike tell others how well it went", "for": ["n-4"]},
        ],
    },
    "culture": [{"id": "c-1", "text": "Whoever picks up the phone owns the problem"}],
    "activities": {
        "pre_sale": [
            {
                "id": "a-1",
                "text": "Half an hour's ride on a fitted frame",
                "for": ["m-1", "n-2", "o-2"],
                "through": ["sc-1"],
            },
            {
                "id": "a-2",
                "text": "Year's cost on every tag",
                "for": ["m-2", "n-1", "o-1"],
                "through": ["sc-1", "sc-2"],
            },
        ],
        "post_sale": [
            {
                "id": "a-3",
                "text": "Van with a spare bike",
                "for": ["m-3", "n-3", "o-3", "c-1"],
                "through": ["sc-3"],
            },
            {"id": "a-4", "text": "Swap first, ask later", "for": ["m-4", "n-4", "o-4"], "through": ["sc-4"]},
        ],
    },
    "supported_channels": {
        "pre_sale": [
            {"id": "sc-1", "text": "Shop", "for": ["pc-1"]},
            {"id": "sc-2", "text": "Website", "for": ["pc-2"]},
        ],
        "post_sale": [
            {"id": "sc-3", "text": "Phone", "for": ["pc-3"]},
            {"id": "sc-4", "text": "WhatsApp", "for": ["pc-4"]},
        ],
    },
    "metrics": {
        "pre_sale": [
            {"id": "x-1", "text": "Buyers who say the bill was as expected, every quarter", "for": ["o-1"]},
            {"id": "x-2", "text": "First rides that end in a purchase", "for": ["o-2"]},
        ],
        "post_sale": [
            {"id": "x-3", "text": "Days without a bike", "for": ["o-3"]},
            {"id": "x-4", "text": "Buyers sent by a friend", "for": ["o-4"]},
        ],
    },
    "service_model": [
        {"text": "One mechanic keeps the case until the rider is back on the road", "for": ["m-3"]}
    ],
    "sales_model": [{"text": "The same price in the shop and on the website", "for": ["m-2"]}],
    "retention_plan": [{"text": "Free check after the first winter", "for": ["n-3"]}],
    "awareness_plan": [{"text": "Riders lend their bike to a colleague for a day", "for": ["m-1"]}],
}
"""Every link is given by id."""

PLAIN: Content = {
    "cxcanvas": "1",
    "title": "Spoke and Wheel – bikes to the door",
    "language": "en",
    "segments": ["Young families of 25 to 40 in the city"],
    "needs": {
        "pre_sale": ["Clear prices"],
        "post_sale": ["Delivery on time", "Warranty"],
    },
    "moments": {
        "pre_sale": ["Sees the price"],
        "post_sale": ["Delivery", "Warranty claim"],
    },
    "preferred_channels": {
        "pre_sale": ["Website", "Showroom"],
        "post_sale": ["Phone", "E-mail"],
    },
    "objectives": {
        "pre_sale": ["Clear prices"],
        "post_sale": ["Delivery on time", "Warranty claims settled"],
    },
    "culture": ["Honest with customers"],
    "activities": {
        "pre_sale": ["Price shown in full"],
        "post_sale": ["Delivery on the agreed day", "Warranty claim settled at once"],
    },
    "supported_channels": {
        "pre_sale": ["Website", "Showroom"],
        "post_sale": ["Telephone", "Email"],
    },
    "metrics": {
        "pre_sale": ["Complaints about prices"],
        "post_sale": ["Share of deliveries on time", "Warranty claims"],
    },
    "service_model": ["One person keeps the case"],
    "sales_model": ["The same price everywhere"],
    "retention_plan": ["Free repair in the first year"],
    "awareness_plan": ["Recommendations by friends"],
}
"""No link is given; the words are those that any linker must know."""

GOOD: dict[str, Content] = {"given": WORKSHOP, "plain": PLAIN}


def places_to_empty() -> list[tuple[str, str | None]]:
    """Return every block, and every stage of the staged ones."""
    return [
        (block.name, stage)
        for block in BLOCKS.values()
        for stage in (None, *(STAGES if block.staged else ()))
    ]


def emptied(canvas: Content, *places: tuple[str, str | None]) -> Content:
    """Return a copy of ``canvas`` without the notes of the given blocks or stages."""
    changed = copy.deepcopy(canvas)
    for block, stage in places:
        if stage is not None:
            changed[block][stage] = []
        elif BLOCKS[block].staged:
            changed[block] = {each: [] for each in STAGES}
        else:
            changed[block] = []
    return changed
