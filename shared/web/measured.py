"""Every request timed and traced: a span that continues the caller's trace, so that its events and messages carry it on."""

from collections.abc import Awaitable, Callable, MutableMapping
from time import perf_counter
from typing import Any

from shared import telemetry

Message = MutableMapping[str, Any]
App = Callable[[Any, Any, Any], Awaitable[None]]


class Measured:
    """ASGI middleware of one service. The path is no label: it holds ids."""

    def __init__(self, app: App, service: str) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, began = 500, perf_counter()

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        given = dict(scope["headers"]).get(b"traceparent", b"").decode("latin-1") or None
        try:
            with telemetry.span(f"{scope['method']} {self._service}", given):
                await self._app(scope, receive, noted)
        finally:
            seconds = telemetry.requests.labels(self._service, scope["method"], str(status))
            seconds.observe(perf_counter() - began)
