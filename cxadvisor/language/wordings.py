"""Finds wordings in a row of words: where they begin, and how far the longest goes."""

from typing import Any, Final, NamedTuple

from cxadvisor.language.edits import within_one_edit
from cxadvisor.language.folding import Token
from cxadvisor.language.knowledge import PREFIX_START, TYPO_LETTERS, Lexicon, Node, following
from cxadvisor.language.stems import keys, stem_keys

_NONE: Final[Node] = {}

_CLOSING: Final = frozenset([""])
"""The keys of a node that no wording leads on from."""


class Beginning(NamedTuple):
    """What wordings a word begins: the lists of concepts it stands for alone, and the nodes that lead on, with the
    language of their keys and its stop words.
    """

    alone: tuple[list[int], ...]
    onward: tuple[tuple[Node, str, frozenset[str]], ...]


def beginning(token: Token, lexicons: tuple[tuple[Lexicon, str], ...]) -> Beginning | None:
    """Return what wordings of ``lexicons`` (each with the language of its keys) begin with ``token``, or None."""
    alone: list[list[int]] = []
    onward: list[tuple[Node, str, frozenset[str]]] = []
    folded = token.folded
    for lexicon, language in lexicons:
        if folded[:2] not in lexicon.openings and f"={folded[:1]}" not in lexicon.openings:
            continue
        nodes = [node for key in keys(token.surface, language) if (node := lexicon.root(key)) is not None]
        if (exact := lexicon.root("=" + folded)) is not None:
            nodes.append(exact)
        nodes += _begun(lexicon.prefixes(folded), folded)
        for node in nodes:
            if "" in node:
                alone.append(node[""])
            if node.keys() != _CLOSING:
                onward.append((node, language, lexicon.stop))
    return Beginning(tuple(alone), tuple(onward)) if alone or onward else None


def _begun(prefixes: Node, folded: str) -> list[Node]:
    """Return what those of ``prefixes`` lead to that a word begins with."""
    return [
        node for prefix in prefixes if folded.startswith(prefix) and (node := following(prefixes, prefix))
    ]


def _steps(node: Node, token: Token, language: str) -> list[Node]:
    """Return the nodes that ``token`` leads to from ``node``, by its keys or by a prefix it begins with."""
    folded = token.folded
    found = [
        after
        for key in (*keys(token.surface, language), f"={folded}")
        if key in node and (after := following(node, key))
    ]
    if "*" in node and (prefixes := (following(node, "*") or _NONE).get(folded[:PREFIX_START])):
        found += _begun(prefixes, folded)
    return found


def phrases(
    onward: tuple[tuple[Node, str, frozenset[str]], ...], words: tuple[Token, ...], start: int
) -> list[tuple[int, list[Any]]]:
    """Return (end, concepts) for every wording of several words that leads on from the word at ``start``.

    Between two words of a wording one stop word may stand that the wording does not have.
    """
    found: list[tuple[int, list[Any]]] = []
    count = len(words)
    for root, language, stop in onward:
        nodes = [(root, start + 1)]
        while nodes:
            node, position = nodes.pop()
            if position > start + 1 and "" in node:
                found.append((position, node[""]))
                if len(node) == 1:
                    continue
            if position == count:
                continue
            token = words[position]
            onwards = _steps(node, token, language)
            if onwards:
                nodes += [(other, position + 1) for other in onwards]
            elif token.folded in stop and position + 1 < count:
                nodes += [(other, position + 2) for other in _steps(node, words[position + 1], language)]
    return found


def meaning_of_typo(token: Token, lexicon: Lexicon, language: str) -> list[int]:
    """Return the concepts of the known word, else of the known prefix, that ``token`` is a misspelling of."""
    key = stem_keys(token.surface, language)[-1]
    if len(key) >= TYPO_LETTERS and (word := _nearest(key, lexicon)) is not None:
        meant: list[int] = (lexicon.root(word) or {})[""]
        return meant
    if (prefix := _nearest_prefix(token.folded, lexicon)) is not None:
        begun: list[int] = (following(lexicon.prefixes(prefix), prefix) or {})[""]
        return begun
    return []


def _nearest_prefix(folded: str, lexicon: Lexicon) -> str | None:
    """Return the known prefix that a mistyped word begins with, by two equal letters and one edit, or None."""
    sizes: dict[int, list[str]] = {}
    for prefix in lexicon.mistyped(folded[:2]):
        if len(prefix) <= len(folded):
            sizes.setdefault(len(prefix), []).append(prefix)
    for length in sorted(sizes, reverse=True):
        near = [
            prefix
            for size in (length - 1, length, length + 1)
            for prefix in within_one_edit(folded[:size], sizes[length])
        ]
        if near:
            return min(near)
    return None


def _nearest(key: str, lexicon: Lexicon) -> str | None:
    """Return the known word at edit distance 1 from ``key`` with the same first letter; of several the first by the
    alphabet.
    """
    return min(
        (
            word
            for length in (len(key) - 1, len(key), len(key) + 1)
            for word in within_one_edit(key, lexicon.typos(key[0], length))
            if word != key
        ),
        default=None,
    )
