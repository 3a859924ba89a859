"""Makes the reports of a review, and hands them over once all of them are made."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Final

from cxadvisor.cli.files import check_target, write_all_atomically
from cxadvisor.cli.outcomes import Outcomes, Reviewed, render_one
from cxadvisor.cli.output import USUAL, as_bytes, colour, print_report, say, width
from cxadvisor.cli.targets import Target
from cxadvisor.errors import InputError, Problem
from cxadvisor.reporters import Options

BRANDED: Final = frozenset({"html", "pdf", "docx", "pptx"})
"""The formats that wear the colours of a brand."""


def deliver_all(
    targets: Sequence[Target],
    outcomes: Outcomes,
    in_colour: bool | None,
    *,
    show_all: bool,
    explain_score: bool,
) -> None:
    """Make every report, then write all files, then print what is to be printed.

    Raises ``SettingsError`` where a file cannot be written, and ``OutputError`` where nothing can be printed. Nothing
    is written before every report is made.
    """
    made: list[tuple[Target, str | bytes]] = []
    for target in targets:
        printed = target.output is None
        columns, coloured = (width(), colour(in_colour)) if printed else (USUAL, bool(in_colour))
        options = Options(columns, coloured, show_all, explain_score)
        for_target = [each for each in outcomes.reviewed if each.path in target.paths]
        _check_kept(target, for_target)
        if target.folder is None:
            made.append((target, outcomes.report(target.format, options)))
        elif for_target:
            made.append((target, render_one(for_target[0], target.format, options)))
    for target, report in made:
        if target.format == "xlsx" and target.output is not None and isinstance(report, bytes):
            _check_taken_over(target.output, report)
    for folder in {target.folder: None for target, _ in made if target.folder}:
        _make(folder)
    write_all_atomically(
        [
            (target.output, as_bytes(report) if isinstance(report, str) else report)
            for target, report in made
            if target.output is not None
        ]
    )
    for target, report in made:
        if target.output is None:
            print_report(report, target.format)
    for remark in dict.fromkeys(_remarks(targets, outcomes.reviewed)):
        say(remark)


def _remarks(targets: Sequence[Target], reviewed: Sequence[Reviewed]) -> Iterator[str]:
    """Yield what is to be known of the brands of reports that wear one: colours and fonts that were replaced."""
    for target in targets:
        for each in reviewed if target.format in BRANDED else ():
            brand = each.strategy.settings.brand
            if each.path not in target.paths:
                continue
            if brand.colours.primary or brand.colours.accent:
                from cxadvisor.reporters.brand import remarks as of_colours

                yield from of_colours(brand)
            if target.format == "pdf" and (brand.fonts.headings or brand.fonts.text):
                from cxadvisor.reporters.pdf.families import remarks as of_fonts

                yield from of_fonts(brand)


def _check_kept(target: Target, reviewed: Sequence[Reviewed]) -> None:
    """Refuse to write over a file that the review was made of."""
    if target.output is not None and os.path.exists(target.output):
        check_target(target.output, tuple(_files_of(reviewed)))


def _files_of(reviewed: Sequence[Reviewed]) -> Iterator[str]:
    for each in reviewed:
        if os.path.isdir(each.path):
            yield from (os.path.join(each.path, name) for name in each.review.strategy.files)


def _check_taken_over(path: str, report: bytes) -> None:
    """Refuse to write over an action register in which somebody has worked, unless the notes have it all."""
    if not os.path.lexists(path):
        return
    from cxadvisor.noting.register_file import unsaved
    from cxadvisor.readers.formats import LIMITS
    from cxadvisor.readers.safe_bytes import file_name, read_bytes

    rows = unsaved(read_bytes(path, LIMITS["xlsx"]), report, file_name(path))
    if rows:
        found = (
            "A row of this register was edited" if rows == 1 else f"{rows} rows of this register were edited"
        )
        raise InputError(
            Problem(
                f"{found}; that would be lost.",
                "Take it over first (cxadvisor notes PATH --read FILE), or name another file.",
                path,
            )
        )


def _make(folder: str) -> None:
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        problem = f"This folder cannot be made ({error.strerror})."
        raise InputError(Problem(problem, "Name another one.", folder)) from None
