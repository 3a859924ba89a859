"""The action register of a report: all findings, a row each, to be filled in by those who will do something about them.

It is read back by ``cxadvisor notes --read`` like the register of that command, with which it shares its columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cxadvisor.identity import canvas_names
from cxadvisor.model.review import Finding, Noted, Review
from cxadvisor.model.review_notes import AT_CANVAS
from cxadvisor.model.strategy import Strategy
from cxadvisor.noting.register import EDITABLE, LEVELS, mark_of
from cxadvisor.noting.subjects import rule_of
from cxadvisor.readers.formats import REGISTER_MARK
from cxadvisor.readers.unplaced import column_letters
from cxadvisor.reporters.document.shapes import Audit
from cxadvisor.reporters.excel.cells import held, shown
from cxadvisor.reporters.places import Places, canvas_of, position_text
from cxadvisor.texts import Texts
from cxadvisor.writers.workbook.drawing import Choice, Condition, Drawing, Style, Tone

HEADER_ROW: Final = 3
_COLUMNS: Final[Mapping[str, float]] = {
    "number": 5.5, "severity": 12.0, "message": 46.0, "advice": 42.0, "place": 22.0, "owner": 17.0, "due": 12.5,
    "status": 12.5, "response": 30.0,
    "effort": 11.0, "impact": 11.0, "consequence": 40.0, "exception": 28.0, "reason": 28.0, "signed_off": 11.0,
    "comment": 30.0, "kind": 13.0, "rule": 27.0, "position": 22.0, "key": 19.0, "mark": 9.0,
}  # fmt: skip
"""The columns in their order, and how wide they are. What is worked with comes first and is printed."""
_PRINTED: Final = "response"
_FROZEN: Final = 3
_GROUPS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    **dict.fromkeys(LEVELS, ("level", ("high", "medium", "low"))),
    "status": ("state", ("open", "accept", "reject")),
    "signed_off": ("truth", ("true", "false")),
}
_TONES: Final[Mapping[str, Mapping[str, Tone]]] = {
    "severity": {"high": "red", "medium": "amber", "low": "green"},
    "status": {"open": "blue", "accept": "green", "reject": "grey"},
    "signed_off": {"true": "green"},
}
_MOST_PLACES: Final = 5


class _Row(NamedTuple):
    """A row, and whether it is about something to be done."""

    cells: dict[str, str]
    number: int | None


def draw_register(
    audit: Audit, strategy: Strategy | None, choices: Drawing, title: str, name: str
) -> Drawing:
    """Return the sheet of the register.

    Args:
        audit: the review as a document; its numbers stand in the first column.
        strategy: what was reviewed, where it is at hand.
        choices: the sheet that takes the words of the drop-down lists.
        title: what stands above the table.
        name: what the sheet is called.
    """
    texts = audit.texts
    rows = list(_rows(audit, strategy))
    rows.sort(key=lambda row: (row.number is None, row.number or 0))
    columns = list(_COLUMNS)
    end = HEADER_ROW + max(len(rows), 1)
    last = column_letters(len(columns))
    printed = column_letters(columns.index(_PRINTED) + 1)
    drawing = Drawing(
        name,
        frozen=(HEADER_ROW, _FROZEN),
        repeated=(HEADER_ROW, 0),
        tab="C8743C",
        wide=1,
        printed=f"A1:{printed}{end}",
        filtered=f"A{HEADER_ROW}:{last}{end}",
        widths=dict(enumerate(_COLUMNS.values(), start=1)),
        hidden_columns={columns.index("mark") + 1},
        heights={1: 30.0, 2: 32.0, HEADER_ROW: 32.0},
        merges=[f"A1:{printed}1", f"A2:{printed}2"],
    )
    drawing.put(1, 1, shown(title), "title")
    drawing.put(2, 1, texts("register.lead"), "lead")
    for number, column in enumerate(columns, start=1):
        label = REGISTER_MARK if column == "mark" else texts(f"register.column.{column}")
        drawing.put(HEADER_ROW, number, label, "header")
        for index, row in enumerate(rows, start=HEADER_ROW + 1):
            if column == "number":
                drawing.put(index, number, row.number, "count")
            else:
                drawing.put(index, number, row.cells[column] or None, _style(column))
    _add_choices(drawing, choices, columns, end, texts)
    return drawing


def _style(column: str) -> Style:
    return "cell" if column in EDITABLE else "question"


def _add_choices(drawing: Drawing, choices: Drawing, columns: Sequence[str], end: int, texts: Texts) -> None:
    """Add drop-down lists, hints, and the colours of words."""
    used = max((column for _, column in choices.cells), default=0)
    for column, (group, values) in _GROUPS.items():
        letters = column_letters(columns.index(column) + 1)
        cells = f"{letters}{HEADER_ROW + 1}:{letters}{end}"
        words = {value: texts(f"register.{group}.{value}") for value in values}
        used += 1
        for row, word in enumerate(words.values(), start=1):
            choices.put(row, used, word, "plain")
        source = column_letters(used)
        name = choices.name.replace("'", "''")
        drawing.choices.append(
            Choice(
                cells,
                f"'{name}'!${source}$1:${source}${len(words)}",
                texts(f"register.column.{column}"),
                "",
            )
        )
        tones = _TONES.get(column, {})
        if tones:
            drawing.conditions.append(
                Condition(cells, tuple((words[value], tone) for value, tone in tones.items()))
            )


def _rows(audit: Audit, strategy: Strategy | None) -> Iterator[_Row]:
    """Yield a row for each finding; those that count for nothing, or nothing more, have no number."""
    review = audit.review
    numbers = {id(entry.finding): entry.number for part in audit.parts for entry in part.entries}
    for number, (name, part) in enumerate(_named_parts(review, strategy), start=-1 if review.reviews else 0):
        own = canvas_of(part, strategy, number) if number >= 0 else None
        places = Places(audit.texts, strategy, own)
        for finding in part.findings:
            cells = _cells(finding, name, part.strategy.title if name else "", places, audit.texts)
            yield _Row(cells, numbers.get(id(finding)))


def _named_parts(review: Review, strategy: Strategy | None) -> Iterator[tuple[str, Review]]:
    """Yield the review and those of its canvases, with the names that keys give to canvases."""
    yield "", review
    files = strategy.canvases if strategy else ()
    names = canvas_names([(file.canvas, file.digest) for file in files])
    if len(names) != len(review.reviews):
        names = [inner.strategy.title or str(number) for number, inner in enumerate(review.reviews, start=1)]
    yield from zip(names, review.reviews, strict=True)


def _cells(finding: Finding, name: str, canvas: str, places: Places, texts: Texts) -> dict[str, str]:
    """Return the cells of a finding; ``name`` is that of its canvas in keys, ``canvas`` its title, where it is one of
    several.
    """
    labels = [places.label(at) for at in finding.at][:_MOST_PLACES]
    noted = finding.noted or Noted()
    cells = {
        "key": f"{finding.fingerprint}{AT_CANVAS}{name}" if name else finding.fingerprint,
        "rule": rule_of(finding),
        "kind": texts(f"kind.{finding.kind}"),
        "place": "; ".join(dict.fromkeys(f"{canvas}: {label}" if canvas else label for label in labels)),
        "position": position_text(finding.position),
        "consequence": finding.consequence,
        "exception": _exception(finding, texts),
        **{column: _text(getattr(finding, column), texts) for column in LEVELS},
        "message": finding.message,
        "advice": finding.advice,
        "status": texts(f"register.state.{noted.status}"),
        "signed_off": texts(f"register.truth.{str(noted.signed_off).lower()}"),
        **{column: getattr(noted, column) or "" for column in ("reason", "response", "owner", "due")},
        "comment": noted.comment or "",
    }
    cells = {column: held(text) for column, text in cells.items()}
    return cells | {"mark": mark_of(cells)}


def _text(level: str | None, texts: Texts) -> str:
    """Return the word for a level; one that is none of ours stays as it is."""
    name = f"register.level.{level}"
    return "" if level is None else texts(name) if name in texts else level


def _exception(finding: Finding, texts: Texts) -> str:
    """Return why a finding does not count, though nobody says so in the register."""
    if finding.waived is not None:
        until = f" ({texts.date(finding.waived.until)})" if finding.waived.until else ""
        return f"{finding.waived.reason}{until}"
    if finding.known is not None:
        return f"{texts('report.section.known')}: {texts.date(finding.known.since)}"
    return ""
