"""``review-notes.yaml`` is written and changed in place: what a person wrote there stays, comments and order too."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxadvisor import InputError, Review, Strategy, load, review
from cxadvisor.noting.editing import Addition, Editor, Value
from cxadvisor.noting.updating import Updated, updated
from cxadvisor.readers.review_notes import read_notes
from tests.noting.conftest import CANVAS

MARK = "00000000000000aa"
OTHER = "00000000000000ab"


def made(folder: Path) -> tuple[Strategy, Review]:
    strategy = load(folder)._replace(notes=None)
    return strategy, review(strategy, as_of="2026-03-01", lang="en")


def update(folder: Path, data: bytes | None = None, **options: object) -> Updated:
    return updated(*made(folder), data, "review-notes.yaml", **options)  # type: ignore[arg-type]


def test_every_finding_gets_an_entry_that_says_what_it_is_about(folder: Path) -> None:
    found = update(folder)
    text = found.data.decode()
    _, plain = made(folder)
    notes = read_notes(found.data, "a").notes
    assert list(notes.findings) == [finding.fingerprint for finding in plain.findings]
    assert found.new == len(plain.findings)
    assert "# high · gap · preferred channels, post-sale\n" in text
    assert "about: [WhatsApp]\n" in text


def test_writing_again_changes_nothing(folder: Path) -> None:
    first = update(folder)
    again = update(folder, first.data)
    assert again.data == first.data
    assert (again.new, again.kept) == (0, first.new)


def test_what_a_person_wrote_stays(folder: Path) -> None:
    _, plain = made(folder)
    first = plain.findings[0].fingerprint
    text = (
        f'# ours\r\ncxnotes: "1"   # version\r\nown:\r\n  - message: |\r\n      Two\r\n      lines\r\n'
        f"findings:\r\n  {first}:   # this one\r\n    comment: 'it''s'\r\n    # more on it\r\n  # the end\r\n"
        "checklist: {}\r\n"
    )
    found = update(folder, text.encode()).data.decode()
    before, after = text.split("  # the end")
    assert found.startswith(before)
    assert found.endswith("  # the end" + after)
    assert found.count("\n") == found.count("\r\n")


def test_an_entry_that_has_no_finding_is_kept_and_told(folder: Path) -> None:
    found = update(
        folder, f'cxnotes: "1"\nfindings:\n  {MARK}: {{rule: empty-block, comment: once}}\n'.encode()
    )
    assert found.gone == 1
    assert f"{MARK}: {{rule: empty-block, comment: once}}" in found.data.decode()


def test_an_entry_follows_its_reworded_note_when_asked_to(folder: Path) -> None:
    data = update(folder).data
    (folder / "canvas.yaml").write_text(CANVAS.replace("[WhatsApp,", "[WhatsApp chat,"), "utf-8")
    _, plain = made(folder)
    (now,) = [each.fingerprint for each in plain.findings if each.rule == "preferred-channel-unsupported"]
    left = update(folder, data)
    assert left.followed == 0
    followed = update(folder, data, follow=True)
    assert followed.followed >= 1
    assert followed.data.decode().count(f"  {now}:") == 1
    assert len(read_notes(followed.data, "a").notes.findings) == len(read_notes(data, "a").notes.findings)


LANGUAGES = {
    "en": ("The sofa does not fit through the door", "The sofa does not go through the narrow door"),
    "ro": ("Canapeaua nu încape pe ușă", "Canapeaua nouă nu încape pe ușa blocului"),
    "pl": ("Sofa nie mieści się w drzwiach", "Sofa nie mieści się w wąskich drzwiach"),
    "ru": ("Диван не проходит в дверь", "Диван не проходит в узкую дверь"),
    "it": ("Il divano non passa dalla porta", "Il divano non passa dalla porta stretta"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_entries_are_written_and_follow_in_each_language(tmp_path: Path, language: str) -> None:
    before, after = LANGUAGES[language]
    canvas = (
        'cxcanvas: "1"\nlanguage: {}\nmoments: {{post_sale: ["{}", {{id: sms, text: SMS}}]}}\n'
        "activities: {{post_sale: [{{text: WhatsApp, for: [sms]}}]}}\n"
    )
    (tmp_path / "canvas.yaml").write_text(canvas.format(language, before), "utf-8")
    data = update(tmp_path).data
    abouts = [entry.about for entry in read_notes(data, "a").notes.findings.values()]
    assert (before,) in abouts
    (tmp_path / "canvas.yaml").write_text(canvas.format(language, after), "utf-8")
    assert update(tmp_path, data, follow=True).followed == abouts.count((before,))


def test_brackets_are_left_to_an_editor(folder: Path) -> None:
    with pytest.raises(InputError, match="brackets"):
        update(folder, b'{cxnotes: "1"}')


LAYOUTS = (
    f"findings:\n  {MARK}:\n    owner: a\n    comment: |\n      x\n",
    f"findings:\n  {MARK}: {{owner: a, comment: x}}\n  {OTHER}: {{owner: b}}\n",
    f"findings: {{{MARK}: {{owner: a, comment: x}}}}\n",
    f"findings:\n    {MARK}:\n        owner: a # why\n        comment: 'x'\n    # next\n    {OTHER}:\n        owner: b",
    f'findings:\n  "{MARK}":\n    "owner": "a"\n    comment: x\nown: []\n',
)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_keys_are_set_replaced_and_taken_away_however_it_is_written(layout: str) -> None:
    data = f'cxnotes: "1"\n{layout}'.encode()
    editor = Editor(data, "a")
    editor.change(("findings", MARK), {"owner": "it's: new", "response": "yes", "comment": None, "order": 2})
    editor.add("findings", [Addition("00000000000000ac", {"rule": "x", "about": ("b", "c: d")}, ("new",))])
    editor.add("checklist", [Addition("shared", {"answer": "no"})])
    before, after = read_notes(data, "a").notes, read_notes(editor.result(), "a").notes
    entry = after.findings[MARK]
    assert (entry.owner, entry.response, entry.comment, entry.order) == ("it's: new", "yes", None, 2)
    assert after.findings["00000000000000ac"].about == ("b", "c: d")
    assert after.checklist["shared"].answer == "no"
    assert after.findings.get(OTHER) == before.findings.get(OTHER)


def test_an_entry_without_keys_takes_some() -> None:
    editor = Editor(f'cxnotes: "1"\nfindings:\n  {MARK}:\n  {OTHER}: {{}}\nchecklist:\n'.encode(), "a")
    editor.change(("findings", MARK), {"owner": "a"})
    editor.change(("findings", OTHER), {"owner": "b"})
    editor.add("checklist", [Addition("shared", {"answer": "yes"})])
    notes = read_notes(editor.result(), "a").notes
    assert [entry.owner for entry in notes.findings.values()] == ["a", "b"]
    assert notes.checklist["shared"].answer == "yes"


_VALUES = st.one_of(
    st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip())),
    st.sampled_from(
        ["null", "no", "2026-01-01", "1.5", "- a", "a: b", "a #b", " a ", "'", '"', "x\ny", "=1+1", "ș„”"]
    ),
)


@settings(max_examples=60, deadline=None)
@given(
    layout=st.sampled_from(LAYOUTS),
    values=st.dictionaries(st.sampled_from(("owner", "comment", "advice")), _VALUES),
)
def test_any_text_is_read_as_it_was_set_or_refused(layout: str, values: dict[str, Value | None]) -> None:
    editor = Editor(f'cxnotes: "1"\n{layout}'.encode(), "a")
    editor.change(("findings", MARK), values)
    try:
        data = editor.result()
    except InputError:
        assert any(not str(value).isprintable() for value in values.values())
        return
    entry = read_notes(data, "a").notes.findings[MARK]
    assert {key: getattr(entry, key) for key in values} == values
