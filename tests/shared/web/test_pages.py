"""Pages by signed cursors: nothing skipped, nothing doubled, nothing invented."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from fastapi import HTTPException
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel import region
from shared.web.pages import Cursors
from shared.web.rights import Role
from tests.shared.web.conftest import Web, problem

CURSORS = Cursors(b"k" * 32)
PLACE = region("51", "01", "07", "031")


async def test_pages_hold_every_row_once_also_when_rows_come_meanwhile(web: Web) -> None:
    opened = [await web.opened(PLACE, f"第{n}") for n in range(5)]
    seen: list[str] = []
    cursor: str | None = None
    while cursor is not None or not seen:
        params = {"limit": "2", **({"cursor": cursor} if cursor else {})}
        page = (await web.ask("GET", "/accounts", params=params, place=PLACE)).json()
        seen += [item["id"] for item in page["items"]]
        cursor = page["next"]
        await web.opened(PLACE)
        if len(seen) > 50:
            break
    assert len(seen) == len(set(seen))
    assert set(opened) <= set(seen)


async def next_of(web: Web, **params: str) -> str:
    for _ in range(2):
        await web.opened()
    cursor = (await web.ask("GET", "/accounts", params={"limit": "1", **params})).json()["next"]
    assert isinstance(cursor, str)
    return cursor


async def test_a_cursor_belongs_to_its_caller_and_its_filters(web: Web) -> None:
    cursor = await next_of(web)
    assert (await web.ask("GET", "/accounts", params={"cursor": cursor})).status_code == 200
    stolen = await web.ask("GET", "/accounts", params={"cursor": cursor}, subject="bob")
    other_filter = await web.ask("GET", "/accounts", params={"cursor": cursor, "at_least": "1"})
    for answer in (stolen, other_filter):
        problem(answer, 400, "request.bad-cursor")


async def test_a_cursor_never_widens_what_its_caller_sees(web: Web) -> None:
    cursor = await next_of(web)
    page = await web.ask("GET", "/accounts", params={"cursor": cursor}, place=PLACE, role=Role.SECRETARY)
    assert {item["region"] for item in page.json()["items"]} <= {PLACE}


@pytest.mark.parametrize("cursor", ["x", "!", "=", "a b", "游标", "A" * 1_000, "null", "e30", "../..", "%"])
async def test_an_invented_cursor_is_refused(web: Web, cursor: str) -> None:
    problem(await web.ask("GET", "/accounts", params={"cursor": cursor}), 400, "request.bad-cursor")


async def test_a_cursor_longer_than_any_of_ours_is_refused(web: Web) -> None:
    problem(await web.ask("GET", "/accounts", params={"cursor": "A" * 1_001}), 422, "request.invalid")


async def test_a_cursor_changed_anywhere_is_refused(web: Web) -> None:
    cursor = await next_of(web)
    raw = bytearray(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    for at in range(0, len(raw), 5):
        changed = bytearray(raw)
        changed[at] ^= 1
        tampered = urlsafe_b64encode(bytes(changed)).rstrip(b"=").decode()
        problem(await web.ask("GET", "/accounts", params={"cursor": tampered}), 400, "request.bad-cursor")


def test_the_cursor_of_another_key_is_refused() -> None:
    cursor = Cursors(b"o" * 32).make([1], caller="ann", filters={})
    with pytest.raises(HTTPException):
        CURSORS.read(cursor, caller="ann", filters={})


FILTERS = st.dictionaries(st.sampled_from("abc"), st.none() | st.integers() | st.text(max_size=3), max_size=3)


@given(st.lists(st.integers() | st.text()), st.text(), FILTERS)
def test_what_a_cursor_holds_comes_back_to_who_got_it(
    after: list[object], caller: str, filters: dict[str, object]
) -> None:
    cursor = CURSORS.make(after, caller=caller, filters=filters)
    assert CURSORS.read(cursor, caller=caller, filters=dict(reversed(filters.items()))) == after
    with pytest.raises(HTTPException):
        CURSORS.read(cursor, caller=caller + "x", filters=filters)
    with pytest.raises(HTTPException):
        CURSORS.read(cursor, caller=caller, filters={**filters, "d": 1})


def test_the_first_page_needs_no_cursor() -> None:
    assert CURSORS.read(None, caller="ann", filters={}) is None


@pytest.mark.parametrize("query", ["at_last=1", "At_least=1", "limit=2&limit=200", "=1", "at_least=1&under=x"])
async def test_a_misspelt_filter_is_refused_and_so_is_one_given_twice(web: Web, query: str) -> None:
    for path in ("/accounts", f"/accounts/{await web.opened()}"):
        refused = problem(await web.ask("GET", f"{path}?{query}"), 422, "request.unknown-parameter")
        assert refused["field"].startswith("query:")
        problem(await web.ask("GET", f"{path}?{query}", role=Role.TRAINER), 403, "access.no-right")


async def test_a_command_takes_no_parameter_it_does_not_ask_for(web: Web) -> None:
    before = await web.log()
    answer = await web.ask("POST", "/accounts?region=51", json={"region": PLACE, "holder": "x"})
    problem(answer, 422, "request.unknown-parameter")
    assert await web.log() == before
