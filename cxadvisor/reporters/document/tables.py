"""What templates need for the tables of scores and links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cxadvisor.model.tables import MATRICES
from cxadvisor.reporters.figures import COLUMNS, share_range

TABLES: Final[Mapping[str, object]] = {
    "table_kinds": tuple(dict.fromkeys(kind.name for kind in MATRICES)),
    "score_columns": COLUMNS,
    "share": share_range,
}
"""The names of the tables of links, the columns of the sums, and a share in words."""
