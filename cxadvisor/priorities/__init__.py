"""What of a review matters most, and what to do first: worked out from its findings alone, in no time.

``top_risks`` picks what weighs most, ``roadmap_of`` orders what is to be done. ``cxadvisor plan`` tries every action on
a copy of the strategy; what is here trusts the effort and impact that findings state.
"""

from cxadvisor.priorities.risks import top_risks
from cxadvisor.priorities.roadmap import Step, roadmap_of
from cxadvisor.priorities.weights import GRAVITY, LEVELS, WORTH, horizon_of, level, weight_of

__all__ = [
    "GRAVITY",
    "LEVELS",
    "WORTH",
    "Step",
    "horizon_of",
    "level",
    "roadmap_of",
    "top_risks",
    "weight_of",
]
