"""nats-server from the wheel: JetStream that flushes before it acknowledges, ready when a probe was acknowledged."""

import signal
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.api import StorageType, StreamConfig
from nats.js.errors import Error as JetStreamError

from deploy.broker.accounts import PROBE, Account
from deploy.broker.configuration import configuration
from deploy.local.child import Program
from deploy.local.identity import Identity, private_file
from deploy.local.process import Stops
from shared.broker import BrokerAccess
from shared.broker.access import PROBE_USER, inbox

STOPS: Final[Stops] = ((signal.SIGTERM, 10.0), (signal.SIGKILL, 5.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Nats:
    """`home` holds store, configuration and log; `port` is on loopback. `passwords` are those of everybody in `accounts`."""

    program_file: Path
    identity: Identity
    home: Path
    port: int
    accounts: Sequence[Account]
    passwords: Mapping[str, str]

    @property
    def access(self) -> BrokerAccess:
        """As every user."""
        return BrokerAccess(f"nats://127.0.0.1:{self.port}", self.passwords)

    def program(self) -> Program:
        return Program(
            name="NATS",
            identity=self.identity,
            log=self.home / "log",
            stops=STOPS,
            prepare=self._prepare,
            answers=self._answers,
        )

    async def _prepare(self) -> Sequence[str | Path]:
        text = configuration(
            self.accounts, self.passwords, name="local", listen=f"127.0.0.1:{self.port}", store=self.home / "store"
        )
        file = private_file(self.identity, self.home / "nats.conf", text)
        return [self.program_file, "-c", file]

    async def _answers(self, pid: int) -> bool:
        """A publish to the probe stream was acknowledged; the health page says 200 too early."""

        async def quiet(error: Exception) -> None:
            return None

        client = Client()
        try:
            await client.connect(
                self.access.url, user=PROBE_USER, password=self.passwords[PROBE_USER], inbox_prefix=inbox(PROBE_USER),
                allow_reconnect=False, connect_timeout=1, reconnect_time_wait=0.02, error_cb=quiet,  # type: ignore[arg-type]
            )  # fmt: skip
            js = client.jetstream(timeout=1)
            await js.add_stream(StreamConfig(name=PROBE, subjects=["probe"], max_msgs=1, storage=StorageType.FILE))
            await js.publish("probe", b"")
        except (NatsError, JetStreamError, OSError, TimeoutError):
            return False
        finally:
            await client.close()
        return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def usable(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
