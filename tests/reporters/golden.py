"""The golden files: ``python -m tests.reporters.golden`` writes them anew; read the difference before committing it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final, NamedTuple

from cxadvisor.model.review import Review
from cxadvisor.model.strategy import Strategy
from cxadvisor.reporters import FORMATS, TEXT_FORMATS, TextFormat, render
from tests.reporters.canvases import STRATEGY_EN, STRATEGY_RO, STRATEGY_SET
from tests.reporters.samples import EMPTY, ROMANIAN, SEVERAL, SMALL

_SHARED: Final = re.compile(r"(?<=<style>).*?(?=</style>)|(?<=<script>).*?(?=</script>)", re.DOTALL)
FOLDER: Final = Path(__file__).parent / "golden"
ENDINGS: Final = {format: FORMATS[format].endings[0] for format in TEXT_FORMATS}


class Case(NamedTuple):
    """A golden file and what makes it."""

    name: str
    format: TextFormat
    review: Review
    strategy: Strategy | None
    options: dict[str, Any]

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.name}{ENDINGS[self.format]}"

    def render(self) -> str:
        report: str = render(self.review, self.format, strategy=self.strategy, **self.options)
        return report

    def kept(self) -> bytes:
        """Return what the golden file holds: the report; of a page, its own part, without style sheet and script."""
        return _SHARED.sub("…", self.render()).encode()


_REVIEWS: Final[tuple[tuple[str, Review, Strategy | None], ...]] = (
    ("empty", EMPTY, None),
    ("small", SMALL, STRATEGY_EN),
    ("romanian", ROMANIAN, STRATEGY_RO),
    ("several", SEVERAL, STRATEGY_SET),
)

CASES: Final = (
    *(Case(name, form, review, strategy, {}) for name, review, strategy in _REVIEWS for form in ENDINGS),
    Case("small-all", "text", SMALL, STRATEGY_EN, {"show_all": True}),
    Case("small-colour", "text", SMALL, STRATEGY_EN, {"colour": True}),
    Case("romanian-narrow", "text", ROMANIAN, STRATEGY_RO, {"width": 50}),
)

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for case in CASES:
        case.path.write_bytes(case.kept())
