"""What the linker returns: links, candidates, uses of channels, broken references and readings, all frozen."""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from cxadvisor.language.knowledge import Knowledge
from cxadvisor.language.reading import NoteReading
from cxadvisor.model.blocks import Relation

ReasonKind = Literal["explicit", "concept", "relation", "channel", "words", "hint", "sense", "alike"]


class Reason(NamedTuple):
    """Why two notes are held to belong together, free of any interface language; ``reason_text`` makes it a sentence.

    ``a`` and ``b`` are the words of the two notes that carried the judgement, as the customer wrote them.
    ``concept`` is the concept both speak of, or the first of the two that knowledge relates; ``other`` is the second.
    Of kind ``hint`` is what only adds up from words that tell little by themselves; it names none of them.
    Of kind ``sense`` is a concept that a language model brought up, not the words; ``alike`` are notes that it holds
    for alike, and that is all.
    """

    kind: ReasonKind
    a: str = ""
    b: str = ""
    concept: str = ""
    other: str = ""


class NoteLink(NamedTuple):
    """A link between two notes by their places, given in the file or inferred from their words.

    ``confidence`` is calibrated: 1 for explicit links; see ``confidence`` for the scale of the others.
    """

    source: str
    target: str
    relation: Relation
    origin: Literal["explicit", "inferred"]
    confidence: float
    reason: Reason


class NoteCandidate:
    """A note that may be the partner sought, with its confidence and the reason.

    The reason is worked out when it is first asked for, because few candidates are ever shown; ``why`` is either the
    reason or what finds it.
    """

    __slots__ = ("_why", "confidence", "place", "relation")

    def __init__(
        self, place: str, relation: Relation, confidence: float, why: Reason | Callable[[], Reason]
    ) -> None:
        self.place = place
        self.relation = relation
        self.confidence = confidence
        self._why = why

    @property
    def reason(self) -> Reason:
        """Why the two notes may belong together."""
        if not isinstance(self._why, Reason):
            self._why = self._why()
        return self._why

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NoteCandidate):
            return NotImplemented
        return self._content() == other._content()

    def __hash__(self) -> int:
        return hash((self.place, self.relation, self.confidence))

    def __repr__(self) -> str:
        return "NoteCandidate({!r}, {!r}, {!r}, {!r})".format(*self._content())

    def _content(self) -> tuple[str, Relation, float, Reason]:
        return self.place, self.relation, self.confidence, self.reason


class ChannelUse(NamedTuple):
    """One ``through`` entry: the place of its note, its words, whether they are understood, and the channel notes it
    names.
    """

    activity: str
    words: str
    understood: bool
    supported: tuple[str, ...]
    preferred: tuple[str, ...]


class BrokenReference(NamedTuple):
    """A reference that leads nowhere or contradicts another: the place of its note, the key it stands under, what it
    names, and what is wrong.
    """

    place: str
    key: Literal["for", "not_for", "through"]
    target: str
    why: Literal["unknown", "wrong-block", "itself", "contradicted"]


class Reading(NamedTuple):
    """How far knowledge explains a note.

    ``explained`` is the share (0–1) of its content words that belong to a known concept; ``readable`` says whether
    that is enough to judge the note by. ``suspicious`` names oddities of its characters: ``bidi``, ``zero-width``,
    ``mixed-script``. ``note`` is what was read word by word, for those who ask which topics it speaks of.
    """

    readable: bool
    placeholder: bool
    explained: float
    concepts: tuple[str, ...]
    suspicious: tuple[str, ...]
    note: NoteReading


class Linking(NamedTuple):
    """All that the words and references of one canvas tell about how its notes belong together.

    ``candidates`` holds, for a note as either end and a relation, up to five partners, best first: those that are no
    link, and links below ``COVER``. ``duplicates`` are groups of places in one block and stage that say the same.
    ``knowledge`` is what the words were understood by; whoever looks up a concept of a reading asks this one.
    ``semantic`` names the language model that was asked what the notes mean, where one was.
    """

    language: str
    links: tuple[NoteLink, ...]
    candidates: Mapping[tuple[str, Relation], tuple[NoteCandidate, ...]]
    readings: Mapping[str, Reading]
    uses: tuple[ChannelUse, ...]
    broken: tuple[BrokenReference, ...]
    duplicates: tuple[tuple[str, ...], ...]
    knowledge: Knowledge
    semantic: str | None = None

    def best_candidate(self, place: str, relation: Relation) -> float:
        """Return the confidence of the best candidate of a note for ``relation``; 0 where there is none."""
        found = self.candidates.get((place, relation), ())
        return found[0].confidence if found else 0.0


def nothing_linked(language: str, knowledge: Knowledge) -> Linking:
    """Return what there is to tell of no notes at all, in ``language``."""
    return Linking(language, (), {}, {}, (), (), (), knowledge)
