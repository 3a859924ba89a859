"""Where findings about artefacts stand: places, positions, fingerprints and waivers, whatever order things are in."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from cxadvisor import Finding, Review, review
from cxadvisor.model.artefacts.common import Brief
from cxadvisor.model.review import Reason
from cxadvisor.model.strategy import UNWRITTEN
from tests.artefacts.samples import CANVAS, COMPANIONS, Content, folder_of

IN_ORDER = ("before", "during", "after", "steps", "stages", "whys", "emotion_scale", "scale")
"""Lists whose order says something."""


def seen(path: Path) -> Review:
    return review(path, as_of="2026-01-01", lang="en")


def shuffled(content: Any, chance: random.Random, key: str = "") -> Any:
    """Return the same content with its keys, and the lists whose order says nothing, in another order."""
    if isinstance(content, dict):
        keys = list(content)
        chance.shuffle(keys)
        return {each: shuffled(content[each], chance, each) for each in keys}
    if isinstance(content, list):
        entries = [shuffled(each, chance) for each in content]
        if key not in IN_ORDER:
            chance.shuffle(entries)
        return entries
    return content


def judged(made: Review) -> list[tuple[str, str, str]]:
    return sorted((finding.fingerprint, finding.rule, finding.message) for finding in made.findings)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "strategy")


def places_in(made: Review) -> Iterator[str]:
    for finding in made.findings:
        yield from finding.at
        for reason in finding.because:
            yield from _at(reason)
        for absorbed in finding.absorbed:
            yield from absorbed.at
        yield from (candidate.at for candidate in finding.candidates)
    for link in made.links:
        yield from (link.from_, link.to)


def _at(reason: Reason) -> Iterator[str]:
    if reason.at is not None:
        yield reason.at


def held(folder: Path, place: str) -> Any:
    """Follow a place into its file, as RFC 6901 says; whoever reads a review does the same."""
    name, _, pointer = place.partition("#") if not place.startswith("/") else ("", "", place)
    content: Any = json.loads((folder / (name or "canvas.json")).read_text("utf-8"))
    for token in pointer.split("/")[1:]:
        token = token.replace("~1", "/").replace("~0", "~")
        content = content[int(token)] if isinstance(content, list) else content[token]
    return content


def test_every_place_of_a_review_leads_to_something_in_a_file(folder: Path) -> None:
    places = list(places_in(seen(folder)))
    assert any(place.startswith("personas.json#/personas/") for place in places)
    for place in places:
        held(folder, place)


def test_a_finding_about_an_artefact_has_the_position_it_has_in_its_own_file(folder: Path) -> None:
    found = [finding for finding in seen(folder).findings if "#" in finding.at[0]]
    assert found
    for finding in found:
        assert finding.position.file == finding.at[0].partition("#")[0]
        assert finding.position.line == 1
        assert finding.position.column is not None
        text = (folder / finding.position.file).read_text("utf-8")[finding.position.column - 1 :]
        assert json.JSONDecoder().raw_decode(text)[0] == held(folder, finding.at[0])
        assert finding.block == finding.at[0].split("/")[1]


def test_inside_the_canvas_file_a_place_is_a_plain_pointer() -> None:
    made = review({**CANVAS, **COMPANIONS}, as_of="2026-01-01", lang="en")
    assert any(place.startswith("/personas/") for finding in made.findings for place in finding.at)


@pytest.mark.parametrize("seed", range(12))
def test_no_order_of_keys_lists_or_files_changes_what_is_found(
    folder: Path, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    other = tmp_path / "other"
    other.mkdir()
    for file in sorted(folder.iterdir()):
        content = shuffled(json.loads(file.read_text("utf-8")), chance)
        name = f"{chance.randrange(1000)}-{file.name}"
        (other / name).write_text(json.dumps(content), encoding="utf-8")
    assert judged(seen(other)) == judged(seen(folder))


def test_artefacts_of_one_kind_may_stand_in_files_of_their_own(folder: Path) -> None:
    before = judged(seen(folder))
    people = COMPANIONS["personas"]
    (folder / "personas.json").write_text(json.dumps({"personas": people[1]}), encoding="utf-8")
    (folder / "a.json").write_text(json.dumps({"personas": [people[2], people[0]]}), encoding="utf-8")
    assert judged(seen(folder)) == before


def renamed(content: Any, names: dict[str, str]) -> Any:
    if isinstance(content, dict):
        return {key: renamed(value, names) for key, value in content.items()}
    if isinstance(content, list):
        return [renamed(each, names) for each in content]
    return names.get(content, content) if isinstance(content, str) else content


def test_other_ids_change_no_finding(folder: Path, tmp_path: Path) -> None:
    names = {
        "nora": "p-17",
        "commuters": "zz",
        "n-price": "a",
        "m-flat": "kk",
        "s-collect": "q",
        "f1": "x",
        "f2": "b",
    }
    other = folder_of(tmp_path / "other", renamed(CANVAS, names), renamed(COMPANIONS, names))

    def told(made: Review) -> list[tuple[str, tuple[str, ...], str]]:
        return sorted((finding.rule, finding.at, finding.message) for finding in made.findings)

    assert told(seen(other)) == told(seen(folder))


def named(made: Review, rule: str) -> Finding:
    (finding,) = (each for each in made.findings if each.rule == rule)
    return finding


@pytest.mark.parametrize("inside", [False, True], ids=["beside", "inside"])
def test_a_waiver_at_the_id_of_an_artefact(tmp_path: Path, inside: bool) -> None:
    canvas: Content = deepcopy(CANVAS)
    rule = "persona-without-evidence"
    canvas["waivers"] = [{"rule": rule, "at": "bo", "reason": "drawn in the kick-off workshop"}]
    people = {
        "personas": [{"id": "bo", "name": "Bo"}, {"id": "an", "name": "An", "evidence": "12 interviews"}]
    }
    folder = folder_of(tmp_path, canvas | people, {}) if inside else folder_of(tmp_path, canvas, people)
    made = seen(folder)
    finding = named(made, rule)
    assert finding.waived is not None
    assert not [notice for notice in made.notices if notice.code.startswith("waiver")]


def test_a_waiver_at_the_id_of_a_part(tmp_path: Path) -> None:
    canvas: Content = deepcopy(CANVAS)
    canvas["waivers"] = [{"rule": "broken-reference", "at": "e1", "reason": "to be drawn next week"}]
    steps = [{"id": "e1", "department": "workshop", "process": "Takes it in", "mirrors_step": "s-gone"}]
    made = seen(folder_of(tmp_path, canvas, {"employee_journeys": {"title": "A day", "steps": steps}}))
    assert named(made, "broken-reference").waived is not None


def test_a_waiver_by_fingerprint_holds_when_the_artefact_moves(folder: Path) -> None:
    rule = "persona-statistics-only"
    marks = [finding.fingerprint for finding in seen(folder).findings if finding.rule == rule]
    waivers = [{"rule": rule, "fingerprint": mark, "reason": "assumed for now"} for mark in marks]
    (folder / "canvas.json").write_text(json.dumps({**CANVAS, "waivers": waivers}), encoding="utf-8")
    people = COMPANIONS["personas"][::-1]
    (folder / "personas.json").unlink()
    (folder / "people.json").write_text(json.dumps({"personas": people}), encoding="utf-8")
    made = seen(folder)
    assert marks
    assert all(finding.waived for finding in made.findings if finding.rule == rule)


@pytest.mark.parametrize("name", ["people#1.json", "#.json", "people of 2026.json"])
def test_a_file_may_be_called_as_its_author_likes(tmp_path: Path, name: str) -> None:
    folder = folder_of(tmp_path, CANVAS, {})
    (folder / name).write_text(json.dumps({"personas": {"name": "Bo"}}), encoding="utf-8")
    finding = named(seen(folder), "persona-without-evidence")
    assert finding.at == (f"{name}#/personas",)
    assert finding.position.file == name
    assert finding.block == "personas"


def test_a_list_that_stands_for_a_part_is_pointed_into(tmp_path: Path) -> None:
    people = {"personas": [{"name": "Bo", "channels": ["Shop", "TikTok"], "evidence": "x", "quotes": ["y"]}]}
    rule = "persona-channel-not-on-canvas"
    assert named(seen(folder_of(tmp_path, CANVAS, people)), rule).at == (
        "personas.json#/personas/0/channels/1",
    )
    inside = review({**CANVAS, **people}, as_of="2026-01-01", lang="en")
    assert named(inside, rule).at == ("/personas/0/channels/1",)


def test_the_keys_that_a_list_stands_for_are_those_of_the_models() -> None:
    found = {each.plain for each in Brief.__subclasses__() if each.plain_list}
    assert found == set(UNWRITTEN)


@pytest.mark.parametrize("canvases", [0, 1, 2])
def test_a_reference_to_nothing_is_told_once_however_many_canvases_there_are(
    tmp_path: Path, canvases: int
) -> None:
    canvas = {**CANVAS, "sales_model": [{"id": "sold", "text": "Honest advice", "for": ["gone"]}]}
    folder = folder_of(tmp_path, canvas)
    if canvases == 2:
        (folder / "second.json").write_text(json.dumps({"cxcanvas": "1", "title": "Two"}), encoding="utf-8")
    made = seen(folder if canvases else folder / "employee_journeys.json")
    found = [
        each for part in (made, *made.reviews) for each in part.findings if each.rule == "broken-reference"
    ]
    places = sorted(each.at[0].partition("#")[2] or each.at[0] for each in found)
    step = "/employee_journeys/steps/0"
    assert places == ([step, "/sales_model/0"] if canvases else [step])
