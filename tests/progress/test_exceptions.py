"""Accepted exceptions stand in every report with reason and end; one that ran out brings its finding back."""

from __future__ import annotations

import pytest

from cxadvisor import load, review
from cxadvisor.reporters import TextFormat, render
from tests.progress.changing import canvas
from tests.reporters.formats import WORDY

REASON = "Nobody to staff it before the new shop opens"
WAIVED = canvas(
    waivers=[
        {
            "rule": "preferred-channel-unsupported",
            "at": "preferred_channels",
            "reason": REASON,
            "until": "2026-06-30",
        }
    ]
)


@pytest.mark.parametrize("lang", ["en", "ro"])
@pytest.mark.parametrize("format", WORDY)
def test_an_exception_is_listed_with_its_reason_and_its_end(format: TextFormat, lang: str) -> None:
    strategy = load(WAIVED)
    made = review(strategy, as_of="2026-06-30", lang=lang)
    report = " ".join(render(made, format, strategy=strategy).split())
    assert REASON in report
    assert ("2026-06-30" if lang == "en" or format == "json" else "30.06.2026") in report
    assert "waiver-expired" not in report


@pytest.mark.parametrize("lang", ["en", "ro"])
@pytest.mark.parametrize("format", WORDY)
def test_the_finding_of_an_exception_that_ran_out_is_back_and_says_why(format: TextFormat, lang: str) -> None:
    strategy = load(WAIVED)
    made = review(strategy, as_of="2026-07-01", lang=lang)
    (finding,) = made.of_kind("gap")
    assert finding.counts
    assert REASON in finding.because[-1].text
    assert finding.because[-1].at == "/waivers/0"
    report = " ".join(render(made, format, strategy=strategy).split())
    assert "waiver-expired" in report
    assert REASON in report
    assert ("2026-06-30" if lang == "en" else "30.06.2026") in report


def test_an_exception_that_still_holds_hides_one_that_ran_out() -> None:
    both = canvas(waivers=[*WAIVED["waivers"], {**WAIVED["waivers"][0], "until": "2027-01-01"}])
    made = review(both, as_of="2026-07-01")
    (finding,) = (each for each in made.findings if each.waived)
    assert not any("/waivers" in reason.at for reason in finding.because)
