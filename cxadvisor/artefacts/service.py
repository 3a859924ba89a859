"""The facts that service-model templates and HEART tables have beside those of all artefacts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cxadvisor.artefacts.items import TakenApart
from cxadvisor.engine import Fact
from cxadvisor.model.artefacts import Heart, ServiceTemplate
from cxadvisor.model.artefacts.heart import CATEGORIES, HeartRow
from cxadvisor.rulebook.artefacts import service as words

ELEMENTS: Final = (
    *("customers", "behaviours", "value", "channels", "actors", "activities", "challenges", "kpis"),
)
"""The eight elements of the template (S2), in its order."""

OFFICES: Final = ("front_office", "back_office", "partners", "technology")


def service_facts(taken: TakenApart) -> Iterator[Fact]:
    """Yield which elements and kinds of actors a template lacks, and who its actors are."""
    template = taken.artefact
    assert isinstance(template, ServiceTemplate)
    fields = {item.field.partition(".")[0] for item in taken.items}
    offices = {item.field.partition(".")[2] for item in taken.items if item.field.startswith("actors.")}
    lacking = [office for office in OFFICES[:2] if offices and office not in offices]
    yield words.ServiceModel(
        id=taken.identity,
        missing_elements=",".join(each for each in ELEMENTS if each not in fields),
        missing_actors=",".join(lacking),
    )
    for office in OFFICES:
        for item in taken.parts(f"actors.{office}"):
            yield words.ServiceActor(id=item.identity, template=taken.identity, office=office)


def heart_facts(taken: TakenApart) -> Iterator[Fact]:
    """Yield which categories a HEART table leaves out, and what is missing in the others."""
    table = taken.artefact
    assert isinstance(table, Heart)
    rows = {category: getattr(table, category) for category in CATEGORIES}
    uncovered = [category for category, row in rows.items() if not _is_told(row) and not _is_out(row)]
    yield words.HeartTable(id=taken.identity, uncovered=",".join(uncovered))
    for number, (category, row) in enumerate(rows.items()):
        if _is_told(row) and not _is_out(row):
            lacking = [part for part in ("goal", "signal", "metric") if not getattr(row, part)]
            said = next(
                (item.text for item in taken.items if item.field.startswith(f"{category}.")), category
            )
            yield words.HeartCategory(
                id=f"{taken.identity}/{category}",
                artefact=taken.identity,
                category=category,
                lacking=",".join(lacking),
                text=said,
                kind=taken.kind,
                number=number,
            )


def _is_told(row: HeartRow | None) -> bool:
    return row is not None and bool(row.goal or row.signal or row.metric)


def _is_out(row: HeartRow | None) -> bool:
    """Whether a category is marked as not applicable, with a reason."""
    if row is None or row.not_applicable in (None, False):
        return False
    return isinstance(row.not_applicable, str) or row.reason is not None
