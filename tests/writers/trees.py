"""Any tree that the readers accept, made from the models: with extensions, nesting, and texts of every kind."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st

from cxadvisor.model.artefacts import ARTEFACTS
from cxadvisor.model.blocks import BLOCKS, COMPANION_KEYS, STAGES
from cxadvisor.model.canvas import Part
from cxadvisor.readers.keys import note_of

ODD = (
    *(
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+40 700",
        "-5",
        "@home",
        "'quoted",
        "\tindented",
        "  blanks  ",
        "<r>bold</r>",
    ),
    *("R&D <b>", "_x0041_", "_x000D_", "a_xFFFF_b", "yes", "nu", "TRUE", "null", "1", "2.50", "92 %", "0,5"),
    *(
        "2026-03-01",
        "1e5",
        "0E0",
        "0o17",
        "[1, 2]",
        '["a"]',
        '{"a": 1}',
        '"',
        "[",
        "~",
        ": :",
        "#REF!",
        "x: y",
    ),
    *(
        "• one\n• two",
        "- dash",
        "one\ntwo",
        "one\r\ntwo\rthree",
        "a; id: b",
        "method: calls",
        "a → b",
        "a, b; c",
    ),
    *("Steps", "Pași", "Canvas", "Block", "Note", "Moments / pre-sale", "No.", "1.1", "x-own", "$schema"),
    *("https://example.org", "л" * 2_000, "é\u0301\u200b\u202e\u2028\x85", "\U0001f600", "\ufffe"),
)
"""Texts that spreadsheets, YAML or our own cells might take for something else."""

_letters = st.characters(
    exclude_categories=["Cs"], exclude_characters="".join(map(chr, (*range(9), 11, 12, *range(14, 32))))
)
texts = st.sampled_from(ODD) | st.text(_letters, min_size=1, max_size=30).filter(
    lambda text: bool(text.strip())
)
identifiers = st.text(
    st.characters(categories=("L", "N", "P", "S"), exclude_characters="/#~"), min_size=1, max_size=8
).filter(lambda text: text not in BLOCKS and not any(char.isspace() for char in text))
numbers = (
    st.integers(-(10**6), 10**6)
    | st.floats(-1e6, 1e6)
    | st.sampled_from((0.1 + 0.2, 1e-9, 10**17, 2**53 + 1))
)
anything = st.recursive(
    st.none() | st.booleans() | numbers | texts | st.just("") | st.just(" "),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
extensions = st.dictionaries(st.sampled_from(("x-own", "x-b/c~d", "x-Стиль", "x-A b")), anything, max_size=2)


@st.composite
def parts(draw: st.DrawFn, part: type[Part], depth: int = 0) -> dict[str, Any]:
    """A mapping that ``part`` accepts."""
    part.model_rebuild()
    made: dict[str, Any] = {}
    fields = {info.alias or name: info for name, info in part.model_fields.items()}
    wanted = draw(
        st.lists(st.sampled_from(sorted(fields)), unique=True, max_size=8 if depth else len(fields))
    )
    for key, info in fields.items():
        if info.is_required() or key in wanted:
            value = draw(_of(info.annotation, key, depth))
            if value is not None:
                made[key] = value
    return made | (draw(extensions) if draw(st.integers(0, 4)) == 0 else {})


def _of(annotation: Any, key: str, depth: int) -> st.SearchStrategy[Any]:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return st.one_of([_of(each, key, depth) for each in inner if each is not NoneType])
    if origin is Annotated:
        if "/#~" in str(inner[1:]):
            return identifiers
        return _of(inner[0], key, depth)
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is dict:
        return st.dictionaries(texts, anything, max_size=3)
    if origin is tuple:
        if inner[-1] is not Ellipsis:
            return st.tuples(numbers, numbers).map(list)
        least = 2 if key == "emotion_scale" else 0
        entries = _of(inner[0], key, depth + 1)
        return st.just([]) if entries.is_empty else st.lists(entries, min_size=least, max_size=3)
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return parts(annotation, depth + 1) if depth < 4 else st.nothing()
    if annotation is int:
        return st.integers(1, 3)
    if annotation is float:
        return st.floats(0, 1) if key == "share" else numbers
    return {bool: st.booleans(), str: texts}.get(annotation, st.nothing())


@st.composite
def canvases(draw: st.DrawFn) -> dict[str, Any]:
    """A canvas with notes as texts and as mappings."""
    tree: dict[str, Any] = {"cxcanvas": "1"}
    for key in ("title", "organisation", "industry", "strategy", "date"):
        if draw(st.booleans()):
            tree[key] = draw(texts)
    if draw(st.booleans()):
        tree["language"] = draw(st.sampled_from(("en", "ro", "pt-BR")))
        tree["authors"] = draw(st.lists(texts, max_size=3))
        tree["not_captured"] = draw(
            st.lists(st.sampled_from(("culture", "metrics/post_sale", "needs")), max_size=2)
        )
    for block in draw(st.lists(st.sampled_from(sorted(BLOCKS)), unique=True)):
        notes = st.lists(texts | parts(note_of(block), 1), max_size=3)
        staged = st.dictionaries(st.sampled_from(STAGES), notes, max_size=2)
        tree[block] = draw(staged if BLOCKS[block].staged else notes)
    if draw(st.integers(0, 3)) == 0:
        waiver = {"rule": draw(texts), "at": "culture", "reason": draw(texts)}
        tree["waivers"] = [waiver | ({"until": "2027-01-31"} if draw(st.booleans()) else {})]
    return tree | draw(extensions)


@st.composite
def artefacts(draw: st.DrawFn) -> dict[str, Any]:
    """Artefacts of some kinds, a single one or several."""
    tree: dict[str, Any] = {}
    for kind in draw(st.lists(st.sampled_from(COMPANION_KEYS), unique=True, max_size=3)):
        made = parts(ARTEFACTS[kind])
        tree[kind] = draw(made | st.lists(made, min_size=1, max_size=2))
    return tree


trees = st.builds(lambda canvas, beside: canvas | beside, canvases(), artefacts()) | artefacts().filter(bool)
