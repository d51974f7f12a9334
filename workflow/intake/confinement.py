"""What the child may take of the machine: so much memory, so much time for each file, and nothing that leads out of it."""

import ctypes
import logging
import math
import sys

if sys.platform != "win32":  # pragma: no branch - Windows has a job object instead
    import resource

logger = logging.getLogger("klynge.intake")
MOST_MEMORY = 450_000_000
MOST_SECONDS = 5
_WAYS_OUT = ("socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "os.posix_spawn", "os.fork", "os.startfile")
_JUST_MADE = ("socket.__new__",)
_EXTENDED_LIMITS = 9
_ACTIVE_PROCESSES, _PROCESS_MEMORY, _DIE_SILENTLY = 0x8, 0x100, 0x400


class LeadsOutError(BaseException):
    """Something tried to reach out of the child; no ``except Exception`` on the way may take it for a fault of the file."""


def refuse_ways_out(event: str, _args: tuple[object, ...]) -> None:
    """The audit hook of the child: no address is asked for or called, no program started, whatever a file makes a library do.

    Raises:
        LeadsOutError: one was about to be.
    """
    if event.startswith(_WAYS_OUT) and event not in _JUST_MADE:
        raise LeadsOutError(event)


def confine() -> None:
    """Let a file that swells end in an error of its own instead of taking the machine's memory, and write nothing anywhere."""
    if sys.platform == "win32":  # pragma: no cover - only on Windows
        _confine_to_a_job()
    else:
        for kind, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
            _, hard = resource.getrlimit(kind)
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def grant_time() -> None:
    """Give the next file its share of processor time, counted from what has been used so far.

    Windows has no such limit that begins anew with each file; there the secretariat's patience is the only one.
    """
    if sys.platform != "win32":  # pragma: no branch
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime) + MOST_SECONDS, hard))


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION of the Windows API."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("smallest_working_set", ctypes.c_size_t),
        ("largest_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of the Windows API."""

    _fields_ = (
        ("basic", BasicLimits),
        ("transferred", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


if sys.platform == "win32":  # pragma: no cover - only on Windows

    def _confine_to_a_job() -> None:
        """Put this process into a job of its own that may take so much memory and start no other process."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
        job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
        basic = BasicLimits(flags=_ACTIVE_PROCESSES | _PROCESS_MEMORY | _DIE_SILENTLY, active_processes=1)
        limits = ExtendedLimits(basic=basic, process_memory=MOST_MEMORY)
        this = ctypes.c_void_p(kernel.GetCurrentProcess())
        confined = kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
        if not (confined and kernel.AssignProcessToJobObject(job, this)):
            logger.warning("no job object: error %d", ctypes.get_last_error())
