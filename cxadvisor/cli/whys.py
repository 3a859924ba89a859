"""``cxadvisor whys``: leads from the weakest areas of a strategy to root causes that can be acted on."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING, NamedTuple

import click

from cxadvisor.cli.exits import Exit
from cxadvisor.cli.options import (
    as_of_option,
    complete_rules,
    lang_option,
    pack_option,
    semantic_option,
)
from cxadvisor.cli.output import colour, print_data, print_text, width

if TYPE_CHECKING:
    from cxadvisor.cli.asking import Asking
    from cxadvisor.cli.sheets import Binder, Kept, SheetFile
    from cxadvisor.cli.talking import Talk
    from cxadvisor.model.review import Finding, Review
    from cxadvisor.model.strategy import Strategy
    from cxadvisor.readers.formats import TextFormat
    from cxadvisor.texts import Texts
    from cxadvisor.whys import Area, Sheet, Weakness


@click.command(name="whys", short_help="Ask why about the weakest areas, down to what can be changed.")
@click.argument("path", type=click.Path())
@click.option(
    "--finding",
    shell_complete=complete_rules,
    metavar="FINDING",
    help="Ask about this one: a rule, its code, or a fingerprint.",
)
@click.option(
    "--at", metavar="PLACE", help="Ask about what was found here: a block, a place, the id of a note."
)
@click.option(
    "--list", "only_list", is_flag=True, help="List the weakest areas and their findings; ask nothing."
)
@click.option("--template", "as_template", is_flag=True, help="Print a sheet to be filled in; ask nothing.")
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="Write that sheet to this new file.")
@pack_option()
@semantic_option()
@lang_option()
@as_of_option()
def command(
    path: str,
    finding: str | None,
    at: str | None,
    only_list: bool,
    as_template: bool,
    output: str | None,
    packs: tuple[str, ...],
    semantic: bool | None,
    lang: str | None,
    as_of: str | None,
) -> int | None:
    """Ask why about the weakest areas, down to what can be changed.

    Shows where PATH is weakest and why, and asks about the finding that you
    choose: why, how that is known, what else leads to it, until somebody can
    change something; then what is done, by whom, by when. Each answer is saved
    in a 5-Whys sheet beside the canvas, which a review then judges; run the
    command again to go on. Without a terminal the lines of standard input are
    taken.
    """
    if only_list and as_template:
        raise click.UsageError("--list and --template exclude each other.")
    if output is not None and not as_template:
        raise click.UsageError("--output is for --template.")
    from cxadvisor import load, review
    from cxadvisor.cli.sheets import Binder
    from cxadvisor.texts import command_texts
    from cxadvisor.whys import chosen, weak_areas

    strategy = load(path)
    made = review(strategy, lang=lang, as_of=as_of, packs=packs, semantic=semantic)
    job = _Job(path, strategy, made, Binder(path, strategy), command_texts("whys", made.interface))
    areas = weak_areas(made)
    named = () if finding is None and at is None else chosen(areas, strategy, finding, at)
    if only_list:
        job.print_list(areas, named)
    elif as_template:
        job.print_template(named or tuple(each for area in areas for each in area.weaknesses), output)
    else:
        return job.ask(areas, named)
    return None


class _Job(NamedTuple):
    """What one run works on."""

    path: str
    strategy: Strategy
    review: Review
    binder: Binder
    texts: Texts

    def print_list(self, areas: tuple[Area, ...], named: tuple[Weakness, ...]) -> None:
        """Print the areas, or those of the findings that were named."""
        from cxadvisor.cli.weak import WeakPage

        if named:
            kept = ((area, tuple(each for each in area.weaknesses if each in named)) for area in areas)
            areas = tuple(area._replace(weaknesses=inside) for area, inside in kept if inside)
        page = WeakPage(self.review, self.binder, self.texts, width(), colour(None))
        print_text("\n".join(page.lines(areas, every=True)) if areas else self.texts("whys.none"))

    def print_template(self, found: tuple[Weakness, ...], output: str | None) -> None:
        """Print a sheet about the first of ``found``, or write it into a new file."""
        from cxadvisor.errors import Problem, SettingsError
        from cxadvisor.whys import begun, ids_in, template

        if not found:
            print_text(self.texts("whys.none"))
            return
        target = None if output in (None, "-") else output
        if target is not None and os.path.lexists(target):
            raise SettingsError(
                Problem(f"“{target}” is there already.", "Name a new file, so that nothing is lost.")
            )
        sheet = begun(found[0], self.strategy, self.review.as_of, ids_in(self.strategy))
        written = template(sheet, found[0].finding, self.texts, _template_format(target))
        if target is None:
            print_data(written)
            return
        from cxadvisor.cli.files import check_target, write_atomically
        from cxadvisor.cli.output import as_bytes
        from cxadvisor.reporters.plain import visible

        check_target(target, ())
        write_atomically(target, as_bytes(written))
        print_text(self.texts("whys.written", file=visible(target)))

    def ask(self, areas: tuple[Area, ...], named: tuple[Weakness, ...]) -> int | None:
        """Have one finding chosen where none was named, and ask about it."""
        from cxadvisor.cli.talking import Talk
        from cxadvisor.whys import begun, ids_in

        talk = Talk(beside_data=False, outcome="What was answered before is saved.")
        try:
            kept, weakness = (None, named[0]) if named else self._choose(areas, talk)
        except KeyboardInterrupt:
            talk.tell(["", self.texts("whys.nothing_written")])
            return Exit.INTERRUPTED
        if weakness is not None:
            kept = self.binder.about(weakness.finding.fingerprint)
        if kept is not None:
            about = weakness.finding if weakness else self._finding_of(kept.sheet.finding, areas)
            return self._session(kept.file, kept.sheet, about, talk, is_new=False)
        if weakness is None:
            return None
        ids = (each.sheet.content.get("id") for each in self.binder.kept)
        taken = ids_in(self.strategy).union(str(each) for each in ids if each)
        sheet = begun(weakness, self.strategy, self.review.as_of, taken)
        return self._session(self.binder.file_for_new(), sheet, weakness.finding, talk, is_new=True)

    def _choose(self, areas: tuple[Area, ...], talk: Talk) -> tuple[Kept | None, Weakness | None]:
        """Have somebody choose an unfinished sheet or a finding; neither where nothing is there or wanted."""
        from cxadvisor.cli.weak import WeakPage

        page = WeakPage(self.review, self.binder, self.texts, width(), colour(None))
        unfinished = self.binder.unfinished
        asked_about = {each.sheet.finding for each in unfinished}
        areas = tuple(
            area._replace(weaknesses=left)
            for area in areas
            if (
                left := tuple(each for each in area.weaknesses if each.finding.fingerprint not in asked_about)
            )
        )
        choices = [*((each, None) for each in unfinished), *((None, each) for each in page.offered(areas))]
        if not choices:
            talk.tell([self.texts("whys.none")])
            return None, None
        if unfinished:
            talk.tell(page.unfinished(unfinished))
        if areas:
            talk.tell(page.lines(areas, len(unfinished) + 1, every=False))
        talk.tell(["", *page.wrapped(self.texts("whys.choose"))])
        while (line := talk.line("> ")) is not None:
            number = line.strip() or "1"
            if number.casefold() == f"/{self.texts('whys.key.quit')}":
                break
            if number.isdecimal() and 1 <= int(number[:4]) <= len(choices):
                return choices[int(number[:4]) - 1]
            talk.tell([self.texts("whys.no_such_number")])
        talk.tell(["", self.texts("whys.nothing_written")])
        return None, None

    def _finding_of(self, fingerprint: str, areas: tuple[Area, ...]) -> Finding | None:
        every = (each.finding for area in areas for each in area.weaknesses)
        return next((each for each in every if fingerprint in (each.fingerprint, each.rule, each.code)), None)

    def _session(
        self, file: SheetFile, sheet: Sheet, finding: Finding | None, talk: Talk, *, is_new: bool
    ) -> int | None:
        """Ask for what a sheet lacks, and say how that ended and what comes next."""
        from cxadvisor.cli.asking import Asking
        from cxadvisor.cli.talking import hanging_up_as_ctrl_c
        from cxadvisor.whys import ids_in

        file.check_writable()
        asking = Asking(
            sheet,
            finding,
            ids_in(self.strategy),
            talk,
            self.texts,
            file.save,
            is_new=is_new,
            width=width(),
            colour=colour(None),
        )
        talk.tell(["", *asking.wrapped(self.texts("whys.file", file=file.shown))])
        code, end = None, "left"
        with hanging_up_as_ctrl_c():
            try:
                end = asking.run()
            except KeyboardInterrupt:
                talk.tell([""])
                code = Exit.INTERRUPTED
        self._goodbye(asking, file, talk, is_done=end == "done")
        return code

    def _goodbye(self, asking: Asking, file: SheetFile, talk: Talk, *, is_done: bool) -> None:
        texts = self.texts
        if not asking.is_saved:
            talk.tell(["", texts("whys.nothing_written")])
            return
        answers = sum(bool(step.answer) for step in asking.sheet.steps)
        talk.tell(["", *asking.wrapped(texts("whys.saved", n=answers, file=file.shown))])
        folder = shlex.quote(os.path.dirname(file.path) or ".")
        if is_done:
            talk.tell(asking.wrapped(texts("whys.check_all", command=f"cxadvisor review {folder}")))
        else:
            path = shlex.quote(self.path)
            talk.tell(asking.wrapped(texts("whys.go_on", command=f"cxadvisor whys {path}")))


def _template_format(target: str | None) -> TextFormat:
    if target is None:
        return "yaml"
    from cxadvisor.readers.formats import text_format_of

    format = text_format_of(target)
    if format is None:
        raise click.UsageError("--output: name a file that ends in .yaml or .json.")
    return format
