"""The HTTP server: uvicorn behind limits that a slow or greedy connection meets before any of our code."""

import asyncio
from collections.abc import Sequence
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 10.0
HEAD_BYTES = 65_536
KEEP_ALIVE_SECONDS = 30
MOST_CONNECTIONS = 1_000
STOP_SECONDS = 5


def server(app: Any, host: str, port: int, proxies: Sequence[str] = ()) -> uvicorn.Server:
    """Ready to `serve()`; no access log (paths carry ids), no server header. Who asked is believed of `proxies` only."""
    config = uvicorn.Config(
        app, host=host, port=port, log_config=None, access_log=False, server_header=False, lifespan="off",
        timeout_keep_alive=KEEP_ALIVE_SECONDS, limit_concurrency=MOST_CONNECTIONS, http=BoundedHead,
        timeout_graceful_shutdown=STOP_SECONDS, proxy_headers=bool(proxies), forwarded_allow_ips=list(proxies),
    )  # fmt: skip
    return uvicorn.Server(config)


class BoundedHead(HttpToolsProtocol):
    """A connection whose request line and headers take too long or too much room is closed: nobody behind it ever heard of it."""

    _late: asyncio.TimerHandle | None = None
    _bytes = 0

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_is_there()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._late is not None:
            self._bytes += len(data)
            if self._bytes > HEAD_BYTES:
                self.transport.abort()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._wait_for_head()

    def on_headers_complete(self) -> None:
        self._head_is_there()
        if sum(len(name) + len(value) for name, value in self.headers) > HEAD_BYTES:
            self.transport.abort()
            return
        super().on_headers_complete()

    def _wait_for_head(self) -> None:
        if self._late is None:
            self._bytes = 0
            self._late = self.loop.call_later(HEAD_SECONDS, self.transport.abort)

    def _head_is_there(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
