"""Connecting to the broker and keeping a service's stream declared as it must be."""

import ssl
from datetime import timedelta
from typing import Any, Final

from nats.aio.client import Client
from nats.js import JetStreamContext
from nats.js.api import DiscardPolicy, RetentionPolicy, StorageType, StreamConfig, StreamInfo
from nats.js.errors import NotFoundError

from shared.broker.access import Login, inbox
from shared.telemetry import log

RETENTION: Final = timedelta(days=400)
MAX_BYTES: Final = 8 << 30


def stream_name(service: str) -> str:
    return service.upper()


class QuickClient(Client):
    """The library's client, which looks at each character of sixteen header names a message: a fifth of a listener's time.

    A test holds this reading of headers and the library's together.
    """

    @staticmethod
    def _parse_header_lines(raw: bytes) -> dict[str, str]:
        found = {}
        for line in raw.decode("utf-8", "replace").split("\r\n"):
            name, colon, value = line.partition(":")
            name = name.strip()
            if colon and name.isascii() and " " not in name and "\t" not in name:
                found[name] = value.strip()
        return found


async def connect(login: Login, name: str) -> Client:
    """A connection that comes back by itself, for ever; answers come to an inbox that only this user may hear.

    Whoever is stopped while it is made leaves no half-open one behind.
    """

    async def failed(error: Exception) -> None:
        log.warning("broker.error", client=name, error=type(error).__name__)

    client = QuickClient()
    try:
        await client.connect(
            login.url.split(","), name=name, max_reconnect_attempts=-1, reconnect_time_wait=0.1,  # type: ignore[arg-type]
            connect_timeout=2, error_cb=failed, pending_size=64 << 20, **_credentials(login),
        )  # fmt: skip
    except BaseException:
        await client.close()
        raise
    return client


def _credentials(login: Login) -> dict[str, Any]:
    return {"user": login.user, "password": login.password, "inbox_prefix": inbox(login.user), **encrypted(login.tls)}


def encrypted(tls: ssl.SSLContext | None) -> dict[str, Any]:
    """Options that begin a connection encrypted, so that nobody on the way can talk us out of it."""
    return {} if tls is None else {"tls": tls, "tls_handshake_first": True}


async def declare(js: JetStreamContext, service: str, first: int = 1) -> StreamInfo:
    """The stream of a service, made if it is not there; `first` is the sequence that a new one begins with.

    Nobody may delete or purge; what does not fit is refused, not dropped; batches are atomic.
    """
    try:
        return await js.stream_info(stream_name(service))
    except NotFoundError:
        return await js.add_stream(
            StreamConfig(
                name=stream_name(service),
                subjects=[f"events.{service}.>", f"void.{service}"],
                storage=StorageType.FILE,
                retention=RetentionPolicy.LIMITS,
                discard=DiscardPolicy.NEW,
                deny_delete=True,
                deny_purge=True,
                max_age=RETENTION.total_seconds(),
                max_bytes=MAX_BYTES,
                num_replicas=1,
                duplicate_window=0.1,
                allow_atomic=True,
                first_seq=first,
            )
        )
