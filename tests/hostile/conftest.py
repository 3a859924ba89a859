"""What the hostile tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hostile.sandbox import Sandbox


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """Loads files in processes of their own."""
    with Sandbox() as running:
        yield running
