"""Rules written in Python, for those who trust the code; packs of cards are accepted from anyone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cxadvisor.engine import Fact
from cxadvisor.engine.conditions import Condition
from cxadvisor.errors import Problem, RuleCardError, SettingsError
from cxadvisor.rulebook.card import RuleCard

PYTHON = "python:"
"""How settings name an installed pack of Python rules; anything else is the path of a card file or folder."""
GROUP = "cxadvisor.rules"
"""The entry-point group in which such packs are found; each entry is an iterable of rules made by ``rule``."""


def rule(card: Mapping[str, Any], *conditions: Fact | Condition) -> RuleCard:
    """Make a rule in Python: a card whose conditions are written in the vocabulary of the engine.

    Args:
        card: what a card file says, without ``when``; ``at`` names the variable that is bound to the ``id`` of a note.
        conditions: patterns over the facts of ``cxadvisor.rulebook.vocabulary``; predicates must be pure.

    Raises:
        RuleCardError: the card is not complete.
    """
    from pydantic import ValidationError

    from cxadvisor.rulebook.card import card_from
    from cxadvisor.rulebook.cardfile import CardFile, plain

    try:
        # The conditions are the engine's own; a card file would have them under “when”.
        made = card_from(plain(CardFile.model_validate({"when": [{"python": {}}], **card}), "python"))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"]))
        name = card.get("name")
        raise RuleCardError(f"{key}: {first['msg']}", rule=name if isinstance(name, str) else None) from None
    return made._replace(python=conditions, when=())


def installed(name: str) -> Iterable[RuleCard]:
    """Return the rules of the installed pack ``name``; raises ``SettingsError`` where there is none."""
    from importlib.metadata import entry_points

    found = [each for each in entry_points(group=GROUP) if each.name == name]
    if not found:
        known = ", ".join(sorted(each.name for each in entry_points(group=GROUP))) or "none"
        raise SettingsError(
            Problem(f"No pack of Python rules called “{name}” is installed.", f"Installed packs: {known}.")
        )
    cards: Iterable[RuleCard] = found[0].load()
    return cards
