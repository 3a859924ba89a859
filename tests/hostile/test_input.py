"""Every line of the input hazards, replayed through the public API: refused with a sentence, or read, soon and small.

What concerns other formats than JSON and YAML is replayed where those are read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cxadvisor.readers import load
from tests.hostile.sandbox import Sandbox

START = 'cxcanvas: "1"\n'
READ = "read"


def aliases(depth: int) -> str:
    lines = ["x-a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"x-{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]" for i in range(depth)]
    return START + "\n".join(lines)


def merges(depth: int) -> str:
    lines = ["x-a: &a {k: 1}"]
    lines += [
        f"x-{chr(98 + i)}: &{chr(98 + i)} {{<<: [{', '.join(['*' + chr(97 + i)] * 9)}]}}"
        for i in range(depth)
    ]
    return START + "\n".join(lines)


YAML = {
    "brackets": ("[" * 25_000, "nested more than 64"),
    "brackets inside": (START + "x-a: " + "[" * 400_000, "nested more than 64"),
    "braces": (START + "x-a: " + "{a: " * 100_000, "nested more than 64"),
    "braces as keys": ("{" * 25_000, "as a key"),
    "dashes": (START + "x-a:\n  " + "- " * 25_000, "nested more than 64"),
    "question marks": ("? " * 100_000, "as a key"),
    "indentation": (START + "\n".join(" " * i + f"x-{i}:" for i in range(900)), "nested more than 64"),
    "alias bomb": (aliases(9), "is an anchor in YAML"),
    "merge-key bomb": (merges(9), "is an anchor in YAML"),
    "merge key": (START + "needs: {<<: {pre_sale: [a]}}", "is a merge key in YAML"),
    "alias to itself": (START + "x-a: &a [*a]", "is an anchor in YAML"),
    "base 60": (START + "title: " + "1:" * 250_000 + "1", "characters; at most 2,000"),
    "digits": (START + "title: " + "1" * 500_000, "too many digits"),
    "exponent": (START + "title: 1e" + "9" * 500_000, "too many digits"),
    "binary": (START + "title: 0b" + "1" * 500_000, "characters; at most"),
    "hexadecimal": (START + "title: 0x" + "f" * 500_000, "too many digits"),
    "the country code of Norway": (START + "language: NO\ntitle: 12:30:45\ndate: 2026-03-01", READ),
    "a price": (START + "title: 1.10", 'Put it in quotes, "1.10"'),
    "duplicate keys": (START + "title: a\ntitle: b", "first at line 2, column 1"),
    "duplicate keys without end": (START + "a: b\n" * 9_000, "more problems"),
    "tags": (START + "title: !!python/object/apply:os.system [ls]", "is a tag in YAML"),
    "documents": (START + "---\n" * 15_000, "A second document"),
    "directives": ("%FOO bar\n" * 50_000 + START, "more than 20,000 lines"),
    "tag directives": ("".join(f"%TAG !a{i}! b\n" for i in range(19_000)) + "---\n" + START, "is a tag"),
    "empty items": (START + "culture:\n" + "-\n" * 250_000, "more than 20,000 lines"),
    "empty items in brackets": (START + "culture: [" + "'', " * 120_000 + "]", "more than 10,000 values"),
    "empty notes": (START + "culture: [" + "'', " * 9_000 + "]", "at most 1,000 are read"),
    "empty mappings": (START + "culture: [" + "{}, " * 9_000 + "]", "at most 1,000 are read"),
    "faults in many lists": (
        START + "".join(f"{b}: [{'{a: 1}, ' * 999}]\n" for b in ("culture", "segments")),
        "more problems",
    ),
    "unknown keys": (START + "".join(f"ключ{i}: 1\n" for i in range(9_000)), "more problems"),
    "long keys": (START + "".join(f"{'k' * 900}{i}: 1\n" for i in range(500)), "more problems"),
    "one long key": (START + '"' + "k" * 500_000 + '": 1', "This line has no colon"),
    "one long text": (START + "title: " + "a " * 250_000, "characters; at most"),
    "one long text in quotes": (START + 'title: "' + "\\n" * 250_000 + '"', "“title” is empty"),
    "one long text in blocks": (START + "title: |\n" + " a\n" * 19_000, "characters; at most"),
    "one long text over lines": (START + "title: a" + "\n b" * 19_000, "characters; at most"),
    "comments": (START + "# a\n" * 19_000, READ),
    "blanks": (START + " " * 510_000, READ),
    "line breaks": (START + "\n" * 510_000, "more than 20,000 lines"),
    "colons": (START + ":" * 500_000, "colon"),
    "colons with blanks": (START + ": " * 250_000, "keys above it"),
    "quotes": (START + "title: " + "'" * 500_000, "characters; at most"),
    "backslashes": (START + 'title: "' + "\\" * 500_000, "characters; at most|never closed|in quotes"),
    "an open quote": (START + 'title: "' + "a b" * 160_000, "never closed"),
    "an open bracket": (START + "x-a: [" + "a, " * 9_000, "ends too early"),
    "anchors": (START + "title: &" + "a" * 500_000, "is an anchor"),
    "surrogate": (START + 'title: "\\ud800"', "lone surrogate"),
    "a code that is none": (START + 'title: "\\UFFFFFFFF"', "This is not YAML"),
    "NUL as an escape": (START + 'title: "\\0"', "control character"),
    "too large": (START + "#" * 600_000, "more than 512 KB"),
}


@pytest.mark.parametrize("name", sorted(YAML))
def test_yaml(name: str, tmp_path: Path, sandbox: Sandbox) -> None:
    text, said = YAML[name]
    (tmp_path / "canvas.yaml").write_text(text, encoding="utf-8")
    outcome = sandbox.load(tmp_path / "canvas.yaml")
    assert any(part in outcome.said for part in said.split("|")), outcome
    assert outcome.lines <= 101


def canvas_with(**keys: object) -> str:
    return json.dumps({"cxcanvas": "1"} | keys)


UNDIVIDED = ("segments", "culture", "service_model", "sales_model", "retention_plan", "awareness_plan")
DIVIDED = (
    "needs",
    "moments",
    "preferred_channels",
    "objectives",
    "activities",
    "supported_channels",
    "metrics",
)


def json_with(value: str, key: str = "x-a") -> str:
    return f'{{"cxcanvas": "1", "{key}": {value}}}'


JSON = {
    "depth": ("[" * 200_000 + "]" * 200_000, "nested more than 64"),
    "depth inside": (json_with('{"a":' * 200_000 + "1" + "}" * 200_000), "nested more than 64"),
    "integer": (json_with("1" * 5_000), "too many digits"),
    "integer of the whole file": (json_with("1" * 4_900_000), "too many digits"),
    "fraction": (json_with("0." + "1" * 4_900_000), "too many digits"),
    "NaN": (json_with("NaN"), "NaN is not a number in JSON"),
    "Infinity": (json_with("-Infinity"), "-Infinity is not a number in JSON"),
    "1e400": (json_with("1e400"), "too large"),
    "1e-400": (json_with("1e-400"), READ),
    "minus zero": (json_with("-0.0"), READ),
    "lone surrogate": (json_with('"\\ud800"', "title"), "lone surrogate"),
    "lone surrogate in a key": ('{"cxcanvas": "1", "\\udfff": 1}', "lone surrogate"),
    "NUL as an escape": (json_with('"a\\u0000b"', "title"), "control character (U+0000)"),
    "escape character as an escape": (json_with('"\\u001b[31m"', "title"), "control character (U+001B)"),
    "duplicate keys": (json_with('"a", "title": "b"', "title"), "written twice"),
    "duplicate keys without end": ('{"cxcanvas": "1"' + ', "a": 1' * 90_000 + "}", "more problems"),
    "empty items": (json_with("[" + '"",' * 260_000 + '""]', "culture"), "more than 100,000 values"),
    "empty notes": (json_with("[" + '"",' * 90_000 + '""]', "culture"), "at most 1,000 are read"),
    "empty objects": (json_with("[" + "{}," * 90_000 + "{}]", "culture"), "at most 1,000 are read"),
    "faults in every list": (
        canvas_with(**{block: [{"id": 5, "for": [""] * 90}] * 900 for block in ("culture", "segments")}),
        "more than 100,000 values",
    ),
    "faults of values": (
        canvas_with(culture=[{"text": "a", "owner": 5, "tags": [1, 2, 3], "status": []}] * 1_000),
        "more problems",
    ),
    "unknown keys": (canvas_with(**{f"obiectiv{i}": 1 for i in range(90_000)}), "more problems"),
    "long unknown keys": (canvas_with(**{"k" * 2_000 + str(i): 1 for i in range(2_000)}), "more problems"),
    "ids": (canvas_with(culture=[{"text": "a", "id": "n"}] * 1_000), "more problems"),
    "waivers": (canvas_with(waivers=[{"rule": "r", "at": "n", "reason": "y"}] * 1_000), "more problems"),
    "one long text": (json_with('"' + "a" * 4_900_000 + '"', "title"), "characters; at most"),
    "one long text of escapes": (json_with('"' + "\\n" * 2_400_000 + '"', "title"), "“title” is empty"),
    "one long text of quotes": (json_with('"' + '\\"' * 2_400_000 + '"', "title"), "characters; at most"),
    "an open quote": (json_with('"' + "a" * 4_900_000, "title"), "no closing quote"),
    "blanks": ('{"cxcanvas": "1"' + " " * 4_900_000 + "}", READ),
    "blanks before a fault": ('{"cxcanvas": "1",' + "\n" * 300_000 + "}", "a comma after the last item"),
    "line breaks": ('{"cxcanvas": "1"' + "\r\n" * 2_400_000 + "}", "more than 400,000 lines"),
    "all that may be": (
        json_with(json.dumps([{"text": "x" * 90, "id": f"n{i}"} for i in range(33_000)])),
        READ,
    ),
    "far more notes than a page holds": (
        canvas_with(
            **{block: [f"{'note ' * 30}{i}" for i in range(1_000)] for block in UNDIVIDED},
            **{
                block: {"pre_sale": ["x" * 150] * 1_000, "post_sale": ["y" * 150] * 1_000}
                for block in DIVIDED
            },
        ),
        "more than 1,000 notes",
    ),
    "too large": (json_with('"' + "a" * 5_000_000 + '"'), "more than 5 MB"),
}


@pytest.mark.parametrize("name", sorted(JSON))
def test_json(name: str, tmp_path: Path, sandbox: Sandbox) -> None:
    text, said = JSON[name]
    (tmp_path / "canvas.json").write_text(text, encoding="utf-8")
    outcome = sandbox.load(tmp_path / "canvas.json")
    assert said in outcome.said if said != READ else outcome.said == READ, outcome
    assert outcome.lines <= 101


BYTES = {
    "byte order mark": (b'\xef\xbb\xbf{"cxcanvas": "1"}', READ),
    "UTF-16": ('{"cxcanvas": "1", "title": "ă"}'.encode("utf-16"), "UTF-16"),
    "UTF-16 without mark": ('{"cxcanvas": "1", "title": "ă"}'.encode("utf-16-be"), "UTF-16"),
    "Latin-2": ('{"cxcanvas": "1", "title": "Dostawa ważna, świetna jakość"}'.encode("iso8859-2"), "Latin-2"),
    "NUL": (b'{"cxcanvas": "1", "title": "a\0b"}', "control character here (U+0000)"),
    "NUL only": (b"\0" * 4_000_000, "control character here (U+0000)"),
    "C0": (b'{"cxcanvas": "1", "title": "\x1b[31m"}', "control character here (U+001B)"),
    "bytes of every kind": (bytes(range(256)) * 19_000, "control character|not UTF-8"),
    "bytes beyond ASCII": (b'{"cxcanvas": "' + b"\xe3" * 4_900_000, "not UTF-8"),
    "surrogates in UTF-8": (b'{"cxcanvas": "1", "title": "\xed\xa0\x80"}', "not UTF-8"),
    "an Office file": (b"PK\x03\x04" + b"\0" * 1_000, "Office"),
    "NUL after line breaks": (b"\n" * 4_900_000 + b"\0", "control character here (U+0000)"),
    "nothing": (b"", "This file is empty"),
    "blanks": (b" \n" * 2_400_000, "This file is empty"),
}


@pytest.mark.parametrize("name", sorted(BYTES))
def test_bytes(name: str, tmp_path: Path, sandbox: Sandbox) -> None:
    data, said = BYTES[name]
    (tmp_path / "canvas.json").write_bytes(data)
    outcome = sandbox.load(tmp_path / "canvas.json")
    assert any(part in outcome.said for part in said.split("|")), outcome


def make_loop(folder: Path) -> None:
    (folder / "canvas.json").symlink_to(folder / "other.json")
    (folder / "other.json").symlink_to(folder / "canvas.json")


FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a pipe": (lambda folder: os.mkfifo(folder / "canvas.json"), "This is a pipe"),
    "a folder": (lambda folder: (folder / "canvas.json").mkdir(), "This folder holds no"),
    "nothing": (lambda _: None, "no such file"),
    "a loop of links": (make_loop, "cannot be read"),
    "endless zeros": (lambda folder: (folder / "canvas.json").symlink_to("/dev/zero"), "This is a device"),
    "endless noise": (lambda folder: (folder / "canvas.json").symlink_to("/dev/urandom"), "This is a device"),
    "the memory of the process": (
        lambda folder: (folder / "canvas.json").symlink_to("/proc/self/mem"),
        "cannot be read|more than",
    ),
}


@pytest.mark.parametrize("name", sorted(FILES))
def test_files(name: str, tmp_path: Path, sandbox: Sandbox) -> None:
    make, said = FILES[name]
    make(tmp_path)
    outcome = sandbox.load(tmp_path / "canvas.json")
    assert any(part in outcome.said for part in said.split("|")), outcome.said


def test_a_folder_of_pipes_and_large_files(tmp_path: Path, sandbox: Sandbox) -> None:
    os.mkfifo(tmp_path / "a.json")
    for name in "bcdefgh":
        (tmp_path / f"{name}.json").write_bytes(b" " * 4_999_999)
    assert "more than" in sandbox.load(tmp_path).said


def test_a_folder_with_very_many_files(tmp_path: Path, sandbox: Sandbox) -> None:
    for index in range(2_000):
        (tmp_path / f"{index}.yaml").write_bytes(b"x: 1")
    assert "2,000 files that are read" in sandbox.load(tmp_path).said


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path, sandbox: Sandbox) -> None:
    (tmp_path / "canvas.json").write_text('{"cxcanvas": "1"}', encoding="utf-8")
    (tmp_path / "canvas.json").chmod(0)
    assert "may not be read" in sandbox.load(tmp_path / "canvas.json").said


def test_look_alike_characters_are_kept_for_a_rule_to_find(tmp_path: Path) -> None:
    ids = ["n\u200b1", "n1", "е1", "e1", "é", "e\u0301", "\u202en1"]
    canvas = {"cxcanvas": "1", "culture": [{"text": f"\u202e{each}\u2066", "id": each} for each in ids]}
    (tmp_path / "canvas.json").write_text(json.dumps(canvas, ensure_ascii=False), encoding="utf-8")
    notes = load(tmp_path / "canvas.json").canvases[0].canvas.culture
    assert [note.id for note in notes] == ids
    assert [note.text for note in notes] == [note["text"] for note in canvas["culture"]]  # type: ignore[index]  # see above


def test_deep_input_in_a_thread_with_a_small_stack(tmp_path: Path) -> None:
    import threading

    said: list[str] = []

    def read(name: str) -> None:
        try:
            load(tmp_path / name)
        except Exception as error:
            said.append(str(error))

    (tmp_path / "a.yaml").write_text("[" * 3_000, encoding="utf-8")
    (tmp_path / "b.json").write_text("[" * 3_000, encoding="utf-8")
    before = threading.stack_size(256 * 1024)
    try:
        threads = [threading.Thread(target=read, args=(name,)) for name in ("a.yaml", "b.json")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=5)
    finally:
        threading.stack_size(before)
    assert ["nested more than 64" in each for each in said] == [True, True]
