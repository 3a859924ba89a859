"""The links of a review as tables: notes against notes, and the thread that runs from a need to a figure.

They hold nothing that is not elsewhere in the review, and are worked out when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from cxadvisor.model.blocks import BLOCKS, CARRIERS, STAGES, Relation, Stage
from cxadvisor.model.review_part import ReviewPart

if TYPE_CHECKING:
    from cxadvisor.model.review import Review

SURE: Final = 0.8
"""From this confidence on a link needs no confirmation (design, linking)."""

Mark = Literal["explicit", "sure", "assumed", "candidate", "ruled_out"]
"""How two notes belong together: given in the file; read from the words with confidence 0.8 or more, or with less;
possible, as a question says; or ruled out by the author. The first three are links.
"""

RANK: Final[tuple[Mark, ...]] = ("explicit", "ruled_out", "sure", "assumed", "candidate")
"""Of several marks of a pair the first of these holds."""
LINKED: Final[frozenset[Mark]] = frozenset({"explicit", "sure", "assumed"})

Step = Literal["objective", "activity", "channel", "metric"]
"""What follows a need on its thread."""


class MatrixKind(NamedTuple):
    """Which notes stand in rows and columns, by what relation columns reach rows, and which rule asks for that.

    Where there is no relation, moments are reached by channels through the activities that serve them.
    """

    name: str
    rows: str
    columns: str
    relation: Relation | None
    rule: str | None


MATRICES: Final = (
    MatrixKind("moments", "moments", "activities", "serves", "moment-without-activity"),
    MatrixKind(
        "channels", "preferred_channels", "supported_channels", "supports", "preferred-channel-unsupported"
    ),
    MatrixKind("moment_channels", "moments", "supported_channels", None, None),
    MatrixKind("needs", "needs", "activities", "serves", "need-without-activity"),
    MatrixKind("objectives", "objectives", "metrics", "measures", "objective-without-metric"),
)


class MatrixRow(ReviewPart):
    """A row: its note, the marks of the columns that have one, and how many of these are links."""

    at: str
    cells: dict[str, Mark]
    linked: int


class Matrix(ReviewPart):
    """Notes of one block against those of another, in one stage; only pairs of which something is known have a cell.

    ``columns`` are the notes of block ``by`` in the stage, and whatever else is linked to a row, each with the number
    of rows it is linked to.
    """

    name: str
    stage: Stage
    of: str
    by: str
    relation: Relation | None
    rule: str | None
    rows: tuple[MatrixRow, ...]
    columns: dict[str, int]


class Thread(ReviewPart):
    """The way from a need to a figure: the objectives that meet it, the activities that serve it or move these, the
    channels they run through, and the metrics of the objectives, each with the weakest mark on its way.

    ``breaks`` are the steps at which there is no note.
    """

    need: str
    objectives: dict[str, Mark]
    activities: dict[str, Mark]
    channels: dict[str, Mark]
    metrics: dict[str, Mark]
    breaks: tuple[Step, ...]


Pairs = dict[tuple[str, str], Mark]
"""How notes belong together by one relation: by the places from and to which a link leads."""
Partners = Mapping[str, Mapping[str, Mark]]
"""For a note its partners."""


def matrices_of(review: Review) -> tuple[Matrix, ...]:
    """Return the tables of all kinds and stages that have rows."""
    notes = _notes_of(review)
    if not notes:
        return ()
    marks = _marks(review)
    reached: Pairs = {}
    through = _channels_of(marks)
    for (activity, moment), mark in marks.get("serves", {}).items():
        for channel, own in through.get(activity, {}).items() if mark in LINKED else ():
            _put(reached, (channel, moment), _weaker(mark, own))
    return tuple(
        _matrix(kind, stage, notes, marks.get(kind.relation, {}) if kind.relation else reached)
        for kind in MATRICES
        for stage in STAGES
        if any(_stage_of(place) == stage for place in notes.get(kind.rows, ()))
    )


def threads_of(review: Review) -> tuple[Thread, ...]:
    """Return the thread of every need, in the order of the canvas."""
    needs = _notes_of(review).get("needs", ())
    if not needs:
        return ()
    marks = _marks(review)
    meets, moves, serves, measures = (
        _by_end(marks.get(relation, {})) for relation in ("meets", "moves", "serves", "measures")
    )
    through = _channels_of(marks)
    found = []
    for need in needs:
        objectives = _from_block("objectives", meets.get(need, {}))
        activities = dict(serves.get(need, {}))
        _add(activities, objectives, moves)
        activities = _from_block("activities", activities)
        channels: dict[str, Mark] = {}
        _add(channels, activities, through)
        metrics: dict[str, Mark] = {}
        _add(metrics, objectives, measures)
        steps: tuple[tuple[Step, Mapping[str, Mark]], ...] = (
            ("objective", objectives),
            ("activity", activities),
            ("channel", channels),
            ("metric", metrics),
        )
        found.append(
            Thread(
                need=need,
                objectives=objectives,
                activities=activities,
                channels=_in_order(channels),
                metrics=_in_order(metrics),
                breaks=tuple(step for step, held in steps if not held),
            )
        )
    return tuple(found)


def _notes_of(review: Review) -> dict[str, list[str]]:
    """The notes of each block that a rule about links looks at, in the order of the canvas; no placeholders."""
    found: dict[str, list[str]] = {}
    for each in review.coverage_score.relations if review.coverage_score else ():
        if each.block not in found:
            notes = each.notes
            places = (*notes.sure, *notes.assumed, *notes.gap, *notes.asked, *notes.unassessed)
            found[each.block] = sorted(places, key=reading_place)
    return found


def reading_place(place: str) -> tuple[int, bool, int, str]:
    """Return what sorts the places of notes as they stand on the canvas; other places come last."""
    block, *rest = place.split("/")[1:] or [""]
    number = BLOCKS[block].number if block in BLOCKS else len(BLOCKS) + 1
    index = rest[-1] if rest else ""
    return (number, rest[:1] == ["post_sale"], int(index) if index.isdecimal() else -1, place)


def _marks(review: Review) -> dict[Relation, Pairs]:
    """All pairs of notes of which something is known, by relation."""
    marks: dict[Relation, Pairs] = {}
    for link in review.links:
        _put(marks.setdefault(link.relation, {}), (link.from_, link.to), link.mark)
    for pair in review.ruled_out:
        _put(marks.setdefault(pair.relation, {}), (pair.from_, pair.to), "ruled_out")
    for finding in review.findings:
        for candidate in finding.candidates if finding.at else ():
            ends = (finding.at[0], candidate.at)
            if not _starts(ends[0], candidate.relation):
                ends = (candidate.at, finding.at[0])
            _put(marks.setdefault(candidate.relation, {}), ends, "candidate")
    return marks


def _starts(place: str, relation: Relation) -> bool:
    """Whether links of ``relation`` start at the note at ``place``."""
    return relation in CARRIERS and _block_of(place) in CARRIERS[relation][0]


def _channels_of(marks: Mapping[Relation, Pairs]) -> dict[str, dict[str, Mark]]:
    """The channels that activities run through; a preferred channel stands for those that support it, if any do."""
    supports = _by_end(marks.get("supports", {}))
    found: dict[str, dict[str, Mark]] = {}
    for (activity, channel), mark in marks.get("uses", {}).items():
        if mark in LINKED:
            held = found.setdefault(activity, {})
            for other, own in supports.get(channel, {channel: mark}).items():
                _better(held, other, _weaker(mark, own))
    return found


def _by_end(pairs: Pairs) -> dict[str, dict[str, Mark]]:
    """The notes that are linked to each, by the place to which the link leads."""
    found: dict[str, dict[str, Mark]] = {}
    for (source, target), mark in pairs.items():
        if mark in LINKED:
            found.setdefault(target, {})[source] = mark
    return found


def _add(held: dict[str, Mark], via: Mapping[str, Mark], partners: Partners) -> None:
    """Add the partners of notes to ``held``, each with the weakest mark on its way there."""
    for place, mark in via.items():
        for partner, own in partners.get(place, {}).items():
            _better(held, partner, _weaker(mark, own))


def _better(held: dict[str, Mark], place: str, mark: Mark) -> None:
    if place not in held or RANK.index(mark) < RANK.index(held[place]):
        held[place] = mark


def _weaker(one: Mark, other: Mark) -> Mark:
    return max(one, other, key=RANK.index)


def _put(pairs: Pairs, pair: tuple[str, str], mark: Mark) -> None:
    """Note a mark, unless a stronger one is there."""
    if pair not in pairs or RANK.index(mark) < RANK.index(pairs[pair]):
        pairs[pair] = mark


def _from_block(block: str, held: Mapping[str, Mark]) -> dict[str, Mark]:
    return _in_order({place: mark for place, mark in held.items() if _block_of(place) == block})


def _in_order(held: Mapping[str, Mark]) -> dict[str, Mark]:
    return {place: held[place] for place in sorted(held, key=reading_place)}


def _block_of(place: str) -> str:
    return place.split("/")[1] if place.startswith("/") else ""


def _stage_of(place: str) -> str:
    return place.split("/")[2] if place.count("/") > 2 else ""


def _matrix(kind: MatrixKind, stage: Stage, notes: Mapping[str, Iterable[str]], pairs: Pairs) -> Matrix:
    rows: dict[str, dict[str, Mark]] = {
        place: {} for place in notes.get(kind.rows, ()) if _stage_of(place) == stage
    }
    columns = {place: 0 for place in notes.get(kind.columns, ()) if _stage_of(place) == stage}
    elsewhere: dict[str, int] = {}
    for (column, row), mark in pairs.items():
        if row in rows:
            rows[row][column] = mark
            counted = columns if column in columns else elsewhere
            counted[column] = counted.get(column, 0) + (mark in LINKED)
    columns |= {place: elsewhere[place] for place in sorted(elsewhere, key=reading_place)}
    return Matrix(
        name=kind.name,
        stage=stage,
        of=kind.rows,
        by=kind.columns,
        relation=kind.relation,
        rule=kind.rule,
        rows=tuple(
            MatrixRow(at=row, cells=_in_order(cells), linked=sum(mark in LINKED for mark in cells.values()))
            for row, cells in rows.items()
        ),
        columns=columns,
    )
