"""Notes that hold two thoughts: cut at a comma or an “and”, each half belongs for certain to another partner.

An enumeration of one kind (“phone, e-mail, chat”, “fast, clear and polite”) is one thought: its halves are too short,
speak of the same, or belong to the same partner.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import permutations
from typing import Final, NamedTuple

from cxadvisor.language.confidence import COVER, PLAUSIBLE, READABLE
from cxadvisor.language.linker import VIEWS, judge
from cxadvisor.language.reading import NoteReading, Reader
from cxadvisor.language.results import Linking
from cxadvisor.language.topics import reach_of
from cxadvisor.model.blocks import Relation
from cxadvisor.model.canvas import Note, PlacedNote

LOOKED_AT: Final = ("needs", "moments", "objectives", "activities", "metrics")
"""The blocks whose notes are one thing each; models, plans and culture are written in sentences."""

FEWEST_WORDS: Final = 2
"""So many words that say something make a thought; one alone is an item of an enumeration."""

FITTING: Final = 0.1
"""So much of all that a half says, as a share, must fit its partner."""

APART: Final = 3.0
"""It must fit so many times better than the half fits the partner of the other."""

MOST_CUTS: Final = 4
"""A note with more places to cut is a list."""

AND: Final[Mapping[str, str]] = {
    "en": "and, as well as, plus",
    "ro": "și, şi, si, precum și, precum şi, iar, plus",
    "pl": "i, oraz, a także, plus",
    "ru": "и, а также, плюс",
    "it": "e, ed, nonché, più",
}
"""Words that join two thoughts."""

BESIDE: Final[Mapping[str, str]] = {
    "en": (
        "if, when, whenever, where, so, that, which, who, whoever, because, with, without, as, for, to, "
        "in, on, at, by, from, until, before, after, but, not, even, then, within, instead, including, "
        "always, also, or, like, such, than, per, each, we, they, it, he, she"
    ),
    "ro": (
        "dacă, daca, când, cand, unde, ca, că, care, ce, cine, oricine, fiindcă, pentru, cu, fără, fara, "
        "la, în, in, pe, de, din, până, pana, înainte, inainte, după, dupa, dar, nu, chiar, apoi, "
        "inclusiv, sau, ori, astfel, prin, sub, mereu"
    ),
    "pl": (
        "jeśli, jesli, jeżeli, jezeli, gdy, kiedy, gdzie, że, ze, żeby, zeby, aby, który, ktory, która, "
        "ktora, które, ktore, co, kto, bo, ponieważ, z, bez, dla, do, na, w, od, po, przed, ale, nie, "
        "nawet, potem, w tym, lub, albo, także, zawsze"
    ),
    "ru": (
        "если, когда, где, что, чтобы, который, которая, которое, которые, кто, потому, с, со, без, для, "
        "до, на, в, во, от, по, после, перед, но, не, даже, потом, включая, или, либо, при, за, пока, "
        "всегда"
    ),
    "it": (
        "se, quando, dove, che, chi, chiunque, perché, perche, con, senza, per, da, dal, dalla, a, al, "
        "alla, in, su, di, del, della, entro, fino, prima, dopo, ma, non, anche, poi, compreso, "
        "compresa, o, oppure, cui, tra, sempre"
    ),
}
"""Words that open what belongs to the thought beside it: a condition, a reason, a manner, a place, a time."""


class Overload(NamedTuple):
    """A note that holds two thoughts, by its place: the words of each, and the place of the partner it belongs to."""

    place: str
    first: str
    second: str
    first_partner: str
    second_partner: str


class _Parted(NamedTuple):
    """Two halves and the partner of each; ``apart`` says how clearly they belong so and not the other way round."""

    apart: float
    words: tuple[str, str]
    partners: tuple[str, str]


class _Half(NamedTuple):
    """Half of a note, in place of it."""

    placed: PlacedNote
    reading: NoteReading


def overloaded(placed: Sequence[PlacedNote], linking: Linking) -> list[Overload]:
    """Return the notes of a canvas that hold two thoughts, in the order of ``placed``.

    Args:
        placed: the notes of the canvas.
        linking: what the linker made of them; only notes with two partners in one block are looked at.
    """
    partners: dict[str, dict[tuple[Relation, str], dict[str, bool]]] = {}
    for link in linking.links:
        for here, there in ((link.source, link.target), (link.target, link.source)):
            those = partners.setdefault(here, {}).setdefault((link.relation, there.split("/")[1]), {})
            those[there] = link.origin == "explicit"
    by_place = {each.place: each for each in placed}
    reader = Reader(linking.knowledge, linking.language)
    found = []
    for note in placed:
        several = [
            (relation, those)
            for (relation, block), those in partners.get(note.place, {}).items()
            if note.block in LOOKED_AT and block in LOOKED_AT and len(those) > 1
        ]
        cuts = list(halved(note.text.strip(), linking.language)) if several else []
        if not cuts:
            continue
        parted = [
            each
            for cut in cuts
            for halves in ((_half(note, cut[0], 1, reader), _half(note, cut[1], 2, reader)),)
            if _differ(halves, linking)
            for relation, those in several
            for each in _parted(halves, relation, those, linking)
            if all(those[partner] for partner in each.partners)
            or _is_sure(each, halves, by_place[each.partners[0]].block, placed, linking)
        ]
        if parted:
            best = max(parted, key=lambda each: (each.apart, each.words))
            found.append(Overload(note.place, *best.words, *best.partners))
    return found


def halved(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the two halves at each place where two thoughts may meet; none of a list, or a thought with a condition."""
    between, beside = _patterns(language)
    cuts = list(between.finditer(text))
    if len(cuts) > MOST_CUTS or beside.match(text):
        return
    for cut in cuts:
        first, second = text[: cut.start()].strip(), text[cut.end() :].strip()
        if first and second and not beside.match(second):
            yield first, second.rstrip(".")


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands between two thoughts, and what opens words that belong to the thought beside them."""
    joining, opening = (words.get(language, words["en"]).replace(", ", "|") for words in (AND, BESIDE))
    between = rf"[ ]*[;\n]\s*|,\s+(?:(?:{joining})\s+)?|\s\+\s|\s(?:{joining})\s"
    return re.compile(between, re.IGNORECASE), re.compile(rf"(?:{opening})\b", re.IGNORECASE)


def _half(note: PlacedNote, words: str, number: int, reader: Reader) -> _Half:
    return _Half(note._replace(place=f"{note.place}#{number}", note=Note(text=words)), reader.read(words))


def _differ(halves: tuple[_Half, _Half], linking: Linking) -> bool:
    """Whether both halves were read, and speak of different things; how (fast, friendly, within a day) may be alike."""
    known = linking.knowledge.concepts
    named = []
    for _, reading in halves:
        concepts = {
            concept
            for mention in reading.mentions
            if mention.certainty == 1.0 and not mention.negated
            for concept in mention.concepts
            if known[concept].kind not in ("general", "quality")
        }
        if not concepts or reading.explained < READABLE or len(reading.thought) < FEWEST_WORDS:
            return False
        named.append(concepts)
    return named[0].isdisjoint(named[1])


def _parted(
    halves: tuple[_Half, _Half], relation: Relation, partners: Collection[str], linking: Linking
) -> Iterator[_Parted]:
    """Yield the pairs of partners of which one half fits one, the other the other, and neither both."""
    view = relation if relation in VIEWS else "any"
    words = (halves[0].placed.text, halves[1].placed.text)
    fits = []
    for half in halves:
        topic = half.reading.topic
        fit = {}
        for partner in partners:
            reach, length = reach_of(linking.readings[partner].note.topic, view, linking.knowledge)
            common = math.fsum(weight * reach.get(each, 0.0) for each, weight in topic.weights.items())
            fit[partner] = common / (topic.length * length)
        fits.append(fit)
    for one, other in permutations(sorted(partners), 2):
        fitting, strange = min(fits[0][one], fits[1][other]), max(fits[0][other], fits[1][one])
        if fitting >= FITTING and fitting >= APART * strange:
            yield _Parted(fitting - strange, words, (one, other))


def _is_sure(
    parted: _Parted, halves: tuple[_Half, _Half], block: str, placed: Sequence[PlacedNote], linking: Linking
) -> bool:
    """Whether each half, in place of the note, would be linked to its partner for certain, and hardly to the other."""
    own = halves[0].placed.block
    notes = [half.placed for half in halves]
    readings = {half.placed.place: half.reading for half in halves}
    for each in placed:
        reading = linking.readings[each.place]
        itself = halves[0].placed.place.startswith(f"{each.place}#")
        if each.block in (own, block) and not itself and not reading.placeholder:
            notes.append(each)
            readings[each.place] = reading.note
    confidence = {
        frozenset((pair.source.place, pair.target.place)): pair.confidence
        for pair in judge(notes, readings, linking.knowledge)
    }
    ends = [half.placed.place for half in halves]
    fitting = [confidence.get(frozenset(pair), 0.0) for pair in zip(ends, parted.partners, strict=True)]
    strange = [confidence.get(frozenset(pair), 0.0) for pair in zip(ends, parted.partners[::-1], strict=True)]
    return min(fitting) >= COVER and max(strange) < PLAUSIBLE
