"""The catalogue: what its entries hold, how they are found, and how mistakes in them are told."""

from __future__ import annotations

import pytest

from cxadvisor.catalogue import entries_about, metrics_for, shipped_catalogue
from cxadvisor.catalogue.authoring import METRICS, authored_catalogue, compile_catalogue, translation_of
from cxadvisor.catalogue.entries import entry_texts
from cxadvisor.catalogue.fitting import MOST
from cxadvisor.catalogue.searching import found_for, nearest_to
from cxadvisor.catalogue.shapes import OPTIONAL, texts_of
from cxadvisor.errors import KnowledgeError
from cxadvisor.language import shipped_knowledge
from cxadvisor.language.reading import NoteReading, Reader
from cxadvisor.texts import LANGUAGES, texts_for

CATALOGUE = shipped_catalogue()

FIELD = (
    *("nps", "csat", "customer-effort-score", "churn-rate", "retention-rate", "renewal-rate"),
    *("repeat-purchase-rate", "customer-lifetime-value", "first-contact-resolution", "time-to-resolution"),
    *("first-response-time", "contact-reasons", "on-time-in-full", "conversion-rate", "cart-abandonment"),
    *("activation-rate", "time-to-value", "adoption-rate", "task-success", "complaint-rate", "waiting-time"),
    *("abandoned-contacts", "referral-rate", "share-of-voice", "marketing-engagement", "review-rating"),
    *("employee-nps", "employee-engagement", "email-opens", "heart", "cem-and-crm", "true-north"),
    *("five-whys", "moment-of-truth", "moment-that-matters", "service-gaps", "peak-and-end"),
)
"""What people of the field ask about first."""


def test_the_catalogue_has_what_the_field_asks_about() -> None:
    assert not [name for name in FIELD if name not in CATALOGUE]
    kinds = [entry.kind for entry in CATALOGUE]
    assert kinds.count("metric") >= 40
    assert kinds.count("component") == 5
    assert kinds.count("improvement") >= 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_says_all_it_should_in_every_language(language: str) -> None:
    texts = entry_texts(language)
    for entry in CATALOGUE:
        fields = texts[entry.name].fields
        assert {*fields, *OPTIONAL} >= set(texts_of(entry.kind)), entry.name
        assert all(f"report.source.{source}" in texts_for(language) for source in entry.sources)
        if entry.kind == "metric":
            assert entry.beside, f"{entry.name}: nothing keeps it honest"


def test_measures_that_mislead_say_so() -> None:
    """The articles and the literature disagree with what is often claimed of these (method: K1, K2, K3, K6)."""
    texts = entry_texts("en")

    def pitfalls(name: str) -> str:
        return " ".join(texts[name].fields["pitfalls"])

    assert "no better than satisfaction" in pitfalls("nps")
    assert "0 to 10" in texts["nps"].fields["formula"][0]
    assert "weak for retention" in pitfalls("customer-effort-score")
    assert "2021" in pitfalls("email-opens")
    assert "disputed" in pitfalls("retention-rate")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("nps", "nps"),
        ("Net Promoter Score", "nps"),
        ("CES", "customer-effort-score"),
        ("time to resolution", "time-to-resolution"),
        ("live chat", "live-chat"),
        ("HEART", "heart"),
        ("whatsapp business", "messaging"),
        ("rezolvare la primul contact", "first-contact-resolution"),
        ("Efortul clientului (CES)", "customer-effort-score"),
        ("timp de răspuns", "first-response-time"),
        ("czas odpowiedzi", "first-response-time"),
        ("wskaźnik odejść klientów", "churn-rate"),
        ("отток клиентов", "churn-rate"),
        ("карта пути клиента", "customer-journey-map"),
        ("sforzo del cliente", "customer-effort-score"),
        ("momento della verità", "moment-of-truth"),
        ("5 perché", "five-whys"),
    ],
)
def test_words_in_five_languages_find_an_entry(words: str, name: str) -> None:
    assert [entry.name for entry in found_for(words, shipped_knowledge())] == [name]


@pytest.mark.parametrize("words", ["", "?!", "xq", "x" * 5_000, "zorgaf blen"])
def test_words_that_mean_nothing_find_nothing(words: str) -> None:
    assert found_for(words, shipped_knowledge()) == ()


def test_a_slip_of_the_pen_is_met_with_names_that_look_like_it() -> None:
    assert nearest_to("churm")[0] == "churn-rate"
    assert nearest_to("") == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        (METRICS, "unit: points", "unit: apples", "“unit” is missing or not known. Write percent"),
        (METRICS, "phases: [use, help, renewal]", "phases: [lunch]", "“lunch” under “phases” is not known"),
        (METRICS, "concepts: [nps]", "concepts: [npss]", "“npss” under “concepts” is not known"),
        (METRICS, "concepts: [csat]", "concepts: [nps]", "“nps” belongs to nps. Leave it out of one."),
        (
            METRICS,
            "beside: [csat, customer-effort-score, retention-rate]",
            "beside: [nps]",
            "there is nothing",
        ),
        (METRICS, "  timing: lagging\n", "  timming: lagging\n", "“timming” is not known"),
        (METRICS, "sources: [S4, K3]", "sources: [a blog]", "“a blog” is no source"),
        (METRICS, "between −100 and 100.", "between −100 and 100", "holds no sentence"),
        (METRICS, "\ncsat:", "\nNPS 2:", "this is no name"),
        (METRICS, "label: Customer satisfaction", "label: NPS", "is called so, too"),
        ("practices.yaml", "kind: touchpoint", "kind: gadget", "“gadget” is no kind"),
        ("practices.yaml", "\nsmart:", "\nnps:", "this name is taken"),
        ("practices.yaml", "called: {pl: [mapa", "called: {xx: [mapa", "holds names by language"),
        (translation_of(METRICS, "ro"), "\ncsat:", "\ncsatt:", "there is no such entry"),
        (translation_of(METRICS, "ro"), "nps:\n  label", "nps:\n  unit: x\n  label", "“unit” is no text"),
    ],
)
def test_the_catalogue_is_checked_as_it_is_compiled(file: str, old: str, new: str, complaint: str) -> None:
    files = authored_catalogue()
    assert old in files[file]
    files[file] = files[file].replace(old, new, 1)
    with pytest.raises(KnowledgeError, match="^" + file.replace(".", r"\.")) as caught:
        compile_catalogue(shipped_knowledge().index, files)
    assert complaint in str(caught.value)


def test_a_missing_translation_is_told() -> None:
    files = authored_catalogue()
    file = translation_of("practices.yaml", "ro")
    files[file] = files[file].partition("\ncx-canvas:")[0]
    with pytest.raises(KnowledgeError, match="“cx-canvas”: this entry is missing"):
        compile_catalogue(shipped_knowledge().index, files)


def _read(text: str, language: str = "en") -> NoteReading:
    return Reader(shipped_knowledge(), language).read(text)


@pytest.mark.parametrize(
    ("text", "language", "stage", "first"),
    [
        ("Every question gets an answer within a day", "en", "post_sale", "first-response-time"),
        ("Nimeni nu stă la coadă mai mult de cinci minute", "ro", "pre_sale", "waiting-time"),
        ("Zamówienia dostarczane na czas", "pl", "post_sale", "on-time-in-full"),
        ("Клиенты остаются с нами", "ru", "post_sale", "churn-rate"),
    ],
)
def test_metrics_are_proposed_that_would_show_what_a_note_wants(
    text: str, language: str, stage: str, first: str
) -> None:
    proposed = [entry.name for entry in metrics_for(_read(text, language), stage, shipped_knowledge())]
    assert proposed[0] == first
    assert 2 <= len(proposed) <= MOST


@pytest.mark.parametrize("text", ["", "???", "Zorgaf blen mrawk", "Oameni mutați de pe DN1 pe șine"])
def test_where_words_point_to_no_metric_none_is_proposed(text: str) -> None:
    assert metrics_for(_read(text), "post_sale", shipped_knowledge()) == ()


def test_a_metric_of_the_other_stage_is_not_proposed() -> None:
    after = metrics_for(_read("Customers renew their contract"), "post_sale", shipped_knowledge())
    before = metrics_for(_read("Customers renew their contract"), "pre_sale", shipped_knowledge())
    assert "renewal-rate" in [entry.name for entry in after]
    assert "renewal-rate" not in [entry.name for entry in before]


def test_what_a_note_names_leads_to_its_entry() -> None:
    named = [
        entry.name
        for entry in entries_about(_read("NPS above 40, never asked by WhatsApp"), shipped_knowledge())
    ]
    assert named[0] == "nps"
    assert entries_about(_read("Blue"), shipped_knowledge()) == ()
