"""nats-server from the wheel: JetStream that flushes before it acknowledges, ready when a probe was acknowledged."""

import json
import signal
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import nats
from nats.errors import Error as NatsError
from nats.js.api import StorageType, StreamConfig
from nats.js.errors import Error as JetStreamError

from deploy.local.child import Program
from deploy.local.identity import Identity, private_file
from deploy.local.process import Stops

STOPS: Final[Stops] = ((signal.SIGTERM, 10.0), (signal.SIGKILL, 5.0))
STORE_BYTES: Final = 64 << 30
PROBE: Final = "PROBE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Nats:
    """`home` holds store, configuration and log; `port` is on loopback."""

    program_file: Path
    identity: Identity
    home: Path
    port: int

    @property
    def url(self) -> str:
        return f"nats://127.0.0.1:{self.port}"

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
        configuration = (
            f'server_name: local\nlisten: "127.0.0.1:{self.port}"\nmax_payload: 1MB\nmax_pending: 128MB\n'
            f"jetstream {{ store_dir: {json.dumps(str(self.home / 'store'))}, sync_interval: always, "
            f"max_file_store: {STORE_BYTES}, max_memory_store: {256 << 20} }}\n"
        )
        file = private_file(self.identity, self.home / "nats.conf", configuration)
        return [self.program_file, "-c", file]

    async def _answers(self, pid: int) -> bool:
        """A publish to the probe stream was acknowledged; the health page says 200 too early."""

        async def quiet(error: Exception) -> None:
            return None

        try:
            client = await nats.connect(
                self.url, allow_reconnect=False, connect_timeout=1, reconnect_time_wait=0.02, error_cb=quiet
            )
        except (NatsError, OSError, TimeoutError):
            return False
        try:
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
