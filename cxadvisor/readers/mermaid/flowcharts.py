"""Reads Mermaid flow charts as user flows: nodes are steps, rhombs decisions, labels on edges say when."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from cxadvisor.readers.mermaid.lines import Line, decoded
from cxadvisor.readers.tables.placing import At, Gathering
from cxadvisor.readers.tables.vocabulary import words_of

MAX_NODES: Final = 1_000
"""So many nodes a flow may have."""

_name = re.compile(r"[^\W_][\w.]*+(?:-(?![-.>])[\w.]++)*+").match
_blanks = re.compile(r"\s*+").match
_SHAPES: Final = (
    ("(((", ")))", ""), ("((", "))", "end"), ("([", "])", "end"), ("[[", "]]", ""), ("[(", ")]", ""), ("[/", "/]", ""),
    ("[/", "\\]", ""), ("[\\", "\\]", ""), ("[\\", "/]", ""), ("{{", "}}", ""), ("{", "}", "decision"),
    ("[", "]", ""), ("(", ")", ""), (">", "]", ""),
)  # fmt: skip
_edge = re.compile(
    r"""(?:<|o|x)?+(?:
        --(?!-)\s*+(?P<text>[^\s\->|][^|>]{0,200}?)\s{0,9}-{2,}[->xo]    # -- text -->
      | ==\s*+(?P<thick>[^\s=>|][^|>]{0,200}?)\s{0,9}={2,}[=>xo]         # == text ==>
      | -\.\s*+(?P<dotted>[^\s.\->|][^|>]{0,200}?)\s{0,9}\.+-[->xo]?     # -. text .->
      | --[-]*+[->xo]? | ={2,}[>xo]? | -\.+-[>xo]? | ~~~+
    )(?:\s*\|(?P<label>[^|]*)\|)?""",
    re.VERBOSE,
).match
_skipped = re.compile(
    r"(?:subgraph|end|style|classDef|class|linkStyle|click|direction|accTitle|accDescr|title)\b(?!\s*(?:-|=|\[|\(|\{|>|&))"
).match
_class = re.compile(r":::[\w-]+").match
_ENDS: Final = frozenset({"end", "stop", "finish", "done", "koniec", "конец", "fine", "sfarsit", "final"})
_STARTS: Final = frozenset({"start", "begin", "inceput", "poczatek", "начало", "старт", "inizio"})


class _Node(NamedTuple):
    text: At
    kind: str


def read_flowchart(lines: list[Line], into: Gathering, *, prefix: str, title: At | None = None) -> bool:
    """Take the user flow of a diagram, whose first line says ``flowchart`` or ``graph``; return whether it has steps.

    Args:
        lines: the lines of the diagram.
        into: where the flow goes.
        prefix: what ids begin with: those of several diagrams are alike, and an id is given once in a strategy.
        title: what the flow is called.
    """
    chart = _Chart(into)
    for line in lines[1:]:
        if not _skipped(line.text):
            for part in _statements(line):
                chart.take(part)
    if not chart.nodes:
        return False
    flow: dict[str, Any] = {"title": title} if title else {}
    flow["steps"] = chart.steps(prefix)
    into.artefact("user_flows", At(flow, lines[0].position))
    return True


def _statements(line: Line) -> list[Line]:
    """Split a line at semicolons that stand outside of texts and brackets."""
    parts: list[tuple[int, int]] = []
    begin, quoted, depth = 0, False, 0
    for index, char in enumerate(line.text):
        if char == '"':
            quoted = not quoted
        elif not quoted and char in "[({":
            depth += 1
        elif not quoted and char in "])}":
            depth = max(0, depth - 1)
        elif char == ";" and not quoted and not depth:
            parts.append((begin, index))
            begin = index + 1
    parts.append((begin, len(line.text)))
    return [
        Line(line.text[start:end], line.place(start)).part(0)
        for start, end in parts
        if line.text[start:end].strip()
    ]


class _Chart:
    """The nodes and edges of a chart, as they are met."""

    def __init__(self, into: Gathering) -> None:
        self.nodes: dict[str, _Node] = {}
        self._edges: dict[str, list[tuple[str, At | None]]] = {}
        self._into = into

    def take(self, line: Line) -> None:
        """Take a statement: nodes, or chains of nodes with edges between them."""
        text, position = line.text, 0
        before: list[str] = []
        edge: re.Match[str] | None = None
        while True:
            group, position = self._group(line, position)
            if not group:
                where = line.part(position)
                self._into.leave(
                    where.text or line.text,
                    "is nothing that was understood in this flow chart.",
                    where.position,
                )
                return
            if edge is not None:
                words = next(
                    (edge[name] for name in ("label", "text", "thick", "dotted") if edge[name]), None
                )
                label = At(_plain(words), line.position) if words and _plain(words) else None
                for source in before:
                    self._edges.setdefault(source, []).extend((target, label) for target in group)
            position = _end(_blanks(text, position))
            if position >= len(text):
                return
            edge = _edge(text, position)
            if edge is None or len(self.nodes) > MAX_NODES:
                where = line.part(position)
                self._into.leave(
                    where.text, "is nothing that was understood in this flow chart.", where.position
                )
                return
            before, position = group, edge.end()

    def _group(self, line: Line, position: int) -> tuple[list[str], int]:
        """Take the nodes at ``position``, joined by “&”."""
        group: list[str] = []
        while True:
            position = _end(_blanks(line.text, position))
            name = _name(line.text, position)
            if name is None:
                return group, position
            position = self._node(name[0], line, name.end())
            group.append(name[0])
            after = _end(_blanks(line.text, position))
            if not line.text.startswith("&", after):
                return group, position
            position = after + 1

    def _node(self, name: str, line: Line, position: int) -> int:
        text = line.text
        for opening, closing, kind in _SHAPES:
            if not text.startswith(opening, position):
                continue
            start = position + len(opening)
            if text.startswith('"', start):
                quote = text.find('"', start + 1)
                end = text.find(closing, quote + 1) if quote > 0 else -1
            else:
                end = text.find(closing, start)
            if end < 0:
                continue
            words = _plain(text[start:end])
            if words:
                self.nodes[name] = _Node(At(words, line.place(position - len(name))), kind)
            position = end + len(closing)
            break
        self.nodes.setdefault(name, _Node(At(name, line.place(position - len(name))), ""))
        skipped = _class(text, position)
        return skipped.end() if skipped else position

    def steps(self, prefix: str) -> list[At]:
        """Return the steps of the flow.

        Where a chart marks its ends, by a round shape or a word, a node from which nothing leads on is an end only if
        it is marked; in other charts every such node is one.
        """
        targets = {target for edges in self._edges.values() for target, _ in edges}
        last = [name for name in self.nodes if name not in self._edges]
        marked = {name for name in last if self._is_marked(name)}
        ends = marked or set(last)
        first = [name for name in self.nodes if name not in targets and name in self._edges]
        starts = {
            name
            for name in first
            if len(first) == 1 or set(words_of(self.nodes[name].text.value)[:3]) & _STARTS
        }
        return [
            At(
                self._step(
                    name, node, prefix, "end" if name in ends else "start" if name in starts else "action"
                ),
                node.text.position,
            )
            for name, node in self.nodes.items()
        ]

    def _is_marked(self, name: str) -> bool:
        node = self.nodes[name]
        return node.kind == "end" or bool(set(words_of(node.text.value)) & _ENDS)

    def _step(self, name: str, node: _Node, prefix: str, kind: str) -> dict[str, Any]:
        edges = list(dict.fromkeys(self._edges.get(name, ())))
        ways = [(f"{prefix}{target}"[:100], label) for target, label in edges]
        if edges and (node.kind == "decision" or (len(edges) > 1 and any(label for _, label in edges))):
            kind = "decision"
        step: dict[str, Any] = {"id": f"{prefix}{name}"[:100], "kind": kind, "text": node.text}
        if kind == "decision":
            step["branches"] = [
                {**({"when": label} if label else {}), "next": target} for target, label in ways
            ]
        elif ways:
            step["next"] = list(dict(ways))
        return step


def _plain(text: str) -> str:
    """Return the words of a label, without quotation marks, tags and icons."""
    text = re.sub(r"<br\s*/?>|\\n", " ", text.strip().strip('"').strip("`"))
    text = re.sub(r"<[^<>]{1,200}>|\bfa[bsrl]?:fa-[\w-]+", " ", text)
    return " ".join(decoded(text).split())


def _end(match: re.Match[str] | None) -> int:
    assert match is not None
    return match.end()
