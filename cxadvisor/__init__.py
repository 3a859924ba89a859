"""cxadvisor: a rule-based consistency checker and advisor for customer-experience strategy.

::

    from cxadvisor import load, review

    strategy = load("canvas.yaml")
    for finding in review(strategy).findings:
        print(finding.severity, finding.message)

Everything here is typed, prints nothing, keeps no state and may be used from several threads.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cxadvisor.version import __version__

if TYPE_CHECKING:
    from cxadvisor.errors import CxAdvisorError, InputError, RuleCardError, SettingsError
    from cxadvisor.model.review import Finding, Review
    from cxadvisor.model.strategy import Settings, Strategy
    from cxadvisor.readers import load, load_bytes
    from cxadvisor.reviewing import review
    from cxadvisor.rulebook.python_rules import rule

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

# Imported when first asked for, so that the command line can say “no plugins” to pydantic before it builds its models,
# and so that “cxadvisor rules” does not pay for readers and linker.
_HOME = {
    "CxAdvisorError": "cxadvisor.errors",
    "Finding": "cxadvisor.model.review",
    "InputError": "cxadvisor.errors",
    "Review": "cxadvisor.model.review",
    "RuleCardError": "cxadvisor.errors",
    "Settings": "cxadvisor.model.strategy",
    "SettingsError": "cxadvisor.errors",
    "Strategy": "cxadvisor.model.strategy",
    "load": "cxadvisor.readers",
    "load_bytes": "cxadvisor.readers",
    "review": "cxadvisor.reviewing",
    "rule": "cxadvisor.rulebook.python_rules",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOME[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
