"""Says in words what a change does, in the language of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cxadvisor.advice.fixes import Change, Subject, fixes_of
from cxadvisor.advice.ground import Ground
from cxadvisor.language.references import CHANNEL_BLOCKS
from cxadvisor.model.blocks import BLOCKS
from cxadvisor.model.plan import PlannedChange
from cxadvisor.rulebook.card import RuleCard
from cxadvisor.texts import Texts
from cxadvisor.wording import SHORT_QUOTE, block_list, shortened

MANY = 5
"""So many notes are named; of more the rest is counted."""


def told(subject: Subject, ground: Ground, texts: Texts, way: int = 0) -> Iterator[PlannedChange]:
    """Yield what putting ``subject`` right takes, change by change.

    Args:
        subject: what is to be put right.
        ground: what the change is made of.
        texts: the language it is told in.
        way: which of the ways of the card is meant.
    """
    ways = fixes_of(subject.card)
    for change in ways[min(way, len(ways) - 1)] if ways else ():
        if change["do"] == "absorbed":
            for rule, handles in subject.absorbed:
                card = ground.cards.get(rule)
                if card is not None:
                    yield from told(Subject(card, handles, subject.stage), ground, texts)
            continue
        yield _change(change, subject, ground, texts)


def _change(change: Change, subject: Subject, ground: Ground, texts: Texts) -> PlannedChange:
    on = change.get("for") if change["do"] == "add" and "for" in change else change.get("on", "each")
    handles = _chosen(subject.handles, str(on), ground)
    quotes = _quotes(handles, ground, texts)
    key = f"plan.do.{change['do']}"
    values = {"quotes": quotes, "n": len(handles), "what": _key(change, texts), "blocks": ""}
    example = None
    if change["do"] in ("add", "link", "fill"):
        values["blocks"] = _where(change, subject, ground, texts)
    if change["do"] == "add" and "for" not in change:
        key += "_alone"
    elif change["do"] == "add" and change["block"] in CHANNEL_BLOCKS:
        key += "_channel"
    if change["do"] in ("add", "amend", "reword") and change.get("speaks_of"):
        example = _example(change, subject, ground)
    if change["do"] == "append":
        key += f"_{change['item']}"
    if change["do"] == "remove" and change.get("which") == "one":
        key += "_one"
    if change["do"] == "merge" and change.get("keep"):
        key, values["blocks"] = f"{key}_keep", block_list([_block(each) for each in handles], texts)
        values["n"] = change["keep"]
    if not quotes and f"{key}_here" in texts:
        key += "_here"
    return PlannedChange(text=texts(key, **values), example=example)


def _key(change: Change, texts: Texts) -> str:
    keys = change.get("key", ())
    named = [keys] if isinstance(keys, str) else keys
    return ", ".join(
        texts(f"plan.key.{each}") if f"plan.key.{each}" in texts else texts.quote(each) for each in named
    )


def _chosen(handles: Sequence[str], on: str, ground: Ground) -> list[str]:
    if on in ("each", "first", "last", "moment"):
        return list({"moment": handles, "each": handles, "first": handles[:1], "last": handles[-1:]}[on])
    return [each for each in handles if ground.spot(each).block == on]


def _quotes(handles: Sequence[str], ground: Ground, texts: Texts) -> str:
    said = [shortened(text, SHORT_QUOTE) for each in handles if (text := ground.text(each))]
    named = ", ".join(map(texts.quote, said[:MANY]))
    return texts("plan.and_more", quotes=named, n=len(said) - MANY) if len(said) > MANY else named


def _where(change: Change, subject: Subject, ground: Ground, texts: Texts) -> str:
    """Name the block, with its stage, in which a note is to stand."""
    if change["do"] == "fill":
        return block_list([_block(each) for each in subject.handles], texts)
    block = change["block"]
    stage = (
        change.get("stage")
        or subject.stage
        or next((ground.spot(each).stage for each in subject.handles), None)
    )
    return block_list([f"/{block}/{stage}" if stage and BLOCKS[block].staged else f"/{block}"], texts)


def _block(handle: str) -> str:
    return handle[handle.index("#") + 1 :] if "#/" in handle else handle


def _example(change: Change, subject: Subject, ground: Ground) -> str | None:
    spot = ground.spot(subject.handles[0])
    concepts = change["speaks_of"]
    return ground.drafts(spot.prefix).of_concept(concepts if isinstance(concepts, str) else concepts[0])


def fix_in_words(card: RuleCard, texts: Texts) -> list[str]:
    """Return the fix of a card in words, for whoever looks the rule up; what it is about is left open."""
    lines = []
    for way in fixes_of(card):
        parts = []
        for change in way:
            key = f"plan.fix.{change['do']}"
            if change["do"] == "append":
                key += f"_{change['item']}"
            block = change.get("block")
            parts.append(
                texts(
                    key,
                    blocks=texts(f"block.{block}") if block else "",
                    what=_key(change, texts),
                    n=change.get("keep", 0),
                )
            )
        lines.append(" ".join(parts))
    if card.unfixed:
        lines.append(texts(f"plan.none.{card.unfixed}"))
    return list(dict.fromkeys(lines))
