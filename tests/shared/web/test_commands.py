"""A command over HTTP: its receipt, asked twice, built on a version, refused with a reason."""

import asyncio
from uuid import UUID

import pytest

from shared.ids import new_id
from shared.kernel import NATION, region
from shared.privacy import MemoryKeyStore
from shared.web.rights import Role
from tests.shared.web.conftest import ELSEWHERE, STREET, Web, problem

BOOKING = {"amount": "34.50", "on": "2026-11-23", "count": 1}


async def test_a_receipt_names_the_stream_its_version_and_the_position(web: Web) -> None:
    id = await web.opened()
    before, _ = await web.log()
    answer = await web.ask("POST", f"/accounts/{id}/bookings", json=BOOKING)
    assert answer.status_code == 201
    assert answer.json() == {"stream_id": id, "version": 2, "position": before + 1}
    assert answer.headers["etag"] == '"2"'


async def test_what_was_written_is_seen_at_once(web: Web) -> None:
    id = await web.opened(holder="欧阳修")
    cursor, seen = None, {}
    while True:
        page = (
            await web.ask("GET", "/accounts", params={"limit": 200, **({"cursor": cursor} if cursor else {})})
        ).json()
        seen.update({item["id"]: item["holder"] for item in page["items"]})
        if (cursor := page["next"]) is None:
            break
    assert seen[id] == "欧阳＊"


async def test_money_goes_in_and_out_as_a_decimal_string(web: Web) -> None:
    id = await web.opened()
    await web.ask("POST", f"/accounts/{id}/bookings", json={**BOOKING, "amount": "0.1"})
    await web.ask("POST", f"/accounts/{id}/bookings", json={**BOOKING, "amount": "0.2"})
    assert (await web.ask("GET", f"/accounts/{id}")).json()["balance"] == {"amount": "0.30", "currency": "CNY"}


@pytest.mark.parametrize("amount", [34.5, 34, "34.505", "1e3", "34,50", " 34.50", "", "-", None, True, ["34.50"]])
async def test_money_in_any_other_form_is_refused(web: Web, amount: object) -> None:
    id = await web.opened()
    before = await web.log()
    body = problem(
        await web.ask("POST", f"/accounts/{id}/bookings", json={**BOOKING, "amount": amount}), 422, "request.invalid"
    )
    assert [error["pointer"] for error in body["errors"]] == ["/amount"]
    assert await web.log() == before


async def test_the_same_key_again_answers_the_same_receipt_and_changes_nothing(web: Web) -> None:
    id, key = await web.opened(), {"idempotency-key": str(new_id())}
    first = await web.ask("POST", f"/accounts/{id}/bookings", json=BOOKING, headers=key)
    await web.ask("POST", f"/accounts/{id}/bookings", json=BOOKING)
    before = await web.log()
    again = await web.ask("POST", f"/accounts/{id}/bookings", json=BOOKING, headers=key)
    assert (again.status_code, again.json(), again.headers["etag"]) == (201, first.json(), first.headers["etag"])
    assert await web.log() == before


async def test_the_same_key_sent_many_times_at_once_happens_once(web: Web) -> None:
    id, key = await web.opened(), {"idempotency-key": str(new_id())}
    before, _ = await web.log()
    answers = await asyncio.gather(
        *(web.ask("POST", f"/accounts/{id}/bookings", json=BOOKING, headers=key) for _ in range(8))
    )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert (await web.log())[0] == before + 1


async def test_the_same_key_opens_the_same_account(web: Web) -> None:
    key, asked = {"idempotency-key": str(new_id())}, {"region": STREET, "holder": "王小明"}
    answers = [await web.ask("POST", "/accounts", json=asked, headers=key) for _ in range(2)]
    assert answers[0].json() == answers[1].json()


async def test_the_same_key_with_another_body_is_refused(web: Web) -> None:
    id, key = await web.opened(), {"idempotency-key": str(new_id())}
    await web.ask("POST", f"/accounts/{id}/bookings", json=BOOKING, headers=key)
    before = await web.log()
    other = {**BOOKING, "amount": "34.51"}
    problem(await web.ask("POST", f"/accounts/{id}/bookings", json=other, headers=key), 422, "request.key-reused")
    other_path = f"/accounts/{await web.opened()}/bookings"
    before = await web.log()
    problem(await web.ask("POST", other_path, json=BOOKING, headers=key), 422, "request.key-reused")
    assert await web.log() == before


async def test_two_callers_may_use_the_same_key(web: Web) -> None:
    id, key = await web.opened(), {"idempotency-key": str(new_id())}
    await web.ask("POST", f"/accounts/{id}/bookings", json=BOOKING, headers=key)
    answer = await web.ask("POST", f"/accounts/{id}/bookings", json=BOOKING, headers=key, subject="bob")
    assert (answer.status_code, answer.json()["version"]) == (201, 3)


@pytest.mark.parametrize("key", ["", "two words", "k" * 256, "schlüssel"])
async def test_a_command_without_a_usable_key_is_refused(web: Web, key: str) -> None:
    id = await web.opened()
    before = await web.log()
    answer = await web.ask("POST", f"/accounts/{id}/bookings", json=BOOKING, headers={"idempotency-key": key})
    problem(answer, 400, "request.key-required")
    assert await web.log() == before


async def test_without_any_key_nothing_happens(web: Web) -> None:
    before = await web.log()
    headers = {"authorization": f"Bearer {web.token()}"}
    answer = await web.client.post("/accounts", json={"region": STREET, "holder": "x"}, headers=headers)
    problem(answer, 400, "request.key-required")
    assert await web.log() == before


async def test_a_command_built_on_another_version_is_refused(web: Web) -> None:
    id = await web.opened()
    await web.ask("POST", f"/accounts/{id}/bookings", json=BOOKING)
    before = await web.log()
    stale = await web.ask("POST", f"/accounts/{id}/bookings", json=BOOKING, headers={"if-match": '"1"'})
    problem(stale, 412, "request.version-mismatch")
    assert await web.log() == before
    current = await web.ask("POST", f"/accounts/{id}/bookings", json=BOOKING, headers={"if-match": '"2"'})
    assert (current.status_code, current.headers["etag"]) == (201, '"3"')
    anything = await web.ask("POST", f"/accounts/{id}/bookings", json=BOOKING, headers={"if-match": "*"})
    assert anything.status_code == 201


@pytest.mark.parametrize("version", ["2", '"two"', 'W/"2"', '"2", "3"', '"-1"', '"01"', '""', '"99999999999"'])
async def test_a_malformed_version_is_refused(web: Web, version: str) -> None:
    id = await web.opened()
    before = await web.log()
    answer = await web.ask("POST", f"/accounts/{id}/bookings", json=BOOKING, headers={"if-match": version})
    problem(answer, 400, "request.bad-version")
    assert await web.log() == before


async def test_a_rule_says_no_with_its_code_its_place_and_its_facts(web: Web) -> None:
    id = await web.opened()
    await web.ask("POST", f"/accounts/{id}/bookings", json=BOOKING)
    before = await web.log()
    answer = await web.ask("POST", f"/accounts/{id}/bookings", json={**BOOKING, "amount": "-34.51"})
    body = problem(answer, 409, "accounts.empty")
    assert (body["field"], body["facts"], body["detail"]) == ("/amount", {"most": 3450}, "最多 3450 分。")
    assert await web.log() == before


async def test_an_account_of_other_regions_is_as_if_it_were_not_there(web: Web) -> None:
    id = await web.opened()
    before = await web.log()
    missing = await web.ask("POST", f"/accounts/{new_id()}/bookings", json=BOOKING, place=ELSEWHERE)
    outside = await web.ask("POST", f"/accounts/{id}/bookings", json=BOOKING, place=ELSEWHERE)
    assert len({problem(answer, 404, "request.not-found")["detail"] for answer in (missing, outside)}) == 1
    problem(await web.ask("GET", f"/accounts/{id}", place=ELSEWHERE), 404, "request.not-found")
    problem(await web.ask("POST", "/accounts", json={"region": ELSEWHERE, "holder": "x"}), 404, "request.not-found")
    assert await web.log() == before


async def test_a_role_without_the_right_is_refused(web: Web) -> None:
    id = await web.opened()
    before = await web.log()
    for role in (Role.SECRETARY, Role.SYSTEM_ADMIN, Role.PARTNER):
        answer = await web.ask("POST", f"/accounts/{id}/bookings", json=BOOKING, role=role, place=NATION)
        problem(answer, 403, "access.no-right")
    assert (await web.ask("GET", f"/accounts/{id}", role=Role.SECRETARY)).status_code == 200
    assert await web.log() == before


async def test_a_list_holds_only_the_callers_regions(web: Web) -> None:
    here = await web.opened(region("51", "01", "07", "018", "a"), "丙")
    await web.opened(region("51", "01", "07", "018", "aa"), "丁")
    page = await web.ask("GET", "/accounts", place=region("51", "01", "07", "018", "a"), role=Role.SECRETARY)
    assert [item["id"] for item in page.json()["items"]] == [here]


async def test_the_name_of_an_erased_person_is_gone_and_the_account_stays(web: Web) -> None:
    place = region("51", "01", "07", "019")
    id = await web.opened(place, "某人")
    assert isinstance(web.runtime.sealer.store, MemoryKeyStore)
    assert await web.runtime.sealer.store.destroy(UUID(id)) == 1
    page = await web.ask("GET", "/accounts", place=place, role=Role.SECRETARY)
    assert page.json()["items"] == [{"id": id, "region": place, "holder": None}]


async def test_a_read_may_ask_for_a_position(web: Web) -> None:
    head, _ = await web.log()
    assert (await web.ask("GET", "/accounts", headers={"min-position": str(head)})).status_code == 200
    answer = await web.ask("GET", "/accounts", headers={"min-position": str(head + 1)})
    problem(answer, 503, "platform.unavailable")
    assert answer.headers["retry-after"] == "1"


@pytest.mark.parametrize("position", ["", "-1", "+1", "1.0", "one", "1, 2", "9" * 19, "²"])
async def test_a_malformed_position_is_refused(web: Web, position: str) -> None:
    answer = await web.ask("GET", "/accounts", headers={"min-position": position})
    problem(answer, 400, "request.bad-position")
