"""A report tells what became of the strategy since an earlier review, and nothing that the client may not read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cxadvisor import SettingsError, load, review
from cxadvisor.model.review import Review
from cxadvisor.progress.history import entry_of, line_of
from cxadvisor.progress.since import since_recorded
from cxadvisor.reporters import render
from tests.progress.changing import AS_OF, canvas

LATER = "2026-09-01"
BROKEN = canvas(activities={"pre_sale": [{"text": "Test ride at home", "for": ["nowhere"]}], "post_sale": []})


def saved(path: Path, content: Any) -> Path:
    strategy = load(content)
    path.write_text(render(review(strategy, as_of=AS_OF), "json", strategy=strategy), "utf-8")
    return path


def since(path: Path, content: Any) -> Review:
    return review(load(content), as_of=LATER, since=path)


def test_what_is_resolved_and_what_is_new_is_told(tmp_path: Path) -> None:
    worse = since(saved(tmp_path / "old.json", canvas()), BROKEN)
    better = since(saved(tmp_path / "broken.json", BROKEN), canvas())
    assert worse.since
    assert better.since
    assert (
        worse.since.summary["new"] == better.since.summary["resolved"] + better.since.summary["removed"] > 0
    )
    assert {each.became for each in better.since.findings} <= {"resolved", "removed", "changed"}
    assert (better.since.as_of, better.since.source, better.since.alike) == (AS_OF, "review", True)


def test_the_document_tells_it_and_leads_to_what_is_still_there(tmp_path: Path) -> None:
    found = since(saved(tmp_path / "old.json", canvas()), BROKEN)
    page = render(found, "html", strategy=load(BROKEN))
    assert found.since
    new = next(each for each in found.since.findings if each.became == "new")
    section = page[page.index('id="progress"') : page.index('id="coverage"')]
    assert f'href="#{new.fingerprint}"' in section
    assert json.loads(render(found, "json"))["since"]["name"] == "old.json"


def test_without_an_earlier_review_there_is_nothing_to_tell() -> None:
    found = review(load(canvas()), as_of=LATER)
    assert "since" not in json.loads(render(found, "json"))
    assert 'id="progress"' not in render(found, "html")


def test_the_history_gives_figures_of_an_earlier_day(tmp_path: Path) -> None:
    folder = tmp_path / "strategy"
    folder.mkdir()
    old = review(load(BROKEN), as_of=AS_OF)
    (folder / "history.jsonl").write_text(line_of(entry_of(old)) + "no line of ours\n", "utf-8")
    told = since_recorded(review(load(canvas()), as_of=LATER), str(folder)).since
    assert told
    assert (told.source, told.as_of, told.findings) == ("history", AS_OF, ())
    assert told.before == told.before.model_copy(update={"findings": entry_of(old).findings})
    assert since_recorded(old, str(folder)).since is None  # of the same day: nothing earlier
    assert since_recorded(old, str(tmp_path)).since is None


def test_the_client_reads_nothing_of_what_is_not_signed_off(tmp_path: Path) -> None:
    (tmp_path / "canvas.json").write_text(json.dumps(BROKEN), "utf-8")
    old = saved(tmp_path / "old.txt", canvas()).rename(tmp_path.parent / f"{tmp_path.name}-old.json")
    first = review(load(tmp_path), as_of=LATER)
    signed, *_ = first.of_kind("gap", "conflict", "weakness")
    notes = {"cxnotes": "1", "findings": {signed.fingerprint: {"signed_off": True}}}
    (tmp_path / "review-notes.yaml").write_text(json.dumps(notes), "utf-8")
    told = review(load(tmp_path), as_of=LATER, since=old, edition="client").since
    assert told
    assert {each.fingerprint for each in told.findings} <= {signed.fingerprint}
    assert told.summary == {}
    assert told.now.findings is None


@pytest.mark.parametrize("text", ["{}", "[]", "not json", '{"cxreviews": "1", "reviews": []}'])
def test_what_is_no_saved_review_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "old.json"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError):
        since(path, canvas())
