"""Every exception cxadvisor raises on purpose.

::

    CxAdvisorError
    ├── InputError            a file, a folder or settings cannot be used; carries every problem found
    │   ├── SettingsError     cxadvisor.toml, an option or an argument
    │   │   ├── MissingExtraError     what was asked for needs an extra that is not installed
    │   │   └── TemplateError         a Word template cannot be filled
    │   └── KnowledgeError    a file of knowledge
    ├── RuleCardError         a rule card or a translation cannot be used
    └── EngineError           a rule cannot be compiled or run; names the rule
        ├── RuleCycleError        negation or counting over what the rules themselves derive
        ├── UnknownSlotError      a pattern or a fact names a slot its class does not declare
        └── BudgetExceededError   the work budget of a run is used up
"""

from collections.abc import Sequence
from typing import NamedTuple

MAX_PROBLEMS = 100
"""At most so many problems are kept and shown, so that a broken file cannot flood the terminal."""


class Problem(NamedTuple):
    """One thing that is wrong in the input, where it is, and what to do about it.

    ``line`` and ``column`` count from 1; ``at`` is the place in the document (a JSON pointer) where known.
    """

    message: str
    remedy: str = ""
    file: str | None = None
    line: int | None = None
    column: int | None = None
    at: str | None = None
    sheet: str | None = None

    @property
    def where(self) -> str:
        """``file:line:column`` as far as it is known, else an empty string."""
        parts = [self.file or ""]
        if self.sheet:
            parts.append(self.sheet)
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(part for part in parts if part)

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text} {self.remedy}" if self.remedy else text


class CxAdvisorError(Exception):
    """The root of the tree: catch this to catch whatever cxadvisor raises on purpose."""


class InputError(CxAdvisorError):
    """Input that cannot be used; ``problems`` lists all that was found, at most ``MAX_PROBLEMS``."""

    def __init__(self, problems: Problem | str | Sequence[Problem]) -> None:
        if isinstance(problems, str):
            problems = Problem(problems)
        found = [problems] if isinstance(problems, Problem) else list(problems)
        self.total = len(found)
        self.problems: tuple[Problem, ...] = tuple(found[:MAX_PROBLEMS])
        lines = [str(problem) for problem in self.problems]
        if self.total > len(lines):
            lines.append(f"… and {self.total - len(lines)} more problems; mend these first.")
        super().__init__("\n".join(lines))


class SettingsError(InputError):
    """Settings that cannot be used: ``cxadvisor.toml``, an option or an argument."""


class MissingExtraError(SettingsError):
    """What was asked for needs an extra that is not installed; the problem says the line that installs it."""


class TemplateError(SettingsError):
    """A Word template that cannot be filled; the problem names the paragraph and says what would be right."""


class KnowledgeError(InputError):
    """Knowledge that cannot be used, shipped or of one's own: names the file, the entry and what would be right."""


class RuleCardError(CxAdvisorError):
    """A rule card or translation that cannot be used: names file, line and rule, and says what would be right.

    ``field`` is the key of the card that is to blame, where that is known, ``value`` what stands there and is wrong.
    """

    field: str = ""
    value: object = None

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        rule: str | None = None,
        remedy: str = "",
    ) -> None:
        self.message, self.file, self.line, self.rule, self.remedy = message, file, line, rule, remedy
        where = ":".join(str(part) for part in (file, line) if part is not None)
        text = "".join(
            (
                f"{where}: " if where else "",
                f"rule “{rule}”: " if rule else "",
                message,
                f" {remedy}" if remedy else "",
            )
        )
        super().__init__(text)


class EngineError(CxAdvisorError):
    """A rule that cannot be compiled or run; ``rule`` names it where one rule is to blame."""

    def __init__(self, message: str, rule: str | None = None) -> None:
        self.rule = rule
        super().__init__(message)


class RuleCycleError(EngineError):
    """Rules that negate or count what they themselves derive, so that no order of evaluation is right."""


class UnknownSlotError(EngineError):
    """A pattern or fact that names a slot which its fact class does not declare."""


class BudgetExceededError(EngineError):
    """A run that used up its work budget; ``rule`` is the rule at work then."""
