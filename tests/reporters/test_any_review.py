from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxadvisor.model.review import Review
from cxadvisor.reporters import TEXT_FORMATS, TextFormat, render
from tests.reporters.canvases import STRATEGY_EN, STRATEGY_SET
from tests.reporters.formats import WORDY
from tests.reporters.hostile import HOSTILE_TEXTS
from tests.reporters.samples import review

_RELATIONS = ("serves", "measures", "supports", "meets", "moves", "uses", "shows", "concerns")
_texts = st.one_of(st.sampled_from(HOSTILE_TEXTS), st.text(max_size=30))
_PLACES = [
    *(
        "",
        "/",
        "#",
        "/x~1y",
        "/strategy",
        "/moments",
        "/moments/post_sale",
        "/moments/post_sale/0",
        "/moments/0",
    ),
    *(
        "/moments/post_sale/99",
        "/metrics/post_sale/0/target",
        "/culture",
        "/culture/0",
        "/culture/pre_sale/0",
    ),
    *("canvas.yaml#/needs/pre_sale/0", "familii.yaml#/moments/pre_sale/0", "personas.yaml#/personas/0"),
]
_places = st.one_of(st.sampled_from(_PLACES), st.text(max_size=12))
_many = st.integers(0, 3)


def _lists(inner: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[list[Any]]:
    return st.lists(inner, max_size=most)


_noted = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["open", "accept", "reject"]),
        "own": st.booleans(),
        "signed_off": st.booleans(),
    },
    optional={
        **dict.fromkeys(("reason", "response", "owner", "due", "comment"), _texts),
        "original": st.fixed_dictionaries(
            {}, optional={"message": _texts, "severity": st.sampled_from(["high", "medium", "low"])}
        ),
    },
)
_findings = st.fixed_dictionaries(
    {
        "rule": _texts,
        "code": _texts,
        "kind": st.sampled_from(["gap", "conflict", "weakness", "confirm", "advice"]),
        "severity": st.sampled_from(["high", "medium", "low"]),
        "block": st.none() | _texts,
        "stage": st.sampled_from([None, "pre_sale", "post_sale"]),
        "at": _lists(_places),
        "position": st.fixed_dictionaries(
            {}, optional={"file": _texts, "line": st.integers(1, 9), "column": st.integers(1, 9)}
        ),
        "message": _texts,
        "consequence": _texts,
        "because": _lists(st.fixed_dictionaries({"text": _texts, "at": _places})),
        "asks": st.none() | st.fixed_dictionaries({"rule": _texts}),
        "candidates": _lists(
            st.fixed_dictionaries(
                {
                    "at": _places,
                    "relation": st.sampled_from(_RELATIONS),
                    "confidence": st.floats(0, 1),
                    "reason": _texts,
                }
            )
        ),
        "absorbed": _lists(st.fixed_dictionaries({"rule": _texts, "at": _lists(_places)})),
        "advice": _texts,
        "whys": _lists(_texts),
        "sources": _lists(st.sampled_from(["S1", "K7a", "K99", "", "Kx", "?"]) | _texts),
        "ground": st.sampled_from(["canvas", "standard", "research", "practice"]),
        "effort": st.none() | _texts,
        "impact": st.none() | _texts,
        "fingerprint": st.sampled_from(["aa", "aa", "b b", ""]) | _texts,
        "waived": st.none() | st.fixed_dictionaries({"reason": _texts, "until": st.none() | _texts}),
        "noted": st.none() | _noted,
    }
)
_links = st.fixed_dictionaries(
    {
        "from": _places,
        "to": _places,
        "relation": st.sampled_from(_RELATIONS),
        "origin": st.sampled_from(["explicit", "inferred"]),
        "confidence": st.floats(0, 1),
        "reason": _texts,
    }
)
_scores = st.fixed_dictionaries(dict.fromkeys(("of", "covered", "gap", "asked"), _many))
_parts = st.fixed_dictionaries(
    {
        "complete": st.booleans(),
        "interface": st.sampled_from(["en", "ro", "xx"]),
        "as_of": _texts,
        "strategy": st.fixed_dictionaries(
            {
                "title": _texts,
                "language": _texts,
                "files": _lists(_texts),
                "digest": _texts,
                "date": st.none() | _texts,
            }
        ),
        "strengths": _lists(st.fixed_dictionaries({"text": _texts, "at": _lists(_places)})),
        "findings": _lists(_findings, 5),
        "links": _lists(_links, 4),
        "scores": st.dictionaries(_texts, _scores, max_size=2),
        "coverage": st.fixed_dictionaries(
            {
                "assessed": _lists(_texts),
                "not_assessed": _lists(st.fixed_dictionaries({"rule": _texts, "why": _texts})),
            }
        ),
        "checklist": _lists(
            st.fixed_dictionaries(
                {"id": _texts, "text": _texts, "sources": _lists(_texts)},
                optional={"answer": st.sampled_from(["yes", "no", "not documented"]), "comment": _texts},
            )
        ),
        "edition": st.sampled_from([None, "working", "client"]),
        "held_back": st.none() | st.integers(0, 3),
        "notices": _lists(
            st.fixed_dictionaries({"code": _texts, "message": _texts, "at": st.none() | _texts})
        ),
    }
)


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    """Reviews with odd texts and places everywhere, some of them of several canvases."""
    inner = [review(**draw(_parts)) for _ in range(draw(st.integers(0, 2)))]
    return review(**draw(_parts), reviews=inner)


PROGRAMS: tuple[TextFormat, ...] = tuple(each for each in TEXT_FORMATS if each not in WORDY)


@pytest.mark.parametrize("forms", [*((form,) for form in WORDY), PROGRAMS], ids="-".join)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    sample=reviews(), strategy=st.sampled_from([None, STRATEGY_EN, STRATEGY_SET]), everything=st.booleans()
)
def test_any_review_can_be_reported_and_always_the_same(
    forms: tuple[TextFormat, ...], sample: Review, strategy: Any, everything: bool
) -> None:
    before = sample.model_dump_json()
    for form in forms:
        first = render(sample, form, strategy=strategy, show_all=everything)
        assert first.encode("utf-8")
        assert render(sample, form, strategy=strategy, show_all=everything) == first
    assert sample.model_dump_json() == before
