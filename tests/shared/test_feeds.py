"""How a listener asks another service's log over HTTP: with the token of this minute, and for the whole nation or not at all."""

import asyncio
import json
from pathlib import Path

import httpx
import pytest

from shared.process import _client, _feeds, _TokenOf


def event(position: int, subject: str | None) -> dict[str, object]:
    return {"subject": subject, "headers": {"position": str(position)}, "data": None}


async def asked(answer: httpx.Response, token: Path, times: int = 1) -> list[str]:
    """The authorization of each question; the feed's own checks apply."""
    seen: list[str] = []

    def served(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["authorization"])
        token.write_text(f"token-{len(seen)}\n")
        return httpx.Response(200, content=answer.content)

    async with httpx.AsyncClient(transport=httpx.MockTransport(served), auth=_TokenOf(token)) as client:
        feed = _feeds(client, {"personnel": "https://personnel.example"})["personnel"]
        for _ in range(times):
            await feed(0, 1)
    return seen


async def test_the_token_is_read_for_each_question(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("token-0\n")
    page = httpx.Response(200, content=json.dumps({"events": [event(1, "void.personnel")]}))
    assert await asked(page, tmp_path / "token", times=2) == ["Bearer token-0", "Bearer token-1"]


async def test_a_position_that_the_token_does_not_reach_is_never_taken_for_a_void_one(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("token")
    page = httpx.Response(200, content=json.dumps({"events": [event(1, None)]}))
    with pytest.raises(PermissionError):
        await asked(page, tmp_path / "token")


async def test_no_proxy_of_the_environment_sees_the_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "token").write_text("secret")
    seen: dict[str, list[str]] = {"proxy": [], "feed": []}

    async def listening(name: str) -> tuple[asyncio.Server, str]:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            seen[name].append((await reader.readuntil(b"\r\n\r\n")).decode())
            writer.write(b'HTTP/1.1 200 OK\r\ncontent-length: 13\r\nconnection: close\r\n\r\n{"events":[]}\n')
            await writer.drain()
            writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        return server, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"

    proxy, proxy_address = await listening("proxy")
    feed, address = await listening("feed")
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy_address)
    monkeypatch.setenv("NO_PROXY", "")
    async with proxy, feed, _client(tmp_path / "token") as client:
        assert await _feeds(client, {"personnel": address})["personnel"](0, 1) == []
    assert seen["proxy"] == []
    assert ["authorization: bearer secret" in told.lower() for told in seen["feed"]] == [True]
