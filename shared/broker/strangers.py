"""Whether the broker lets in whoever comes: production does not work with one that does."""

import asyncio
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

from shared.broker.access import BrokerAccess

AGAIN_SECONDS: Final = 1.0
ANSWER_SECONDS: Final = 2.0
PORT: Final = 4222


class OpenBroker(Exception):
    """Somebody without name and password was let in."""


async def closed_to_strangers(access: BrokerAccess) -> None:
    """Returns when a connection without a name was refused; waits for a broker that is away. Raises OpenBroker."""
    while True:
        with suppress(OSError, TimeoutError):
            if any([await _lets_in(url, access) for url in access.url.split(",")]):
                raise OpenBroker("CW_NATS_URL: the broker lets in whoever comes")
            return
        await asyncio.sleep(AGAIN_SECONDS)


async def _lets_in(url: str, access: BrokerAccess) -> bool:
    """Say no name and see. Raises OSError or TimeoutError when the broker gives no answer to that."""
    host, port = urlsplit(url).hostname, urlsplit(url).port or PORT
    async with asyncio.timeout(ANSWER_SECONDS):
        reader, writer = await asyncio.open_connection(host, port, ssl=access.tls)
        try:
            writer.write(b'CONNECT {"verbose":false}\r\nPING\r\n')
            while line := await reader.readline():
                if line.startswith(b"PONG"):
                    return True
                if b"Authorization" in line and line.startswith(b"-ERR"):
                    return False
        finally:
            writer.close()
    raise ConnectionError("no answer")
