"""Makes plain text of a line of Markdown, and the other way round.

Only what marks up a line is taken off; every pattern looks at a bounded stretch, so that time grows with the length of
the text alone. ``marked_up`` writes any text so that ``plain`` gives it back.
"""

from __future__ import annotations

import re
from typing import Final

_HIDDEN: Final = 0xDC00
"""Escaped characters are set apart as lone surrogates, which no text from a file can hold."""

_blanks = re.compile(r"[ \t]{2,}|\t").sub
_escape = re.compile(r"\\([!-/:-@\[-`{-~])").sub
_entity = re.compile(r"&(?:#([0-9]{1,7})|(amp|lt|gt|quot|nbsp));").sub
_code = re.compile(r"(`{1,3})(?!`)([^`\n]{1,2000})\1(?!`)").sub
_break = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE).sub
_tag = re.compile(r"</?[A-Za-z][^<>\n]{0,300}>").sub
_link = re.compile(r"!?\[([^\[\]\n]{0,500})\](?:\([^()\n]{0,1000}\)|\[[^\[\]\n]{0,200}\])").sub
_single = re.compile(r"(?<![*\w])\*(?![*\s])([^*\n]{1,1000}?)(?<!\s)\*(?![*\w])").sub
_strong = re.compile(r"\*\*(?!\s)([^*\n]{1,1000}?)(?<!\s)\*\*").sub
_low_single = re.compile(r"(?<![\w_])_(?![_\s])([^_\n]{1,1000}?)(?<!\s)_(?![\w_])").sub
_low_strong = re.compile(r"(?<![\w_])__(?!\s)([^_\n]{1,1000}?)(?<!\s)__(?![\w_])").sub
_struck = re.compile(r"~~(?!\s)([^~\n]{1,1000}?)(?<!\s)~~").sub
_NAMED: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "nbsp": "\u00a0"}
_shown = {_HIDDEN + code: chr(code) for code in range(128)}
_special = re.compile(
    r"[\\`*<|]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|&(?=[#\w])|\[(?=[^\[\]]*\][(\[])"
).sub
_begins = re.compile(r"^(?:[-+=:{$>#~\[])").sub
_closes = re.compile(r"(?<= )#+$").sub
_run = re.compile(r" {2,}").sub
_starts_block = re.compile(r"([0-9]{1,9})([.)])").match


def plain(text: str) -> str:
    """Return the words of a line of Markdown; ``<br>`` becomes a line break."""
    text = _blanks(" ", text)
    text = _escape(lambda match: _hidden(match[1]), text)
    text = _code(lambda match: "".join(map(_hidden, match[2])), text)
    text = _entity(_character, text)
    text = _tag("", _break("\n", text))
    text = _link(r"\1", text)
    for mark in (_single, _strong, _single, _low_single, _low_strong, _struck):
        text = mark(r"\1", text)
    return text.translate(_shown)


def marked_up(text: str, *, first: bool = True) -> str:
    """Return a text as one line of Markdown; ``first`` where it begins a line, an item or a heading.

    Only signs that would mean something are escaped.
    """
    made = _special(r"\\\g<0>", text)
    made = _run(lambda match: " " + "&#32;" * (len(match[0]) - 1), "".join(_written(char) for char in made))
    if first:
        made = _begins(r"\\\g<0>", made, count=1)
        number = _starts_block(made)
        if number:
            made = f"{number[1]}\\{made[number.end(1) :]}"
    made = _closes(r"\\\g<0>", made)
    start = len(made) - len(made.lstrip())
    end = len(made.rstrip())
    return (
        "".join(map(_coded, made[:start])) + made[start:end] + "".join(map(_coded, made[max(start, end) :]))
    )


def _written(char: str) -> str:
    if char == "\n":
        return "<br>"
    return _coded(char) if char != " " and char.isspace() else char


def _coded(char: str) -> str:
    return f"&#{ord(char)};"


def _hidden(char: str) -> str:
    return chr(_HIDDEN + ord(char)) if ord(char) < 128 else char


def _character(match: re.Match[str]) -> str:
    if match[2]:
        return _hidden(_NAMED[match[2]])
    code = int(match[1])
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF or code == 0:
        return match[0]
    return _hidden(chr(code))
