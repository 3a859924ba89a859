"""Runs a command and turns whatever happens into a message and an exit code, never into a traceback."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any, NoReturn

import click

from cxadvisor.cli.exits import Exit
from cxadvisor.cli.output import OutputError, say, say_problems, silence
from cxadvisor.errors import CxAdvisorError

DEBUG = "CXADVISOR_DEBUG"
"""The environment variable that has an unexpected error shown with its traceback."""

GARBAGE = (200_000, 20, 100)
"""When to search for garbage. The thousands of rules, words and facts of a review live until the end; searching them as
often as Python does by itself takes a tenth of the time."""


class CommandLine(click.Group):
    """A group whose commands are imported when they are needed: ``modules`` names the module of each.

    A command returns its exit code, or None for 0.
    """

    def __init__(self, *args: Any, modules: Mapping[str, str], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order of the help page."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command; it stands in its module under the name ``command``."""
        module = self.modules.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(module).command
        return command

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run the command line and exit."""
        gc.set_threshold(*GARBAGE)
        with _any_error_reported():
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
            _flush()
        gc.freeze()  # Python would search everything for garbage once more on its way out: a tenth of the time
        sys.exit(int(code or Exit.CLEAN))

    def make_context(self, *args: Any, **settings: Any) -> click.Context:
        """Parse the arguments; ``--help`` and ``--version`` are printed here."""
        with _unread_output_ignored():
            return super().make_context(*args, **settings)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that the arguments name."""
        with _unread_output_ignored():
            return super().invoke(ctx)


def _flush() -> None:
    """Write what is left of standard output, while an error can still be told."""
    if sys.stdout is not None:
        with _unread_output_ignored():
            sys.stdout.flush()


@contextmanager
def _unread_output_ignored() -> Iterator[None]:
    """End quietly where the reader of a pipe has seen enough (``| head``); that is no error."""
    try:
        yield
    except BrokenPipeError:
        silence("stdout")
        raise click.exceptions.Exit(Exit.CLEAN) from None


@contextmanager
def _any_error_reported() -> Iterator[None]:
    """Print what went wrong, and exit with the code for it."""
    try:
        yield
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.UsageError as error:
        error.show()
        sys.exit(Exit.BAD_INPUT)
    except click.ClickException as error:
        say(f"cxadvisor: {error.format_message()}")
    except CxAdvisorError as error:
        say_problems(error)
    except (click.Abort, KeyboardInterrupt):
        say("cxadvisor: interrupted.")
        sys.exit(Exit.INTERRUPTED)
    except OutputError as error:
        say(f"cxadvisor: {error}")
    except Exception as error:
        if (
            isinstance(error, OSError) and error.filename is None
        ):  # a help page that is printed to a full disk
            silence("stdout")
            say(f"cxadvisor: cannot write to standard output: {error.strerror}.")
            sys.exit(Exit.BAD_INPUT)
        _report_bug(error)
        sys.exit(Exit.BUG)
    else:
        return
    sys.exit(Exit.BAD_INPUT)


def _report_bug(error: Exception) -> None:
    """Say that cxadvisor itself failed, and how to tell its maintainers."""
    if os.environ.get(DEBUG):
        traceback.print_exception(error)
    name = type(error).__name__
    say(
        f"cxadvisor: an unexpected error ({name}: {error}). This is a mistake in cxadvisor, not in your files."
    )
    if not os.environ.get(DEBUG):
        say(f"Please report it with what cxadvisor prints when run again with {DEBUG}=1.")
