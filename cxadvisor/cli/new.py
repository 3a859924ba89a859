"""``cxadvisor new``: starts a canvas block by block, from the inside out, and goes on where it was left."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from cxadvisor.cli.exits import Exit
from cxadvisor.cli.options import choice_option, complete_step, step_name
from cxadvisor.cli.output import colour, print_text, width
from cxadvisor.texts import LANGUAGES

if TYPE_CHECKING:
    from cxadvisor.cli.entering import End
    from cxadvisor.cli.form import Form
    from cxadvisor.cli.starting import Target
    from cxadvisor.cli.talking import Talk
    from cxadvisor.filling import Draft, Step


@click.command(name="new", short_help="Fill a canvas block by block, with guiding questions.")
@click.argument("path", type=click.Path(), default="canvas.yaml")
@click.option(
    "--block",
    "block",
    callback=step_name,
    shell_complete=complete_step,
    metavar="BLOCK",
    help="Begin with this block, such as moments, 3 or metrics/pre_sale.",
)
@click.option("--next", "only_next", is_flag=True, help="Print which block comes next and why; ask nothing.")
@choice_option(
    "--lang",
    choices=tuple(LANGUAGES),
    metavar="LANGUAGE",
    help=f"Ask in {', '.join(LANGUAGES)}; else in the language of the canvas.",
)
def command(path: str, block: Step | None, only_next: bool, lang: str | None) -> int | None:
    """Fill a canvas block by block, with the guiding question of each.

    PATH is a .yaml or .json file, or a folder for canvas.yaml. Notes are
    written after each block; run the command again to go on. What stands in
    the file stays as it is, comments included. Without a terminal the lines of
    standard input are taken: title, organisation, industry and language, then
    notes, with an empty line after each block.
    """
    if only_next and block is not None:
        raise click.UsageError("--next looks for the block itself; leave out --block.")
    from cxadvisor.cli.starting import Target
    from cxadvisor.filling import FILL_STEPS, next_step

    target = Target(path)
    draft = target.read()
    if only_next:
        _print_next(draft, _form(lang or target.language))
        return None
    target.check_writable()
    from cxadvisor.cli.talking import Talk, hanging_up_as_ctrl_c

    talk = Talk(beside_data=False, outcome="What was entered before is saved.")
    form = _form(lang or target.language)
    with hanging_up_as_ctrl_c():
        if draft is None:
            return _begin(target, block, talk, form, lang)
        total = sum(len(draft.notes(step)) for step in FILL_STEPS)
        told = form.say("new.resumes", file=target.shown, notes=form.say("new.notes", n=total))
        if block is None and next_step(draft.canvas) is None:
            talk.tell([told, *_whats_next(target, draft, form, "done")])
            return None
        talk.tell(form.welcome(told))
        return _fill(target, draft, block, talk, form)


def _form(language: str) -> Form:
    from cxadvisor.cli.form import Form
    from cxadvisor.texts import start_texts

    return Form(start_texts(language), width(), colour(None))


def _print_next(draft: Draft | None, form: Form) -> None:
    """Print the name of the step that comes next, and why; the name stands before the first colon."""
    from cxadvisor.filling import FILL_STEPS, leaning_on, next_step

    step = FILL_STEPS[0] if draft is None else next_step(draft.canvas)
    if step is None:
        print_text(f"complete: {form.say('new.complete')}")
        return
    is_first = draft is None or not any(map(draft.notes, FILL_STEPS))
    print_text(f"{step.name}: {form.why_next(step, is_first, leaning_on(step))}")


def _begin(target: Target, block: Step | None, talk: Talk, form: Form, lang: str | None) -> int | None:
    """Ask what a new canvas is about, write that, and go on in the language of the canvas."""
    from cxadvisor.cli.starting import ask_about

    about: dict[str, str] = {}
    goes_on, code = False, None
    try:
        talk.tell(form.welcome(form.say("new.begins", file=target.shown)))
        if lang is None:
            talk.tell(form.languages())
        goes_on = ask_about(talk, form, about)
    except KeyboardInterrupt:
        code = Exit.INTERRUPTED
    if not about:
        talk.tell(["", form.say("new.nothing_written")])
        return code
    draft = target.begin({"language": form.say.language} | about)
    if not goes_on:
        talk.tell(_goodbye(target, draft, form, "left"))
        return code
    spoken = about["language"].partition("-")[0].lower()
    if lang is None and spoken in LANGUAGES and spoken != form.say.language:
        form = _form(spoken)
        talk.tell(["", *form.welcome(form.say("new.begins", file=target.shown))])
    return _fill(target, draft, block, talk, form)


def _fill(target: Target, draft: Draft, block: Step | None, talk: Talk, form: Form) -> int | None:
    """Go through the steps, from ``block`` or from what comes next, and say how it ended and what to do next."""
    from cxadvisor.cli.entering import Session
    from cxadvisor.errors import CxAdvisorError
    from cxadvisor.filling import FILL_STEPS, next_step

    def save(draft: Draft) -> Draft:
        try:
            written, was_changed = target.write(draft)
        except CxAdvisorError:
            talk.tell(form.unsaved(draft.unsaved()))
            raise
        if was_changed:
            talk.tell(["", *form.hint("merged", file=target.shown)])
        return written

    session = Session(draft, talk, form, save)
    end: End
    code = None
    try:
        end = session.run(block or next_step(draft.canvas) or FILL_STEPS[0], is_asked_for=block is not None)
    except KeyboardInterrupt:
        talk.tell([""])
        end, code = "left", Exit.INTERRUPTED
    talk.tell(_goodbye(target, session.draft, form, end))
    return code


def _goodbye(target: Target, draft: Draft, form: Form, end: End) -> Iterator[str]:
    """Say what was saved and what comes next."""
    yield ""
    yield from form.saved(target.shown, draft)
    yield from _whats_next(target, draft, form, end)


def _whats_next(target: Target, draft: Draft, form: Form, end: End) -> Iterator[str]:
    """Say what is still empty, and which commands come next."""
    from cxadvisor.filling import FILL_STEPS, is_open

    canvas = draft.canvas
    left = [step for step in FILL_STEPS if is_open(step, canvas)]
    yield from form.left(left, is_done=end == "done")
    path = shlex.quote(target.shown)
    if left:
        yield from form.wrapped(form.say("new.go_on", command=f"cxadvisor new {path}"))
    else:
        yield from form.wrapped(form.say("new.add", command=f"cxadvisor new {path} --block …"))
    if not left or end == "done":
        yield from form.wrapped(form.say("new.check", command=f"cxadvisor review {path}"))
