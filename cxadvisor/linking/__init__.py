"""Turns what somebody decides about links into explicit references in the file, and leaves the rest of it as it is.

``open_items`` lists what is to be decided, ``apply`` writes decisions into the bytes of a canvas file, and
``export`` and ``read_answers`` take questions out of the house and answers back in (docs/confirming-links.md).
"""

from cxadvisor.linking.answers import read_answers
from cxadvisor.linking.applying import apply
from cxadvisor.linking.companions import words_of
from cxadvisor.linking.decisions import Decision, Item, Option
from cxadvisor.linking.items import open_items
from cxadvisor.linking.questions import export

__all__ = ["Decision", "Item", "Option", "apply", "export", "open_items", "read_answers", "words_of"]
