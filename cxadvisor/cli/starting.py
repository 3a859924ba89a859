"""The file that a guided start fills: where it is, what it is about, and how it is written."""

from __future__ import annotations

import os
import re
from typing import Final

from cxadvisor.cli.files import check_target, write_atomically
from cxadvisor.cli.form import Form
from cxadvisor.cli.talking import Talk
from cxadvisor.errors import InputError, Problem, SettingsError
from cxadvisor.filling import Draft, begun
from cxadvisor.model.canvas import MAX_TEXT
from cxadvisor.readers import load_bytes
from cxadvisor.readers.formats import HIDDEN, LIMITS, TextFormat, digest_of, format_of, parse, text_format_for
from cxadvisor.readers.kinds import kind_of_document
from cxadvisor.readers.safe_bytes import file_name, read_bytes
from cxadvisor.readers.scalars import refused_character
from cxadvisor.reporters.plain import one_line, visible
from cxadvisor.texts import LANGUAGES

NAME: Final = "canvas.yaml"
"""The file that is made in a folder."""

_is_language = re.compile(r"[A-Za-z]{2}(-[A-Za-z0-9]{2,8})*").fullmatch


class Target:
    """The canvas file at ``path``, in that folder, or to be made there.

    Raises ``InputError`` where no canvas can stand there, or a folder holds several.
    """

    def __init__(self, path: str) -> None:
        self.path = _file_at(path)
        self.name = file_name(os.path.basename(self.path))
        self.shown = visible(file_name(self.path))
        self.format: TextFormat = text_format_for(self.path, "Notes")
        self.language = language_of_machine()
        self._digest: str | None = None

    def read(self) -> Draft | None:
        """Return the canvas that is in the file; None where there is no file yet, or an empty one.

        Raises ``InputError`` where the file is no canvas, or cannot be read.
        """
        if not os.path.lexists(self.path):
            return None
        data = self._data()
        self._digest = digest_of(data)
        if not data.strip():
            return None
        strategy = load_bytes(data, file_name(self.path), self.format)  # problems name the whole path
        if not strategy.canvases:
            message = "This file holds artefacts, but no canvas."
            raise InputError(Problem(message, "Name a file for the canvas.", file_name(self.path)))
        draft = Draft(data, self.format, self.name)
        declared = (draft.file.canvas.language or "").partition("-")[0].lower()
        self.language = declared if declared in LANGUAGES else self.language
        return draft

    def _data(self) -> bytes:
        return read_bytes(self.path, LIMITS[self.format])

    def check_writable(self) -> None:
        """Raise ``SettingsError`` where the file could not be written, before anything is asked."""
        folder = os.path.dirname(os.path.abspath(self.path))
        while not os.path.lexists(folder):  # folders that are missing are made
            folder = os.path.dirname(folder)
        if os.path.isdir(os.path.dirname(os.path.abspath(self.path))):
            check_target(self.path, ())
        if not os.path.isdir(folder) or not os.access(folder, os.W_OK | os.X_OK):
            raise SettingsError(
                Problem(f"“{self.shown}” cannot be written.", "Choose a folder that you may write to.")
            )

    def begin(self, about: dict[str, str]) -> Draft:
        """Write a canvas without notes, and return it."""
        draft = Draft(begun(self.format, about), self.format, self.name)
        return self.write(draft)[0]

    def write(self, draft: Draft) -> tuple[Draft, bool]:
        """Write ``draft``; return the draft to go on with, and whether somebody had changed the file meanwhile.

        Raises ``InputError`` or ``SettingsError`` where that cannot be done; the file is then as it was.
        """
        was_changed = False
        if os.path.lexists(self.path):
            data = self._data()
            if digest_of(data) != self._digest and data.strip():
                draft, was_changed = draft.moved_to(data), True
        written = draft.written()
        try:
            os.makedirs(os.path.dirname(os.path.abspath(self.path)), exist_ok=True)
        except OSError as error:
            message = f"“{self.shown}” cannot be written: {error.strerror or error}."
            raise SettingsError(Problem(message, "Choose another place.")) from error
        write_atomically(self.path, written)
        self._digest = digest_of(written)
        draft.saved()
        return draft, was_changed


def _file_at(path: str) -> str:
    """Return the path of the canvas file that ``path`` means."""
    if "\0" in path or path in ("", "-"):
        raise InputError(Problem("A canvas needs a file of its own.", f"Name one, such as {NAME}."))
    if not os.path.isdir(path):
        is_folder = path.endswith(("/", os.sep)) or not os.path.splitext(path)[1]
        return os.path.join(path, NAME) if is_folder and not os.path.lexists(path) else path
    found, unread = _canvases_in(path)
    if len(found) > 1:
        names = ", ".join(map(file_name, found))
        raise InputError(
            Problem(f"This folder holds several canvases: {names}.", "Name one of them.", file_name(path))
        )
    if not found and unread:
        raise unread
    return os.path.join(path, found[0] if found else NAME)


def _canvases_in(folder: str) -> tuple[list[str], InputError | None]:
    """Return the names of the canvases in ``folder``, and what is wrong with a file that cannot be read."""
    found, unread = [], None
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        message = f"This folder cannot be read ({error.strerror})."
        raise InputError(Problem(message, "Check the path.", file_name(folder))) from None
    for name in names:
        path, format = os.path.join(folder, name), format_of(name)
        if format is None or name.startswith(HIDDEN) or os.path.isdir(path):
            continue
        try:
            data = read_bytes(path, LIMITS[format])
            if data.strip() and kind_of_document(parse(data, format, file_name(path))) == "canvas":
                found.append(name)
        except InputError as error:
            unread = error
    return found, unread


def language_of_machine() -> str:
    """Return the language of the locale where a canvas can be started in it, else English."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    code = next(filter(None, names), "").replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return code if code in LANGUAGES else "en"


def ask_about(talk: Talk, form: Form, about: dict[str, str]) -> bool:
    """Ask what a new canvas is about, and put it into ``about``; return False where somebody wants to stop."""
    default = form.say.language
    languages = ", ".join(LANGUAGES)
    for key in ("title", "organisation", "industry", "language"):
        talk.tell(["", *form.wrapped(form.say(f"new.ask.{key}", languages=languages, default=default))])
        while True:
            line = talk.line("> ")
            if line is None or form.keys.get(line[1:].casefold()) == "quit":
                return False
            text = one_line(line)
            if "\ufffd" in text or refused_character(text) is not None:
                talk.tell(form.hint("unreadable"))
            elif len(text) > MAX_TEXT:
                talk.tell(form.hint("too_long", most=MAX_TEXT))
            elif key != "language":
                if text:
                    about[key] = text
                break
            elif found := language_named(text or default):
                about[key] = found
                break
            else:
                talk.tell(form.hint("no_language", languages=languages))
    return True


def language_named(word: str) -> str | None:
    """Return the code of a language given by its code or by its own name, or None."""
    for code, name in LANGUAGES.items():
        if word.casefold() in (code, name.casefold()):
            return code
    return word if _is_language(word) else None
