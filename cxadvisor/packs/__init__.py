"""Packs: rule cards and knowledge of one's own, taken from files and folders; data only, so accepted from anyone.

``extended`` is the way in: the shipped rulebook with everything in the packs of a review.
"""

from cxadvisor.packs.extending import Extended, extended

__all__ = ["Extended", "extended"]
