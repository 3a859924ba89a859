"""What the exit code of ``cxadvisor`` says."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes; where several apply, the first of bad input, incomplete, found and clean wins."""

    CLEAN = 0
    """The review is complete, and nothing in it was to fail the run."""
    FOUND = 1
    """A finding at or above ``--fail-on``."""
    BAD_INPUT = 2
    """Bad input or usage, or a result that cannot be written."""
    INCOMPLETE = 3
    """A rule crashed, the work budget was used up or a file was skipped: the absence of findings says nothing."""
    BUG = 70
    """An error of cxadvisor itself (``EX_SOFTWARE`` of sysexits)."""
    INTERRUPTED = 130
    """Stopped with Ctrl-C (128 + SIGINT)."""
