"""In front of the framework: how big, how long, how deep, how strict. What is refused here was never parsed by it.

A plain stack takes a gigabyte for a 200 MiB body, keeps half-sent requests for ever and answers NaN with 500 (reliability.md 0.8).
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any, Final

from shared.telemetry import log
from shared.web import headers
from shared.web.problems import Problem, platform_problem

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MAX_DEPTH: Final = 64
MAX_DIGITS: Final = 18
_DIGITS: Final = re.compile(rb"[0-9]{%d}" % (MAX_DIGITS + 1))
_STRINGS: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)  # one pass even over a text without an end
_SURROGATE: Final = re.compile(rb"\\u[dD][89a-fA-F]")
METHODS: Final = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})
_STREAM: Final = b"text/event-stream; charset=utf-8"
_WITH_BODY: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bytes and seconds. Uploads are bodies that are not JSON, allowed on routes that say so by their content type."""

    json_bytes: int = 1 << 20
    upload_bytes: int = 64 << 20
    body_seconds: float = 10.0
    answer_seconds: float = 30.0
    upload_types: frozenset[str] = frozenset(
        {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv"}
    )


class Refusal(Exception):
    """The request is answered with this problem and goes no further."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def refuse(status: int, code: str) -> Refusal:
    return Refusal(platform_problem(status, code))


class Guard:
    """ASGI: reads the whole body within its limits, checks it, hands it on in one message."""

    def __init__(self, app: App, limits: Limits | None = None, *, tls_only: bool = False) -> None:
        self._app = app
        self._limits = limits or Limits()
        self._headers = (*headers.ALWAYS, headers.TLS_ONLY) if tls_only else headers.ALWAYS

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
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                body = await _read(receive, limit)
        except TimeoutError:
            raise refuse(408, "request.too-slow") from None
        if kind is None and body:
            raise refuse(415, "request.unsupported-type")
        if kind == "application/json":
            check_json(body)
        return body

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
    """What goes out, with the headers of every answer; an answer that is a stream is not timed."""

    _send: Send
    _headers: tuple[tuple[bytes, bytes], ...]
    started: bool = False
    limit: asyncio.Timeout | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers.add(message, self._headers)
            if self.limit is not None and (b"content-type", _STREAM) in message["headers"]:
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


def check_json(body: bytes) -> None:
    """Refuse what the framework would take or stumble over: see reliability.md 2.5."""
    if body.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or b"\x00" in body:
        raise refuse(400, "request.not-utf8")
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        raise refuse(400, "request.not-utf8") from None
    bare = _STRINGS.sub(b"", body)
    if bare.count(b"[") + bare.count(b"{") > MAX_DEPTH and _depth(bare) > MAX_DEPTH:
        raise refuse(400, "request.too-deep")
    if _DIGITS.search(bare):
        raise refuse(400, "request.number-too-long")
    try:
        parsed = json.loads(body, object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite)
    except (ValueError, RecursionError):
        raise refuse(400, "request.not-json") from None
    if b"\\u" in body and (b"\\u0000" in body or _SURROGATE.search(body)):
        _no_broken_text(parsed)


def _depth(bare: bytes) -> int:
    depth = deepest = 0
    for byte in bare:
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise refuse(400, "request.duplicate-key")
    return found


def _no_constant(word: str) -> None:
    raise refuse(400, "request.not-json")


def _finite(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise refuse(400, "request.not-json")
    return value


def _no_broken_text(value: Any) -> None:
    """No NUL and no lone surrogate in any text, key or value."""
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value):
            raise refuse(400, "request.broken-text")
    elif isinstance(value, list):
        for item in value:
            _no_broken_text(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            _no_broken_text(key)
            _no_broken_text(item)
