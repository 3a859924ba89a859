"""Says what is wrong with JSON that cannot be read, and how to mend it."""

from __future__ import annotations

import re
from typing import Final, NoReturn

from cxadvisor.readers.tree import Source, TreeBuilder, shown

VALUE: Final = "a value"
ITEM_OR_END: Final = "a value or “]”"
KEY: Final = "a key in double quotes"
KEY_OR_END: Final = "a key in double quotes or “}”"
COLON: Final = "a colon"
COMMA_OR_END: Final = "a comma or the end of the list"
NOTHING: Final = "the end of the file"

_blanks = re.compile(r"[ \t\n\r]*+").match
_number_like = re.compile(r"[-+.]?[0-9][\w.+-]*|\.[0-9]+").match
_word = re.compile(r"[^\W\d][\w-]*").match
_yaml_start = re.compile(r"(?:---\s|%YAML|- |[\w-]+:(?:\s|$))").match
_QUOTES: Final = "“”„‟«»‘’‚"
_WORDS: Final = {
    "true": "true",
    "false": "false",
    "none": "null",
    "null": "null",
    "nil": "null",
    "undefined": "null",
}
_LONGEST_TOKEN: Final = 40


def refuse(source: Source, builder: TreeBuilder, position: int, expected: str) -> NoReturn:
    """Raise ``InputError``: at ``position`` (blanks may come first) stands something else than ``expected``."""
    text = source.text
    position = _blanks(text, position).end()  # type: ignore[union-attr]  # always matches
    if position >= len(text):
        _refuse_end(source, builder, position)
    found = text[position]
    token = text[position : position + _LONGEST_TOKEN]
    if (
        found in "]}"
        and expected in (VALUE, KEY)
        and builder.is_nested
        and _comma_before(text, position) is not None
    ):
        source.refuse(
            "There is a comma after the last item.",
            "Remove this comma.",
            offset=_comma_before(text, position),
        )
    if token.startswith(("//", "/*", "#")):
        source.refuse(
            "JSON has no comments.", "Remove the comment, or keep the canvas as YAML.", offset=position
        )
    if found in _QUOTES or found in "'`":
        source.refuse(
            f"JSON writes texts and keys in straight double quotes, not in {found}.",
            'Write "…".',
            offset=position,
        )
    if expected == NOTHING:
        source.refuse(
            f"The file goes on after its end: “{shown(token, 20)}”.",
            "Keep one canvas in a file, and remove what follows it.",
            offset=position,
        )
    if position == _blanks(text, 0).end() and _yaml_start(text, position):  # type: ignore[union-attr]
        source.refuse(
            "This is not JSON; it looks like YAML.", "Give the file the ending .yaml.", offset=position
        )
    if expected in (VALUE, ITEM_OR_END):
        _refuse_value(source, position)
    if expected == COMMA_OR_END and found not in "]}:":
        source.refuse("A comma is missing before this.", "Put a comma between two items.", offset=position)
    if found in "]}" and expected != COLON:
        opened = source.line_and_column(builder.opened_at)
        source.refuse(
            f"“{found}” closes what was opened otherwise, at line {opened[0]}, column {opened[1]}.",
            "Close “[” with “]” and “{” with “}”.",
            offset=position,
        )
    word = _word(text, position)
    if word and expected in (KEY, KEY_OR_END):
        source.refuse("JSON writes keys in double quotes.", f'Write "{shown(word[0], 30)}".', offset=position)
    source.refuse(f"Expected {expected} here, not “{shown(found)}”.", offset=position)


def _refuse_end(source: Source, builder: TreeBuilder, position: int) -> NoReturn:
    if not builder.is_nested:
        source.refuse("The file ends before it says anything.", offset=position)
    opened = builder.opened_at
    line, column = source.line_and_column(opened)
    bracket = source.text[opened]
    source.refuse(
        f"The file ends too early: the “{bracket}” of line {line}, column {column} is never closed.",
        f"Add “{']' if bracket == '[' else '}'}”, or check whether the end of the file was lost.",
        offset=position,
    )


def _refuse_value(source: Source, position: int) -> NoReturn:
    """Say why what stands at ``position`` is no value."""
    text = source.text
    for name in ("NaN", "Infinity", "-Infinity"):
        if text.startswith(name, position):
            source.refuse(
                f"{name} is not a number in JSON.",
                "Leave the key out, or write a text in quotes.",
                offset=position,
            )
    number = _number_like(text, position)
    if number:
        source.refuse(
            f"“{shown(number[0], 30)}” is not written as a number in JSON.",
            "Write numbers like 7, -3 or 0.25, and everything else as a text in double quotes.",
            offset=position,
        )
    word = _word(text, position)
    if word:
        known = _WORDS.get(word[0].casefold())
        remedy = f"Write {known}." if known else "Put texts in double quotes."
        source.refuse(f"“{shown(word[0], 30)}” is not a value in JSON.", remedy, offset=position)
    source.refuse(f"Expected a value here, not “{shown(text[position])}”.", offset=position)


def refuse_text(source: Source, start: int, position: int) -> NoReturn:
    """Raise ``InputError``: the text that begins at ``start`` is not closed, or goes wrong at ``position``."""
    text = source.text
    if position > start:
        found = text[position : position + 1]
        if found == "\t":
            source.refuse(
                "There is a tab inside this text.", "Write \\t or a blank instead.", offset=position
            )
        backslash = text.rfind("\\", start, position + 1)
        if found not in ("", "\r", "\n") and backslash >= 0:
            source.refuse(
                f"“{shown(text[backslash : backslash + 2])}” is not an escape that JSON knows.",
                "Write a backslash itself as \\\\.",
                offset=backslash,
            )
    source.refuse(
        "This text has no closing quote on its line.",
        'Add the quote; write a line break inside a text as \\n and a quote as \\".',
        offset=start,
    )


def _comma_before(text: str, position: int) -> int | None:
    before = text[:position].rstrip(" \t\n\r")
    return len(before) - 1 if before.endswith(",") else None
