"""PostgreSQL from the wheel: made once, tidied before each start, ready when it answers."""

import asyncio
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import asyncpg

from deploy.local.child import Program, run
from deploy.local.identity import Identity, own_folder, private_file
from deploy.local.process import Stops, alive, end_orphan

MAJOR: Final = "18"
SUPERUSER: Final = "bootstrap"
PORT: Final = 5432  # names the socket file; no TCP port is opened
STOPS: Final[Stops] = ((signal.SIGINT, 10.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))
SETTINGS: Final[Mapping[str, str]] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "300",
    "shared_buffers": "192MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "jit": "off",
    "dynamic_shared_memory_type": "posix",
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
}


class OtherMajorVersion(Exception):
    """The data directory belongs to another major version of PostgreSQL: upgrade it with pg_upgrade first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postgres:
    """`home` holds data and log; `sockets` is a short path for the unix socket."""

    programs: Path
    identity: Identity
    home: Path
    sockets: Path
    password: str
    settings: Mapping[str, str]

    @property
    def data(self) -> Path:
        return self.home / "data"

    def program(self) -> Program:
        return Program(
            name="PostgreSQL", identity=self.identity, log=self.home / "log", stops=STOPS, prepare=self._prepare,
            answers=self._answers,
        )  # fmt: skip

    async def initialise(self) -> None:
        """Make the data directory if it is not there. Raises OtherMajorVersion."""
        version = self.data / "PG_VERSION"
        if version.exists():
            if (found := version.read_text().strip()) != MAJOR:
                raise OtherMajorVersion(f"{self.data} is of PostgreSQL {found}, these programs are {MAJOR}")
            return
        own_folder(self.identity, self.data)
        password = private_file(self.identity, self.home / "password", self.password + "\n")
        command: list[str | Path] = [
            self.programs / "initdb", "-D", self.data, "-U", SUPERUSER, "-E", "UTF8", "--locale=C",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--auth=scram-sha-256", f"--pwfile={password}", "--no-sync",
        ]  # fmt: skip
        try:
            await run("initdb", command, self.identity, self.home / "log", STOPS)
        finally:
            password.unlink()

    async def _prepare(self) -> Sequence[str | Path]:
        await self._clear_stale_pid()
        options = [part for name, value in {**SETTINGS, **self.settings}.items() for part in ("-c", f"{name}={value}")]
        return [
            self.programs / "postgres", "-D", self.data, "-k", self.sockets, "-p", str(PORT), *options,
        ]  # fmt: skip

    async def _clear_stale_pid(self) -> None:
        """A pid file whose process is no postmaster of this directory would stop the start for nothing."""
        file = self.data / "postmaster.pid"
        if not file.exists():
            return
        first = file.read_text().split("\n", 1)[0]
        pid = int(first) if first.isdecimal() else 0
        if await end_orphan(pid, self.data, STOPS) or not alive(pid) or pid:
            file.unlink(missing_ok=True)

    async def _answers(self, pid: int) -> bool:
        try:
            connection = await asyncpg.connect(
                host=str(self.sockets),
                port=PORT,
                user=SUPERUSER,
                password=self.password,
                database="postgres",
                timeout=2,
            )
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
            await asyncio.sleep(0)
            return False
        await connection.close()
        return True
