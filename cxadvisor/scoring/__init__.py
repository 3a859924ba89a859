"""Figures of a review: how far links reach, what was assessed, how far the page has come, and what holds together.

``standing`` counts notes, ``weights`` says what each counts for, ``coverage`` adds them up, ``readiness`` holds them
against criteria, ``assessed`` tells what was judged at all, ``strengths`` what is worth praising.
"""

from cxadvisor.scoring.assessed import assessed
from cxadvisor.scoring.coverage import coverage_score
from cxadvisor.scoring.readiness import readiness
from cxadvisor.scoring.standing import Standing, scores, standings
from cxadvisor.scoring.strengths import strengths
from cxadvisor.scoring.weights import weights

__all__ = [
    "Standing",
    "assessed",
    "coverage_score",
    "readiness",
    "scores",
    "standings",
    "strengths",
    "weights",
]
