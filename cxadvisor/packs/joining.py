"""Joins the entries of all files to what is laid over the shipped knowledge, whatever their order; tells conflicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from rapidfuzz.process import extractOne

from cxadvisor.errors import MAX_PROBLEMS, InputError, KnowledgeError, Problem
from cxadvisor.language.authoring import NARROWER, AuthoredConcept
from cxadvisor.language.folding import fold
from cxadvisor.language.knowledge import Knowledge
from cxadvisor.language.overlay import overlaid
from cxadvisor.packs.entries import Entry, read_entries
from cxadvisor.packs.files import PackFile
from cxadvisor.readers.complaints import Complaints, TooManyError, problems_of
from cxadvisor.readers.tree import shown

MAX_ENTRIES: Final = 1_000
"""So many concepts all packs of a review may have together, new ones and additions."""
MAX_WORDINGS: Final = 20_000
"""So many wordings they may have together: half as many as are shipped for each language."""
MAX_RELATIONS: Final = 5_000

_LIKE: Final = 70.0
"""Likeness in per cent from which another name is suggested."""


def knowledge_with(files: Iterable[PackFile], read: Callable[[str], Any]) -> Knowledge:
    """Return the compiled knowledge that ``read`` gives with what is in ``files`` laid over it.

    Raises:
        KnowledgeError: with every problem of every file.
    """
    entries: list[Entry] = []
    complaints: list[Complaints] = []
    counts: Counter[str] = Counter()
    for file in files:
        found, problems = read_entries(file.data, file.name)
        entries += found
        complaints.append(problems)
        counts["concepts"] += len(found)
        counts["wordings"] += sum(each.wordings for each in found)
        counts["relations"] += sum(len(names) for each in found for names in each.concept.relations.values())
        _refuse_too_much(counts, file.name)
    joined = _Joining(entries, read)
    try:
        own = joined.own()
    except TooManyError:
        own = {}
    told = [problem for each in complaints if each for problem in problems_of(InputError(each.sorted()))]
    if told:
        raise KnowledgeError(told)
    return overlaid(read, own)


def _refuse_too_much(counts: Mapping[str, int], file: str) -> None:
    for what, most in (("concepts", MAX_ENTRIES), ("wordings", MAX_WORDINGS), ("relations", MAX_RELATIONS)):
        if counts[what] > most:
            raise KnowledgeError(
                Problem(
                    f"With this file the packs have {counts[what]:,} {what}; they may have {most:,}.",
                    "Leave out packs that this strategy does not need, and wordings that say the same.",
                    file,
                )
            )


class _Joining:
    """Checks entries against each other and the shipped concepts; problems go to the complaints of their files."""

    def __init__(self, entries: Sequence[Entry], read: Callable[[str], Any]) -> None:
        self._entries = sorted(entries, key=lambda each: (each.concept.name, each.adds, each.concept.file))
        self._shipped = {name: rest for name, *rest in read("concepts.json")["concepts"]}
        self._read = read
        self._new: dict[str, Entry] = {}
        self._suggested = 0

    def own(self) -> dict[str, AuthoredConcept]:
        """Return, by name, new concepts and what is added to known ones."""
        for each in self._entries:
            if not each.adds:
                self._take(each)
        own: dict[str, AuthoredConcept] = {}
        for each in self._entries:
            self._check_relations(each)
            name = each.concept.name
            if not each.adds:
                own.setdefault(name, each.concept)
            elif name in self._new:
                own[name] = _together(own[name], each.concept)
            elif name in self._shipped:
                kind, weight, abstract = self._shipped[name]
                addition = each.concept._replace(kind=kind, weight=float(weight), abstract=abstract)
                own[name] = _together(own[name], addition) if name in own else addition
            else:
                self._unknown(each, name, f"There is no concept “{name}” to add to.", each.place)
        self._check_contradictions()
        own = _with_broader(own, self._shipped)
        self._check_circles(own)
        return own

    def _take(self, entry: Entry) -> None:
        name = entry.concept.name
        if name in self._shipped:
            message = f"“{name}” is a concept that cxadvisor has already."
            remedy = "Put it under adds: to add words to it, or give yours another name."
            entry.complaints.add(message, remedy, entry.place, key=True)
        elif name in self._new:
            message = f"“{name}” stands in two files; first at {self._new[name].where}."
            remedy = "Rename one if they mean different things; else put one of the two under adds:."
            entry.complaints.add(message, remedy, entry.place, key=True)
        else:
            self._new[name] = entry

    def _unknown(self, entry: Entry, name: str, message: str, place: str, *, key: bool = True) -> None:
        self._suggested += 1
        near = None
        if self._suggested <= MAX_PROBLEMS:  # more are not shown, and each takes its time
            near = extractOne(name, [*self._shipped, *self._new], score_cutoff=_LIKE)
        remedy = f"Did you mean “{near[0]}”?" if near else "“cxadvisor concepts WORD” finds those there are."
        entry.complaints.add(message, remedy, place, key=key)

    def _check_relations(self, entry: Entry) -> None:
        name = entry.concept.name
        for relation, targets in entry.concept.relations.items():
            for position, target in enumerate(targets):
                place = f"{entry.place}/{relation}/{position}"
                if target == name:
                    entry.complaints.add(f"“{name}” names itself under “{relation}”.", "Remove it.", place)
                elif target not in self._shipped and target not in self._new:
                    message = f"“{relation}” names “{shown(target)}”, which is no concept."
                    self._unknown(entry, target, message, place, key=False)

    def _check_contradictions(self) -> None:
        """Complain of words that one entry gives to a concept and the same or another one takes from it."""
        doubtful = {entry.concept.name for entry in self._entries if entry.concept.exclusions}
        given: dict[tuple[str, str, str], Entry] = {}
        for entry in self._entries:
            if entry.concept.name not in doubtful:
                continue
            for language, wordings in entry.concept.wordings.items():
                for wording in wordings:
                    given.setdefault((entry.concept.name, language, fold(wording.rstrip("!"))), entry)
        for entry in self._entries:
            for language, wordings in entry.concept.exclusions.items():
                for wording in wordings:
                    giver = given.get((entry.concept.name, language, fold(wording.rstrip("!"))))
                    if giver is not None:
                        message = (
                            f"“{shown(wording)}” is excluded from “{entry.concept.name}” here, and a wording of it "
                            f"at {giver.where}."
                        )
                        entry.complaints.add(message, "Keep one of the two.", f"{entry.place}/not/{language}")

    def _check_circles(self, own: Mapping[str, AuthoredConcept]) -> None:
        shipped = self._read("relations.json")
        for entry in self._entries:
            name = entry.concept.name
            if name not in own or not own[name].relations.get("broader"):
                continue
            seen: set[str] = set()
            above = list(own[name].relations["broader"])
            while above:
                broader = above.pop()
                if broader not in seen:
                    seen.add(broader)
                    above += shipped.get(broader, {}).get("broader", ())
                    above += own[broader].relations.get("broader", ()) if broader in own else ()
            if name in seen and not entry.complaints.touches(entry.place):
                message = f"“{name}” is broader than itself, by way of {_listed(seen - {name})}."
                entry.complaints.add(message, "Break the circle of “broader”.", entry.place, key=True)


def _together(one: AuthoredConcept, other: AuthoredConcept) -> AuthoredConcept:
    """Return ``one`` with the words and relations of ``other`` added, in alphabetical order."""

    def joined(
        ours: Mapping[str, tuple[str, ...]], theirs: Mapping[str, tuple[str, ...]]
    ) -> dict[str, tuple[str, ...]]:
        keys = sorted({*ours, *theirs})
        return {key: tuple(sorted({*ours.get(key, ()), *theirs.get(key, ())})) for key in keys}

    return one._replace(
        wordings=joined(one.wordings, other.wordings),
        exclusions=joined(one.exclusions, other.exclusions),
        relations=joined(one.relations, other.relations),
    )


def _with_broader(own: dict[str, AuthoredConcept], shipped: Mapping[str, Any]) -> dict[str, AuthoredConcept]:
    """Write what abstract concepts list as narrower as ``broader`` of what they list."""
    for concept in tuple(own.values()):
        for name in concept.relations.get(NARROWER, ()):
            if name not in own and name in shipped:
                kind, weight, abstract = shipped[name]
                own[name] = AuthoredConcept(name, kind, concept.file, weight, abstract, {}, {}, {}, {}, ())
            if name in own:
                broader = AuthoredConcept(
                    "", "", "", 0.0, False, {}, {}, {}, {"broader": (concept.name,)}, ()
                )
                own[name] = _together(own[name], broader)
    return {
        name: concept._replace(
            relations={key: found for key, found in concept.relations.items() if key != NARROWER}
        )
        for name, concept in own.items()
    }


def _listed(names: set[str]) -> str:
    few = sorted(names)[:5]
    return ", ".join(f"“{name}”" for name in few) or "itself"
