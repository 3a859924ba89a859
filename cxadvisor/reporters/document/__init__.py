"""The review as a document: numbered entries under headings, with the anchors that lead from one to another.

HTML, Markdown, PDF, Word and PowerPoint print the same document; only its clothes differ. ``audit_of`` lays it out;
``shapes`` says what it is made of.
"""

from cxadvisor.reporters.document.laying_out import audit_of
from cxadvisor.reporters.document.shapes import (
    Action,
    AssumedRow,
    Audit,
    Became,
    CriterionRow,
    Entry,
    Field,
    Figure,
    Horizons,
    Interview,
    Part,
    Progress,
    ReadinessLevel,
    Roadmap,
    Scope,
    ScopeRow,
    Spot,
    Square,
    Summary,
    WeightRow,
)
from cxadvisor.reporters.document.tables import TABLES

__all__ = [
    "TABLES",
    "Action",
    "AssumedRow",
    "Audit",
    "Became",
    "CriterionRow",
    "Entry",
    "Field",
    "Figure",
    "Horizons",
    "Interview",
    "Part",
    "Progress",
    "ReadinessLevel",
    "Roadmap",
    "Scope",
    "ScopeRow",
    "Spot",
    "Square",
    "Summary",
    "WeightRow",
    "audit_of",
]
