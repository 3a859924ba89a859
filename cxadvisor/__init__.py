"""cxadvisor: a rule-based consistency checker and advisor for customer-experience strategy.

::

    from cxadvisor import load, review

    strategy = load("canvas.yaml")
    for finding in review(strategy).findings:
        print(finding.severity, finding.message)

Everything here is typed, prints nothing, keeps no state and may be used from several threads.
"""

from cxadvisor.errors import CxAdvisorError, InputError, RuleCardError, SettingsError
from cxadvisor.model.review import Finding, Review
from cxadvisor.model.strategy import Settings, Strategy
from cxadvisor.readers import load, load_bytes
from cxadvisor.reviewing import review
from cxadvisor.rulebook.packs import rule
from cxadvisor.version import __version__

__all__ = [
    "CxAdvisorError",
    "Finding",
    "InputError",
    "Review",
    "RuleCardError",
    "Settings",
    "SettingsError",
    "Strategy",
    "__version__",
    "load",
    "load_bytes",
    "review",
    "rule",
]
