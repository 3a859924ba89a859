"""The curve of a journey as a picture in the page: its stretches, its points, and the middle of its scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from markupsafe import Markup

from cxadvisor.reporters.drawn_journey import DrawnJourney, Piece

_HEIGHT: Final = 136
_MARGIN: Final = 11
"""So much of a hundred is left free above the best and below the worst."""


def curve(journey: DrawnJourney, piece: Piece) -> Markup:
    """Return the curve of one piece of ``journey`` as an SVG that is as wide as its place; steps are equally wide."""
    words = Markup('<svg class="curve" role="img" aria-label="{}" width="100%" height="{}">')
    parts: list[str] = [words.format(journey.texts("journeys.curve"), _HEIGHT)]
    parts.append('<line class="mid" x1="0" y1="50%" x2="100%" y2="50%"/>')
    parts += _lines(journey, piece)
    parts += _points(piece)
    parts.append("</svg>")
    return Markup("".join(parts))


def smooth(points: Sequence[tuple[float, float]]) -> str:
    """Return a curve through ``points`` as the path of an SVG: level at each point, and between two of them never
    above or below both; an empty text for a single point.
    """
    if len(points) < 2:
        return ""
    parts = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for (x1, y1), (x2, y2) in pairwise(points):
        middle = (x1 + x2) / 2
        parts.append(f"C{middle:g} {y1:g} {middle:g} {y2:g} {x2:g} {y2:g}")
    return "".join(parts)


def _height(level: float) -> float:
    return 100 - _MARGIN - level * (100 - 2 * _MARGIN)


def _lines(journey: DrawnJourney, piece: Piece) -> Iterator[str]:
    """The stretches that lie in the piece, at least in part; they run on beyond its edges."""
    first, end = piece.first, piece.first + len(piece.steps)
    paths = []
    for run in journey.runs:
        path = smooth([(x, _height(y)) for x, y in run])
        if path and run[0][0] < end and run[-1][0] > first:
            paths.append(f'<path class="fill" d="{path}L{run[-1][0]:g} 50L{run[0][0]:g} 50Z"/>')
            paths.append(f'<path class="line" d="{path}" vector-effect="non-scaling-stroke"/>')
    if paths:
        box = f"{first} 0 {len(piece.steps)} 100"
        yield f'<svg viewBox="{box}" width="100%" height="100%" preserveAspectRatio="none">{"".join(paths)}</svg>'


def _points(piece: Piece) -> Iterator[str]:
    for number, step in enumerate(piece.steps):
        if step.level is None:
            continue
        x = (number + 0.5) * 100 / len(piece.steps)
        shape = '<path d="M0-9 9 0 0 9-9 0z"/>' if step.is_truth else '<circle r="5"/>'
        side = " below" if step.level < 0.5 else ""
        yield f'<svg class="point{side}" x="{x:.4g}%" y="{_height(step.level):.4g}%">{shape}</svg>'
