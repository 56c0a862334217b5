"""One request to the application itself: what the client of the other tests does besides takes longer than most answers."""

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

import httpx
from starlette.types import ASGIApp, Message, Scope


async def answered(
    app: ASGIApp, method: str, path: str, query: Mapping[str, Any], headers: Mapping[str, str], body: bytes
) -> httpx.Response:  # fmt: skip
    """The whole answer; what the application raises is raised."""
    sent = {"host": "county", "content-length": str(len(body)), **headers}
    scope: Scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "method": method,
        "path": unquote(path), "raw_path": path.encode(), "query_string": str(httpx.QueryParams(query)).encode(),
        "headers": [(name.encode(), value.encode()) for name, value in sent.items()], "root_path": "",
        "server": ("county", 80), "client": ("127.0.0.1", 123),
    }  # fmt: skip
    asked: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]
    told: list[Message] = []
    ended = asyncio.Event()

    async def receive() -> Message:
        if not asked:
            await ended.wait()
            return {"type": "http.disconnect"}
        return asked.pop()

    async def send(message: Message) -> None:
        told.append(message)
        if message["type"] == "http.response.body" and not message.get("more_body"):
            ended.set()

    await app(scope, receive, send)
    start, *parts = told
    content = b"".join(part.get("body", b"") for part in parts)
    return httpx.Response(start["status"], headers=start["headers"], content=content)
