"""How notes are written: plain where YAML takes them as they are, else quoted; lists in lines or in brackets."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

Content = str | Sequence[Any] | Mapping[str, Any]
"""A text, a list, or a mapping; lists and mappings hold such contents again."""

_plain = re.compile(r"[^\W_](?:\w|[ ,;.!?/()%+&'’„”“«»…–—-]|:(?!\s|$))*").fullmatch
_has_letter = re.compile(r"[^\W\d_]").search
_CONSTANTS: Final = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))


def word(text: str, *, is_json: bool, in_brackets: bool) -> str:
    """Return a note as it is written in the file.

    A text stays plain where every YAML reader takes it as this very text: letters, blanks and harmless marks.
    """
    plain = (
        not is_json
        and _plain(text) is not None
        and text.isprintable()
        and text.casefold() not in _CONSTANTS
        and (text[0].isalpha() or (" " in text and _has_letter(text) is not None))
        and not (in_brackets and set(",?:") & set(text))
    )
    return text if plain else quoted(text)


def lines(content: Content, indent: str, line_break: str) -> str:
    """Return ``content`` as it stands behind a key that is indented by ``indent``: a text on the same line, all else on
    lines below, each begun by a line break.
    """
    if isinstance(content, str):
        return f" {word(content, is_json=False, in_brackets=False)}"
    if isinstance(content, Mapping):
        return entries(content, f"{indent}  ", line_break)
    return items(content, f"{indent}  ", line_break) or " []"


def entries(content: Mapping[str, Any], indent: str, line_break: str) -> str:
    """Return the keys of a mapping with what stands under them, a line each, begun by a line break."""
    return "".join(
        f"{line_break}{indent}{key}:{lines(inner, indent, line_break)}" for key, inner in content.items()
    )


def items(contents: Sequence[Any], indent: str, line_break: str) -> str:
    """Return the entries of a list with their dashes, each begun by a line break."""
    begin = f"{line_break}{indent}"
    return "".join(
        f"{begin}- {entries(each, f'{indent}  ', line_break).removeprefix(f'{begin}  ')}"
        if isinstance(each, Mapping)
        else f"{begin}- {word(each, is_json=False, in_brackets=False)}"
        for each in contents
    )


def brackets(content: Content, *, is_json: bool, space: str, deeper: str) -> str:
    """Return ``content`` in brackets.

    Args:
        content: what is written.
        is_json: whether keys and texts need quotes.
        space: what stands before a value of this depth: a line break and the indentation, or a blank.
        deeper: what each further level is indented by; of no effect where all stands on one line.
    """
    if isinstance(content, str):
        return word(content, is_json=is_json, in_brackets=True)
    is_long = space != " "
    inner = f"{space}{deeper}" if is_long else " "
    if isinstance(content, Mapping):
        opening, closing = "{}"
        parts = [
            f"{quoted(key) if is_json else key}: "
            + brackets(each, is_json=is_json, space=inner, deeper=deeper)
            for key, each in content.items()
        ]
    else:
        opening, closing = "[]"
        parts = [brackets(each, is_json=is_json, space=inner, deeper=deeper) for each in content]
    if not is_long:
        return opening + ", ".join(parts) + closing
    return opening + ",".join(f"{inner}{part}" for part in parts) + space + closing


def quoted(text: str) -> str:
    """Return ``text`` in double quotes as both JSON and YAML read them, with whatever does not print escaped."""
    written = json.dumps(text, ensure_ascii=False)
    if written.isprintable():
        return written
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in written)
