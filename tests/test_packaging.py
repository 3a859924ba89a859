"""What is installed is what stands in the checkout, and works wherever it is run from."""

from __future__ import annotations

import configparser
import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import cxadvisor
from cxadvisor.compile import compiled_files

ROOT = Path(__file__).parent.parent
MAPPED = {"cxadvisor.knowledge": "knowledge", "cxadvisor.rules": "rules"}
COMPILED = compiled_files()
DATA = (".yaml", ".json", ".txt", ".j2", ".css", ".js", ".svg", ".ttf", ".typ", ".typed")


def setting(section: str, name: str) -> list[str]:
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser[section][name].split("\n")[1:]


def packaged_files() -> Iterator[str]:
    """Yield every file of the checkout that an installed cxadvisor needs, by its path there."""
    for package, folder in {"cxadvisor": "cxadvisor", **MAPPED}.items():
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", *DATA) and "__pycache__" not in path.parts:
                yield f"{package.replace('.', '/')}/{path.relative_to(ROOT / folder).as_posix()}"


def test_the_listed_packages_are_those_of_the_tree() -> None:
    code = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for path in (ROOT / "cxadvisor").rglob("*.py")
        if "__pycache__" not in path.parts
    }
    assert set(setting("options", "packages")) == code | set(MAPPED)


def test_the_version_is_a_literal_and_in_the_changelog() -> None:
    assert f'\n__version__ = "{cxadvisor.__version__}"\n' in (ROOT / "cxadvisor" / "version.py").read_text(
        "utf-8"
    )
    assert f"## [{cxadvisor.__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("path", sorted(COMPILED))
def test_the_compiled_data_is_current(path: str) -> None:
    assert (ROOT / path).read_text("utf-8") == COMPILED[path], "run: make compile"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source distribution from a copy of what git would check out, and the wheel from that."""
    source = tmp_path_factory.mktemp("source")
    target = tmp_path_factory.mktemp("dist")
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    run(sys.executable, "-m", "build", "--outdir", str(target), ".", folder=source)
    return target


def run(*command: str, folder: Path, **environment: str) -> str:
    """Run a command in ``folder`` and return what it printed; it must succeed and complain of nothing."""
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    result = subprocess.run(
        command,
        cwd=folder,
        env=clean | environment,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout


def wheel(built: Path) -> Path:
    return next(built.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_every_file_and_nothing_else(built: Path) -> None:
    with zipfile.ZipFile(wheel(built)) as archive:
        names = set(archive.namelist())
    installed = {name for name in names if ".dist-info/" not in name}
    assert installed == set(packaged_files())
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


@pytest.mark.slow
def test_the_source_distribution_can_be_built_from(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"LICENSE", "README.md", "setup.cfg", "pyproject.toml", "rules/__init__.py"} <= names


def environment_with(*requirement: str, folder: Path) -> Path:
    """Make an environment that holds ``requirement``; what that depends on is taken from the present one."""
    venv.create(folder, with_pip=False, symlinks=True)
    python = str(folder / "bin" / "python")
    pip = (sys.executable, "-m", "pip", "-qq", "--python", python, "install", "--no-deps")
    run(*pip, *requirement, folder=folder)
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(run(python, "-c", where, folder=folder).strip())
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return environment_with(str(wheel(built)), folder=tmp_path_factory.mktemp("environment"))


def works(folder: Path, *command: str, **environment: str) -> None:
    """Check that this cxadvisor finds its rules, knowledge, texts and templates when run in ``folder``."""
    assert run(*command, "--version", folder=folder, **environment) == f"cxadvisor {cxadvisor.__version__}\n"
    rules = json.loads(run(*command, "rules", "--format", "json", folder=folder, **environment))
    assert "moment-without-activity" in [rule["name"] for rule in rules]
    for example in sorted((ROOT / "examples").iterdir())[:1]:
        for format in ("json", "html"):
            report = run(*command, "review", str(example), "--format", format, folder=folder, **environment)
            assert "moment" in report


@pytest.mark.slow
def test_the_installed_wheel_works_from_anywhere(installed: Path, tmp_path: Path) -> None:
    works(tmp_path, str(installed / "bin" / "cxadvisor"))


@pytest.mark.slow
def test_the_installed_wheel_works_inside_the_checkout(installed: Path) -> None:
    works(ROOT, str(installed / "bin" / "cxadvisor"))
    where = run(
        str(installed / "bin" / "python"),
        "-I",
        "-c",
        "import cxadvisor; print(cxadvisor.__file__)",
        folder=ROOT,
    )
    assert Path(where).is_relative_to(installed), "the wheel, not the checkout, must be what was tried"


@pytest.mark.slow
def test_the_checkout_works_as_it_stands(tmp_path: Path) -> None:
    works(tmp_path, sys.executable, "-m", "cxadvisor", PYTHONPATH=str(ROOT))


@pytest.mark.slow
def test_the_wheel_works_without_being_unpacked(built: Path, tmp_path: Path) -> None:
    path = str(wheel(built))
    where = run(
        sys.executable, "-c", "import cxadvisor; print(cxadvisor.__file__)", folder=tmp_path, PYTHONPATH=path
    )
    assert where.startswith(path)
    works(tmp_path, sys.executable, "-m", "cxadvisor", PYTHONPATH=path)


@pytest.mark.slow
def test_an_editable_installation_works(built: Path, tmp_path: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        archive.extractall(tmp_path, filter="data")
    checkout = next(tmp_path.iterdir())
    own = environment_with("-e", str(checkout), folder=tmp_path / "own")
    where = "import cxadvisor.rules; print(cxadvisor.rules.__file__)"
    assert (
        run(str(own / "bin" / "python"), "-c", where, folder=tmp_path).strip()
        == f"{checkout}/rules/__init__.py"
    )
    works(tmp_path, str(own / "bin" / "cxadvisor"))
