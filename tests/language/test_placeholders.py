"""A placeholder is seen as one in every language, and a real note never is."""

from __future__ import annotations

import pytest

from cxadvisor.language.knowledge import shipped_knowledge
from cxadvisor.language.placeholders import is_placeholder

PLACEHOLDERS = """TBD
tbd
T.B.D.
TODO
TODO ask Magda about weekends
TBC – waiting for legal
???
??? – do uzupełnienia, dopytać Magdę
…
...
-
—
xxx
XXX
ххх
xxx (de văzut)
[ ]
[TBD]
____
lorem ipsum dolor sit amet
Lorem Ipsum
n/a
N/A
to be defined
To be completed: numbers from finance
de completat
De completat – întreabă la vânzări
De stabilit
do uzupełnienia
Do ustalenia (po warsztacie)
заполнить
Заполнить!
Уточнить – спросить у Ани
da completare
Da definire, chiedere a Marta
placeholder
brak
нет
fill in
"""

NOTES = """Program de completat online formularul
XXL sizes in stock
XX century furniture fair
To-do list in the app
To do the paperwork in one visit
Do you deliver on Sundays???
Why is it so expensive???
… and then nobody calls
... dopo la firma nessuno chiama più
Completing the form takes an hour
Fill in the form once, at home
Заполнить анкету один раз
De completat formularul o singură dată
Nothing breaks on the way
Brak miejsc parkingowych
Нет очередей в регистратуре
Test ride around the block
Missing parts in the box
"""


@pytest.mark.parametrize("text", PLACEHOLDERS.splitlines())
def test_a_placeholder_is_seen(text: str) -> None:
    assert is_placeholder(text, shipped_knowledge())


@pytest.mark.parametrize("text", NOTES.splitlines())
def test_a_real_note_is_no_placeholder(text: str) -> None:
    assert not is_placeholder(text, shipped_knowledge())
