"""Whatever a canvas file looks like: after decisions are written it is the same canvas with exactly these decisions."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxadvisor.errors import InputError
from cxadvisor.linking import Decision, apply
from cxadvisor.linking.ids import PREFIXES, new_id
from cxadvisor.model.blocks import BLOCKS
from cxadvisor.model.canvas import Canvas, Note, PlacedNote
from cxadvisor.readers import load_bytes
from cxadvisor.readers.formats import Format

LETTERS = "abcăîșțłżщий漢😀 é'\"\\#:-,?!|>{}[]&*%@`~\t \u00a0\u2028\u200b=/1"
TEXTS = st.text(LETTERS, min_size=1, max_size=30).filter(lambda text: text.strip())
LINES = st.lists(st.text("abcă #:-'\"", min_size=1, max_size=9).filter(str.strip), min_size=1, max_size=4)
IDS = ["n1", "1", "null", "ț-x", "a,b", "x:y", "[z]", "'q", "yes", "-", "*a"]


def canvas_of(data: bytes, format: Format) -> Canvas:
    return load_bytes(data, f"canvas.{format}", format).canvases[0].canvas


def pairs(canvas: Canvas) -> set[tuple[str, str, bool]]:
    """Return the explicit references of a canvas, by the places of their notes."""
    notes = list(canvas.placed_notes())
    places = {placed.note.id: placed.place for placed in notes}
    found = set()
    for placed in notes:
        found |= {(placed.place, places.get(each, each), True) for each in placed.note.for_}
        found |= {(placed.place, places.get(each, each), False) for each in placed.note.not_for}
    return found


def without_links(canvas: Canvas) -> list[dict[str, object]]:
    dumped = canvas.model_dump(exclude={*BLOCKS})
    notes = [placed.note.model_dump(exclude={"id", "for_", "not_for"}) for placed in canvas.placed_notes()]
    return [dumped, *notes]


def kept(text: str) -> str:
    """Return all that has to stay in a text, in this order: all but keys that had no value and now have one."""
    return re.sub(r'((?:for|id)"?\s*:\s*)(?:null|~)', r"\1", text)


def check(data: bytes, format: Literal["json", "yaml"], decisions: list[Decision]) -> bytes:
    """Apply decisions and compare canvas, references, comments and line ends before and after."""
    before = canvas_of(data, format)
    after = canvas_of(written := apply(data, format, "canvas", decisions), format)
    assert without_links(after) == without_links(before)
    assert pairs(after) == pairs(before) | {tuple(decision) for decision in decisions}
    ids = {placed.place: placed.note.id for placed in before.placed_notes() if placed.note.id}
    assert ids.items() <= {placed.place: placed.note.id for placed in after.placed_notes()}.items()
    letters = iter(written.decode())
    assert all(letter in letters for letter in kept(data.decode()))  # in this order, with more between
    assert written.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")
    assert apply(written, format, "canvas", decisions) == written
    return written


# --- canvases written in every way we can think of


@st.composite
def quoted(draw: st.DrawFn, text: str) -> str:
    if "'" in text and "\t" not in text and draw(st.booleans()):
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=draw(st.booleans()))


@st.composite
def plain_text(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.text("abcăș-é漢", min_size=1, max_size=5), min_size=1, max_size=4))
    return "w" + " ".join(words)


@st.composite
def flow_note(draw: st.DrawFn, id: str | None, known: list[str]) -> str:
    text = draw(st.one_of(plain_text(), TEXTS.flatmap(lambda text: quoted(text))))
    if id is None and draw(st.booleans()):
        return text
    entries = [f"text: {text}"]
    if id is not None:
        entries.insert(draw(st.integers(0, 1)), f"id: {json.dumps(id)}")
    entries += draw(st.sampled_from([[], ["owner: me"], ["x-a: {b: [1, 'c']}"]]))
    entries += draw(references(known))
    if id is None and len(entries) == 1 and draw(st.booleans()):
        return entries[0]  # a single pair needs no braces
    gap = draw(st.sampled_from([", ", ",", ",\n          ", " ,  "]))
    if gap == "," and not all(entry.endswith(('"', "'", "]")) for entry in entries):
        gap = ", "
    inner = gap.join(entries)
    begin, end = draw(
        st.sampled_from([("{", "}"), ("{ ", " }"), ("{\n          ", "\n        }"), ("{", ",}")])
    )
    return begin + inner + end


@st.composite
def references(draw: st.DrawFn, known: list[str]) -> list[str]:
    entries = []
    for key in ("for", "not_for"):
        kind = draw(st.sampled_from(["", "", "null", "list"]))
        if kind == "null":
            entries.append(f"{key}: null")
        elif kind == "list":
            ids = draw(st.lists(st.sampled_from(["other", "q-1", *known]), unique=True, max_size=2))
            entries.append(f"{key}: [{', '.join(json.dumps(each) for each in ids)}]")
    return entries


@st.composite
def block_note(draw: st.DrawFn, id: str | None, dash: int) -> str:
    """A note of a block list whose dashes stand at column ``dash``."""
    gap = draw(st.sampled_from([" ", "   ", "\n" + " " * (dash + 3)]))
    column = dash + 1 + (len(gap) if "\n" not in gap else 2)
    comment = draw(st.sampled_from(["", "", "  # why: {not}, [this]", " # 'odd"]))
    as_mapping = id is not None or draw(st.booleans())
    pad = " " * column
    kind = draw(st.sampled_from(["plain", "quoted", "block", "folded plain", "folded quoted"]))
    inner = (column if as_mapping else dash) + draw(st.integers(1, 3))
    if kind == "block":
        lines = draw(LINES)
        first = "x" + lines[0]
        header = draw(st.sampled_from(["|", "|-", ">", ">-", "|+"]))
        blank = draw(st.sampled_from(["", "\n", "\n" + " " * inner]))
        text = f"{header}{comment}\n" + f"{blank}\n".join(" " * inner + line for line in [first, *lines[1:]])
        comment = draw(st.sampled_from(["", f"\n{' ' * dash}# after"]))
    elif kind == "folded plain":
        text = draw(plain_text()) + "\n" + " " * inner + draw(plain_text())
    elif kind == "folded quoted":
        text = '"' + draw(plain_text()) + draw(st.sampled_from(["\n", "\\\n", "\n\n"])) + " " * inner + 'b"'
    else:
        text = draw(plain_text() if kind == "plain" else TEXTS.flatmap(lambda text: quoted(text)))
    if not as_mapping:
        return f"-{gap}{text}{comment}"
    entries = [f"text: {text}{comment}"]
    if id is not None:
        entries.insert(draw(st.integers(0, 1)), f"id: {json.dumps(id)}")
    elif draw(st.booleans()):
        entries.insert(draw(st.integers(0, 1)), draw(st.sampled_from(["id:", "id: ~", "id: # none yet"])))
    if draw(st.booleans()):
        entries.insert(draw(st.integers(0, len(entries))), "owner: me  # or you")
    deep = draw(st.integers(0, 2))
    for key in ("for", "not_for"):
        written = draw(st.sampled_from(["", "", ":", ": []", ": [q, 'r']  # c", "list"]))
        if written == "list":
            entries.append(f'{key}:\n{pad}{" " * deep}- q\n{pad}{" " * deep}- "r" # last')
        elif written:
            entries.append(key + written)
    return f"-{gap}" + f"\n{pad}".join(entries)


@st.composite
def yaml_canvases(draw: st.DrawFn) -> bytes:
    ids = draw(st.permutations(IDS))
    lines = [*draw(st.sampled_from([[], ["# first", ""], ["---"]])), 'cxcanvas: "1"', "title: 'x: y' # t"]
    for block in ("moments", "objectives", "activities", "metrics"):
        lines.append(f"{block}:")
        for stage in ("pre_sale", "post_sale"):
            given = [ids.pop() if ids and draw(st.integers(0, 3)) == 0 else None for _ in range(2)]
            if draw(st.booleans()):
                notes = [draw(flow_note(id, ["a-9"])) for id in given]
                glue = draw(st.sampled_from([", ", ",\n    ", " # c\n    , "]))
                lines.append(f"  {stage}: [{glue.join(notes)}]")
            else:
                dash = draw(st.sampled_from([2, 4]))
                lines.append(f"  {stage}:")
                for id in given:
                    lines += draw(st.sampled_from([[], ["", "    # between"]]))
                    lines.append(" " * dash + draw(block_note(id, dash)))
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n# end"]))
    return encoded(text, draw(st.sampled_from(["\n", "\r\n"])), draw(st.booleans()))


def encoded(text: str, line_break: str, mark: bool) -> bytes:
    return b"\xef\xbb\xbf" * mark + text.replace("\n", line_break).encode()


@st.composite
def json_canvases(draw: st.DrawFn) -> bytes:
    ids = list(draw(st.permutations(IDS)))

    def note() -> object:
        text = draw(TEXTS)
        if draw(st.booleans()):
            return text
        entries: list[tuple[str, object]] = [("text", text)]
        if draw(st.booleans()):
            entries.append(("id", draw(st.sampled_from([None, ids.pop()]))))
        for key in ("for", "not_for"):
            if draw(st.booleans()):
                entries.append((key, draw(st.sampled_from([None, [], ["q"], ["q", "r\u0301"]]))))
        return dict(draw(st.permutations([*entries, ("x-y", {"text": [1, None]})])))

    content = {"cxcanvas": "1"} | {
        block: {
            stage: [note() for _ in range(draw(st.integers(0, 2)))] for stage in ("pre_sale", "post_sale")
        }
        for block in ("moments", "objectives", "activities", "metrics")
    }
    indent = draw(st.sampled_from([None, 0, 2, "\t"]))
    separators = draw(st.sampled_from([None, (",", ":"), (" , ", " : ")]))
    text = json.dumps(content, ensure_ascii=draw(st.booleans()), indent=indent, separators=separators)
    return encoded(text, draw(st.sampled_from(["\n", "\r\n"])), draw(st.booleans()))


@st.composite
def some_decisions(draw: st.DrawFn, canvas: Canvas) -> list[Decision]:
    places = [placed.place for placed in canvas.placed_notes()]
    if not places:
        return []
    sources = [place for place in places if place.startswith(("/activities", "/metrics"))] or places
    targets = [place for place in places if place.startswith(("/moments", "/objectives"))] or places
    wanted = st.tuples(st.sampled_from(sources), st.sampled_from(targets))
    found = draw(st.dictionaries(wanted, st.booleans(), max_size=12))
    return [Decision(*pair, accepted) for pair, accepted in found.items()]


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_decisions_are_all_that_changes_in_yaml(data: st.DataObject) -> None:
    written = data.draw(yaml_canvases())
    try:
        canvas = canvas_of(written, "yaml")
    except InputError:
        return  # not every text we make up is YAML
    check(written, "yaml", data.draw(some_decisions(canvas)))


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_decisions_are_all_that_changes_in_json(data: st.DataObject) -> None:
    written = data.draw(json_canvases())
    check(written, "json", data.draw(some_decisions(canvas_of(written, "json"))))


def test_most_of_the_made_up_canvases_are_read() -> None:
    counts: Counter[bool] = Counter()

    @settings(deadline=None, max_examples=100, database=None)
    @given(yaml_canvases())
    def count(written: bytes) -> None:
        try:
            canvas_of(written, "yaml")
        except InputError:
            counts[False] += 1
        else:
            counts[True] += 1

    count()
    assert counts[True] > 4 * counts[False]


# --- single cases


def test_notes_become_mappings_around_their_text() -> None:
    written = check(
        b'cxcanvas: "1"\nmoments:\n  pre_sale:\n  - "late"  # c\nactivities:\n  pre_sale: [call ahead]\n',
        "yaml",
        [Decision("/activities/pre_sale/0", "/moments/pre_sale/0", True)],
    )
    assert written == (
        b'cxcanvas: "1"\nmoments:\n  pre_sale:\n  - id: m-late\n    text: "late"  # c\n'
        b"activities:\n  pre_sale: [{text: call ahead, for: [m-late]}]\n"
    )


def test_opposite_decisions_are_refused() -> None:
    data = b'{"cxcanvas": "1", "moments": {"pre_sale": ["a"]}, "activities": {"pre_sale": ["b"]}}'
    pair = ("/activities/pre_sale/0", "/moments/pre_sale/0")
    with pytest.raises(InputError, match="both accepted and rejected"):
        apply(data, "json", "c.json", [Decision(*pair, True), Decision(*pair, False)])
    accepted = apply(data, "json", "c.json", [Decision(*pair, True)])
    with pytest.raises(InputError, match="stands in the file"):
        apply(accepted, "json", "c.json", [Decision(*pair, False)])


def test_a_file_that_would_become_too_large_is_refused() -> None:
    values = "[" + "1," * 99_988 + "1]"
    notes = '"moments": {"pre_sale": ["a"]}, "activities": {"pre_sale": ["b"]}'
    data = f'{{"cxcanvas": "1", "x-a": {values}, {notes}}}'
    with pytest.raises(InputError, match="could not be read any more"):
        apply(
            data.encode(), "json", "c.json", [Decision("/activities/pre_sale/0", "/moments/pre_sale/0", True)]
        )


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Livrarea se amână a doua oară", "m-livrarea-amana"),
        ("Доставка опаздывает", "m-dostavka-opazdyvaet"),
        ("Płatność nie działa", "m-platnosc-dziala"),
        ("???", "m-note"),
        ("漢字", "m-note"),
        ("SMS", "m-sms"),
        ("Donaudampfschifffahrtsgesellschaft", "m-donaudampfschifffahrtsge"),
    ],
)
def test_ids_are_short_and_say_what_the_note_says(text: str, id: str) -> None:
    assert new_id(placed(text), ()) == id


def placed(text: str) -> PlacedNote:
    return PlacedNote("moments", "pre_sale", "/moments/pre_sale/0", Note(text=text))


def test_ids_differ_from_those_that_are_taken() -> None:
    note = placed("The delivery van broke down again today")
    taken: list[str] = []
    for _ in range(5):
        taken.append(new_id(note, taken))
    assert len({each.casefold() for each in taken}) == 5
    assert taken[:2] == ["m-delivery-van", "m-delivery-van-broke"]
    assert new_id(note, ["M-DELIVERY-VAN"]) == "m-delivery-van-broke"


def test_every_block_has_a_prefix_of_its_own() -> None:
    assert set(PREFIXES) == set(BLOCKS)
    assert len(set(PREFIXES.values())) == len(PREFIXES)


ODD = [
    """\
moments:
  pre_sale:
  - ? text
    : late
    owner: x
activities:
  pre_sale:
  - ? "text"
    : >
      a
    ? owner
    : b
""",
    """\
# c
moments:
  pre_sale:
  - "text": late
activities:
  pre_sale:
  - text:
      foo
  - text: >
     foo
...
""",
    """\
moments:
  pre_sale:
  - late
activities:
  pre_sale:
  -
    # c
    foo
  - # c
    text: bar
    for:
      # c
      - q
      # d
    owner: x""",
    """\
moments:
  pre_sale: [
    late, # c
    "two"
  ]
activities:
  pre_sale: [ # c
   a b
   c, # d
   { # e
    text: b # f
   }]
""",
    """\
moments:
  pre_sale: ["late"]
activities:
  pre_sale: [{"text": "a", "for": [  ]}, {"text": "b", "for":[ # c
 ]}, {"text": "c", "for"  : null}, {"text": d, for:}, {text: e, for: , owner: x}, {"for":, text: f}]
""",
    """\
moments:
  pre_sale:
  - text: late
    id:
    for:
activities:
  pre_sale:
  - for:
    - |-
      q
    text: x
  - for: [
      q ,
      r
      ]
    text: y
  - {for: [q,], text: z}
""",
    """\
moments:
  pre_sale:
  - late
activities:
  pre_sale:
  - |2
      in
     less
  - |+
    keep


  - >1-
   a
""",
]
"""Layouts that few people write: explicit keys, comments inside brackets, values on lines of their own."""


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("text", ODD)
def test_odd_layouts_are_kept(text: str, line_break: str) -> None:
    data = encoded('cxcanvas: "1"\n' + text, line_break, mark=False)
    canvas = canvas_of(data, "yaml")
    decisions = [
        Decision(f"/activities/pre_sale/{source}", f"/moments/pre_sale/{target}", (source + target) % 2 == 0)
        for source in range(len(canvas.activities.pre_sale))
        for target in range(len(canvas.moments.pre_sale))
    ]
    check(data, "yaml", [*decisions, Decision("/moments/pre_sale/0", "/activities/pre_sale/0", False)])
