"""Canvases and artefacts that are mostly right, and sometimes wrong in one of the ways a schema can express."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

from hypothesis import strategies as st
from pydantic import StrictBool

from cxadvisor.model.artefacts import ARTEFACTS
from cxadvisor.model.artefacts.common import Brief, Count, Figure, Listed, Texts
from cxadvisor.model.artefacts.flows import Nexts
from cxadvisor.model.artefacts.journeys import Scale
from cxadvisor.model.blocks import BLOCKS, COMPANION_KEYS
from cxadvisor.model.canvas import MAX_TEXT, Identifier, Number, Part, Text
from cxadvisor.readers.artefact_values import hints_of, part_under


def now_and_then(right: st.SearchStrategy[Any], wrong: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.integers(0, 25).flatmap(lambda number: wrong if number == 0 else right)


TEXTS = st.text("aăж😀 \n\u200b'", min_size=1, max_size=5).map(lambda text: text if text.strip() else "a")
ODD = st.sampled_from(
    ["", " ", 0, 2, 1.0, -0.5, True, None, [], {}, ["a"], {"text": "a"}, "a" * (MAX_TEXT + 1), "up", "a b"]
)
IDS = st.sampled_from(["n1", "n2", "é"])
EXTENSIONS = st.dictionaries(
    st.sampled_from(["x-a", "x-", "$schema"]), now_and_then(st.just("s"), ODD), max_size=1
)


def mapping_of(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    either = {key: now_and_then(value, ODD) for key, value in optional.items()}
    must = {key: now_and_then(value, ODD) for key, value in required.items()}
    strange = st.dictionaries(
        now_and_then(st.just("x-b"), st.sampled_from(["nevoi", "for_", "text", "X-a"])), TEXTS, max_size=1
    )
    known = st.fixed_dictionaries(must, optional=either)
    return st.builds(
        lambda *parts: {key: value for part in parts for key, value in part.items()},
        EXTENSIONS,
        strange,
        known,
    )


def notes_of(block: str) -> st.SearchStrategy[Any]:
    number_or_text = st.integers(-5, 5) | st.floats(-5, 5) | TEXTS
    keys: dict[str, Any] = {
        "for": st.lists(IDS, max_size=2),
        "not_for": st.lists(IDS, max_size=2),
        "through": st.lists(TEXTS, max_size=2),
        "owner": TEXTS,
        "evidence": TEXTS | st.lists(TEXTS, max_size=2),
        "importance": st.integers(1, 3),
        "status": TEXTS,
        "tags": st.lists(TEXTS, max_size=2),
    }
    if block == "segments":
        keys |= {"share": st.floats(0, 1)}
    if block == "metrics":
        keys |= {
            "unit": TEXTS,
            "baseline": number_or_text,
            "target": number_or_text,
            "direction": st.sampled_from(["up", "down"]),
            "due": TEXTS,
            "frequency": TEXTS,
            "source": st.sampled_from(["internal", "external"]),
            "scale": TEXTS | st.lists(st.integers(0, 9), min_size=2, max_size=2),
        }
    return st.lists(now_and_then(TEXTS | mapping_of({"text": TEXTS}, keys), ODD), max_size=2)


def block(name: str) -> st.SearchStrategy[Any]:
    stages = {"pre_sale": notes_of(name), "post_sale": notes_of(name)}
    return mapping_of({}, stages) if BLOCKS[name].staged else notes_of(name)


LEFT_OUT = st.sampled_from(["culture", "metrics/pre_sale", "culture/pre_sale", "needs", "nevoi", "pre_sale"])
WAIVERS = mapping_of(
    {"rule": TEXTS, "reason": TEXTS},
    {
        "at": st.sampled_from(["metrics", "culture", "/metrics/pre_sale/0"]),
        "fingerprint": TEXTS,
        "until": st.just("2027-01-31"),
    },
)
NUMBERS = st.integers(-5, 5) | st.floats(-5, 5)
LISTS = st.lists(TEXTS, max_size=2)
SIMPLE: tuple[tuple[Any, st.SearchStrategy[Any]], ...] = (
    (Texts, TEXTS | LISTS),
    (Text, TEXTS),
    (Identifier, st.integers(0, 10**9).map("i{}".format)),
    (Nexts, IDS | st.lists(IDS, max_size=2)),
    (Figure, NUMBERS | TEXTS),
    (Count | Text, st.integers(-1, 5) | st.sampled_from([2.0, 2.5]) | TEXTS),
    (Scale, st.lists(NUMBERS, min_size=1, max_size=3) | st.lists(TEXTS, min_size=1, max_size=3)),
    (Text | tuple[Number, Number], TEXTS | st.lists(NUMBERS, min_size=2, max_size=2)),
    (StrictBool, st.booleans()),
    (StrictBool | Text, st.booleans() | TEXTS),
    (dict[str, Any], st.dictionaries(TEXTS, NUMBERS | TEXTS | st.none(), max_size=2)),
)


def artefacts_of(key: str) -> st.SearchStrategy[Any]:
    """Return what may stand under a companion key: one artefact, or a list of them."""
    one = parts(ARTEFACTS[key], 0)
    return now_and_then(one | st.lists(now_and_then(one, ODD), max_size=2), ODD)


def parts(model: type[Part], depth: int) -> st.SearchStrategy[Any]:
    """Return what a part may be: a mapping of some of its keys, or what may stand for it."""
    values = {key: values_of(model, key, depth) for key in hints_of(model) if depth < 4}
    required = {key: values_of(model, key, depth) for key in hints_of(model) if needs(model, key)}
    some = st.sets(st.sampled_from(sorted(values)), max_size=4) if values else st.just(set())
    mapping = some.flatmap(
        lambda keys: mapping_of(required, {key: values[key] for key in sorted(keys) if key not in required})
    )
    if not issubclass(model, Brief):
        return mapping
    return mapping | TEXTS | LISTS if model.plain_list else mapping | TEXTS


def needs(model: type[Part], key: str) -> bool:
    """Whether ``key`` must be there."""
    return model.model_fields[key].is_required()


def values_of(model: type[Part], key: str, depth: int) -> st.SearchStrategy[Any]:
    """Return what may stand under ``key``."""
    hint = hints_of(model)[key]
    for type_, values in SIMPLE:
        if hint == type_:
            return values
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    inner = part_under(model, key)
    assert inner is not None
    one = st.deferred(lambda: parts(inner, depth + 1))
    if isinstance(hint, type):
        return one
    several = st.lists(now_and_then(one, ODD), max_size=2)
    return one | several if any(isinstance(mark, Listed) for mark in hint.__metadata__) else several


DOCUMENTS = mapping_of(
    {"cxcanvas": st.just("1")},
    {name: block(name) for name in BLOCKS}
    | dict.fromkeys(("title", "organisation", "industry", "date", "strategy"), TEXTS)
    | {"language": st.sampled_from(["ro", "pt-BR", "Romanian"]), "authors": st.lists(TEXTS, max_size=2)}
    | {key: artefacts_of(key) for key in COMPANION_KEYS}
    | {"not_captured": st.lists(LEFT_OUT, max_size=1), "waivers": st.lists(WAIVERS, max_size=1)},
)
