"""Loads files and packs, each in a process of its own with little memory and time, and tells what came of it.

One server imports cxadvisor and forks for each file: that is as safe as a new interpreter and thirty times as quick.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple, Self

CHECKOUT = Path(__file__).parents[2]
SECONDS = 1.0
MEGABYTES = 256.0
TRIES = 3
"""A busy machine may take long for anything once; what takes long each time is slow."""

_SERVER = """
import json, os, resource, signal, sys, time
from cxadvisor import CxAdvisorError, InputError, load, load_bytes
from cxadvisor.packs import extended
from tests.pace import pace

for data in (b'{"cxcanvas": "1", "culture": ["a"]}', b'cxcanvas: "1"', b'cxcanvas: "1"\\nobiective: {}'):
    try:
        load_bytes(data, "warming up")
    except InputError:
        pass

def peak():
    with open("/proc/self/status") as status:  # ru_maxrss would count the process this one was forked from
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024

extended([]).rulebook.knowledge

def use(pack):
    knowledge = extended([pack]).rulebook.knowledge
    for language in ("en", "ro", "any"):
        knowledge.lexicon(language)
    for language in ("en", "ro"):
        knowledge.topics(language)

def tried(path, is_pack):
    resource.setrlimit(resource.RLIMIT_AS, (768 << 20, 768 << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    signal.alarm(20)  # whatever waits without working
    before, started = peak(), time.process_time()
    try:
        use(path) if is_pack else load(path)
        said = "read"
    except CxAdvisorError as error:
        said = str(error)
    seconds = time.process_time() - started
    short = said if len(said) < 4_000 else said[:3_000] + " … " + said[-500:]
    megabytes = peak() - before
    if seconds >= 1:
        seconds /= pace()
    return {"said": short, "lines": said.count("\\n") + 1, "seconds": seconds, "megabytes": megabytes}

for line in sys.stdin:
    child = os.fork()
    if child == 0:
        print(json.dumps(tried(*json.loads(line))), flush=True)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status:
        print(json.dumps({"exit": status}), flush=True)
"""


class Outcome(NamedTuple):
    """What loading came to (``read`` or the text of the error), with the processor time at the machine's usual pace and
    the memory it took.
    """

    said: str
    lines: int
    seconds: float
    megabytes: float


class Sandbox:
    """A running server; close it by leaving its context."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-X", "faulthandler", "-c", _SERVER],
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.communicate(timeout=10)

    def load(self, path: Path) -> Outcome:
        """Load the strategy ``path``; a crash, a traceback, a hang, or too much time or memory fails the test."""
        return self._try(path, is_pack=False)

    def pack(self, path: Path) -> Outcome:
        """Load the pack ``path``, with all that its words make necessary, under the same conditions."""
        return self._try(path, is_pack=True)

    def _try(self, path: Path, *, is_pack: bool) -> Outcome:
        for _ in range(TRIES):
            outcome = self._once(path, is_pack)
            if outcome.seconds < SECONDS:
                break
        assert outcome.seconds < SECONDS, outcome
        assert outcome.megabytes < MEGABYTES, outcome
        return outcome

    def _once(self, path: Path, is_pack: bool) -> Outcome:
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(json.dumps([str(path), is_pack]) + "\n")
        self._server.stdin.flush()
        answer = json.loads(self._server.stdout.readline())
        assert "exit" not in answer, f"the process ended with {answer['exit']}"
        return Outcome(**answer)
