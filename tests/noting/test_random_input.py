"""Whatever somebody does to the files that come back, they are read or refused with reasons; nothing crashes."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest

from cxadvisor import InputError, load_bytes, review
from cxadvisor.interview import SheetFormat, read_sheet
from cxadvisor.noting import noted
from cxadvisor.noting.editing import Value
from cxadvisor.noting.register_file import edited, register, register_table
from cxadvisor.noting.tables import TableFormat
from cxadvisor.noting.updating import updated
from cxadvisor.readers.review_notes import read_notes
from cxadvisor.texts import notes_texts
from tests.noting.conftest import CANVAS

STRATEGY = load_bytes(CANVAS.encode(), "canvas.yaml")
REVIEW = review(STRATEGY, as_of="2026-03-01", lang="en")
SIGNS = (
    *("\n", " ", ":", "- ", "{", "}", "[", "]", "'", '"', "#", "|", "&a", "*a", "null", "1", "ș"),
    *("\x00", "\u202e", ",", ";"),
)


def mangled(data: bytes, seed: int) -> bytes:
    """Return the bytes with some of them taken out, doubled or replaced, as nobody would do it on purpose."""
    chance = random.Random(seed)
    text = data.decode("utf-8", "surrogateescape")
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text) + 1)
        end = min(at + chance.choice((0, 0, 1, 5, 60)), len(text))
        new = chance.choice((*SIGNS, text[at:end] * 2))
        text = text[:at] + new + text[end:]
    return text.encode("utf-8", "surrogateescape")


@pytest.mark.parametrize("seed", range(150))
def test_a_mangled_file_of_notes_is_read_or_refused(seed: int) -> None:
    mark = REVIEW.findings[0].fingerprint
    values: dict[str, Value | None] = {
        "owner": "D. Pop",
        "comment": "a: b\nc",
        "due": "2026-12-31",
        "signed_off": True,
    }
    data = updated(STRATEGY, REVIEW, None, "review-notes.yaml", {mark: values}).data
    data += b"own:\n  - {id: f1, message: Nobody owns it, at: sofa}\nchecklist: {shared: {answer: no}}\n"
    with suppress(InputError):
        notes = read_notes(mangled(data, seed), "review-notes.yaml")
        made = noted(REVIEW, STRATEGY._replace(notes=notes))
        assert made.scores == REVIEW.scores
        again = updated(STRATEGY, REVIEW, mangled(data, seed), "review-notes.yaml")
        assert set(notes.notes.findings) <= set(read_notes(again.data, "a").notes.findings)


@pytest.mark.parametrize("format", ["csv", "xlsx"])
@pytest.mark.parametrize("seed", range(40))
def test_a_mangled_register_is_read_or_refused(seed: int, format: TableFormat) -> None:
    texts = notes_texts("en")
    data = register(STRATEGY, REVIEW, format, texts)[0]
    with suppress(InputError):
        table, _ = register_table(mangled(data, seed), format, "register")
        edited(table, STRATEGY, REVIEW, texts, "register")


@pytest.mark.parametrize("format", ["markdown", "yaml"])
@pytest.mark.parametrize("seed", range(40))
def test_a_mangled_sheet_is_read_or_refused(seed: int, format: SheetFormat) -> None:
    page = b"# x\n\n### q\n\n- `check-shared`\n\nAnswer: yes\n\nComment: a\nb\n"
    tree = b'cxinterview: "1"\nitems:\n  - id: check-shared\n    answer: "yes"\n    comment: ""\n'
    with suppress(InputError):
        read_sheet(mangled(page if format == "markdown" else tree, seed), format, "sheet")
