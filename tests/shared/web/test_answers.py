"""How an answer ends: in time, with the headers that keep browsers out, by a method that its route has."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

import httpx
import pytest
from fastapi import APIRouter, Depends
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse

from shared.web.access import Access, claimed_grants
from shared.web.app import create_app
from shared.web.guard import Guard, Limits
from shared.web.handles import Reading, reader
from shared.web.headers import ALWAYS
from shared.web.tokens import Verifier
from tests.shared.web.conftest import AUDIENCE, ISSUER, Web, problem
from tests.shared.web.ledger import EVERYBODY

Anybody = Annotated[Reading, Depends(reader(may=EVERYBODY))]


@pytest.fixture
async def slow(web: Web) -> AsyncIterator[httpx.AsyncClient]:
    """Routes that never end, one that tells progress for longer than any answer may take, and a page."""
    router, over = APIRouter(), asyncio.Event()

    @router.get("/never")
    async def never(reader: Anybody) -> Response:
        await asyncio.Event().wait()
        return Response()

    @router.get("/time-out-of-its-own")
    async def own(reader: Anybody) -> Response:
        raise TimeoutError

    @router.get("/progress")
    async def progress(reader: Anybody) -> StreamingResponse:
        async def lines() -> AsyncIterator[str]:
            yield "data: 1\n\n"
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(over.wait(), 0.3)
            yield "data: 2\n\n"

        return StreamingResponse(lines(), media_type="text/event-stream")

    @router.get("/page")
    async def page(reader: Anybody) -> Response:
        return HTMLResponse("<p>")

    @router.get("/own-policy")
    async def own_policy(reader: Anybody) -> Response:
        return PlainTextResponse("", headers={"content-security-policy": "sandbox"})

    access = Access(Verifier(web.issuer.key_set(), ISSUER, AUDIENCE), claimed_grants)
    app = create_app(web.runtime, access, b"c" * 32)
    app.include_router(router)
    transport = httpx.ASGITransport(Guard(app, Limits(answer_seconds=0.1), tls_only=True), raise_app_exceptions=False)
    headers = {"authorization": f"Bearer {web.token()}"}
    async with httpx.AsyncClient(transport=transport, base_url="http://slow", headers=headers) as client:
        yield client


async def test_a_handler_that_does_not_end_is_ended(slow: httpx.AsyncClient) -> None:
    answer = await slow.get("/never")
    problem(answer, 503, "platform.too-slow")
    assert answer.headers["retry-after"] == "5"


async def test_a_time_out_of_the_handlers_own_is_no_time_out_of_the_request(slow: httpx.AsyncClient) -> None:
    problem(await slow.get("/time-out-of-its-own"), 500, "platform.unexpected")


async def test_progress_may_be_told_for_as_long_as_it_takes(slow: httpx.AsyncClient) -> None:
    assert (await slow.get("/progress")).text == "data: 1\n\ndata: 2\n\n"


async def test_every_answer_carries_the_headers_that_keep_browsers_out(slow: httpx.AsyncClient) -> None:
    for path in ("/accounts", "/never", "/nowhere", "/health/live", "/accounts?%00"):
        answer = await slow.get(path)
        assert {name: answer.headers[name.decode()].encode() for name, _ in ALWAYS} == dict(ALWAYS), path
        assert answer.headers["strict-transport-security"].startswith("max-age=")
    assert (await slow.get("/own-policy")).headers.get_list("content-security-policy") == ["sandbox"]
    page = (await slow.get("/page")).headers["content-security-policy"]
    assert page.startswith("default-src 'none'; script-src")
    assert "frame-ancestors 'none'" in page


async def test_without_tls_only_no_browser_is_told_to_insist_on_it(web: Web) -> None:
    assert "strict-transport-security" not in (await web.ask("GET", "/accounts")).headers


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "HEAD", "OPTIONS", "PROPFIND", "get", "FOO"])
@pytest.mark.parametrize("path", ["/accounts", "/nowhere"])
async def test_a_method_that_no_route_has_is_refused(web: Web, method: str, path: str) -> None:
    scope = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": b"", "headers": [],
        "client": ("192.0.2.1", 1), "scheme": "http", "server": ("ledger", 80), "root_path": "",
    }  # fmt: skip
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await web.app(scope, receive, send)
    assert sent[0]["status"] == 405
    assert dict(sent[0]["headers"])[b"allow"] == b"DELETE, GET, PATCH, POST, PUT"
    assert b'"request.method"' in sent[1]["body"]


async def test_a_method_that_only_another_route_has_is_refused_too(web: Web) -> None:
    answer = await web.ask("DELETE", "/accounts")
    problem(answer, 405, "request.method")
    assert answer.headers["allow"] in ("GET", "POST")
