"""The formats that tell everything a review says, in words."""

from __future__ import annotations

from typing import Final

from cxadvisor.reporters import TextFormat

WORDY: Final[tuple[TextFormat, ...]] = ("text", "json", "markdown", "html")
