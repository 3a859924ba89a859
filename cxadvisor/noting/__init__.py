"""The consultant's own hand: what ``review-notes.yaml`` says is put into reviews, and written from them.

``noted`` applies notes to a review, and ``for_client`` makes the edition for the client of it. ``updating`` writes
entries into the text of the file, ``register_file`` an action register out and back (docs/review-notes.md).
"""

from cxadvisor.noting.applying import noted
from cxadvisor.noting.editions import for_client

__all__ = ["for_client", "noted"]
