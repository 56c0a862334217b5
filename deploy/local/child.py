"""One server kept running: started, probed until it answers, started again when it dies, given up when that is no use."""

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from deploy.local.identity import Identity
from deploy.local.logfile import shorten, size, tail
from deploy.local.process import Process, Stops, end, ended, spawn

_LOG_ROUND: Final = 30.0
_PROBE_PAUSE: Final = 0.02
_PROBE_PATIENCE: Final = 10.0


class ServerFailed(Exception):
    """A server cannot be started or kept running; the text says why, with the end of its log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backoff:
    """Pauses between starts, doubling from `first` to `most`; `fails` exits `within` seconds are too many."""

    first: float = 0.2
    most: float = 5.0
    fails: int = 10
    within: float = 60.0
    fails_at_first: int = 3
    """As long as it has never answered, it is more likely wrong than unlucky."""

    def pause(self, fails: int) -> float:
        return min(self.most, self.first * 2.0 ** (fails - 1)) * random.uniform(0.75, 1.25)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """`prepare` tidies up before each start and tells the command; `answers` is asked, with the pid, until true."""

    name: str
    identity: Identity
    log: Path
    stops: Stops
    prepare: Callable[[], Awaitable[Sequence[str | Path]]]
    answers: Callable[[int], Awaitable[bool]]
    backoff: Backoff = Backoff()


class Child:
    """The server of a program. `failure` is done, with the reason, once it was given up."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.failure: asyncio.Future[ServerFailed] = asyncio.get_running_loop().create_future()
        self._answering = asyncio.Event()
        self._process: Process | None = None
        self._fails: deque[float] = deque()
        self._answered_once = False
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Back when the server answers; raises ServerFailed when it will not."""
        self._task = asyncio.create_task(self._keep(), name=f"keep {self.program.name}")
        self._task.add_done_callback(self._stopped_keeping)
        await self.answering()

    async def answering(self) -> None:
        answering = asyncio.create_task(self._answering.wait())
        try:
            waiting: list[asyncio.Future[Any]] = [answering, self.failure]
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            answering.cancel()
        if self.failure.done():
            raise self.failure.result()

    async def kill(self) -> None:
        """As a fault would; the server is started again."""
        self._answering.clear()
        if self._process is not None:
            self._process.kill()
            await ended(self._process)

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
        if self._process is not None:
            await end(self._process, self.program.stops)

    async def _keep(self) -> None:
        program = self.program
        while True:
            command = await program.prepare()
            shorten(program.log)
            log_start = size(program.log)
            self._process = spawn(command, program.identity, program.stops, program.log)
            code = await self._watch(self._process)
            self._answering.clear()
            await asyncio.sleep(self._pause_after(code, log_start))

    async def _watch(self, process: Process) -> int:
        exit_code = asyncio.create_task(ended(process))
        probing = asyncio.create_task(self._probe(process.pid))
        try:
            await asyncio.wait({exit_code, probing}, return_when=asyncio.FIRST_COMPLETED)
            if probing.done():
                probing.result()
            while not exit_code.done():
                await asyncio.wait({exit_code}, timeout=_LOG_ROUND)
                shorten(self.program.log)
            return exit_code.result()
        finally:
            probing.cancel()
            exit_code.cancel()

    async def _probe(self, pid: int) -> None:
        while True:
            try:
                if await asyncio.wait_for(self.program.answers(pid), _PROBE_PATIENCE):
                    break
            except TimeoutError:
                pass
            await asyncio.sleep(_PROBE_PAUSE)
        self._answered_once = True
        self._answering.set()

    def _pause_after(self, code: int, log_start: int) -> float:
        backoff, now = self.program.backoff, asyncio.get_running_loop().time()
        self._fails.append(now)
        while self._fails[0] < now - backoff.within:
            self._fails.popleft()
        fails = len(self._fails)
        if fails >= (backoff.fails if self._answered_once else backoff.fails_at_first):
            said = tail(self.program.log, log_start)
            raise ServerFailed(
                f"{self.program.name} ended {fails} times, last with code {code}; {self.program.log} says:\n{said}"
            )
        return backoff.pause(fails)

    def _stopped_keeping(self, task: "asyncio.Task[None]") -> None:
        if task.cancelled() or self.failure.done():
            return
        error = task.exception()
        if not isinstance(error, ServerFailed):
            cause, error = error, ServerFailed(f"{self.program.name} cannot be kept running: {error}")
            error.__cause__ = cause
        self.failure.set_result(error)


async def run(name: str, command: Sequence[str | Path], identity: Identity, log: Path, stops: Stops) -> None:
    """Run a program to its end, which must be a good one."""
    shorten(log)
    log_start = size(log)
    process = spawn(command, identity, stops, log)
    try:
        code = await ended(process)
    finally:
        if process.returncode is None:
            await end(process, stops)
    if code:
        raise ServerFailed(f"{name} ended with code {code}; {log} says:\n{tail(log, log_start)}")
