"""Where the keys that sign are had from: an address asked with care, or a file."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from shared.settings import Unset
from shared.web import keyset
from shared.web.keyset import KeySet, NoKeySet, key_set_at
from shared.web.tokens import Verifier
from tests.shared.web.conftest import AUDIENCE, ISSUER
from tests.shared.web.test_keyset import accepted
from tests.shared.web.test_tokens import CLAIMS, KEY_SET, signed


@asynccontextmanager
async def answering(answer: bytes) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A server on this machine that gives one answer to everybody; its address, and what it was asked."""
    asked: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/keys", asked


def page(body: bytes, status: str = "200 OK", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {len(body)}\r\n{more}\r\n".encode() + body


async def test_the_set_is_had_from_an_address() -> None:
    async with answering(page(json.dumps({"keys": KEY_SET}).encode())) as (url, asked):
        checked = Verifier(KeySet(key_set_at(url)), ISSUER, AUDIENCE)
        assert await accepted(checked, signed(CLAIMS))
        assert not await accepted(checked, signed(CLAIMS, header={"kid": "unknown"}))
        assert len(asked) == 1


async def test_a_redirect_is_not_followed() -> None:
    async with answering(page(json.dumps({"keys": KEY_SET}).encode())) as (url, asked):
        async with answering(page(b"", "302 Found", f"location: {url}\r\n")) as (from_url, _):
            with pytest.raises(NoKeySet, match="302"):
                await key_set_at(from_url)()
        assert asked == []


async def test_a_set_larger_than_any_key_set_is_not_read_to_its_end(tmp_path: Path) -> None:
    async with answering(page(b" " * (keyset.MAX_SET + 1))) as (url, _):
        with pytest.raises(NoKeySet, match="size"):
            await key_set_at(url)()
    (tmp_path / "keys").write_bytes(b" " * (keyset.MAX_SET + 1))
    with pytest.raises(NoKeySet, match="size"):
        await key_set_at(str(tmp_path / "keys"))()


async def test_an_address_that_does_not_answer_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyset, "FETCH_SECONDS", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        checked = KeySet(key_set_at(f"http://127.0.0.1:{silent.getsockname()[1]}/keys"))
        async with asyncio.timeout(10):
            assert await checked.key("EdDSA") is None


@pytest.mark.parametrize(
    "place", ["http://id.example/keys", "ftp://127.0.0.1/keys", "file:///etc/keys", "http://127.evil.example/"]
)
def test_an_address_without_tls_is_for_this_machine_only(place: str) -> None:
    with pytest.raises(Unset, match="CW_JWKS_URL"):
        key_set_at(place)
