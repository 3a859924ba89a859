"""How long reading may take; the figure is the design's, the margin against it is large."""

from __future__ import annotations

import json
import time

from cxadvisor.model.blocks import BLOCKS
from cxadvisor.readers import load_bytes
from tests.pace import pace


def test_a_workshop_canvas_is_read_within_three_milliseconds() -> None:
    notes = [f"A note of an ordinary length, number {index}" for index in range(4)]
    canvas = {
        name: {"pre_sale": notes, "post_sale": notes} if block.staged else notes
        for name, block in BLOCKS.items()
    }
    data = json.dumps({"cxcanvas": "1"} | canvas, indent=2).encode()
    assert sum(1 for _ in load_bytes(data, "canvas.json").canvases[0].canvas.placed_notes()) == 80
    fastest = min(_seconds(data) for _ in range(30))
    assert fastest < 0.003 * pace(), f"{fastest * 1000:.1f} ms"


def _seconds(data: bytes) -> float:
    started = time.process_time()
    load_bytes(data, "canvas.json")
    return time.process_time() - started
