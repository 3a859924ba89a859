"""What a review leaves behind beside its report: a line in the history, a baseline to watch by."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import click

from cxadvisor.cli.output import as_bytes, say
from cxadvisor.model.review import Review
from cxadvisor.model.strategy import Strategy

if TYPE_CHECKING:
    from cxadvisor.cli.outcomes import Reviewed


class Keeping(NamedTuple):
    """What is to be kept: whether figures are recorded (None: as the settings say), and where a baseline goes.

    ``partly``: the review was not asked to tell everything, so that its figures would mislead.
    """

    record: bool | None
    write_baseline: str | None
    partly: bool

    def check(self, paths: tuple[str, ...], baseline: str | None, since: str | None) -> None:
        """Refuse what cannot be kept, or compared, before any work is done."""
        if len(paths) > 1 and (baseline or self.write_baseline):
            raise click.UsageError("A baseline is of one strategy. Review each PATH on its own.")
        if len(paths) > 1 and since:
            raise click.UsageError("--since is a review of one strategy. Review each PATH on its own.")
        if self.record and "-" in paths:
            raise click.UsageError("--record: standard input has no place for a history. Name a file.")
        if self.record and self.partly:
            raise click.UsageError(
                "--record keeps the figures of a whole review. Leave out --select, --ignore, --severity and --edition."
            )
        if self.write_baseline is not None:
            from cxadvisor.cli.files import check_target

            check_target(self.write_baseline, tuple(path for path in paths if path != "-"))

    def keep(self, reviewed: list[Reviewed]) -> None:
        """Write what is to be kept of these reviews."""
        for each in reviewed:
            if self.write_baseline is not None:
                self._write_baseline(self.write_baseline, each.strategy, each.review)
            if each.strategy.settings.history if self.record is None else self.record:
                self._record(each.path, each.review)

    def _write_baseline(self, target: str, strategy: Strategy, review: Review) -> None:
        from cxadvisor.cli.files import write_atomically
        from cxadvisor.progress.baseline import baseline_of

        data = baseline_of(review, strategy).model_dump(mode="json")
        write_atomically(target, as_bytes(json.dumps(data, ensure_ascii=False, indent=2)))

    def _record(self, path: str, review: Review) -> None:
        if self.partly or review.edition == "client":
            say("Not recorded: this review does not tell everything.")
            return
        from cxadvisor.cli.recording import record

        record(path, review)
