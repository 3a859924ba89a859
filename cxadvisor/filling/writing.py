"""How notes are written: plain where YAML takes them as they are, else quoted; lists in lines or in brackets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from cxadvisor.linking.notes import quoted

Content = str | Sequence[str] | Mapping[str, Sequence[str]]
"""A note, a list of notes, or the lists of the stages of a block."""

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
    """Return ``content`` as lines below a key that is indented by ``indent``, each begun by a line break."""
    begin = f"{line_break}{indent}  "
    if isinstance(content, Mapping):
        return "".join(
            f"{begin}{key}:{lines(inner, f'{indent}  ', line_break)}" for key, inner in content.items()
        )
    return "".join(f"{begin}- {word(text, is_json=False, in_brackets=False)}" for text in content)


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
