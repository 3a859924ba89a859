"""Hostile files in the formats of others: refused with a sentence, or read, within a second and little memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.sandbox import Sandbox

READ = "read"
NOTHING = "Nothing in this file"

CSV: dict[str, tuple[bytes, str]] = {
    "one line": (b"a" * 1_900_000, NOTHING),
    "five megabytes": (b"a" * 5_000_000, "more than 2 MB"),
    "delimiters": (b"," * 1_900_000, NOTHING),
    "quotation marks": (b'"' * 1_900_001, "never closed|" + NOTHING),
    "an open quotation": (b'text,block\n"' + b"a" * 1_900_000, "never closed"),
    "columns": (b"text,block" + b",x" * 900_000, "a row of more than 500|" + NOTHING),
    "cells": (b"a,b,c,d,e,f,g,h,i,j,k,l,m,n\n" * 60_000, "60,000 cells|5,000 rows"),
    "rows": (b"text,block\n" + b"a,needs pre-sale\n" * 100_000, "5,000 rows"),
    "nul": (b"text,block\na\0b,c", "control character"),
    "a surrogate": (b"text,block\n\xed\xa0\x80,needs", "not UTF-8"),
    "utf-32": ("text,block\na,culture\n".encode("utf-32"), "UTF-32"),
    "labels": (b"text,block\n" + b"".join(b"a,pre x%d\n" % n for n in range(4_900)), NOTHING),
    "a long label": (b"text,block\na," + b"needs " * 300_000, NOTHING),
    "bullets": (b'text,block\n"' + b"- " * 900_000 + b'",culture', "at most 2,000"),
    "brackets": (b"text,block,x-a\na,culture," + b"[" * 1_900_000, READ),
    "a journey": (b"action,stage,emotion,pain\n" + b'a,b,4/5,"- a; b"\n' * 4_900, "at most 1,000"),
    "a formula": (b"text,block\n=cmd|' /C calc'!A0,culture\n", READ),
}
MARKDOWN: dict[str, tuple[bytes, str]] = {
    "one line": (b"a" * 500_000, NOTHING),
    "five megabytes": (b"a" * 5_000_000, "more than 512 KB"),
    "quotes": (b">" * 500_000, NOTHING),
    "lists": (b"- a\n" * 120_000, "4,000 lines"),
    "deep lists": (b"".join(b"  " * depth + b"- a\n" for depth in range(600)), NOTHING),
    "wide tables": (b"|a" * 1_000 + b"|\n" + b"|-" * 1_000 + b"|\n" + b"|b|\n" * 3_900, "100 columns"),
    "tables": (b"|a|b|\n|-|-|\n" + b"|a|b|\n" * 3_900, NOTHING),
    "bars": (b"|" * 500_000, "100 columns"),
    "stars": (b"# " + b"*a" * 250_000, NOTHING),
    "code marks": (b"- " + b"`a" * 250_000, NOTHING),
    "links": (b"- " + b"[a](" * 120_000, NOTHING),
    "tags": (b"- " + b"<a" * 250_000, NOTHING),
    "underscores": (b"- " + b"_a" * 250_000, NOTHING),
    "escapes": (b"- " + b"\\" * 500_000, NOTHING),
    "entities": (b"- " + b"&#1;" * 120_000, NOTHING),
    "headings": (b"# Persona\n## Goals\n- a\n" * 1_300, "at most 200|" + NOTHING),
    "arrows": (b"# Customer journey\n" + b"a -> " * 95_000, READ),
    "front matter": (b"---\n" + b"a: &a [*a]\n" * 3_000 + b"---\n# x", NOTHING),
    "open front matter": (b"---\n" + b"a: [\n" * 3_900, NOTHING),
    "colons": (b"# Persona\n- " + b"a:" * 240_000, NOTHING),
    "html": (b"<a\n" * 3_900, NOTHING),
}
MERMAID: dict[str, tuple[bytes, str]] = {
    "one line": (b"journey\n" + b"a" * 500_000, NOTHING),
    "tasks": (b"journey\n" + b"a: 5: me\n" * 50_000, NOTHING),
    "commas": (b"journey\na: 5: " + b"," * 19_000, READ),
    "a chain": (b"graph TD\n" + b"-->".join(b"n%d" % number for number in range(2_000)), "at most 1,000"),
    "all with all": (
        b"graph TD\n"
        + b"&".join(b"n%d" % n for n in range(400))
        + b"-->"
        + b"&".join(b"m%d" % n for n in range(400)),
        "100,000 values",
    ),
    "dashes": (b"graph TD\na " + b"--a" * 6_000, READ),
    "dots": (b"graph TD\na " + b"-." * 9_000, READ),
    "brackets": (b"graph TD\na" + b"[" * 19_000, READ),
    "semicolons": (b"graph TD\n" + b"a;" * 9_000, READ),
    "bars": (b"graph TD\na --> |" + b"|" * 19_000, READ),
    "open texts": (b"graph TD\n" + b"a[b " * 4_000, READ),
}
OJF: dict[str, tuple[bytes, str]] = {
    "brackets": (b"[" * 1_000_000, "nested more than 64"),
    "five megabytes": (b'"' + b"a" * 5_000_000 + b'"', "more than 5 MB"),
    "one text": (b'"' + b"a" * 4_900_000 + b'"', NOTHING),
    "stages": (
        b'{"stages":[' + b",".join([b'{"id":"s"}'] * 15_000) + b'],"swimlanes":[],"nodes":[]}',
        "at most 1,000",
    ),
    "a lone surrogate": (rb'{"stages":[],"swimlanes":[],"nodes":[{"title":"\ud800"}]}', "lone surrogate"),
}
FILES = {
    f"{name}{ending}": (data, said)
    for ending, files in ((".csv", CSV), (".md", MARKDOWN), (".mmd", MERMAID), (".ojf", OJF))
    for name, (data, said) in files.items()
}


@pytest.mark.parametrize("name", sorted(FILES))
def test_files(name: str, tmp_path: Path, sandbox: Sandbox) -> None:
    data, said = FILES[name]
    path = tmp_path / name
    path.write_bytes(data)
    outcome = sandbox.load(path)
    assert any(part in outcome.said for part in said.split("|")), outcome.said
