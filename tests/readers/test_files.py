"""Files that are none, are not readable, too large, or written in another encoding."""

from __future__ import annotations

import os
import socket
import threading
import time
from pathlib import Path

import pytest

from cxadvisor.errors import InputError, Problem
from cxadvisor.readers import load, load_bytes
from cxadvisor.readers.safe_bytes import MAX_JSON_BYTES, MAX_YAML_BYTES
from tests.readers.helpers import line_and_column, only_problem_of

CANVAS = '{"cxcanvas": "1", "title": "Șă – żółć, привет, è"}'


def refusal(source: str | Path) -> Problem:
    started = time.process_time()
    with pytest.raises(InputError) as caught:
        load(source)
    assert time.process_time() - started < 1
    (problem,) = caught.value.problems
    assert problem.file == str(source)
    return problem


@pytest.mark.parametrize("name", ["canvas.json", "canvas.yaml", "canvas.YML", "a canvas.JSON", "канва.json"])
def test_json_and_yaml_files_are_read_by_their_ending(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(CANVAS, encoding="utf-8")
    assert load(tmp_path / name).canvases[0].name == name
    assert load(str(tmp_path / name)).canvases[0].name == name


@pytest.mark.parametrize("name", ["canvas.docx", "canvas.txt", "canvas"])
def test_other_files_are_refused_with_what_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(CANVAS, encoding="utf-8")
    problem = refusal(tmp_path / name)
    assert all(f"{ending}" in problem.remedy for ending in (".json", ".yaml", ".yml"))
    if "." in name:
        assert f"“.{name.split('.')[1]}” are not read" in problem.message


@pytest.mark.parametrize("name", ["nowhere.json", "nowhere", "canvas.json/inside.json", "", "nowhere.xlsx"])
def test_what_is_not_there_is_said_not_to_be_there(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("canvas.json").write_text(CANVAS, encoding="utf-8")
    assert refusal(name).message == "There is no such file or folder."


@pytest.mark.parametrize("path", ["a\0b.json", "a" * 5_000 + ".json", "a\udcff.json"])
def test_paths_that_cannot_be(path: str) -> None:
    with pytest.raises(InputError) as caught:
        load(path)
    str(caught.value).encode()


def test_a_symlink_that_leads_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.json").symlink_to(tmp_path / "b.json")
    (tmp_path / "b.json").symlink_to(tmp_path / "a.json")
    assert "cannot be read" in refusal(tmp_path / "a.json").message


def test_a_symlink_to_a_canvas_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(CANVAS, encoding="utf-8")
    (tmp_path / "b.json").symlink_to(tmp_path / "a.json")
    assert load(tmp_path / "b.json").canvases[0].name == "b.json"


def test_nobody_waits_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    assert refusal(tmp_path / "pipe.json").message == "This is a pipe, not a file."
    (tmp_path / "link.json").symlink_to(tmp_path / "pipe.json")
    assert refusal(tmp_path / "link.json").message == "This is a pipe, not a file."


def test_a_file_that_becomes_a_pipe_between_two_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "canvas.json"
    path.write_text(CANVAS, encoding="utf-8")
    as_file = os.stat(path)
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(os, "stat", lambda _: as_file)
    assert refusal(path).message == "This is a pipe, not a file."


def test_a_file_that_vanishes_between_two_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "canvas.json"
    path.write_text(CANVAS, encoding="utf-8")
    as_file = os.stat(path)
    path.unlink()
    monkeypatch.setattr(os, "stat", lambda _: as_file)
    assert refusal(path).message == "There is no such file or folder."


def test_a_device_and_a_socket(tmp_path: Path) -> None:
    (tmp_path / "zero.json").symlink_to("/dev/zero")
    assert refusal(tmp_path / "zero.json").message == "This is a device, not a file."
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s.json"))
        assert refusal(tmp_path / "s.json").message == "This is a socket, not a file."


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "canvas.json"
    path.write_text(CANVAS, encoding="utf-8")

    def deny(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", deny)
    assert refusal(path).message == "This file may not be read."


@pytest.mark.parametrize(("format", "limit"), [("json", MAX_JSON_BYTES), ("yaml", MAX_YAML_BYTES)])
def test_a_file_may_be_as_large_as_the_limit_and_no_larger(tmp_path: Path, format: str, limit: int) -> None:
    path = tmp_path / f"canvas.{format}"
    small = b'{"cxcanvas": "1"}'
    path.write_bytes(small + b" " * (limit - len(small)))
    load(path)
    path.write_bytes(small + b" " * (limit - len(small) + 1))
    assert ("5 MB" if format == "json" else "512 KB") in refusal(path).message
    with pytest.raises(InputError, match="This file has more than"):
        load_bytes(path.read_bytes(), "<stdin>", "json" if format == "json" else "yaml")


def test_a_file_that_is_larger_than_it_says_is_not_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "endless.json").symlink_to("/proc/self/maps")
    refusal(tmp_path / "endless.json")


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_an_empty_file_is_told_how_to_begin(data: bytes) -> None:
    problem = only_problem_of(data)
    assert problem.message == "This file is empty."
    assert 'cxcanvas: "1"' in problem.remedy


class TestEncodings:
    @pytest.mark.parametrize(
        "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
    )
    def test_wide_encodings_are_named(self, encoding: str) -> None:
        problem = only_problem_of(CANVAS.encode(encoding), "json")
        assert f"written in {encoding[:6].upper()}, not in UTF-8" in problem.message
        assert "UTF-8" in problem.remedy

    @pytest.mark.parametrize(
        ("text", "encoding", "name"),
        [
            ("Livrarea întârziată şi plăţile eşalonate", "iso8859-2", "Latin-2"),
            ("„Livrarea” întârziată – şi plăţile", "cp1250", "cp1250"),
            ("Zażółć gęślą jaźń, dostawa na czas, ważne", "iso8859-2", "Latin-2"),
            ("Zażółć gęślą jaźń, dostawa na czas, świadomość", "cp1250", "cp1250"),
            ("Доставка вовремя, понятная цена", "cp1251", "cp1251"),
            ("Доставка вовремя, понятная цена", "koi8-r", "KOI8-R"),
            ("Доставка вовремя, понятная цена", "cp866", "cp866"),
            ("La qualità è più alta di così", "cp1252", "cp1252"),
            ("The customer’s “moment” – £5", "cp1252", "cp1252"),
        ],
    )
    def test_legacy_encodings_are_named_with_place_and_remedy(
        self, text: str, encoding: str, name: str
    ) -> None:
        data = f'cxcanvas: "1"\ntitle: "{text}"\n'.encode(encoding)
        problem = only_problem_of(data)
        assert name in problem.message
        assert "Save it again as UTF-8" in problem.remedy
        first = next(index for index, char in enumerate(text) if ord(char) > 127)
        assert line_and_column(problem) == (2, 9 + first)

    def test_bytes_of_no_encoding_have_their_place(self) -> None:
        assert line_and_column(only_problem_of(b'cxcanvas: "1"\r\nx: \xff\xfe\x80\n')) == (2, 4)

    @pytest.mark.parametrize("code", [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)])
    def test_control_characters_are_refused_with_their_place(self, code: int) -> None:
        for format in ("json", "yaml"):
            problem = only_problem_of(b'{"cxcanvas": "1",\n "title": "a' + bytes([code]) + b'"}', format)
            assert f"U+{code:04X}" in problem.message
            assert line_and_column(problem) == (2, 13)

    @pytest.mark.parametrize(
        ("start", "kind"), [(b"PK\x03\x04rest", "Office"), (b"%PDF-1.7", "PDF"), (b"\x1f\x8b\x08", "gzip")]
    )
    def test_other_files_under_our_ending_are_named(self, start: bytes, kind: str) -> None:
        assert kind in only_problem_of(start + bytes(range(256))).message


def test_threads_do_not_disturb_each_other(tmp_path: Path) -> None:
    path = tmp_path / "canvas.yaml"
    path.write_text('cxcanvas: "1"\nculture: [a, b]\n', encoding="utf-8")
    found = []
    threads = [threading.Thread(target=lambda: found.append(load(path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert all(strategy == found[0] for strategy in found)
