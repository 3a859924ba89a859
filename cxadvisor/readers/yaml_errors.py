"""Says in plain words what PyYAML found wrong, and how to mend it."""

from __future__ import annotations

import re
from typing import Any, Final, NoReturn

from cxadvisor.readers.tree import Source, shown

_QUOTES: Final = 'Put the whole text in quotes: "…".'

_EXPLAINED: Final = (
    (
        "mapping values are not allowed",
        "A text with a colon followed by a blank is read as a key with its value, and none may stand here.",
        'Put the text in quotes: "…: …"; or check whether the line is indented like its neighbours.',
    ),
    ("'\\t' that cannot start", "This line is indented with a tab.", "Indent with blanks; YAML does not take tabs."),
    ("'%' that cannot start", "A text that begins with “%” needs quotes in YAML.", _QUOTES),
    ("'@' that cannot start", "A text that begins with “@” needs quotes in YAML.", _QUOTES),
    ("'`' that cannot start", "A text that begins with “`” needs quotes in YAML.", _QUOTES),
    ("unknown escape character", "After a backslash in double quotes stands a character that YAML does not know there.",
     "Write \\\\ for a backslash, or use single quotes."),
    ("escape sequence of", "An escape such as \\x or \\u needs hexadecimal digits behind it.",
     "Write \\\\ for a backslash, or use single quotes."),
    ("end of stream", "A text in quotes is never closed.", "Add the closing quote."),
    ("document separator", "A text in quotes is never closed.", "Add the closing quote."),
    ("sequence entries are not allowed", "A list with dashes may not begin here.",
     "Begin the list on a line of its own, below its key."),
    ("could not find expected ':'", "This line has no colon, so it is neither a key nor part of a list.",
     "Begin a note with “- ”, put a colon behind a key, or put a text of several lines in quotes."),
    ("mapping keys are not allowed", "A text that begins with “?” needs quotes in YAML.", _QUOTES),
    ("expected ',' or ']'", "The list opened with “[” goes wrong here: a comma or “]” is missing.",
     "Check commas, quotes and the closing bracket."),
    ("expected ',' or '}'", "The mapping opened with “{” goes wrong here: a comma or “}” is missing.",
     "Check commas, quotes and the closing brace."),
    ("block mapping", "This does not fit the keys above it.",
     "Indent all keys of one part alike, and put a text that goes on after its closing quote wholly in quotes."),
    ("block collection", "This does not fit the list above it.",
     "Indent all dashes of one list alike, and put a text that goes on after its closing quote wholly in quotes."),
    ("a block scalar", "The line with “|” or “>” goes on with something that does not belong there.",
     'Begin the text on the next line, or put a text that begins with “|” or “>” in quotes.'),
    ("scanning an anchor", "A text that begins with “&” needs quotes in YAML.", _QUOTES),
    ("scanning an alias", "A text that begins with “*” needs quotes in YAML.", _QUOTES),
    ("a tag", "A text that begins with “!” needs quotes in YAML.", _QUOTES),
    ("a directive", "A line that begins with “%” is an instruction to YAML readers, and this one is not understood.",
     "Remove the line, or put the text in quotes."),
    ("duplicate YAML directive", "The %YAML line stands twice.", "Keep one."),
    ("<document start>", "The file goes on after its end.",
     "Keep one canvas in a file, its keys side by side at the top."),
    ("found '<stream end>'", "The file ends too early.", "Close what is still open: a bracket, a brace or a quote."),
    ("node content", "A bracket, a comma or a quote stands here where a text may begin.", _QUOTES),
    ("incompatible YAML", "This version of YAML is not read.", "Remove the %YAML line."),
)  # fmt: skip
"""A part of what PyYAML says, what it means to who fills a canvas, and what to do; the first that fits counts."""

_position_in_reader = re.compile(r"position (\d+)").search


def refuse(source: Source, error: Exception, offset: int) -> NoReturn:
    """Raise ``InputError`` for an error of PyYAML; ``offset`` is where it stopped, should it not say."""
    said: Any = error
    character = getattr(said, "character", None)
    if character is not None:
        code = character if isinstance(character, int) else ord(character)
        source.refuse(
            f"There is a character here that YAML does not take (U+{code:04X}).",
            "Delete it, or write it as an escape in double quotes.",
            offset=min(int(said.position), len(source.text)),
        )
    words = f"{getattr(said, 'problem', None) or ''} {getattr(said, 'context', None) or ''}"
    mark = getattr(said, "problem_mark", None)
    if mark is not None:
        offset = mark.index
    opened = getattr(said, "context_mark", None)
    for part, message, remedy in _EXPLAINED:
        if part in words:
            if part in ("end of stream", "document separator") and opened is not None:
                offset = opened.index
            source.refuse(message, remedy, offset=min(offset, len(source.text)))
    source.refuse(
        "This is not YAML that can be read.",
        "Check indentation and quotes from here upwards.",
        offset=min(offset, len(source.text)),
    )


def refuse_alias(source: Source, name: str, offset: int) -> NoReturn:
    """Raise ``InputError``: ``*name`` stands where a value is meant."""
    source.refuse(
        f"“*{shown(name, 30)}” is an alias in YAML; canvases hold none.",
        f"If it is a text, put it in quotes. {_or_write('the content')}",
        offset=offset,
    )


def refuse_anchor(source: Source, name: str, offset: int) -> NoReturn:
    """Raise ``InputError``: ``&name`` stands before a value."""
    source.refuse(
        f"“&{shown(name, 30)}” is an anchor in YAML; canvases hold none.",
        f"If it is a text, put it in quotes. {_or_write('the content')}",
        offset=offset,
    )


def refuse_merge_key(source: Source, offset: int) -> NoReturn:
    """Raise ``InputError``: ``<<`` stands as a key."""
    source.refuse("“<<” is a merge key in YAML; canvases hold none.", _or_write("the keys"), offset=offset)


def refuse_tag(source: Source, tag: str, offset: int) -> NoReturn:
    """Raise ``InputError``: a tag such as ``!text`` stands before a value."""
    source.refuse(
        f"“{shown(tag, 30)}” is a tag in YAML; canvases hold none.",
        "If it is a text that begins with “!”, put it in quotes; else remove the tag.",
        offset=offset,
    )


def refuse_key(source: Source, offset: int) -> NoReturn:
    """Raise ``InputError``: a list or mapping stands as a key."""
    source.refuse(
        "A list or a mapping stands here as a key.",
        "Put a text that begins with “?”, “[” or “{” in quotes.",
        offset=offset,
    )


def refuse_second_document(source: Source, offset: int) -> NoReturn:
    """Raise ``InputError``: ``---`` begins a second document."""
    source.refuse(
        "A second document begins here (“---”).",
        "Keep one canvas in a file; several stand in a folder.",
        offset=offset,
    )


def _or_write(what: str) -> str:
    return (
        f"Otherwise write {what} out where it is needed."
        if what != "the keys"
        else "Write the keys out where they are needed."
    )
