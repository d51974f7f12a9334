"""What the service manager of Linux (systemd) is told: that the watch is ready, that it lives, and that it stops.

The protocol is sd_notify(3): one datagram of NAME=value lines to the socket that NOTIFY_SOCKET names.
"""

import contextlib
import os
import socket
import time
from collections.abc import Mapping

OFTEN = 1.0


class ServiceManager:
    """The one who started us, where there is one; a watch that was started by hand tells nobody.

    Args:
        environ: the environment variables.
    """

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        address = environ.get("NOTIFY_SOCKET", "")
        self._address = "\0" + address[1:] if address.startswith("@") else address
        wanted = environ.get("WATCHDOG_PID", "")
        self._is_timed = bool(environ.get("WATCHDOG_USEC")) and wanted in {"", str(os.getpid())}
        self._last = 0.0

    def ready(self) -> None:
        """The watch has begun."""
        self._say("READY=1")

    def alive(self) -> None:
        """The watch is at work; told at most once a second, and only where somebody counts on it."""
        if self._is_timed and time.monotonic() - self._last >= OFTEN:
            self._last = time.monotonic()
            self._say("WATCHDOG=1")

    def standing(self, sentence: str) -> None:
        """How it goes, for ``systemctl status``."""
        self._say(f"STATUS={' '.join(sentence.split())}")

    def stopping(self) -> None:
        """The watch ends after the file in hand."""
        self._say("STOPPING=1")

    def _say(self, line: str) -> None:
        """Send one line: best effort, the manager's ear is no reason to stop."""
        if not self._address or not hasattr(socket, "AF_UNIX"):
            return
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.sendto(line.encode("utf-8", "replace"), self._address)
