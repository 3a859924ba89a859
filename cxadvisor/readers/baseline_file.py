"""Reads baselines: files of their own, or reviews that were saved as JSON."""

from __future__ import annotations

from typing import Final, NamedTuple

from cxadvisor.errors import InputError, SettingsError
from cxadvisor.model.baseline import Baseline
from cxadvisor.model.review import Review
from cxadvisor.readers.formats import digest_of
from cxadvisor.readers.review_file import MAX_BYTES, document_of_json, reviews_of, validated
from cxadvisor.readers.safe_bytes import file_name, read_bytes

_REMEDY: Final = "Write it anew: cxadvisor review PATH --write-baseline FILE"


class GivenBaseline(NamedTuple):
    """What a file of a baseline holds, with the digest of its bytes: one of the two."""

    digest: str
    baseline: Baseline | None
    reviews: tuple[Review, ...]


def read_baseline(path: str) -> GivenBaseline:
    """Return the baseline in the file ``path``.

    Raises:
        SettingsError: it cannot be read or used; with every problem and its position.
    """
    name = file_name(path)
    try:
        data = read_bytes(path, MAX_BYTES)
        document = document_of_json(data, name)
        tree = document.tree
        if isinstance(tree, dict) and not {"cxreview", "cxreviews"}.isdisjoint(tree):
            return GivenBaseline(digest_of(data), None, reviews_of(document))
        if not isinstance(tree, dict) or "cxbaseline" not in tree:
            document.source.refuse("This is neither a baseline nor a saved review.", _REMEDY, offset=0)
        return GivenBaseline(digest_of(data), validated(document, tree, "", Baseline, _REMEDY), ())
    except InputError as error:
        raise SettingsError(error.problems) from None
