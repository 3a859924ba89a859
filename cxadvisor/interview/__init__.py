"""The interview sheet: what a review leaves open, grouped by who can answer it, and the answers read back.

``items_of`` lists what to ask, ``sheet`` writes it as Markdown, a workbook or YAML, ``read_sheet`` takes the answers
from such a file, and ``decided`` turns them into decisions about links and into notes (docs/interviews.md).
"""

from cxadvisor.interview.answering import Decided, decided
from cxadvisor.interview.items import Item, items_of
from cxadvisor.interview.reading import read_sheet
from cxadvisor.interview.sheets import SheetFormat, sheet

__all__ = ["Decided", "Item", "SheetFormat", "decided", "items_of", "read_sheet", "sheet"]
