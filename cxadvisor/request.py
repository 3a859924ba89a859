"""What a review was asked to do: settings of the strategy and arguments, taken together and checked."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cxadvisor.drafting import SEVERITIES
from cxadvisor.errors import MissingExtraError, Problem, SettingsError
from cxadvisor.facts import DEFAULT_ORDER
from cxadvisor.model.review import PackName
from cxadvisor.model.strategy import Settings, Severity
from cxadvisor.packs import extended
from cxadvisor.readers import SETTINGS_NAME
from cxadvisor.rulebook.card import RuleCard
from cxadvisor.rulebook.rulebook import Rulebook
from cxadvisor.texts import LANGUAGES


class Request(NamedTuple):
    """What a review was asked to do, settings and arguments taken together."""

    rulebook: Rulebook
    packs: tuple[PackName, ...]
    semantic: bool
    as_of: str
    language: str | None
    select: frozenset[str]
    ignore: frozenset[str]
    severities: Mapping[str, Severity]
    severity: Severity | None
    efforts: Mapping[str, Severity]
    impacts: Mapping[str, Severity]
    shown: frozenset[Severity]
    section_order: tuple[str, ...]


def request_of(
    settings: Settings,
    lang: str | None,
    as_of: str | datetime.date | None,
    select: Sequence[str],
    ignore: Sequence[str],
    severity: Severity | None,
    packs: Iterable[str | os.PathLike[str]],
    rules: Iterable[RuleCard | str | os.PathLike[str]],
    semantic: bool | None,
) -> Request:
    """Return the request that ``settings`` and the arguments of ``review`` make together.

    Raises:
        SettingsError: an unknown rule, language or date, or a pack that is not there.
        RuleCardError: a rule of one's own that cannot be used.
        KnowledgeError: knowledge of one's own that cannot be used.
    """
    for name, value in (("select", select), ("ignore", ignore), ("packs", packs), ("rules", rules)):
        if isinstance(value, str):
            raise SettingsError(Problem(f"“{name}” is a list, not a text.", f"Write {name}=[{value!r}]."))
    rulebook, named = extended((*settings.packs, *packs, *rules))
    language = lang or settings.language
    if language is not None and language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise SettingsError(Problem(f"There are no texts in “{language}”.", f"Choose one of {known}."))
    if severity is not None and severity not in SEVERITIES:
        raise SettingsError(
            Problem(f"“{severity}” is no severity.", f"Choose one of {', '.join(SEVERITIES)}.")
        )
    return Request(
        rulebook=rulebook,
        packs=named,
        semantic=_asks_model(settings, semantic),
        as_of=_iso(as_of),
        language=language,
        select=frozenset(rulebook.find(label).name for label in (*settings.select, *select)),
        ignore=frozenset(rulebook.find(label).name for label in (*settings.ignore, *ignore)),
        severities={rulebook.find(label).name: level for label, level in settings.severities.items()},
        severity=severity,
        efforts={rulebook.find(label).name: level for label, level in settings.efforts.items()},
        impacts={rulebook.find(label).name: level for label, level in settings.impacts.items()},
        shown=frozenset(SEVERITIES[: SEVERITIES.index(severity) + 1] if severity else SEVERITIES),
        section_order=settings.fill_order or DEFAULT_ORDER,
    )


def _asks_model(settings: Settings, semantic: bool | None) -> bool:
    """Return whether a language model is to be asked; raise ``MissingExtraError`` where it is not there."""
    if not (settings.semantic if semantic is None else semantic):
        return False
    from cxadvisor.language.embedding import model_name

    try:
        model_name()
    except MissingExtraError as error:
        if (
            semantic is None
        ):  # the settings of this strategy are to blame, not an argument that is the same for all
            problems = [problem._replace(file=SETTINGS_NAME) for problem in error.problems]
            raise MissingExtraError(problems) from None
        raise
    return True


def _iso(as_of: str | datetime.date | None) -> str:
    if as_of is None:
        return datetime.date.today().isoformat()
    if isinstance(as_of, datetime.date):
        return as_of.isoformat()[:10]
    try:
        date = datetime.date.fromisoformat(as_of).isoformat()
        if date != as_of:
            raise ValueError(as_of)
        return date
    except (TypeError, ValueError):
        raise SettingsError(Problem(f"“{as_of}” is not a date.", "Write it as 2026-03-31.")) from None
