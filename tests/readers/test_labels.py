"""Which block and which stage a label names, in five languages, and what is no label."""

from __future__ import annotations

import pytest

from cxadvisor.model.blocks import BLOCKS
from cxadvisor.readers.tables.labels import label_of, why_unplaced


@pytest.mark.parametrize(
    ("text", "block", "stage"),
    [
        ("Moments – post-sale", "moments", "post_sale"),
        ("Obiective / pre-vânzare", "objectives", "pre_sale"),
        ("9 Metrics (pre)", "metrics", "pre_sale"),
        ("9. Indicatori – după vânzare", "metrics", "post_sale"),
        ("PRE-SALE NEEDS", "needs", "pre_sale"),
        ("pre_sale.needs", "needs", "pre_sale"),
        ("Customers / Needs / after the sale", "needs", "post_sale"),
        ("Potrzeby klientów przed sprzedażą", "needs", "pre_sale"),
        ("Ключевые действия (после продажи)", "activities", "post_sale"),
        ("Canali preferiti – prima della vendita", "preferred_channels", "pre_sale"),
        ("Предпочитаемые каналы: до", "preferred_channels", "pre_sale"),
        ("Key activities after purchase", "activities", "post_sale"),
        ("canale de distribuţie preferate (pre)", "preferred_channels", "pre_sale"),
        ("Who", "segments", None),
        ("Kultura organizacyjna", "culture", None),
        ("Piano di fidelizzazione", "retention_plan", None),
        ("Plan de notorietate și implicare", "awareness_plan", None),
        ("Sales model 11", "sales_model", None),
        ("After the sale", None, "post_sale"),
        ("Przed", None, "pre_sale"),
        ("Parking lot", None, None),
        ("Needs more work", None, None),
        ("before we start", None, None),
        ("", None, None),
        ("needs " * 50, None, None),
    ],
)
def test_a_label_names_a_block_and_a_stage(text: str, block: str | None, stage: str | None) -> None:
    label = label_of(text)
    assert (label.block, label.stage) == (block, stage)


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_is_known_by_its_key(name: str) -> None:
    assert label_of(name).block == name
    assert label_of(name.replace("_", " ").upper()).block == name


def test_a_word_of_two_languages_follows_the_other_labels() -> None:
    assert label_of("Valori").block == "metrics"
    assert label_of("Valori", italian=True).block == "culture"


def test_a_label_that_is_none_says_what_it_may_mean() -> None:
    assert "no block" in why_unplaced("Parking lot")
    assert "Did you mean “moments”?" in why_unplaced("Momments")
    assert "before or after the sale" in why_unplaced("Needs")
