"""A strategy with findings of every kind, and ways to say something of them."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest

CANVAS = """\
cxcanvas: "1"
title: Mobila Nord
language: en
segments: [Young families who furnish their first flat]
moments:
  post_sale:
    - {id: sofa, text: The sofa does not fit through the door}
activities:
  post_sale: [A newsletter every month]
preferred_channels:
  post_sale: [WhatsApp, Phone]
supported_channels:
  post_sale: [Phone hotline]
objectives:
  post_sale: [Complaints are solved within a week]
metrics:
  post_sale: [Share of complaints solved within a week]
"""


class Write(Protocol):
    """Writes notes, below the line with their version, and returns the folder."""

    def __call__(self, text: str, name: str = ...) -> Path: ...


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "canvas.yaml").write_text(CANVAS, "utf-8")
    return tmp_path


@pytest.fixture
def note(folder: Path) -> Write:
    """Write ``review-notes.yaml`` with this below its first line; return the folder."""

    def write(text: str, name: str = "review-notes.yaml") -> Path:
        (folder / name).write_text(f'cxnotes: "1"\n{text}', "utf-8")
        return folder

    return write
