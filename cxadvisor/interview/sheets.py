"""Writes the interview sheet: as Markdown to talk along, as a workbook or YAML to fill in. All three read back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, Literal

from cxadvisor.editing.writing import quoted
from cxadvisor.interview.items import Item
from cxadvisor.linking.questions import LETTERS
from cxadvisor.model.strategy import REPORT_MARK
from cxadvisor.noting.tables import Column, write_table
from cxadvisor.readers.workbook.labels import labels_in
from cxadvisor.texts import Texts

SheetFormat = Literal["markdown", "xlsx", "yaml"]
VERSION: Final = "1"
COLUMNS: Final = ("role", "ask", "where", "options", "how", "answer", "comment", "id")
"""The columns of a workbook; the last one tells which question a row is."""
ID_MARK: Final = "cxinterview"
"""The name of the column of ids, the same in every language."""
_WIDTHS: Final = (22.0, 52.0, 28.0, 52.0, 24.0, 28.0, 40.0, 24.0)
_markup: Final = re.compile(r"[\\`*_{}\[\]<>|~$^&#]")
_begins: Final = re.compile(r"(?:[+=:-]|[0-9]{1,9}[.)])")


def sheet(items: Sequence[Item], title: str, format: SheetFormat, texts: Texts) -> bytes:
    """Return an interview sheet as the content of a file.

    Args:
        items: what to ask, by who can answer it.
        title: of the strategy.
        format: ``markdown``, ``xlsx`` or ``yaml``.
        texts: with the texts of interviews.
    """
    if format == "markdown":
        return "\n".join(_markdown(items, title, texts)).encode("utf-8", "backslashreplace")
    if format == "yaml":
        return "\n".join(_yaml(items, title, texts)).encode()
    names = [texts(f"interview.column.{column}") for column in COLUMNS[:-1]] + [ID_MARK]
    columns = [
        Column(name, width, "cell" if column in ("answer", "comment") else "question")
        for column, name, width in zip(COLUMNS, names, _WIDTHS, strict=True)
    ]
    rows = [
        [
            role_name(item, texts),
            item.ask,
            item.where,
            "\n".join(lettered(item)),
            _how(item, texts),
            "",
            "",
            item.id,
        ]
        for item in items
    ]
    name = labels_in(texts.language)("sheet.interview")
    return write_table(
        "xlsx", name, texts("interview.lead"), texts("register.page"), columns, rows, texts.language
    )


def role_name(item: Item, texts: Texts) -> str:
    """Return what the people are called who can answer."""
    return texts(f"interview.role.{item.role}")


def lettered(item: Item) -> Iterator[str]:
    """Yield the candidates, each with its letter."""
    return (f"{letter}: {option}" for letter, option in zip(LETTERS, item.options, strict=False))


def _how(item: Item, texts: Texts) -> str:
    return texts(f"interview.how.{item.kind}")


def _yaml(items: Sequence[Item], title: str, texts: Texts) -> Iterator[str]:
    yield f"# {texts('interview.lead')}"
    yield f'cxinterview: "{VERSION}"'
    yield f"title: {quoted(title)}"
    yield "items:" if items else "items: []"
    for role, group in groupby(items, lambda item: item.role):
        yield ""
        yield f"  # {texts(f'interview.role.{role}')}"
        for item in group:
            yield f"  - id: {item.id}"
            yield f"    ask: {quoted(item.ask)}"
            if item.where:
                yield f"    where: {quoted(item.where)}"
            if item.options:
                yield "    candidates:"
                yield from (f"      - {quoted(option)}" for option in lettered(item))
            yield f"    how: {quoted(_how(item, texts))}"
            yield '    answer: ""'
            yield '    comment: ""'
    yield ""


def _markdown(items: Sequence[Item], title: str, texts: Texts) -> Iterator[str]:
    yield f"# {texts('interview.title', title=_text(title))}"
    yield ""
    yield _text(texts("interview.lead"))
    for role, group in groupby(items, lambda item: item.role):
        yield ""
        yield f"## {texts(f'interview.role.{role}')}"
        for item in group:
            yield ""
            yield f"### {_text(item.ask)}"
            yield ""
            yield f"- `{item.id}`" + (f" {_text(item.where)}" if item.where else "")
            yield from (f"- {_text(option)}" for option in lettered(item))
            yield f"- {_text(_how(item, texts))}"
            yield ""
            yield f"{texts('interview.column.answer')}:"
            yield ""
            yield f"{texts('interview.column.comment')}:"
    yield ""
    yield REPORT_MARK
    yield ""


def _text(text: str) -> str:
    """Return a text on one line that Markdown shows as it is."""
    line = " ".join(text.split())
    line = "".join(char if char.isprintable() else f"\\u{{{ord(char):x}}}" for char in line)
    line = _markup.sub(lambda match: "\\" + match[0], line)
    start = _begins.match(line)
    return line if start is None else f"{start[0][:-1]}\\{start[0][-1]}{line[start.end() :]}"
