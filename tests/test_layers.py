"""The layers of the design hold, and only the command line speaks to people or ends the process."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "cxadvisor"
PROGRAMS = ("cli", "__main__.py", "compile.py")
"""The parts of the package that are programs: the command line, and the command that compiles the data."""

MODULES = [
    path for path in sorted(PACKAGE.rglob("*.py")) if path.relative_to(PACKAGE).parts[0] not in PROGRAMS
]

FORBIDDEN_CALLS = {
    "print",
    "input",
    "exit",
    "quit",
    "breakpoint",
    "isatty",
    "get_terminal_size",
    "_exit",
    "abort",
}
FORBIDDEN_IMPORTS = {"click", "getpass", "logging", "readline", "rich", "warnings"}
FORBIDDEN_ATTRIBUTES = {("sys", name) for name in ("exit", "argv", "stdin", "stdout", "stderr")}


def test_modules_import_only_from_the_layers_below() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def offences(tree: ast.AST) -> Iterator[str]:
    """Yield what a module does that only a program may."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in FORBIDDEN_CALLS:
                yield f"line {node.lineno} calls {name}()"
            case ast.Attribute(value=ast.Name(id=module), attr=name) if (
                module,
                name,
            ) in FORBIDDEN_ATTRIBUTES:
                yield f"line {node.lineno} uses {module}.{name}"
            case ast.Raise(exc=ast.Name(id="SystemExit") | ast.Call(func=ast.Name(id="SystemExit"))):
                yield f"line {node.lineno} raises SystemExit"
            case ast.Import(names=names):
                for each in names:
                    if each.name.split(".")[0] in FORBIDDEN_IMPORTS:
                        yield f"line {node.lineno} imports {each.name}"
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] in FORBIDDEN_IMPORTS:
                yield f"line {node.lineno} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_programs_print_exit_or_read_a_terminal(path: Path) -> None:
    assert list(offences(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    "code",
    ["print(1)", "import sys\nsys.exit(1)", "raise SystemExit", "raise SystemExit(2)", "from click import echo",
     "import rich.table", "sys.stdout.write('')", "stream.isatty()"],
)  # fmt: skip
def test_the_check_itself_sees_what_is_forbidden(code: str) -> None:
    assert list(offences(ast.parse(code)))
