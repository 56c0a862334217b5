"""The server itself, over real sockets: what never becomes a request is closed, what is ambiguous is refused."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from deploy.local.nats import free_port
from shared.web import server as serving
from shared.web.guard import Guard, Limits

KIND = b"Content-Type: application/json\r\n"
HEAD = b"POST /x HTTP/1.1\r\nHost: a\r\n" + KIND


async def answers(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
async def port(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    """A server with short patience."""
    monkeypatch.setattr(serving, "HEAD_SECONDS", 0.2)
    port = free_port()
    server = serving.server(Guard(answers, Limits(body_seconds=0.2)), "127.0.0.1", port)
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield port
    server.should_exit = True
    await task


async def said(port: int, *sent: bytes, all_of_it: bool = False) -> bytes:
    """The beginning of the answer, or nothing when the connection was closed without one."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for part in sent:
            writer.write(part)
            await writer.drain()
        return await (reader.read() if all_of_it else reader.read(12))
    except ConnectionError:
        return b""
    finally:
        writer.close()


async def test_an_ordinary_request_is_answered_and_the_connection_may_be_used_again(port: int) -> None:
    request = HEAD + b"Content-Length: 2\r\n\r\n{}"
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for _ in range(3):
        writer.write(request[:30])
        await asyncio.sleep(0.01)
        writer.write(request[30:])
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200")
        assert await reader.readexactly(2) == b"ok"
    writer.close()


@pytest.mark.parametrize("sent", [b"", b"P", b"POST /x HTTP/1.1\r\n", b"POST /x HTTP/1.1\r\nHost: a\r\nX: "])
async def test_a_request_that_is_never_finished_is_closed(port: int, sent: bytes) -> None:
    assert await said(port, sent) == b""


async def test_a_second_request_that_is_never_finished_is_closed_too(port: int) -> None:
    whole = await said(port, HEAD + b"Content-Length: 2\r\n\r\n{}", b"POST /x HTTP", all_of_it=True)
    assert whole.startswith(b"HTTP/1.1 200")
    assert whole.count(b"HTTP/1.1") == 1


@pytest.mark.parametrize(
    "headers",
    [b"".join(b"X-%d: y\r\n" % n for n in range(100_000)), b"X: " + b"y" * 2_000_000 + b"\r\n"],
    ids=["many", "long"],
)
async def test_headers_without_end_are_closed(port: int, headers: bytes) -> None:
    assert await said(port, b"GET /x HTTP/1.1\r\nHost: a\r\n", headers, b"\r\n") == b""


@pytest.mark.parametrize(
    "rest",
    [
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked, identity\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        b"Content-Length: -2\r\n\r\n{}",
        b"Bad Header\r\n\r\n",
    ],
)
async def test_a_request_of_two_meanings_is_refused(port: int, rest: bytes) -> None:
    assert await said(port, HEAD + rest) == b"HTTP/1.1 400"


@pytest.mark.parametrize("rest", [b"Content-Length: 50\r\n\r\n{}", b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"])
async def test_a_body_that_never_ends_is_answered_and_closed(port: int, rest: bytes) -> None:
    whole = await said(port, HEAD + rest, all_of_it=True)
    assert whole.startswith(b"HTTP/1.1 408")
    assert b"request.too-slow" in whole


async def test_an_old_client_is_answered_and_closed(port: int) -> None:
    whole = await said(port, b"POST /x HTTP/1.0\r\n" + KIND + b"Content-Length: 2\r\n\r\n{}", all_of_it=True)
    assert whole.startswith(b"HTTP/1.1 200")
    assert b"server:" not in whole.lower()
