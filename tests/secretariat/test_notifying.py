"""What the service manager is told, over a real socket."""

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from workflow.secretariat.notifying import ServiceManager

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such socket")


@pytest.fixture
def ear(tmp_path: Path) -> Iterator[socket.socket]:
    """The manager's ear."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(tmp_path / "notify"))
        ear.settimeout(0.2)
        yield ear


def _heard(ear: socket.socket) -> list[str]:
    """Everything that was said."""
    said = []
    while True:
        try:
            said.append(ear.recv(4096).decode())
        except TimeoutError:
            return said


def test_the_manager_hears_of_the_beginning_the_work_and_the_end(ear: socket.socket) -> None:
    """One who counts on a sign of life gets it once a second at most."""
    manager = ServiceManager({"NOTIFY_SOCKET": ear.getsockname(), "WATCHDOG_USEC": "30000000", "WATCHDOG_PID": str(os.getpid())})
    manager.ready()
    for _ in range(3):
        manager.alive()
    manager.standing("Alt er i orden.\nIndbakken er tom.")
    manager.stopping()
    assert _heard(ear) == ["READY=1", "WATCHDOG=1", "STATUS=Alt er i orden. Indbakken er tom.", "STOPPING=1"]


@pytest.mark.parametrize("environ", [{}, {"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"}])
def test_nobody_is_told_what_nobody_counts_on(ear: socket.socket, environ: dict[str, str]) -> None:
    """No sign of life is wanted, or it is wanted of another process."""
    ServiceManager({"NOTIFY_SOCKET": ear.getsockname(), **environ}).alive()
    assert _heard(ear) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has abstract sockets")
def test_a_manager_may_have_an_abstract_socket() -> None:
    """Its name begins with an at sign."""
    name = f"klynge-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(f"\0{name}")
        ear.settimeout(0.2)
        ServiceManager({"NOTIFY_SOCKET": f"@{name}"}).ready()
        assert _heard(ear) == ["READY=1"]


@pytest.mark.parametrize("socket_name", ["", "ingen/her"])
def test_without_a_manager_nothing_happens(tmp_path: Path, socket_name: str) -> None:
    """Started by hand; or the manager is gone."""
    ServiceManager({"NOTIFY_SOCKET": str(tmp_path / socket_name) if socket_name else ""}).ready()
