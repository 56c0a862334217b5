"""Problems (RFC 9457): a stable code, texts in the language asked for and in both, nothing personal."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, HTTPException
from starlette.requests import Request

from shared.kernel import Sealed
from shared.web.problems import Problem, ProblemTexts, install_problems, platform_problem, pointer, preferred
from tests.shared.web.conftest import Web, problem


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "zh"), ("zh-CN,zh;q=0.9,en;q=0.8", "zh"), ("en", "en"), ("en-GB,en;q=0.9,zh;q=0.1", "en"), ("EN-us", "en"),
        (" en", "en"), ("de", "zh"), ("*", "zh"), ("de,en;q=0.5", "zh"), ("\xff\xfe", "zh"),
    ],
)  # fmt: skip
def test_the_language_is_chinese_unless_english_is_asked_for_first(accepted: str, language: str) -> None:
    assert preferred(accepted) == language


async def refusals(web: Web, language: str) -> list[Any]:
    """The same problem from a rule, from the framework, from the guard and from the token check."""
    headers = {"accept-language": language}
    id = await web.opened()
    withdrawn = {"amount": "-1", "on": "2026-11-23", "count": 1}
    return [
        await web.ask("POST", f"/accounts/{id}/bookings", json=withdrawn, headers=headers),
        await web.ask("GET", "/accounts/x", headers=headers),
        await web.ask("POST", "/accounts", content=b"[", headers={**headers, "content-type": "application/json"}),
        await web.client.get("/accounts", headers=headers),
        await web.ask("GET", "/nothing", headers=headers),
    ]


async def test_every_refusal_speaks_the_language_asked_for_and_holds_both(web: Web) -> None:
    for language in ("zh", "en"):
        for answer in await refusals(web, language):
            body = problem(answer, answer.status_code, answer.json()["code"])
            assert (body["title"], body["detail"]) == tuple(body["texts"][language][k] for k in ("title", "detail"))
            assert body["texts"]["zh"] != body["texts"]["en"]
            assert answer.headers["content-language"] == language


async def test_no_refusal_is_kept_by_a_cache(web: Web) -> None:
    for answer in await refusals(web, "en"):
        assert (answer.headers["cache-control"], answer.headers["x-content-type-options"]) == ("no-store", "nosniff")
    assert (await web.ask("GET", "/accounts")).headers["cache-control"] == "no-store"


async def test_a_refusal_names_where_it_happened_and_holds_no_trace(web: Web) -> None:
    for answer in await refusals(web, "en"):
        body = answer.json()
        assert body["instance"] == answer.request.url.path
        assert set(body) <= {
            "type", "code", "status", "title", "detail", "instance", "texts", "field", "facts", "errors",
        }  # fmt: skip


@pytest.fixture
def texts(tmp_path: Path) -> ProblemTexts:
    zh = "a.b: {title: 不行, detail: '最多 {most}，{missing}'}\nrequest.invalid: {title: 自己的说法, detail: 无}\n"
    en = "a.b: {title: Refused, detail: 'At most {most}, {missing}', status: 409}\nrequest.invalid: {title: Ours, detail: x}\n"
    (tmp_path / "problems.zh.yaml").write_text(zh, "utf-8")
    (tmp_path / "problems.en.yaml").write_text(en, "utf-8")
    return ProblemTexts.load(tmp_path)


def test_facts_fill_the_texts_and_a_missing_one_breaks_nothing(texts: ProblemTexts) -> None:
    assert texts.of("a.b", {"most": 3}) == {
        "zh": {"title": "不行", "detail": "最多 3，?"},
        "en": {"title": "Refused", "detail": "At most 3, ?"},
    }


def test_a_fact_that_looks_like_a_placeholder_is_only_text(texts: ProblemTexts) -> None:
    assert texts.of("a.b", {"most": "{missing.__class__}"})["en"]["detail"] == "At most {missing.__class__}, ?"


def test_a_code_without_a_text_says_its_own_name(texts: ProblemTexts) -> None:
    assert texts.of("c.d", {}) == {"zh": {"title": "c.d"}, "en": {"title": "c.d"}}


def test_a_service_may_word_a_problem_of_the_platform_anew(texts: ProblemTexts) -> None:
    assert texts.of("request.invalid", {})["en"]["title"] == "Ours"
    assert texts.of("request.not-found", {})["en"]["title"] == "Not found"


def test_the_status_stands_with_the_english_text(texts: ProblemTexts) -> None:
    assert (texts.status("a.b", 422), texts.status("request.invalid", 422)) == (409, 422)


def test_a_sealed_fact_shows_its_mask() -> None:
    held = Problem(status=409, code="a.b", texts={"zh": {}, "en": {}}, facts={"name": Sealed("t0ken"), "n": 1})
    assert "t0ken" not in held.body("zh", "/x").decode()


async def test_a_problem_sent_by_the_guard_is_the_one_the_framework_sends() -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "path": "/x",
        "headers": [(b"accept-language", b"en")],
        "query_string": b"",
        "method": "POST",
    }
    held = platform_problem(413, "request.too-large")
    await held.send(scope, send)
    start, body = sent
    response = held.response(Request({**scope, "server": ("ledger", 80), "scheme": "http"}))
    assert (start["status"], body["body"]) == (response.status_code, response.body)
    shared = {b"content-type", b"content-language", b"cache-control", b"content-length"}
    assert {n: v for n, v in start["headers"] if n in shared} == {n: v for n, v in response.raw_headers if n in shared}


def test_a_place_in_a_body_is_a_json_pointer_and_elsewhere_a_name() -> None:
    assert pointer(("body", "lines", 0, "amount")) == "/lines/0/amount"
    assert pointer(("body", "a/b~c")) == "/a~1b~0c"
    assert pointer(("body",)) == "/"
    assert pointer(("query", "limit")) == "query:limit"
    assert pointer(()) == "/"


@pytest.mark.parametrize(
    ("status", "detail", "code"),
    [
        (418, "Short and stout.", "request.refused"), (404, None, "request.not-found"), (403, "access.no-right", "access.no-right"),
        (400, "request.bad-cursor", "request.bad-cursor"), (405, "Not. Allowed", "request.method"),
    ],
)  # fmt: skip
async def test_a_refusal_of_the_framework_gets_a_code_of_ours(status: int, detail: str | None, code: str) -> None:
    async def refuses() -> None:
        raise HTTPException(status, detail)

    app = FastAPI()
    app.add_api_route("/x", refuses)
    install_problems(app, ProblemTexts.load())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://x") as client:
        problem(await client.get("/x"), status, code)
