"""How a listener asks another service's log over HTTP: with the token of this minute, and for the whole nation or not at all."""

import json
from pathlib import Path

import httpx
import pytest

from shared.process import _feeds, _TokenOf


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
