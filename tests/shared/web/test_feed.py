"""The feed: every position in order, in the envelope of the broker; what may not be seen is told as a void."""

import json
from hashlib import sha256
from typing import Any

import pytest

from shared.broker import encode_message
from shared.kernel import NATION
from shared.web.rights import Role
from tests.shared.web.conftest import COUNTY, ELSEWHERE, STREET, Web, problem

BOOKING = {"amount": "34.50", "on": "2026-11-23", "count": 1, "note": "private"}


async def read(web: Web, after: int, **asked: Any) -> dict[str, Any]:
    answer = await web.ask("GET", "/events", params={"after": str(after), **asked.pop("params", {})}, **asked)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def test_the_feed_tells_what_the_broker_tells(web: Web) -> None:
    before, _ = await web.log()
    id = await web.opened(STREET, "欧阳修")
    feed = await read(web, before)
    (row,) = await web.runtime.log.read(before, 10)
    message = encode_message("ledger", row, web.runtime.log.codec, web.runtime.service.publish)
    assert (feed["from"], feed["to"], feed["count"]) == (before + 1, before + 1, 1)
    (event,) = feed["events"]
    assert event == {"subject": message.subject, "headers": dict(message.headers), "data": json.loads(message.body)}
    headers = event["headers"]
    assert (headers["ce-type"], headers["ce-source"], headers["ce-id"]) == (
        "ledger.account.opened.v1", "/ledger", str(row.event_id),
    )  # fmt: skip
    assert (headers["position"], headers["hash"]) == (str(before + 1), row.hash.hex())
    assert event["subject"] == f"events.ledger.p{id[-1]}.account.opened.v1.51.01.07.017._"


async def test_a_personal_value_stays_sealed_in_the_feed(web: Web) -> None:
    before, _ = await web.log()
    await web.opened(STREET, "欧阳修")
    answer = await web.ask("GET", "/events", params={"after": str(before)})
    assert "欧阳修" not in answer.text
    assert len(answer.json()["events"][0]["data"]["holder"]) > 40


async def test_what_nobody_hears_of_is_a_void_with_its_position_and_hash(web: Web) -> None:
    id = await web.opened()
    before, _ = await web.log()
    await web.ask("POST", f"/accounts/{id}/bookings", json=BOOKING)
    feed = await read(web, before)
    (row,) = await web.runtime.log.read(before, 10)
    (event,) = feed["events"]
    assert (event["headers"], event["data"]) == ({"position": str(before + 1), "hash": row.hash.hex()}, None)
    assert (feed["count"], feed["digest"]) == (0, sha256(b"").hexdigest())


async def test_a_reader_of_another_region_sees_that_something_happened_and_not_what(web: Web) -> None:
    before, _ = await web.log()
    await web.opened()
    (row,) = await web.runtime.log.read(before, 10)
    feed = await read(web, before, place=ELSEWHERE, role=Role.PARTNER)
    assert feed["events"] == [
        {"subject": None, "headers": {"position": str(row.position), "hash": row.hash.hex()}, "data": None}
    ]
    assert feed["count"] == 0
    assert (await read(web, before, place=COUNTY, role=Role.PARTNER))["count"] == 1


async def test_reading_on_gives_every_position_once_and_ends_at_the_head(web: Web) -> None:
    for _ in range(3):
        await web.opened()
    head, rows = await web.log()
    positions: list[int] = []
    after = 0
    while after < head:
        feed = await read(web, after, params={"limit": "7"}, role=Role.AUDIT_ADMIN, place=NATION)
        told = [int(event["headers"]["position"]) for event in feed["events"]]
        assert (feed["from"], feed["to"]) == (after + 1, told[-1])
        ids = [event["headers"]["ce-id"] for event in feed["events"] if "ce-id" in event["headers"]]
        assert (feed["count"], feed["digest"]) == (len(ids), sha256("".join(ids).encode()).hexdigest())
        positions += told
        after = feed["to"]
    assert positions == list(range(1, head + 1)) == [row.position for row in rows]
    end = await read(web, head)
    assert (end["from"], end["to"], end["events"]) == (head + 1, head, [])


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.WORKER, Role.SECURITY_ADMIN])
async def test_the_feed_is_for_those_with_the_right(web: Web, role: Role) -> None:
    problem(await web.ask("GET", "/events", role=role, place=NATION), 403, "access.no-right")
