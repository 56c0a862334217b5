"""In front of the framework: how big, how long, how deep, how strict. What is refused here was never parsed by it.

A plain stack takes a gigabyte for a 200 MiB body, keeps half-sent requests for ever and answers NaN with 500 (reliability.md 0.8).
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, Final

from shared.telemetry import log
from shared.web import headers
from shared.web.problems import platform_problem
from shared.web.strict_json import MAX_DIGITS, Refusal, check_json, refuse

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

METHODS: Final = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})
_STREAMS: Final = frozenset({b"text/event-stream; charset=utf-8", b"application/octet-stream"})
_WITH_BODY: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bytes and seconds. Uploads are bodies that are not JSON, allowed on routes that say so by their content type."""

    json_bytes: int = 1 << 20
    upload_bytes: int = 64 << 20
    uploads: int = 8
    body_seconds: float = 10.0
    answer_seconds: float = 30.0
    upload_types: frozenset[str] = frozenset(
        {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv"}
    )


class Guard:
    """ASGI: reads the whole body within its limits, checks it, hands it on in one message."""

    def __init__(self, app: App, limits: Limits | None = None, *, tls_only: bool = False) -> None:
        self._app = app
        self._limits = limits or Limits()
        self._headers = (*headers.ALWAYS, headers.TLS_ONLY) if tls_only else headers.ALWAYS
        self._uploads = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send, self._headers)
        try:
            check_method(scope)
            check_address(scope)
            body = await self._body(scope, receive) if scope["method"] in _WITH_BODY else b""
        except Refusal as refusal:
            await refusal.problem.send(scope, answer.send)
            return
        handed = False

        async def once() -> Message:
            nonlocal handed
            if handed:
                return await receive()
            handed = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._answered(scope, once if scope["method"] in _WITH_BODY else receive, answer)

    async def _answered(self, scope: Scope, receive: Receive, answer: "_Answer") -> None:
        """No fault reaches the server, which would print what it says; no handler works for ever, but one that tells progress may."""
        try:
            async with asyncio.timeout(self._limits.answer_seconds) as answer.limit:
                await self._app(scope, receive, answer.send)
        except TimeoutError as error:
            if answer.limit is None or not answer.limit.expired():
                await _failed(scope, answer, error)
            elif not answer.started:
                log.error("request.too_slow", method=scope["method"])
                await platform_problem(503, "platform.too-slow", {"retry-after": "5"}).send(scope, answer.send)
        except Exception as error:  # a started answer was logged by the application; this is the last resort
            await _failed(scope, answer, error)

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        sent = dict(scope["headers"])
        kind, limit = self._kind(sent)
        declared = sent.get(b"content-length", b"0")
        if not declared.isdigit() or len(declared) > MAX_DIGITS or int(declared) > limit:
            raise refuse(413, "request.too-large")
        with self._upload(sent) if kind in self._limits.upload_types else nullcontext():
            body = await self._in_time(receive, limit)
        if kind is None and body:
            raise refuse(415, "request.unsupported-type")
        if kind == "application/json":
            check_json(body)
        return body

    async def _in_time(self, receive: Receive, limit: int) -> bytes:
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                return await _read(receive, limit)
        except TimeoutError:
            raise refuse(408, "request.too-slow") from None

    @contextmanager
    def _upload(self, sent: dict[bytes, bytes]) -> Iterator[None]:
        """Much is taken in from few at once, and from nobody who does not even say who he is."""
        if b"authorization" not in sent:
            raise refuse(401, "access.no-token")
        if self._uploads >= self._limits.uploads:
            raise refuse(503, "platform.unavailable")
        self._uploads += 1
        try:
            yield
        finally:
            self._uploads -= 1

    def _kind(self, sent: dict[bytes, bytes]) -> tuple[str | None, int]:
        kind, _, parameters = sent.get(b"content-type", b"").decode("latin-1").partition(";")
        kind = kind.strip().lower()
        if kind in self._limits.upload_types:
            return kind, self._limits.upload_bytes
        charset = parameters.strip().lower().removeprefix("charset=").strip('"')
        if kind == "application/json" and charset in ("", "utf-8"):
            return kind, self._limits.json_bytes
        return None, self._limits.json_bytes


@dataclass(slots=True)
class _Answer:
    """What goes out, with the headers of every answer; one that is a stream or a file is not timed once it has begun."""

    _send: Send
    _headers: tuple[tuple[bytes, bytes], ...]
    started: bool = False
    limit: asyncio.Timeout | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers.add(message, self._headers)
            if self.limit is not None and any(n == b"content-type" and v in _STREAMS for n, v in message["headers"]):
                self.limit.reschedule(None)
        await self._send(message)


async def _failed(scope: Scope, answer: _Answer, error: Exception) -> None:
    if not answer.started:
        log.error("request.failed", path=scope["path"], error=type(error).__name__, exc_info=error)
        await platform_problem(500, "platform.unexpected").send(scope, answer.send)


async def _read(receive: Receive, limit: int) -> bytes:
    chunks, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise refuse(400, "request.incomplete")
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > limit:
            raise refuse(413, "request.too-large")
        chunks.append(chunk)
        if not message.get("more_body", False):
            return b"".join(chunks)


def check_method(scope: Scope) -> None:
    """The methods that some route has; whether this one has it the framework says."""
    if scope["method"] not in METHODS:
        raise Refusal(platform_problem(405, "request.method", {"allow": ", ".join(sorted(METHODS))}))


def check_address(scope: Scope) -> None:
    """No NUL in path or query: no database keeps it, and nobody means it."""
    if "\x00" in scope["path"] or b"%00" in scope.get("query_string", b""):
        raise refuse(400, "request.broken-text")
