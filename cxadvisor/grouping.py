"""One cause, one finding: what yields to what (rules.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from cxadvisor.drafting import (
    SEVERITIES,
    Context,
    Draft,
    Found,
    candidates_of,
    draft_fingerprint,
    list_draft,
)
from cxadvisor.enclosing import enclosing
from cxadvisor.facts import effective_stage
from cxadvisor.rulebook.artefacts.common import Item, Matches, Names
from cxadvisor.rulebook.card import RuleCard
from cxadvisor.rulebook.vocabulary import Link

EMPTY: Final = "empty-block"

UNCLEAR_NOTE: Final = ("placeholder-text", "vague-note", "note-in-wrong-block")
"""What is to be mended first: the links of a note that says too little, or stands in the wrong place, tell nothing."""


def grouped(
    found: Iterable[Draft], context: Context, parts: Iterable[Draft] = (), lists: Iterable[RuleCard] = ()
) -> list[Draft]:
    """Return the drafts that stand on their own; each lists under ``absorbed`` those whose cause it tells.

    A lead is at least as grave as what it absorbs, questions apart.

    Args:
        found: what is to be told.
        context: the canvas.
        parts: what may stand in a list, be it told by itself or not.
        lists: the cards that make lists; one is made where two or more of its rules speak of what no lead tells.
    """
    leads: dict[str, list[Draft]] = {}
    found = list(found)
    for draft in found:
        if not draft.is_coverage_question:
            leads.setdefault(draft.card.name, []).append(draft)
    found = [rest for draft in found if (rest := _without_unclear_notes(draft, leads)) is not None]
    loose = [part for part in parts if _lead(part, leads, context) is None]
    listed = list(_listed(loose, lists, context))
    list_of = {id(part): draft for draft in listed for part in draft.parts}
    found = [draft for draft in found if id(draft) not in list_of and not _is_idle(draft)] + listed
    found = [part for draft in found for part in _taken_apart(draft, leads, context)]
    lead_of = {id(draft): lead for draft in found if (lead := _lead(draft, leads, context)) is not None}
    above = lead_of | list_of
    kept = []
    for draft in found:
        if id(draft) not in lead_of:
            kept.append(draft)
            continue
        top = lead_of[id(draft)]
        while id(top) in above:
            top = above[id(top)]
        top.absorbed.append(draft)
        if not draft.question and SEVERITIES.index(draft.severity) < SEVERITIES.index(top.severity):
            top.severity = draft.severity
    return _asked_once(kept, context)


def on_findings(late: Iterable[Draft], told: Iterable[Draft], context: Context) -> list[Draft]:
    """Return what cards with ``on_findings`` have to say of ``told``, the drafts of other rules that stand.

    They speak only of notes at which one of the severity states something that no 5-Whys sheet names under ``finding``.
    """
    looked_into = {
        name
        for fact in context.facts.get(Item, ())
        if fact["field"] == "finding"
        for name in fact["text"].split()
    }
    serious: dict[str, set[str]] = {}
    for draft in told:
        names = {draft.card.name, draft.card.code, draft_fingerprint(draft, context)}
        if not draft.question and draft.card.kind not in ("confirm", "advice") and not names & looked_into:
            serious.setdefault(draft.severity, set()).update(draft.ids)
    kept = []
    for draft in late:
        found = serious.get(draft.card.on_findings or "", set())
        rest = draft.only(each for each in draft.ids if each in found)
        if rest is not None:
            kept.append(rest)
    return kept


def _taken_apart(draft: Draft, leads: dict[str, list[Draft]], context: Context) -> list[Draft]:
    """Take a finding about several things in artefacts apart, so that a lead tells its own and no others; what it
    becomes leads in its place.
    """
    one_by_one = draft.card.merge == "canvas" or (draft.card.merge or "").startswith("by:")
    if not draft.card.given or not one_by_one or len(draft.ids) == 1:
        return [draft]
    by_lead: dict[int, list[Found]] = {}
    for match in draft.matches:
        alone = Draft(draft.card, _ids_of(draft, (match,)), (match,), draft.question)
        by_lead.setdefault(id(_lead(alone, leads, context)), []).append(match)
    if len(by_lead) == 1:
        return [draft]
    parts = []
    for matches in by_lead.values():
        part = Draft(draft.card, _ids_of(draft, matches), tuple(matches), draft.question)
        part.severity = draft.severity
        parts.append(part)
    same = leads.get(draft.card.name, [])
    leads[draft.card.name] = [each for each in same if each is not draft] + parts
    return parts


def _ids_of(draft: Draft, matches: Iterable[Found]) -> tuple[str, ...]:
    """What some of the matches of a draft are about, in its order."""
    about = {match.bindings[variable] for match in matches for variable in draft.card.at}
    return tuple(each for each in draft.ids if each in about)


def _is_idle(draft: Draft) -> bool:
    """Whether it asks about a single piece of advice, which is worth nobody's time."""
    return draft.is_absence_question and draft.card.kind == "advice" and not draft.parts


def _listed(parts: Iterable[Draft], lists: Iterable[RuleCard], context: Context) -> Iterator[Draft]:
    """Yield one draft for each list that two or more rules lead to; where no two of them state anything, two that ask
    may lead to the question of the list.
    """
    drafted: dict[tuple[bool, str], list[Draft]] = {}
    for draft in parts:
        if not draft.question or draft.is_absence_question:
            drafted.setdefault((draft.question, draft.card.name), []).append(draft)
    for card in lists:
        stated, asked = (
            [(question, name) for name in card.lists if (question, name) in drafted]
            for question in (False, True)
        )
        named = stated if len(stated) > 1 or not card.question else asked
        if len(named) > 1:
            yield list_draft(card, [draft for each in named for draft in drafted[each]], context)


def _lead(draft: Draft, leads: dict[str, list[Draft]], context: Context) -> Draft | None:
    """The draft that ``draft`` yields to, in the order its card names them."""
    names = draft.card.yields_to
    if draft.card.coverage:
        names = tuple(dict.fromkeys((EMPTY, *UNCLEAR_NOTE, *names)))
    elif draft.card.looks_in and EMPTY not in names:
        names = (EMPTY, *names)
    for name in names:
        for lead in leads.get(name, ()):
            if lead is not draft and (
                _looks_into(draft, lead, context) or _same_subject(draft, lead, context)
            ):
                return lead
    return None


def _looks_into(draft: Draft, lead: Draft, context: Context) -> bool:
    """Whether ``lead`` says that a block is empty in which ``draft`` looked for a partner."""
    about = context.base.about
    stages = {about[each].get("stage") for each in draft.ids}
    wanted = _partner_blocks(draft, context)
    for each in lead.ids:
        if each.startswith("/") and about[each]["name"] in wanted:
            stage = effective_stage(about[each]["name"], about[each]["stage"])
            if stage is None or None in stages or stage in stages:
                return True
    return False


def _partner_blocks(draft: Draft, context: Context) -> set[str]:
    blocks: set[str] = set()
    for name in draft.card.partner_blocks:
        if name.startswith("$"):
            variable, _, slot = name[1:].partition(".")
            blocks.update(context.base.about[draft.bindings[variable]][slot].split(","))
        else:
            blocks.add(name)
    return blocks


def _same_subject(draft: Draft, lead: Draft, context: Context) -> bool:
    """Whether both are about one note, or ``lead`` is about one that the notes of ``draft`` are linked to; for what
    stands in an artefact, also one that it matches or names.
    """
    subjects = set(draft.ids)
    if draft.card.given:
        subjects.update(_around(draft.ids, context))
    for relation in draft.card.subjects:
        for fact in context.facts.get(Link, ()):
            if fact["relation"] == relation and fact["from"] in draft.ids:
                subjects.add(fact["to"])
    return bool(subjects & set(lead.ids))


def _around(ids: Iterable[str], context: Context) -> Iterator[str]:
    """Yield what encloses parts of artefacts, and the notes and artefacts that they or what encloses them belong to."""
    inside = {*ids, *(outer for each in ids for outer in enclosing(each, context.base.about))}
    yield from inside
    for kind, slot in ((Matches, "item"), (Names, "of")):
        for fact in context.facts.get(kind, ()):
            if fact[slot] in inside:
                yield fact["note" if kind is Matches else "to"]


def _without_unclear_notes(draft: Draft, leads: Mapping[str, Sequence[Draft]]) -> Draft | None:
    """Return a shared question without the notes that are to be mended first, which their leads then list; None where
    no other is left.
    """
    if not draft.is_coverage_question or _asks_alone(draft):
        return draft
    rest = draft
    for name in UNCLEAR_NOTE:
        for lead in leads.get(name, ()):
            told = set(lead.ids).intersection(rest.ids)
            lead.dropped += [(draft.card.name, each) for each in sorted(told)]
            kept = rest.only(each for each in rest.ids if each not in told)
            if kept is None:
                return None
            rest = kept
    return rest


def _asked_once(found: list[Draft], context: Context) -> list[Draft]:
    """Leave out of shared questions the notes that another question already names as candidates.

    "Which metric shows objective A? Perhaps X" and "what does X measure?" are one question.
    """
    single = [draft for draft in found if draft.is_coverage_question and _asks_alone(draft)]
    named: dict[str, Draft] = {}
    for draft in single:
        for candidate in candidates_of(draft, context):
            named.setdefault(context.base.ids[candidate.place], draft)
    kept = []
    for draft in found:
        if draft.is_coverage_question and not draft.is_absence_question and not _asks_alone(draft):
            rest = tuple(each for each in draft.ids if each not in named)
            for each in set(draft.ids) - set(rest):
                named[each].dropped.append((draft.card.name, each))
            shorter = draft.only(rest)
            if shorter is None:
                continue
            draft = shorter
        kept.append(draft)
    return kept


def _asks_alone(draft: Draft) -> bool:
    return draft.card.coverage is not None and draft.card.coverage.unclear == "ask"
