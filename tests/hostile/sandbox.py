"""Runs one thing in a process of its own with little memory and time, and tells what came of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).parents[2]
SECONDS = 1.0
MEGABYTES = 256.0

_CODE = """
import json, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (768 << 20, 768 << 20))
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
from cxadvisor.errors import InputError
from cxadvisor.readers import load, load_bytes
load_bytes(b'{"cxcanvas": "1", "culture": ["a"]}', "warm", "json")
load_bytes(b'cxcanvas: "1"', "warm", "yaml")
try:
    load({"cxcanvas": "1", "warm": 1})
except InputError:
    pass

def peak():
    with open("/proc/self/status") as status:  # ru_maxrss would count the process this one was forked from
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024

before, started = peak(), time.process_time()
try:
    strategy = load(sys.argv[1])
    said = "read"
except InputError as error:
    said = str(error)
seconds = time.process_time() - started
short = said if len(said) < 4_000 else said[:3_000] + " … " + said[-500:]
lines = said.count("\\n") + 1
print(json.dumps({"said": short, "lines": lines, "seconds": seconds, "megabytes": peak() - before}))
"""


class Outcome(NamedTuple):
    """What loading came to (``read`` or the text of the error), with the processor time and the memory it took."""

    said: str
    lines: int
    seconds: float
    megabytes: float


def load_in_sandbox(path: Path) -> Outcome:
    """Load ``path`` in a process of its own; a crash, a traceback or a hang fails the test."""
    command = [sys.executable, "-X", "faulthandler", "-c", _CODE, str(path)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode == 0, f"exit {done.returncode}: {done.stderr[-2_000:]}"
    assert done.stderr == ""
    outcome = Outcome(**json.loads(done.stdout))
    assert outcome.seconds < SECONDS, outcome
    assert outcome.megabytes < MEGABYTES, outcome
    return outcome
