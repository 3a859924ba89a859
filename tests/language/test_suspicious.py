"""Characters that deceive the eye are named; what languages do with borrowed words is not."""

from __future__ import annotations

import pytest

from cxadvisor.language.suspicious import suspicious_characters


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("pay\u202epal", ("bidi",)),
        ("What\u200bsApp", ("zero-width",)),
        ("WhatsАpp", ("mixed-script",)),
        ("рaypal", ("mixed-script",)),
        ("\u2066a\u2069 b\ufeff", ("bidi", "zero-width")),
        ("web-сайт", ()),
        ("SMSка от CRMной системы", ()),
        ("Żółty rower, côté café", ()),
        ("👨‍👩‍👧 family ticket", ()),
        ("plain", ()),
    ],
)
def test_what_is_odd_is_named(text: str, names: tuple[str, ...]) -> None:
    assert suspicious_characters(text) == names
