"""Notes are compared by what their words point to, and what is near to it is reached as well."""

from __future__ import annotations

import pytest

from cxadvisor.language import THRESHOLD, Linking, link, shipped_knowledge
from cxadvisor.language.reading import Reader
from cxadvisor.language.topics import TOPIC_SIZE, reach_of
from cxadvisor.model.canvas import Canvas


def linked(language: str, moment: str, *activities: str) -> Linking:
    """Link one moment with some activities."""
    content = {
        "language": language,
        "moments": {"post_sale": [moment]},
        "activities": {"post_sale": list(activities)},
    }
    return link(Canvas.model_validate(content))


@pytest.mark.parametrize(
    ("language", "moment", "right", "wrong"),
    [
        (
            "en",
            "Day off work waiting for somebody to mend the line",
            "Technician texts before he comes",
            "Birthday card",
        ),
        (
            "ro",
            "O zi liberă pierdută așteptând tehnicianul",
            "SMS înainte de sosirea tehnicianului",
            "Felicitare de ziua ta",
        ),
        (
            "pl",
            "Cały dzień w domu w oczekiwaniu na montera",
            "SMS przed przyjazdem technika",
            "Kartka urodzinowa",
        ),
        ("ru", "Весь день дома в ожидании мастера", "Смс перед приездом мастера", "Открытка ко дню рождения"),
        (
            "it",
            "Un giorno di ferie ad aspettare il tecnico",
            "SMS prima dell’arrivo del tecnico",
            "Biglietto di auguri",
        ),
    ],
)
def test_words_of_a_situation_lead_to_its_practice(
    language: str, moment: str, right: str, wrong: str
) -> None:
    found = linked(language, moment, wrong, right)
    ranked = [(entry.confidence, entry.source) for entry in found.links] + [
        (entry.confidence, entry.place)
        for entry in found.candidates.get(("/moments/post_sale/0", "serves"), ())
    ]
    assert max(ranked)[1] == "/activities/post_sale/1"


def test_a_single_pair_with_nothing_in_common_is_no_link() -> None:
    found = linked("en", "Parking", "Complaints are answered within a day")
    assert all(entry.confidence < THRESHOLD for entry in found.links)
    assert not found.links


def test_a_topic_has_bounds_and_does_not_depend_on_the_order_of_words() -> None:
    reader = Reader(shipped_knowledge(), "en")
    words = [
        "delivery",
        "repair",
        "invoice",
        "warranty",
        "return",
        "refund",
        "waiting",
        "complaint",
        "price",
        "contract",
    ]
    one, other = (reader.read(" ".join(order)).topic for order in (words, words[::-1]))
    concepts = [name for name in one.weights if isinstance(name, int)]
    assert len(concepts) == TOPIC_SIZE
    assert {name: weight for name, weight in one.weights.items() if isinstance(name, int)}.keys() == {
        name for name in other.weights if isinstance(name, int)
    }


def test_what_is_near_is_reached_but_less_than_what_is_said() -> None:
    knowledge = shipped_knowledge()
    topic = Reader(knowledge, "en").read("Late delivery").topic
    reach, length = reach_of(topic, "serves", knowledge)
    assert reach.keys() > topic.weights.keys()
    assert all(reach[name] >= weight for name, weight in topic.weights.items())
    assert length >= topic.length
