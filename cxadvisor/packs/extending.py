"""Makes the rulebook of a review: the shipped one, with the rules and the knowledge of its packs."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cxadvisor.language.knowledge import read_compiled
from cxadvisor.model.review import PackName
from cxadvisor.rulebook.card import RuleCard
from cxadvisor.rulebook.python_rules import PYTHON, installed
from cxadvisor.rulebook.rulebook import Rulebook, shipped

if TYPE_CHECKING:
    from cxadvisor.packs.files import Pack, PackFile


class Extended(NamedTuple):
    """A rulebook with packs in it, and their names."""

    rulebook: Rulebook
    packs: tuple[PackName, ...]


def extended(packs: Iterable[RuleCard | str | os.PathLike[str]]) -> Extended:
    """Return the shipped rulebook with everything in ``packs``; the order of packs does not matter.

    Args:
        packs: paths of files and folders with rule cards or knowledge, ``python:NAME`` for an installed pack of Python
            rules, and single cards. What is named twice counts once.

    Raises:
        KnowledgeError: knowledge that cannot be used, with every problem.
        RuleCardError: a card that cannot be used.
        InputError: a file that cannot be read.
        SettingsError: a pack that is not there.
    """
    cards: list[RuleCard] = []
    python: set[str] = set()
    read: dict[str, Pack] = {}
    for each in packs:
        if isinstance(each, RuleCard):
            cards.append(each)
        elif isinstance(each, str) and each.startswith(PYTHON):
            python.add(each)
        else:
            from cxadvisor.packs.files import read_pack

            path = os.path.realpath(os.fsdecode(each))
            if path not in read:
                read[path] = read_pack(os.path.normpath(os.fsdecode(each)))
    for name in sorted(python):
        cards += installed(name.removeprefix(PYTHON))
    files = sorted(file for pack in read.values() for file in pack.files)
    rulebook = _rulebook(tuple(files)) if files else shipped()
    named = sorted((pack.name, pack.digest) for pack in read.values())
    return Extended(
        rulebook.with_cards(cards),
        (
            *(PackName(name=name, digest=digest) for name, digest in named),
            *(PackName(name=name) for name in sorted(python)),
        ),
    )


@lru_cache(maxsize=4)
def _rulebook(files: tuple[PackFile, ...]) -> Rulebook:
    """Return the shipped rulebook with what is in ``files``; kept, as many strategies are reviewed with the same."""
    from cxadvisor.packs.joining import knowledge_with
    from cxadvisor.rulebook.loading import card_in

    known = [file for file in files if file.is_knowledge]
    knowledge = knowledge_with(known, cache(read_compiled)) if known else None
    concepts = knowledge.index if knowledge else None
    cards = [card_in(file.data, file.name, file.folder, concepts) for file in files if not file.is_knowledge]
    return shipped().with_cards(cards, knowledge)
