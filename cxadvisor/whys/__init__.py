"""5 Whys: from the weakest areas of a strategy to root causes that can be acted on (S3, K7).

``weak_areas`` says where to begin, ``begun`` makes a sheet about a finding, a ``Sheet`` grows answer by answer,
``with_sheet`` writes it into its file, ``heard`` tells what its answers amount to, and ``template`` makes one to be
filled in without a terminal (docs/five-whys.md).
"""

from cxadvisor.whys.areas import Area, Weakness, chosen, weak_areas
from cxadvisor.whys.beginning import begun, first_questions, ideas, ids_in, measure
from cxadvisor.whys.hearing import Heard, heard
from cxadvisor.whys.saving import KEY, sheets_in, with_sheet
from cxadvisor.whys.sheet import Sheet, Step
from cxadvisor.whys.template import template

__all__ = [
    "KEY",
    "Area",
    "Heard",
    "Sheet",
    "Step",
    "Weakness",
    "begun",
    "chosen",
    "first_questions",
    "heard",
    "ideas",
    "ids_in",
    "measure",
    "sheets_in",
    "template",
    "weak_areas",
    "with_sheet",
]
