"""The way of the data, from a strategy to its review."""

import datetime
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cxadvisor.drafting import SEVERITIES
from cxadvisor.errors import Problem, SettingsError
from cxadvisor.model.review import Review
from cxadvisor.model.strategy import Edition, Severity, Strategy
from cxadvisor.readers import load
from cxadvisor.request import Request, request_of
from cxadvisor.rulebook.card import RuleCard
from cxadvisor.single import linked, review_canvas


def review(
    source: Strategy | str | os.PathLike[str] | Mapping[str, Any],
    *,
    lang: str | None = None,
    as_of: str | datetime.date | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    severity: Severity | None = None,
    packs: Iterable[str | os.PathLike[str]] = (),
    rules: Iterable[RuleCard | str | os.PathLike[str]] = (),
    semantic: bool | None = None,
    edition: Edition | None = None,
    baseline: str | os.PathLike[str] | None = None,
    since: str | os.PathLike[str] | None = None,
) -> Review:
    """Review a strategy.

    Args:
        source: a path to a canvas file or strategy folder, a canvas as a mapping, or what ``load`` returned.
        lang: the language of all texts; by default that of the settings, else of the canvas where there are
        texts in it,
            else English.
        as_of: the date the review looks from (ISO); by default today. Nothing else reads a clock.
        select: names or codes of the rules to report; none means all. Adds to the settings.
        ignore: names or codes of rules not to report. Adds to the settings.
        severity: leave out findings below this severity; scores and strengths stay as they are.
        packs: rules and knowledge of one's own: paths of files and folders with rule cards, with knowledge or with
            both; ``python:NAME`` is an installed pack of Python rules. Adds to the settings.
        rules: rules of one's own: cards, or packs.
        semantic: also ask a language model what notes mean, to link more of them; by default as the settings say. Needs
            the extra ``semantic``.
        edition: ``working`` (all findings) or ``client`` (those that the notes on the review sign off); by default as
            the settings say, else working.
        baseline: a saved review or a baseline file whose findings are accepted as known; by default as the settings
            say.
        since: a saved review; the review then also tells what became of the strategy since.

    Returns:
        One immutable review; with several canvases it holds one review each under ``reviews``.

    Raises:
        InputError: the source cannot be read; all problems are listed with file, line and column.
        SettingsError: an unknown rule, language or date, or a pack that is not there.
        RuleCardError: a rule of one's own that cannot be used.
        KnowledgeError: knowledge of one's own that cannot be used (an ``InputError``).
    """
    strategy = source if isinstance(source, Strategy) else load(source)
    request = request_of(strategy.settings, lang, as_of, select, ignore, severity, packs, rules, semantic)
    edition = edition or strategy.settings.edition
    found = _noted(strategy, request, edition)
    past = baseline if baseline is not None else strategy.settings.baseline
    if past is not None:
        from cxadvisor.progress.baseline import watched

        found = watched(found, strategy, past)
    if since is not None:
        from cxadvisor.progress.since import since_saved

        found = since_saved(found, strategy, since, for_client=edition == "client")
    if edition != "client":
        return found
    from cxadvisor.noting import for_client

    return for_client(found)


def _noted(strategy: Strategy, request: Request, edition: Edition | None) -> Review:
    """Return the review with what the consultant noted of it."""
    if strategy.notes is None and edition is None:
        return reviewed(strategy, request)
    if edition not in (None, "working", "client"):
        raise SettingsError(Problem(f"“{edition}” is no edition.", "Choose working or client."))
    from cxadvisor.noting import noted

    # What somebody rated anew may be shown, or no longer, so the rules leave out nothing.
    made = reviewed(strategy, request._replace(shown=frozenset(SEVERITIES)))
    return noted(made, strategy, edition, request.shown)


def reviewed(strategy: Strategy, request: Request) -> Review:
    """Return the review as the rules make it, without what the consultant noted; a request serves any number of
    strategies.
    """
    if len(strategy.canvases) == 1:
        file = strategy.canvases[0]
        return review_canvas(strategy, file, linked(file, strategy, request), strategy.companions, request)
    from cxadvisor.across import review_together

    return review_together(strategy, request)
