"""People drop, copy slowly, overwrite, rename, delete and drop again, while klynge takes in and is killed: told at random.

The model is small: every file that a person left lying has one answer; one that a person spoilt in time has at most one.
"""

import contextlib
import hashlib
import itertools
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import IO

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.secretariat.reception_desk import desk, proposal_yaml
from tests.soak import size
from tests.soak.stories import killed, run
from workflow.archive import durable
from workflow.archive.entries import State

NAMES = ("a.yaml", "å.pdf")
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]
STEPS = ("create", "write", "fsync ", "rename", "unlink", "commit")
names = st.sampled_from(NAMES)
acts = st.sampled_from(("drop", "delete", "rename", "begin_copying", "finish_copying"))


class People(RuleBasedStateMachine):
    """People at an inbox, and what is owed to them.

    Attributes:
        owed: how many answers each content must have.
        spoilt: how many more it may have, because a person changed or took away a file that may have been seen.
    """

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory(prefix="klynge-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None)  # noqa: S108
        self.office = desk(Path(self._folder.name) / "klynger")
        self.inbox = self.office.workspace.inbox
        self.inbox.mkdir(parents=True)
        self.owed: Counter[str] = Counter()
        self.spoilt: Counter[str] = Counter()
        self.open: dict[str, IO[bytes]] = {}
        self._numbers = itertools.count()
        self._last = b""

    def teardown(self) -> None:
        """Let everything come to rest, then settle the account."""
        for name in tuple(self.open):
            self.finish_copying(name)
        run(self.office)
        run(self.office)
        self.settle_the_account(at_rest=True)
        self._folder.cleanup()

    # What people do

    @rule(name=names, again=st.booleans())
    def drop(self, name: str, again: bool) -> None:
        """Copy a file into the inbox, over whatever lies there under its name; it may be the very last one again."""
        if name not in self.open:
            self._spoil(name)
            self._last = self._last if again and self._last else self._new_content(name)
            (self.inbox / name).write_bytes(self._last)
            self._owe(self._last)

    @rule(name=names)
    def begin_copying(self, name: str) -> None:
        """Begin to copy a large file."""
        if name not in self.open:
            self._spoil(name)
            self.open[name] = (self.inbox / name).open("wb", buffering=0)
            self.open[name].write(b"# halv\n")

    @rule(name=names)
    def finish_copying(self, name: str) -> None:
        """Finish what was begun."""
        if name in self.open:
            content = self._new_content(name)
            with self.open.pop(name) as file:
                file.write(content)
            self._owe(b"# halv\n" + content)

    @rule(name=names, new=names)
    def rename(self, name: str, new: str) -> None:
        """Give a file another name, over whatever lies there."""
        if not {name, new} & self.open.keys() and name != new and (self.inbox / name).exists():
            self._spoil(new)
            (self.inbox / name).replace(self.inbox / new)

    @rule(name=names)
    def delete(self, name: str) -> None:
        """Take a file away again."""
        if name not in self.open and (self.inbox / name).exists():
            self._spoil(name)
            (self.inbox / name).unlink()

    # What klynge does

    @rule()
    def take_in(self) -> None:
        """Run to the end."""
        run(self.office)

    @rule(at=st.integers(1, 250))
    def take_in_and_be_killed(self, at: int) -> None:
        """Run, and be killed after so many steps."""
        killed(self.office, at)

    @rule(kind=st.sampled_from(STEPS), at=st.integers(1, 4), moment=st.sampled_from(("before", "after")), name=names, what=acts)
    def take_in_while_somebody_acts(self, kind: str, at: int, moment: str, name: str, what: str) -> None:
        """Run, and right before or after a step a person does something."""
        seen = itertools.count(1)

        def act(now: str, step: str) -> None:
            if now == moment and step.startswith(kind) and next(seen) == at:
                self._act(what, name)

        with durable.witnessed(act):
            run(self.office)

    def _act(self, what: str, name: str) -> None:
        """Do one of the things that people do."""
        if what == "drop":
            self.drop(name, again=False)
        elif what == "rename":
            self.rename(name, NAMES[NAMES.index(name) - 1])
        else:
            getattr(self, what)(name)

    # The account

    def _new_content(self, name: str) -> bytes:
        """A content that no other file has."""
        number = next(self._numbers)
        text = proposal_yaml(title=f"Forslag {number}") if name.endswith("yaml") else f"%PDF-1.7\n% {number}\n%%EOF\n"
        return text.encode()

    def _owe(self, content: bytes) -> None:
        """Owe an answer to this content."""
        self.owed[hashlib.sha256(content).hexdigest()] += 1

    def _spoil(self, name: str) -> None:
        """A person destroys what lies under a name: nothing is owed any more, but it may have been taken just before."""
        with contextlib.suppress(FileNotFoundError):
            checksum = hashlib.sha256((self.inbox / name).read_bytes()).hexdigest()
            self.owed[checksum] -= 1
            self.spoilt[checksum] += 1

    @invariant()
    def nobody_is_answered_twice(self) -> None:
        """At any time, even right after a kill."""
        self.settle_the_account(at_rest=False)

    def settle_the_account(self, *, at_rest: bool) -> None:
        """See that nobody is answered twice and, when all is at rest, that everybody is answered."""
        with self.office.open() as reception:
            arrivals = reception.journal.arrivals()
        answered = Counter(one.stored.sha256 for one in arrivals)
        assert not answered - (+self.owed + self.spoilt)
        if at_rest:
            assert not +self.owed - answered
            assert {one.state for one in arrivals} <= {State.DONE}
            assert sorted(one.receipt_name for one in arrivals) == [name for name in self.office.receipts() if name[0] == "0"]
            assert Counter(hashlib.sha256(content).hexdigest() for content in self.office.archived()) == answered


def _tell_stories(count: int) -> None:
    """Tell so many stories; by ``make soak`` others every time."""
    told = settings(
        max_examples=count,
        stateful_step_count=size.of(12, 20),
        derandomize=not size.WHOLE,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(People, settings=told)


def test_whatever_people_do_every_file_that_they_leave_is_answered_once() -> None:
    """Forty stories; by ``make soak`` as many as ten minutes hold."""
    until = time.monotonic() + size.of(0, 600)
    _tell_stories(40)
    while time.monotonic() < until:
        _tell_stories(200)


@pytest.mark.parametrize("step", ["rename", "create", "write", "fsync ", "commit"])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_copy_that_begins_just_as_the_file_is_taken_is_answered_when_it_is_whole(step: str, moment: str) -> None:
    """Somebody copies anew over a file that lay still, at the very moment when klynge takes it."""
    people = People()
    people.take_in()
    people.drop("a.yaml", again=False)
    people.take_in_while_somebody_acts(step, 1, moment, "a.yaml", "begin_copying")
    people.nobody_is_answered_twice()
    people.finish_copying("a.yaml")
    people.teardown()
