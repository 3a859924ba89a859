"""Two small canvases of furniture retailers, in English and Romanian, and strategies of them."""

from __future__ import annotations

from typing import Any, Final

from cxadvisor.model.canvas import Canvas
from cxadvisor.model.strategy import CanvasFile, Position, Strategy

CANVAS_EN: Final[dict[str, Any]] = {
    "title": "Northwood Furniture – CX strategy 2026",
    "language": "en",
    "organisation": "Northwood Furniture Ltd",
    "industry": "furniture retail",
    "date": "2026-03-01",
    "authors": ["M. Reyes", "T. Okafor"],
    "strategy": "Good furniture without the fear of choosing wrong.",
    "segments": ["First-home couples, 25–35, deciding together on their phones", "Renovators over 50"],
    "needs": {
        "pre_sale": ["To know that the sofa fits through the door", "The full price, delivery included"],
        "post_sale": ["A delivery slot that is kept", "Damage put right without a fight"],
    },
    "moments": {
        "pre_sale": ["First visit to the showroom", "The basket left full over the weekend"],
        "post_sale": [
            "Delivery day",
            "Finding a chipped edge after unpacking",
            "Asking for help a third time",
        ],
    },
    "preferred_channels": {
        "pre_sale": ["Website, late in the evening", "Showroom on Saturdays", "WhatsApp with the adviser"],
        "post_sale": ["A phone call answered by a person", "WhatsApp", "Order status in my account"],
    },
    "objectives": {
        "pre_sale": ["Choosing without fear", "One price in store and online"],
        "post_sale": [
            "Deliveries on the promised day",
            "Complaints closed at first contact",
            "Customers come back",
        ],
    },
    "culture": ["Advisers, not sellers"],
    "activities": {
        "pre_sale": ["Free room planning, on the spot or from photos", "Greeting within two minutes"],
        "post_sale": [
            "Two-hour slot confirmed the day before",
            "The driver opens the damage file on the spot",
            "Switching the accounting software",
        ],
    },
    "supported_channels": {
        "pre_sale": ["Seven showrooms, 10–20 daily", "E-shop", "Printed catalogue"],
        "post_sale": ["Call centre, Mon–Sat 9–19", "My account"],
    },
    "metrics": {
        "pre_sale": ["Conversion of visits, by showroom"],
        "post_sale": [{"text": "On time in full", "target": "96 %"}, "First-contact resolution"],
    },
    "sales_model": ["No commission on accessories"],
    "service_model": ["Whoever takes the case keeps it to the end"],
    "retention_plan": ["Courtesy call after 30 days"],
    "awareness_plan": [],
    "not_captured": ["awareness_plan"],
}

CANVAS_RO: Final[dict[str, Any]] = {
    "title": "Mobila Nord – strategia CX",
    "language": "ro",
    "organisation": "Mobila Nord SRL",
    "date": "2026-03-01",
    "strategy": "Mobilă bună, fără teama de a alege greșit.",
    "segments": ["Familii tinere, 25–35 de ani, care hotărăsc în doi"],
    "needs": {
        "pre_sale": ["Să știe dacă încape colțarul pe ușă", "Cât costă cu totul, fără surprize"],
        "post_sale": ["Să știe exact când să fie acasă"],
    },
    "moments": {
        "pre_sale": ["Prima vizită în showroom"],
        "post_sale": ["Ziua livrării", "Desface coletul și găsește o margine ciobită"],
    },
    "preferred_channels": {
        "pre_sale": ["Site-ul, seara târziu"],
        "post_sale": ["Telefon, să răspundă un om", "WhatsApp"],
    },
    "objectives": {"pre_sale": ["Să aleagă fără teamă"], "post_sale": ["Ne ținem de cuvânt la termen"]},
    "culture": [],
    "activities": {
        "pre_sale": ["Arhitectul desenează camera gratuit"],
        "post_sale": ["Interval de două ore, confirmat cu o zi înainte"],
    },
    "supported_channels": {"pre_sale": ["Magazin online"], "post_sale": ["Call center, L–S 9–19"]},
    "metrics": {"pre_sale": [], "post_sale": ["Livrări la timp și complete"]},
    "sales_model": ["Consilier, nu vânzător"],
    "service_model": ["Cine preia cazul îl duce până la capăt"],
    "retention_plan": ["Apel de curtoazie la 30 de zile"],
    "awareness_plan": ["„Adu un vecin” – 5% la amândoi"],
}


def strategy_of(*canvases: dict[str, Any], names: tuple[str, ...] = ("canvas.yaml",)) -> Strategy:
    """Return a strategy of the given canvases; every note stands on a line of its own."""
    files = []
    for data, name in zip(canvases, names, strict=True):
        canvas = Canvas.model_validate(data)
        lines = {note.place: Position(name, 12 + i, 7) for i, note in enumerate(canvas.placed_notes())}
        files.append(CanvasFile(canvas, name, "3f" * 32, lines))
    return Strategy(names[0], tuple(files))


STRATEGY_EN: Final = strategy_of(CANVAS_EN)
STRATEGY_RO: Final = strategy_of(CANVAS_RO)
STRATEGY_SET: Final = strategy_of(CANVAS_EN, CANVAS_RO, names=("first-homes.yaml", "familii.yaml"))
