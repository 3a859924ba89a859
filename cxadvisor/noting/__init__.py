"""The consultant's own hand: what ``review-notes.yaml`` says is put into reviews, and written from them.

``noted`` applies notes to a review, for one of the two editions; ``updated`` writes an entry for each finding into the
text of the file, and changes what somebody decided (docs/review-notes.md).
"""

from cxadvisor.noting.applying import noted

__all__ = ["noted"]
