"""Fills a Word template, ours or a stranger's, with docxtpl: in a sandbox, every word escaped, every fault told.

A template can print what ``view`` holds, ask and repeat. It cannot call, import or read anything, and its loops are
limited, so that a template from anyone can be tried.
"""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from cxadvisor.errors import Problem, TemplateError
from cxadvisor.reporters.office.plain_xml import printable

_MOST_BYTES: Final = 5_000_000
_MOST_UNPACKED: Final = 50_000_000
_MOST_ROUNDS: Final = 2_000_000
"""So often loops of a template may go round, all together."""
_DEPTH: Final = 5
"""So deep loops may stand in each other; ours need four."""
_FILTERS: Final = frozenset(
    ("capitalize", "count", "default", "escape", "first", "last", "length", "lower", "title", "trim", "upper")
)
_TAG: Final = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_BRACES: Final = re.compile(r"(?<=[{%])_(?=[{%])|(?<=[}%])_(?=[}%])|(?<=\{)_(?=%)|(?<=%)_(?=\})")
_HELP: Final = (
    "docs/office.md lists all placeholders; cxadvisor template --format docx writes a template that works."
)


class Rows(tuple[Any, ...]):
    """A list of the view that counts how often it is gone through."""

    meter: Meter

    @classmethod
    def of(cls, items: Any, meter: Meter) -> Rows:
        """Return ``items`` as a list that counts on ``meter``."""
        made = cls(items)
        made.meter = meter
        return made

    def __iter__(self) -> Iterator[Any]:
        for each in super().__iter__():
            self.meter.count()
            yield each


class Meter:
    """Counts the rounds of all loops of a template."""

    def __init__(self) -> None:
        self.rounds = 0

    def count(self) -> None:
        """Count a round; raise ``ValueError`` where there are too many."""
        self.rounds += 1
        if self.rounds > _MOST_ROUNDS:
            raise ValueError("its loops go round too often")


def metered(value: Any, meter: Meter) -> Any:
    """Return the view with lists that count."""
    if isinstance(value, Mapping):
        return {key: metered(each, meter) for key, each in value.items()}
    if isinstance(value, list):
        return Rows.of([metered(each, meter) for each in value], meter)
    return value


def fill(template: bytes, name: str, view: Mapping[str, Any]) -> Any:
    """Return the template as a document of python-docx, filled with ``view``; ``name`` is that of its file.

    Raises ``TemplateError`` where the template cannot be used: no Word document, a tag that is broken, a placeholder
    that there is none of, or markup that is no document afterwards.
    """
    _check_file(template, name)
    filler = _filler()(io.BytesIO(template), name)
    try:
        filler.render(metered(view, Meter()), _environment(), autoescape=True)
    except TemplateError:
        raise
    except Exception as error:
        if filler.is_ours(error):
            raise
        raise _told(error, filler, view) from error
    return filler.docx


def _check_file(template: bytes, name: str) -> None:
    """Refuse what is no Word document, or unpacks to far more than one has."""
    remedy = "Save it in Word as a document (.docx), not as a template (.dotx) or an old document (.doc)."
    if len(template) > _MOST_BYTES:
        raise TemplateError(Problem("This template is larger than 5 MB.", "Make its pictures smaller.", name))
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
                raise TemplateError(
                    Problem("This template unpacks to more than 50 MB.", "Make its pictures smaller.", name)
                )
            types = (
                archive.read("[Content_Types].xml") if "[Content_Types].xml" in archive.namelist() else b""
            )
            if (
                b"wordprocessingml.document.main+xml" not in types
                or "word/document.xml" not in archive.namelist()
            ):
                raise TemplateError(Problem("This is not a Word document.", remedy, name))
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(entry):
                    message = "This document declares a document type, as no Word document does."
                    raise TemplateError(Problem(message, remedy, name))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise TemplateError(Problem("This is not a Word document.", remedy, name)) from error


@lru_cache(maxsize=1)
def _environment() -> Any:
    """Return the sandbox: no functions, few filters, no arithmetic on texts, every value escaped."""
    from jinja2 import StrictUndefined, nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup, escape

    class Sandbox(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            raise ValueError("it reckons; a template only prints what is there")

        def is_safe_callable(self, obj: Any) -> bool:
            return False

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            return False

        def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
            tree = super()._parse(source, name, filename)
            _check_loops(tree, 0)
            return tree

    def shown(value: Any) -> Any:
        if isinstance(value, Markup):
            return value
        text = str(escape(printable(value)))
        return Markup(_BRACES.sub("&#95;", text))  # docxtpl takes {_{ for an escaped {{

    environment = Sandbox(autoescape=True, undefined=StrictUndefined, finalize=shown)
    environment.globals.clear()
    environment.filters = {name: each for name, each in environment.filters.items() if name in _FILTERS}
    return environment


def _check_loops(node: Any, depth: int) -> None:
    """Refuse loops that stand too deep in each other, and what a template for a document has no use for."""
    from jinja2 import TemplateSyntaxError, nodes

    if isinstance(node, nodes.For):
        depth += 1
        if depth > _DEPTH or node.recursive:
            raise TemplateSyntaxError("loops stand too deep in each other", node.lineno)
        if not isinstance(node.iter, (nodes.Name, nodes.Getattr, nodes.Getitem)):
            raise TemplateSyntaxError(
                "a loop goes through something else than a list of the report", node.lineno
            )
    if isinstance(
        node, (nodes.Macro, nodes.CallBlock, nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
    ):
        raise TemplateSyntaxError(f"“{type(node).__name__.lower()}” is no tag for a document", node.lineno)
    for child in node.iter_child_nodes():
        _check_loops(child, depth)


@lru_cache(maxsize=1)
def _filler() -> Any:
    from docxtpl import DocxTemplate
    from lxml import etree

    class Filler(DocxTemplate):  # type: ignore[misc]
        """Keeps what is being filled, so that a fault can be told by its paragraph."""

        def __init__(self, stream: io.BytesIO, name: str) -> None:
            super().__init__(stream)
            self.name = name
            self.source = ""

        def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
            self.source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
            filled: str = super().render_xml_part(src_xml, part, context, jinja_env)
            return filled

        def resolve_listing(self, xml: str) -> str:
            return xml  # texts come on one line

        def fix_tables(self, xml: str) -> Any:
            tree = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, huge_tree=True))
            return super().fix_tables(xml) if "{%tc" in self.source else tree

        def render_properties(self, context: Any, jinja_env: Any = None) -> None:
            """Leave what the file says of itself to ``finish``."""

        def is_ours(self, error: BaseException) -> bool:
            return isinstance(error, (MemoryError, AssertionError))

    return Filler


def _told(error: Exception, filler: Any, view: Mapping[str, Any]) -> TemplateError:
    """Say in words what is wrong with a template, and in which of its paragraphs."""
    from jinja2 import TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError
    from lxml import etree

    line = getattr(error, "lineno", None) or _line_of(error)
    where = _paragraph(filler.source, line)
    said = f" in “{where}”" if where else ""
    message = str(error).rstrip(".")
    if isinstance(error, UndefinedError):
        name = re.search(r"'([^']+)'$", message) or re.search(r"'([^']+)' is undefined", message)
        wanted = name[1] if name else message
        near = difflib.get_close_matches(wanted, sorted(_names(view)), 1, 0.6)
        problem = Problem(
            f"There is no placeholder “{printable(wanted)}”{said}.",
            f"Did you mean “{near[0]}”? {_HELP}" if near else _HELP,
            filler.name,
        )
    elif isinstance(error, TemplateSyntaxError):
        problem = Problem(
            f"A tag is broken{said}: {printable(message)}.", f"Mend it in Word. {_HELP}", filler.name
        )
    elif isinstance(error, (SecurityError, ValueError, TypeError)) and not isinstance(error, etree.LxmlError):
        problem = Problem(
            f"The template does what a template may not{said}: {printable(message)}.",
            f"Print, ask and repeat only. {_HELP}",
            filler.name,
        )
    elif isinstance(error, (etree.LxmlError, SyntaxError)):
        problem = Problem(
            "What comes out is no Word document: a tag begins in one paragraph, row or table and ends in another.",
            "Put {%p … %} alone into a paragraph and {%tr … %} alone into a row, each with its end likewise. "
            + _HELP,
            filler.name,
        )
    else:
        problem = Problem(
            f"This template cannot be filled{said}: {printable(message)}.",
            f"Start from a new one. {_HELP}",
            filler.name,
        )
    return TemplateError(problem)


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from _names(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value[:1]:
            yield from _names(inner)


def _line_of(error: BaseException) -> int | None:
    """Return the line of the template at which ``error`` came up."""
    found, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in ("<template>", "<unknown>"):
            found = trace.tb_lineno
        trace = trace.tb_next
    return found


def _paragraph(source: str, line: int | None) -> str:
    """Return the words of the paragraph on this line of what is being filled; the nearest that has some."""
    lines = source.split("\n")
    if line is None or not 0 < line <= len(lines):
        return ""
    words = " ".join(re.sub(r"<[^>]+>", "", lines[line - 1]).split())
    return printable(words[:120])
