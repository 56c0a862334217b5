"""Hostile bodies and addresses (reliability.md 2.5): refused as a problem, never 5xx, never half accepted, nothing changed."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from shared.web.guard import Guard, Limits, Message
from shared.web.strict_json import check_json
from tests.shared.web.conftest import NOBODY, STREET, Web, problem

GOOD = b'{"amount":"34.50","on":"2026-11-23","count":1,"known":true,"note":"x","tags":["a"]}'


def with_field(name: str, value: bytes) -> bytes:
    """The good body with one value put in as it stands."""
    fields = {key: json.dumps(each).encode() for key, each in json.loads(GOOD).items()} | {name: value}
    return b"{" + b",".join(b'"%s":%s' % (key.encode(), each) for key, each in fields.items()) + b"}"


UNREADABLE = {
    "nothing": (b"", 400, "request.not-json"),
    "white space": (b" \n", 400, "request.not-json"),
    "not JSON": (b"amount=34.50", 400, "request.not-json"),
    "a trailing comma": (GOOD[:-1] + b",}", 400, "request.not-json"),
    "a single quote": (GOOD.replace(b'"', b"'"), 400, "request.not-json"),
    "two documents": (GOOD + GOOD, 400, "request.not-json"),
    "a comment": (GOOD + b"//", 400, "request.not-json"),
    "a cut document": (GOOD[:-5], 400, "request.not-json"),
    "invalid UTF-8": (with_field("note", b'"\xff"'), 400, "request.not-utf8"),
    "an encoded surrogate": (with_field("note", b'"\xed\xa0\x80"'), 400, "request.not-utf8"),
    "UTF-16": (GOOD.decode().encode("utf-16"), 400, "request.not-utf8"),
    "UTF-16 without mark": (GOOD.decode().encode("utf-16-le"), 400, "request.not-utf8"),
    "a byte order mark": (b"\xef\xbb\xbf" + GOOD, 400, "request.not-utf8"),
    "NUL": (with_field("note", b'"\x00"'), 400, "request.not-utf8"),
    "escaped NUL": (with_field("note", rb'"a\u0000b"'), 400, "request.broken-text"),
    "escaped NUL in a key": (GOOD[:-1] + rb',"\u0000":1}', 400, "request.broken-text"),
    "a lone surrogate": (with_field("note", rb'"\ud83d"'), 400, "request.broken-text"),
    "surrogates the wrong way round": (with_field("note", rb'"\uDE00\uD83D"'), 400, "request.broken-text"),
    "a lone surrogate in a list": (with_field("tags", rb'["\udfff"]'), 400, "request.broken-text"),
    "a control character": (with_field("note", b'"a\nb"'), 400, "request.not-json"),
    "NaN": (with_field("count", b"NaN"), 400, "request.not-json"),
    "Infinity": (with_field("count", b"-Infinity"), 400, "request.not-json"),
    "1e400": (with_field("count", b"1e400"), 400, "request.not-json"),
    "4,000 digits": (with_field("count", b"9" * 4_000), 400, "request.number-too-long"),
    "5,000 digits": (with_field("count", b"9" * 5_000), 400, "request.number-too-long"),
    "a number past 64 bits": (with_field("count", b"9223372036854775808"), 400, "request.number-too-long"),
    "100,000 lists": (b"[" * 100_000 + b"]" * 100_000, 400, "request.too-deep"),
    "100,000 objects": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, 400, "request.too-deep"),
    "100,000 lists never closed": (b"[" * 100_000, 400, "request.too-deep"),
    "the same field twice": (GOOD[:-1] + b',"amount":"1.00"}', 400, "request.duplicate-key"),
    "the same field twice, spelt otherwise": (GOOD[:-1] + rb',"\u0061mount":"1.00"}', 400, "request.duplicate-key"),
    "more than a mebibyte": (with_field("note", b'"' + b"x" * (1 << 20) + b'"'), 413, "request.too-large"),
    "a mebibyte of escapes without an end": (b'{"a":"' + rb"\"" * 500_000, 400, "request.not-json"),
    "a mebibyte of quotes": (b'"' * 1_000_001, 400, "request.not-json"),
}  # fmt: skip

UNFITTING = {
    "an unknown field": (GOOD[:-1] + b',"version":7}', "/version"),
    "a missing field": (GOOD.replace(b'"count":1,', b""), "/count"),
    "true for a number": (with_field("count", b"true"), "/count"),
    "1.0 for a number": (with_field("count", b"1.0"), "/count"),
    "1e3 for a number": (with_field("count", b"1e3"), "/count"),
    "a text for a number": (with_field("count", b'"5"'), "/count"),
    "null for a number": (with_field("count", b"null"), "/count"),
    "1 for a truth": (with_field("known", b"1"), "/known"),
    "a text for a truth": (with_field("known", b'"true"'), "/known"),
    "a number for a text": (with_field("note", b"5"), "/note"),
    "a number for a day": (with_field("on", b"1795400000"), "/on"),
    "an instant for a day": (with_field("on", b'"2026-11-23T00:00:00Z"'), "/on"),
    "a day of the year 9000": (with_field("on", b'"9000-12-31"'), "/on"),
    "a day before anybody lived": (with_field("on", b'"1899-12-31"'), "/on"),
    "a day that no calendar has": (with_field("on", b'"2026-02-30"'), "/on"),
    "a text for a list": (with_field("tags", b'"a"'), "/tags"),
    "an object for a text in a list": (with_field("tags", b'["a",{}]'), "/tags/1"),
    "a list for the whole": (b"[1]", "/"),
    "a text for the whole": (b'"x"', "/"),
    "null for the whole": (b"null", "/"),
    "a number for the whole": (b"1", "/"),
}  # fmt: skip

TYPES = [
    "", "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
    "application/json; charset=utf-16", "application/json; charset=gbk", "application/json; profile=x", "application/problem+json",
    "application", "json", "application/jsonp",
]  # fmt: skip


async def send(web: Web, body: bytes, kind: str = "application/json", **headers: str) -> Any:
    id = await web.opened()
    before = await web.log()
    given = {"content-type": kind, **headers} if kind else headers
    answer = await web.ask("POST", f"/accounts/{id}/bookings", content=body, headers=given)
    assert await web.log() == before, "a refused request leaves no trace"
    return answer


async def test_the_good_body_is_accepted(web: Web) -> None:
    id = await web.opened()
    for kind in ("application/json", "application/json; charset=utf-8", 'APPLICATION/JSON;charset="UTF-8"'):
        answer = await web.ask("POST", f"/accounts/{id}/bookings", content=GOOD, headers={"content-type": kind})
        assert answer.status_code == 201, answer.text


@pytest.mark.parametrize("what", UNREADABLE)
async def test_a_body_that_cannot_be_read_is_refused(web: Web, what: str) -> None:
    body, status, code = UNREADABLE[what]
    problem(await send(web, body), status, code)


@pytest.mark.parametrize("what", UNFITTING)
async def test_a_body_that_does_not_fit_is_refused_with_its_places(web: Web, what: str) -> None:
    body, pointer = UNFITTING[what]
    refused = problem(await send(web, body), 422, "request.invalid")
    assert pointer in [error["pointer"] for error in refused["errors"]]
    assert all(error["code"] and error["detail"] for error in refused["errors"])


@pytest.mark.parametrize("kind", TYPES)
async def test_a_body_of_another_type_is_refused(web: Web, kind: str) -> None:
    problem(await send(web, GOOD, kind), 415, "request.unsupported-type")


@pytest.mark.parametrize("kind", sorted(Limits().upload_types))
async def test_a_sheet_sent_to_a_route_for_commands_is_refused(web: Web, kind: str) -> None:
    problem(await send(web, GOOD, kind), 422, "request.invalid")


async def test_sheets_are_taken_in_from_few_at_once_and_from_nobody_without_a_token() -> None:
    """An application that is never reached: the guard alone decides."""

    async def never(*_: object) -> None:
        raise AssertionError("reached")

    guard = Guard(never, Limits(uploads=1, body_seconds=60))
    sheet = [(b"content-type", b"text/csv"), (b"authorization", b"Bearer x")]
    waiting = asyncio.Event()

    async def slowly() -> Message:
        waiting.set()
        await asyncio.Event().wait()
        return {}

    async def status(given: list[tuple[bytes, bytes]]) -> int:
        told: list[Message] = []

        async def keep(message: Message) -> None:
            told.append(message)

        scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": given}
        await guard(scope, slowly, keep)
        return int(told[0]["status"])

    first = asyncio.create_task(status(sheet))
    await waiting.wait()
    assert await status(sheet) == 503
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    assert await status(sheet[:1]) == 401


async def test_a_packed_body_is_not_unpacked(web: Web) -> None:
    import gzip

    answer = await send(web, gzip.compress(GOOD), **{"content-encoding": "gzip"})
    problem(answer, 400, "request.not-utf8")


async def test_a_field_name_never_breaks_out_of_its_pointer(web: Web) -> None:
    refused = problem(await send(web, GOOD[:-1] + b',"a/b~c":1}'), 422, "request.invalid")
    assert [error["pointer"] for error in refused["errors"]] == ["/a~1b~0c"]


async def test_the_values_sent_are_not_repeated_in_the_refusal(web: Web) -> None:
    answer = await send(web, with_field("count", '"11010519491231002X 王小明"'.encode()))
    assert "11010519491231002X" not in answer.text
    assert "王小明" not in answer.text


async def test_a_thousand_faults_are_answered_with_the_first_hundred(web: Web) -> None:
    body = b"{" + b",".join(b'"f%d":1' % n for n in range(50_000)) + b"}"
    answer = await send(web, body)
    assert len(problem(answer, 422, "request.invalid")["errors"]) == 100


@pytest.mark.parametrize("length", ["-1", "1e3", "+5", "0x10", " ", "5,5", str(200 << 20), "9" * 5_000, "²"])
async def test_a_length_too_large_or_senseless_is_refused_before_anything_is_read(web: Web, length: str) -> None:
    async def body() -> AsyncIterator[bytes]:
        raise AssertionError("the body was read")
        yield b""

    answer = await web.ask(
        "POST", "/accounts", content=body(), headers={"content-length": length, "content-type": "application/json"}
    )
    problem(answer, 413, "request.too-large")


async def test_a_body_longer_than_it_said_is_cut_off_at_the_limit(web: Web) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 1 << 16
            yield b"x" * (1 << 16)

    before = await web.log()
    answer = await web.ask(
        "POST", "/accounts", content=endless(), headers={"content-length": "5", "content-type": "application/json"}
    )
    problem(answer, 413, "request.too-large")
    assert read <= 2 << 20
    assert await web.log() == before


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/%00", "/accounts/11111111-1111-1111-1111-11111111111", "/accounts/..%2f..%2fetc", "/accounts/search?region=a%00b",
        "/accounts/search", "/accounts?limit=0", "/accounts?limit=201", "/accounts?limit=x", "/accounts?limit=1e1",
        "/accounts?limit=99999999999999999999999", "/events?after=-1", "/events?after=99999999999999999999", "/events?limit=1001",
        "/events?after=9223372036854775807", "/operations/x", f"/operations/{NOBODY}", f"/operations/{NOBODY}/files/a%00b",
        "/nothing/here", "/accounts/%ff", "/accounts/%ed%a0%80", "/accounts/search?region%00=1",
    ],
)  # fmt: skip
async def test_a_hostile_address_is_refused(web: Web, path: str) -> None:
    answer = await web.ask("GET", path)
    assert answer.status_code in (400, 404, 422), answer.text
    problem(answer, answer.status_code, answer.json()["code"])


async def test_an_unpaired_surrogate_in_an_address_finds_nothing(web: Web) -> None:
    answer = await web.ask("GET", "/accounts/search?region=%ed%a0%80")
    assert (answer.status_code, answer.json()) == (200, [])


async def test_a_method_that_an_address_does_not_know_is_refused(web: Web) -> None:
    id = await web.opened()
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"):
        problem(await web.ask(method, f"/accounts/{id}"), 405, "request.method")


async def test_a_fault_of_ours_says_nothing_about_itself(web: Web, capsys: pytest.CaptureFixture[str]) -> None:
    answer = await web.ask("GET", "/accounts/broken")
    problem(answer, 500, "platform.unexpected")
    assert not any(secret in answer.text for secret in ("王小明", "11010519491231002X", "Traceback", "RuntimeError"))


@pytest.mark.parametrize(
    "path",
    [
        "",
        "5101",
        "51/01/07/017",
        "51//07/017/_",
        "51/01/07/017/_/",
        "五一/01/07/017/_",
        "51/01/07/017/%",
        "51/01/07/017/_\n",
    ],
)
async def test_a_region_is_a_path_of_five_segments(web: Web, path: str) -> None:
    before = await web.log()
    answer = await web.ask("POST", "/accounts", json={"region": path, "holder": "x"})
    assert [e["pointer"] for e in problem(answer, 422, "request.invalid")["errors"]] == ["/region"]
    assert await web.log() == before


async def reached(scope: Any, receive: Any, send: Any) -> None:
    raise AssertionError("the request reached the application")


def guarded(messages: Callable[[], Awaitable[Message]], **scope: Any) -> Awaitable[list[Message]]:
    """What a guard with short patience sends, asked with raw ASGI messages."""

    async def ask() -> list[Message]:
        sent: list[Message] = []

        async def send(message: Message) -> None:
            sent.append(message)

        asked = {
            "type": "http",
            "method": "POST",
            "path": "/accounts",
            "headers": [(b"content-type", b"application/json")],
        }
        await Guard(reached, Limits(body_seconds=0.05))({**asked, **scope}, messages, send)
        return sent

    return ask()


async def test_a_body_that_never_ends_is_not_waited_for() -> None:
    async def silence() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    start, body = await guarded(silence)
    assert (start["status"], json.loads(body["body"])["code"]) == (408, "request.too-slow")
    assert dict(start["headers"])[b"connection"] == b"close"


async def test_a_client_that_went_away_is_not_served() -> None:
    async def gone() -> Message:
        return {"type": "http.disconnect"}

    start, body = await guarded(gone)
    assert (start["status"], json.loads(body["body"])["code"]) == (400, "request.incomplete")


@pytest.mark.parametrize("depth", [1, 64])
def test_an_ordinary_depth_passes(depth: int) -> None:
    check_json(b"[" * depth + b"]" * depth)


def test_brackets_and_digits_inside_texts_are_only_text() -> None:
    check_json(json.dumps({"note": "[{" * 200 + "9" * 50, "quoted": 'a "[[[" \\'}).encode())
    check_json(b'["' + b"]" * 70 + b'",' + b",".join([b"[]"] * 70) + b"]")
    check_json(b"[" + b",".join([b"123456789012345678"] * 3) + b"]")


def test_a_pair_of_surrogates_is_one_character() -> None:
    check_json(rb'["\ud83d\ude00"]')
    check_json(rb'["\\ud83d"]')


async def test_a_deep_or_long_answer_of_the_ledger_still_works(web: Web) -> None:
    body = json.loads(GOOD) | {"tags": ["a"] * 1_000, "note": "字" * 10_000}
    id = await web.opened(STREET, "王" * 100)
    assert (await web.ask("POST", f"/accounts/{id}/bookings", json=body)).status_code == 201
