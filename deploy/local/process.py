"""Direct children of this process that never outlive it, however it ends (Linux)."""

import asyncio
import ctypes
import os
import signal
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from deploy.local.identity import Identity, entry
from deploy.local.logfile import opened

_LIBC: Final = ctypes.CDLL(None, use_errno=True)
_PR_SET_PDEATHSIG: Final = 1
_ENVIRONMENT: Final = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}

Process = subprocess.Popen[bytes]
Stops = tuple[tuple[signal.Signals, float], ...]
"""Signals to send in turn, each with the seconds of patience after it; the first is also sent when we die."""


def spawn(command: Sequence[str | Path], identity: Identity, stops: Stops, log: Path) -> Process:
    """Start a child that gets the first stop signal when we die. Only from the main thread."""
    if threading.current_thread() is not threading.main_thread():
        # The death signal comes when the forking *thread* ends.
        raise RuntimeError("the embedded servers must be started from the main thread")
    parent, enter, death = os.getpid(), entry(identity), stops[0][0]

    def before_exec() -> None:
        enter()
        if _LIBC.prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(death), 0, 0, 0):
            raise OSError(ctypes.get_errno(), "no death signal")
        if os.getppid() != parent:  # died before the line above took effect
            os._exit(1)

    environment = _ENVIRONMENT | {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    with opened(log) as output:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environment, preexec_fn=before_exec,
            start_new_session=True, cwd="/",
        )  # fmt: skip


async def ended(process: Process) -> int:
    """Wait for the exit code without a thread; any number may wait."""
    if process.returncode is None:
        await _gone(process.pid)
    return process.wait()


async def end(process: Process, stops: Stops) -> None:
    """Stop the child; the last signal had better be SIGKILL."""
    for number, patience in stops:
        process.send_signal(number)
        try:
            await asyncio.wait_for(ended(process), patience)
        except TimeoutError:
            continue
        return


async def end_orphan(pid: int, argument: Path, stops: Stops) -> bool:
    """Stop a server that an earlier, killed supervisor left behind. False if `pid` is no such process."""
    if not _has_argument(pid, argument):
        return False
    for number, patience in stops:
        try:
            os.kill(pid, number)
            await asyncio.wait_for(_gone(pid), patience)
        except TimeoutError:
            continue
        except ProcessLookupError:
            pass
        break
    return True


def alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def _has_argument(pid: int, argument: Path) -> bool:
    try:
        return os.fsencode(argument) in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False


async def _gone(pid: int) -> None:
    loop, gone = asyncio.get_running_loop(), asyncio.Event()
    watched = os.pidfd_open(pid)
    loop.add_reader(watched, gone.set)
    try:
        await gone.wait()
    finally:
        loop.remove_reader(watched)
        os.close(watched)
