"""Reads JSON strictly, keeps where everything stands, and says kindly what is wrong.

Of the standard library only the reading of one text is used. Its scanner keeps the last of duplicate keys, takes
``NaN``, fails on deep nesting only when the stack is used up, and forgets positions.
"""

from __future__ import annotations

import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]  # typeshed leaves it out
from typing import Final

from cxadvisor.readers import json_errors as errors
from cxadvisor.readers.scalars import decimal, refused_character, whole
from cxadvisor.readers.tree import Document, Source, TreeBuilder, shown

MAX_VALUES: Final = 100_000
"""Values in a JSON file: each costs some 4 µs, and reading shall end within a second."""
MAX_LINES: Final = 400_000
"""Lines in a JSON file: each value on a line of its own, and the brackets as well."""

_token = re.compile(
    r"""[ \t\n\r]*+(?:
        "([^"\\\x00-\x1f]*+)"                                                    # 1: a text without escapes
      | (")                                                                      # 2: any other text
      | (-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][-+]?[0-9]++)?+)(?![\w.+-])   # 3: a number
      | (true|false|null)(?!\w)                                                  # 4: a word
      | ([][}{:,])                                                               # 5: punctuation
    )""",
    re.VERBOSE,
).match
_TEXT, _ESCAPED_TEXT, _NUMBER, _WORD = 1, 2, 3, 4
_WORDS: Final = {"true": True, "false": False, "null": None}

_blanks = re.compile(r"[ \t\n\r]*+").match


def parse_json(source: Source, *, max_values: int = MAX_VALUES, max_lines: int = MAX_LINES) -> Document:
    """Return the document that ``source`` holds, with at most so many values and lines.

    Raises:
        InputError: it is not strict JSON, is too large or nested too deep, or repeats a key.
    """
    text = source.text
    if text.count("\n") + text.count("\r") > max_lines:
        source.refuse(
            f"This file has more than {max_lines:,} lines, but a canvas is one page.",
            "Give the canvas alone.",
        )
    builder = TreeBuilder(source, max_values)
    expected = errors.VALUE
    position = 0
    while True:
        match = _token(text, position)
        if match is None:
            errors.refuse(source, builder, position, expected)
        kind = match.lastindex or 0
        start = match.start(kind)
        if kind == _TEXT:
            start -= 1
        if kind <= _ESCAPED_TEXT:
            if kind == _TEXT:
                value, position = match[1], match.end()
            else:
                value, position = _text_with_escapes(source, start)
            if expected in (errors.VALUE, errors.ITEM_OR_END):
                builder.add(value, start)
                expected = errors.COMMA_OR_END
            elif expected in (errors.KEY, errors.KEY_OR_END):
                builder.key(value, start)
                position = _colon(source, builder, position)
                expected = errors.VALUE
            else:
                errors.refuse(source, builder, start, expected)
        elif kind <= _WORD:
            if expected not in (errors.VALUE, errors.ITEM_OR_END):
                errors.refuse(source, builder, start, expected)
            token, position = match[kind], match.end()
            builder.add(_WORDS[token] if kind == _WORD else _number(source, token, start), start)
            expected = errors.COMMA_OR_END
        else:
            position = match.end()
            expected = _punctuation(source, builder, match[kind], start, expected)
        if expected == errors.COMMA_OR_END and not builder.is_nested:
            break
    end = _blanks(text, position).end()  # type: ignore[union-attr]  # always matches
    if end < len(text):
        errors.refuse(source, builder, end, errors.NOTHING)
    return builder.document("json")


def _punctuation(source: Source, builder: TreeBuilder, char: str, start: int, expected: str) -> str:
    """Take a bracket or a comma; return what is expected next."""
    if char in "[{" and expected in (errors.VALUE, errors.ITEM_OR_END):
        builder.open([] if char == "[" else {}, start)
        return errors.ITEM_OR_END if char == "[" else errors.KEY_OR_END
    in_list = isinstance(builder.parent, list)
    if char == ("]" if in_list else "}") and expected in (
        errors.ITEM_OR_END,
        errors.KEY_OR_END,
        errors.COMMA_OR_END,
    ):
        builder.close()
        return errors.COMMA_OR_END
    if char == "," and expected == errors.COMMA_OR_END:
        return errors.VALUE if in_list else errors.KEY
    errors.refuse(source, builder, start, expected)


def _colon(source: Source, builder: TreeBuilder, position: int) -> int:
    match = _token(source.text, position)
    if match is None or match[5] != ":":
        errors.refuse(source, builder, position, errors.COLON)
    return match.end()


def _number(source: Source, token: str, start: int) -> int | float:
    number = whole(token) if token.lstrip("-").isdigit() else decimal(token)
    if number is None:
        source.refuse(
            f"The number {shown(token, 30)} is too large or has too many digits.",
            "Write it shorter, or as a text in quotes.",
            offset=start,
        )
    return number


def _text_with_escapes(source: Source, start: int) -> tuple[str, int]:
    """Return the text whose opening quote stands at ``start``, and the offset behind its closing quote."""
    try:
        text, end = scanstring(source.text, start + 1, True)
    except JSONDecodeError as error:
        errors.refuse_text(source, start, error.pos)
    bad = refused_character(text)
    if bad:
        source.refuse(*bad, offset=start)
    return text, end
