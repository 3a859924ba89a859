"""Ids across the files of a strategy: each is given once, and none is the name of a block (design §2)."""

from __future__ import annotations

import os
import re
from typing import Any

from cxadvisor.model.blocks import BLOCKS
from cxadvisor.readers.complaints import Complaints
from cxadvisor.readers.tree import shown

_is_id = re.compile(r"[^\s/#~]{1,100}").fullmatch


class GivenIds:
    """The ids that were met so far, each with its document and its place."""

    def __init__(self) -> None:
        self._given: dict[str, tuple[Complaints, str]] = {}

    def join(self, others: GivenIds) -> None:
        """Take over the ids of another document; of those given in both, the first one stays."""
        self._given = others._given | self._given

    def take(self, identifier: Any, place: str, complaints: Complaints) -> None:
        """Note the id at ``place``; complain where it is given already, or is the name of a block."""
        if not isinstance(identifier, str) or not _is_id(identifier):
            return
        if identifier in BLOCKS:
            complaints.add(
                f"“{identifier}” is the name of a block, so it cannot be an id.", "Choose another id.", place
            )
        document, first = self._given.setdefault(identifier, (complaints, place))
        if document is complaints and first == place:
            return
        where = ""
        if document is not complaints:
            where = f"in {os.path.basename(document.document.source.file or '')}, "
        elif (complaints.document.offset(first) or 0) > (complaints.document.offset(place) or 0):
            first, place = place, first
        complaints.add(
            f"The id “{shown(identifier)}” is given twice; first {where}at {document.where(first)}.",
            "Give each an id of its own.",
            place,
        )
