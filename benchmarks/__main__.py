"""Every bar, one table: ``python -m benchmarks`` (``make bench``). What could not be run is said and stops nothing.

The exit status is 0 whatever was measured: a shared machine is no judge.
"""

import json
import platform
import subprocess
import sys
from collections.abc import Iterator

import psutil

from benchmarks.bars import Bar, table
from benchmarks.fetching import fetch_peers
from benchmarks.racing import ROOT

COMMANDS = ("single", "batch", "memory", "whole_process", "inbox", "reading")


def bars() -> Iterator[Bar]:
    """Every bar, each command in a process of its own."""
    for name in COMMANDS:
        print(f"{name} …", file=sys.stderr, flush=True)
        command = [sys.executable, "-m", f"benchmarks.{name}", "--json"]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
        yield from (Bar(**json.loads(line)) for line in done.stdout.splitlines())
        if done.returncode:
            yield Bar(f"python -m benchmarks.{name}", least=0, note=f"ended with {done.returncode}; what it said stands above")


def load() -> str:
    """How much other work the machine has."""
    return f"{psutil.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    absent, before = fetch_peers(), load()
    print(table(list(bars())))
    machine = f"{psutil.cpu_count()} processors, {platform.python_implementation()} {platform.python_version()}"
    print(f"{machine}; load {before} before and {load()} after")
    for sentence in absent:
        print(f"could not be fetched: {sentence}")
