"""The files of a strategy that hold 5-Whys sheets, and the one that new sheets go to."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from cxadvisor.cli.files import write_atomically
from cxadvisor.errors import InputError, Problem, SettingsError
from cxadvisor.model.strategy import Strategy
from cxadvisor.readers.formats import LIMITS, TextFormat, text_format_of
from cxadvisor.readers.safe_bytes import file_name, read_bytes
from cxadvisor.reporters.plain import visible
from cxadvisor.whys import KEY, Sheet, sheets_in, with_sheet

NAMES: Final = ("five-whys.yaml", *(f"five-whys-{number}.yaml" for number in range(2, 100)))
"""What a file of sheets is called where there is none yet; the others where the first name is taken."""


class SheetFile:
    """A file of sheets, there or to be made; ``shown`` is its path as it is told."""

    def __init__(self, path: str, format: TextFormat) -> None:
        self.path = path
        self.shown = visible(file_name(path))
        self._format: TextFormat = format

    def sheets(self) -> tuple[Mapping[str, Any], ...]:
        """Return the sheets in it. Raises ``InputError`` where it cannot be read."""
        return sheets_in(self._data(), self._format, file_name(self.path))

    def check_writable(self) -> None:
        """Raise ``SettingsError`` where it could not be written, before anything is asked."""
        folder = os.path.dirname(os.path.abspath(self.path))
        if not os.access(self.path if os.path.lexists(self.path) else folder, os.W_OK):
            raise SettingsError(
                Problem(f"“{self.shown}” cannot be written.", "Work on a copy that you may change.")
            )

    def save(self, old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> None:
        """Write a sheet, in place of its ``old`` state where it has one.

        Raises ``InputError`` or ``SettingsError`` where that cannot be done; the file is then as it was.
        """
        written = with_sheet(self._data(), self._format, file_name(self.path), old, new)
        write_atomically(self.path, written)

    def _data(self) -> bytes:
        return read_bytes(self.path, LIMITS[self._format]) if os.path.lexists(self.path) else b""


class Kept(NamedTuple):
    """A sheet that is written, and its file."""

    file: SheetFile
    sheet: Sheet


class Binder:
    """All sheets of the strategy at ``path``: those of its files, or of the folder where a single file lies."""

    def __init__(self, path: str, strategy: Strategy) -> None:
        is_folder = os.path.isdir(path)
        self._folder = path if is_folder else os.path.dirname(path)
        names = [each.name for each in strategy.companions if _holds_sheets(each.artefacts)]
        names += [each.name for each in strategy.canvases if _holds_sheets(each.artefacts)]
        self._files = [
            SheetFile(os.path.join(self._folder, name), format)
            for name in names
            if (format := text_format_of(name)) is not None
        ]
        if not is_folder and NAMES[0] not in names and self._is_there(NAMES[0]):
            self._files.insert(0, SheetFile(os.path.join(self._folder, NAMES[0]), "yaml"))
        self._canvases = {os.path.join(self._folder, each.name) for each in strategy.canvases}
        self.kept = tuple(Kept(file, Sheet(each)) for file in self._files for each in self._read(file))

    def _is_there(self, name: str) -> bool:
        return os.path.lexists(os.path.join(self._folder, name))

    @staticmethod
    def _read(file: SheetFile) -> tuple[Mapping[str, Any], ...]:
        try:
            return file.sheets()
        except InputError:  # a file beside a single canvas that is no part of what is reviewed
            return ()

    def about(self, fingerprint: str) -> Kept | None:
        """Return the sheet about a finding: an unfinished one rather than one that is complete."""
        found = [each for each in self.kept if each.sheet.finding == fingerprint]
        return min(found, key=lambda each: each.sheet.lacks == "done", default=None)

    @property
    def unfinished(self) -> tuple[Kept, ...]:
        """The sheets that lack something still."""
        return tuple(each for each in self.kept if each.sheet.lacks != "done")

    def file_for_new(self) -> SheetFile:
        """Return the file that a new sheet goes to: one that holds sheets, else a new one; never that of a canvas."""
        for file in self._files:
            if file.path not in self._canvases:
                return file
        name = next(name for name in NAMES if not self._is_there(name))
        return SheetFile(os.path.join(self._folder, name), "yaml")


def _holds_sheets(artefacts: Any) -> bool:
    return any(each.kind == KEY for each in artefacts)
