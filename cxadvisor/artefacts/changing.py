"""Finds the steps of a journey in which customers have to change the channel, or to tell things again (K2, S4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from cxadvisor.artefacts.ground import Ground
from cxadvisor.artefacts.items import Item, TakenApart
from cxadvisor.engine import Fact
from cxadvisor.language.listening import Listener
from cxadvisor.rulebook.artefacts import journeys as words

CHANNEL: Final = "steps.channel"

TOLD: Final = frozenset(
    {
        *("steps", "steps.action", "steps.touchpoint", "steps.thought", "steps.said", "steps.seen"),
        *("steps.pain", "steps.failure", "steps.frontstage"),
    }
)
"""Where a step tells what happens to customers; gains, opportunities and recoveries tell what does not."""

SENT: Final = (("sent-to-phone", "phone"), ("sent-in-person", "place"), ("sent-to-writing", "writing"))
"""What is said of customers who are sent elsewhere, and by what means they go on."""

MEANS: Final = (
    ("talk-by-voice", "phone"),
    ("talk-face-to-face", "place"),
    ("talk-in-writing", "writing"),
    ("help-besides-phone", "writing"),
)
"""Channels, and the means that they are."""

IDENTITY: Final = "identity-is-checked"
AGAIN: Final = "context-lost"

IN_TURN: Final = re.compile(
    r"→|⇒|->|=>|\b(?:then|later|apoi|ulterior|pe urmă|după aceea|potem|następnie|później|затем|потом|poi|dopo)\b",
    re.IGNORECASE,
)
"""What joins two channels of a step of which one follows the other, in all languages."""


def names_a_channel(text: str, ground: Ground) -> bool:
    """Whether ``text`` names a channel for certain."""
    return bool(_channels(text, ground))


def changes_of_channel(journey: TakenApart, steps: Sequence[Item], ground: Ground) -> Iterator[Fact]:
    """Yield what is said of customers who are sent elsewhere, go through channels in turn, or tell things again."""
    ears = _Ears(ground)
    told: dict[str, list[Item]] = {step.identity: [step] for step in steps}
    channels: dict[str, list[str]] = {}
    for item in journey.items:
        if item.of in told and item.field in TOLD:
            told[item.of].append(item)
        elif item.of in told and item.field == CHANNEL:
            channels.setdefault(item.of, []).append(item.text)
    before: set[str] = set()
    for step in steps:
        heard = {each.identity: ears.hear(each.text) for each in told[step.identity]}
        named = set().union(*heard.values())
        texts = channels.get(step.identity, [])
        origins = ears.means(texts)
        for concept, goal in SENT:
            came_from = origins - {goal} or (before - {goal} if origins else set())
            if concept in named and came_from:
                yield _sent(step, min(came_from), goal, IDENTITY in named)
        if any(IN_TURN.search(text) for text in texts) and len(ears.channels(texts)) > 1:
            yield words.ChannelsInTurn(id=f"{step.identity} in turn", step=step.identity)
        for identity, concepts in heard.items():
            if AGAIN in concepts:
                name = f"{identity} told again"
                yield words.ContextLost(id=name, step=step.identity, item=identity)
        before = origins


def _sent(step: Item, origin: str, goal: str, identity: bool) -> Fact:
    return words.SentElsewhere(
        id=f"{step.identity} sent to {goal}",
        step=step.identity,
        origin=origin,
        goal=goal,
        identity=identity,
    )


class _Ears:
    """Hears what a text says of changing channels, and which means its channels are."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._listener = Listener(ground.knowledge, ground.language)
        index = ground.knowledge.index
        self._topics = {index[name]: name for name in (*(name for name, _ in SENT), IDENTITY, AGAIN)}
        self._means: Mapping[int, str] = {index[name]: means for name, means in reversed(MEANS)}

    def hear(self, text: str) -> set[str]:
        """Return the topics that ``text`` names and does not deny."""
        named = self._listener.hear(text).named
        return {self._topics[number] for number, sure in named.items() if sure and number in self._topics}

    def channels(self, texts: Iterable[str]) -> set[int]:
        """Return the channels that ``texts`` name."""
        return {concept for text in texts for concept in _channels(text, self._ground)}

    def means(self, texts: Iterable[str]) -> set[str]:
        """Return by what means customers and company are in touch through the channels that ``texts`` name."""
        return {self._means_of(concept) for concept in self.channels(texts)}

    def _means_of(self, concept: int) -> str:
        above, open_ones = {concept}, [concept]
        while open_ones:
            for parent in self._ground.knowledge.above[open_ones.pop()]:
                if parent not in above:
                    above.add(parent)
                    open_ones.append(parent)
        return next((means for number, means in self._means.items() if number in above), "other")


def _channels(text: str, ground: Ground) -> set[int]:
    knowledge = ground.knowledge
    return {
        concept
        for mention in ground.read(text, channels=True).mentions
        if mention.certainty == 1.0 and not mention.negated
        for concept in mention.concepts
        if knowledge.concepts[concept].kind == "channel"
    }
