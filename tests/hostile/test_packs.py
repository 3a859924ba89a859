"""Packs come from anyone: whatever is in them, they are refused with a sentence or used, soon and small."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.sandbox import Sandbox

READ = "read"
START = "kind: thing\nconcepts:\n"


def as_json(concepts: dict[str, Any], **more: Any) -> str:
    return json.dumps({"kind": "thing", "concepts": concepts, **more}, ensure_ascii=False)


def words(count: int, each: int) -> dict[str, Any]:
    return {f"ours-{n}": {"ro": [f"vorbă{n} cuvânt{i}" for i in range(each)]} for n in range(count)}


HUB = {
    f"ours-{n}": {"en": ["slip"], "related": ["invoice", "delivery"], "broader": ["hub"]} for n in range(900)
}

HOSTILE: dict[str, tuple[str, str | bytes, str]] = {
    # what is tried: the name of the file, its content, what is said
    "brackets": ("a.yaml", START + "  a: " + "[" * 25_000, "nested more than 64"),
    "aliases": ("a.yaml", START + "  a: &a [*a]\n", "is an anchor"),
    "merge keys": ("a.yaml", START + "  <<: {a: b}\n", "is a merge key"),
    "tags": ("a.yaml", START + "  a: !!python/object/apply:os.system [ls]\n", "is a tag"),
    "empty items": ("a.yaml", START + "  a: {en: [" + "'', " * 120_000 + "]}", "more than 10,000 values"),
    "many lines": ("a.yaml", START + "\n" * 30_000 + "  a: {en: [b]}", "more than 20,000 lines"),
    "a large file": ("a.yaml", START + "#" * 600_000, "more than 512 KB"),
    "unknown keys": ("a.yaml", START + "  a: {" + "".join(f"x{n}: [], " for n in range(3_000)) + "}", "more problems"),
    "long names": ("a.yaml", START + "".join(f"  {'n' * 90}{n}: {{en: [a]}}\n" for n in range(400)), "more problems"),
    "relations to nothing": (
        "a.json",
        as_json({f"o-{n}": {"en": ["a"], "related": [f"no-{n}-{i}" for i in range(40)]} for n in range(120)}),
        "more problems",
    ),
    "deep JSON": ("a.json", '{"concepts": ' + '{"a":' * 100_000, "nested more than 64"),
    "numbers": ("a.json", as_json({"a": {"en": [1] * 90_000}}), "more problems"),
    "a long wording": ("a.json", as_json({"a": {"en": ["a " * 200_000]}}), "too long"),
    "wordings of many stems": (
        "a.json", as_json({f"o-{n}": {"ro": [f"programări{i} livrărilor plăților mașinilor cărților țărilor fețelor"
                                            for i in range(60)]} for n in range(200)}),
        "inflected forms|read",
    ),
    "prefixes": ("a.json", as_json({f"o-{n}": {"ro": [f"livr{n}ă*" for n in range(90)]} for n in range(100)}), READ),
    "as many wordings as may be": ("a.json", as_json(words(900, 20)), READ),
    "too many wordings": ("a.json", as_json(words(900, 90)), "they may have 20,000"),
    "too many concepts": ("a.json", as_json(words(5_000, 1)), "they may have 1,000"),
    "one concept that all are near to": ("a.json", as_json({**HUB, "hub": {"en": ["hub"]}}), READ),
    "a circle of a thousand": (
        "a.json",
        as_json({f"o-{n}": {"en": ["a"], "broader": [f"o-{(n + 1) % 999}"]} for n in range(999)}),
        "broader than itself",
    ),
    "terminal escapes": ("a.yaml", START + "  a: {en: ['\x1b[31m']}\n", "control character"),
    "bidi overrides in a name": ("a.yaml", START + "  \u202eabc: {en: [b]}\n", "lower case with hyphens"),
    "Latin-2": ("a.yaml", (START + "  a: {pl: [żółć]}\n").encode("iso8859-2"), "not UTF-8"),
    "UTF-16": ("a.yaml", (START + "  a: {pl: [żółć]}\n").encode("utf-16"), "UTF-16"),
    "nothing": ("a.yaml", "", "a rule card is a mapping"),
    "patterns": ("a.yaml", START + "  a: {en: ['(a+)+$']}\n", READ),
    "code": ("a.yaml", START + "  a: {en: ['{{7-7}}', '${x}', '__import__']}\n", READ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file(name: str, tmp_path: Path, sandbox: Sandbox) -> None:
    file, content, said = HOSTILE[name]
    path = tmp_path / file
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    outcome = sandbox.pack(path)
    assert any(part in outcome.said for part in said.split("|")), outcome
    assert outcome.lines <= 101


def test_a_folder_of_too_many_files_is_refused(tmp_path: Path, sandbox: Sandbox) -> None:
    for number in range(201):
        (tmp_path / f"{number}.yaml").write_text("", "utf-8")
    assert "more than 200 files" in sandbox.pack(tmp_path).said


def test_a_folder_of_anything_is_refused_before_all_of_it_is_seen(tmp_path: Path, sandbox: Sandbox) -> None:
    for number in range(5_100):
        (tmp_path / f"{number}.txt").touch()
    assert "more than 5,000 files and folders" in sandbox.pack(tmp_path).said


def test_a_circle_of_links_is_not_followed(tmp_path: Path, sandbox: Sandbox) -> None:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "again").symlink_to(tmp_path)
    (tmp_path / "knowledge" / "a.yaml").write_text("adds: {invoice: {en: [slip]}}\n", "utf-8")
    assert sandbox.pack(tmp_path).said == READ


def test_what_is_no_file_is_refused(tmp_path: Path, sandbox: Sandbox) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert "This is a pipe" in sandbox.pack(tmp_path / "pipe.yaml").said
    assert "This is a pipe" in sandbox.pack(tmp_path).said
    assert "no such file" in sandbox.pack(tmp_path / "nowhere").said
    (tmp_path / "empty").mkdir()
    assert "holds no rule cards and no knowledge" in sandbox.pack(tmp_path / "empty").said
