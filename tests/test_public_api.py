"""What users may import: everything in ``cxadvisor.__all__``, and nothing else from its root."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import cxadvisor

EXPECTED = {
    "CxAdvisorError",
    "Finding",
    "InputError",
    "Review",
    "RuleCardError",
    "Settings",
    "SettingsError",
    "Strategy",
    "__version__",
    "load",
    "load_bytes",
    "review",
    "rule",
}


def test_the_public_names_are_these() -> None:
    assert set(cxadvisor.__all__) == EXPECTED, "a change here is a change for users: say so in the changelog"
    assert list(cxadvisor.__all__) == sorted(cxadvisor.__all__)


def test_nothing_else_can_be_imported_from_the_root() -> None:
    namespace: dict[str, object] = {}
    exec("from cxadvisor import *", namespace)
    assert set(namespace) - {"__builtins__"} == EXPECTED
    ours = {
        name
        for name, value in vars(cxadvisor).items()
        if not name.startswith("_") and str(getattr(value, "__module__", "")).startswith("cxadvisor")
    }
    assert ours <= EXPECTED


@pytest.mark.parametrize("name", sorted(EXPECTED - {"__version__"}))
def test_every_public_name_is_documented_and_typed(name: str) -> None:
    thing = getattr(cxadvisor, name)
    assert inspect.getdoc(thing)
    if inspect.isfunction(thing):
        signature = inspect.signature(thing)
        assert signature.return_annotation is not inspect.Signature.empty
        assert all(each.annotation is not inspect.Parameter.empty for each in signature.parameters.values())


def test_importing_prints_nothing_and_needs_no_command_line() -> None:
    code = "import sys, cxadvisor; cxadvisor.review; print(sorted({'click', 'jinja2', 'rich'} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (result.stdout, result.stderr) == ("[]\n", "")


def test_reports_are_text_or_bytes_by_their_format() -> None:
    from cxadvisor import reporters

    assert set(reporters.TEXT_FORMATS) == {
        name for name, format in reporters.FORMATS.items() if not format.binary
    }
    assert list(reporters.FORMATS) == [
        *("text", "json", "markdown", "html", "pdf", "docx", "pptx", "xlsx"),
        *("sarif", "github", "gitlab", "junit", "csv"),
    ], "a change here is a change for users: say so in the changelog"
    made = cxadvisor.review(cxadvisor.load({"cxcanvas": "1", "title": "T"}), as_of="2026-01-01")
    text: str = reporters.render(made, "text")
    book: bytes = reporters.render(made, "xlsx")
    assert isinstance(text, str)
    assert isinstance(book, bytes)
