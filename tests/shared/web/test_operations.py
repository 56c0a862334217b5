"""Long work as a resource: queued with 202, followed as server-sent events, cancelled, its files fetched."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from shared import operations
from shared.ids import new_id
from shared.kernel import NATION
from shared.web.access import UndeclaredRight
from shared.web.operations import MOST_FOLLOWED, OPERATIONS, _following, require_started_under
from shared.web.rights import Right, Role
from tests.shared.web.conftest import COUNTY, ELSEWHERE, Web, problem
from tests.shared.web.ledger import GATE


@pytest.fixture(autouse=True)
async def _closed_gate(web: Web) -> AsyncIterator[None]:
    """The work waits after its first chunk until the gate is opened; afterwards it is let through to its end."""
    GATE.clear()
    yield
    GATE.set()
    while await web.runtime.pool.fetchval(
        "select count(*) from log.operation where outcome is null and state <> 'cancelled'"
    ):
        await asyncio.sleep(0.01)


async def started(web: Web, **sent: Any) -> str:
    answer = await web.ask("POST", "/accounts/closing", **sent)
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/operations/{answer.json()['operation_id']}"
    return str(answer.headers["location"])


async def until(web: Web, location: str, **wanted: Any) -> dict[str, Any]:
    """The operation as soon as it says so."""
    while True:
        found: dict[str, Any] = (await web.ask("GET", location)).json()
        if {key: found[key] for key in wanted} == wanted:
            return found
        assert found["state"] in ("queued", "running", "cancelling"), found
        await asyncio.sleep(0.01)


def told(text: str) -> list[dict[str, Any]]:
    """The server-sent events of a stream."""
    events = []
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines())
        events.append({"id": fields["id"], "event": fields["event"], **json.loads(fields["data"])})
    return events


async def test_work_is_queued_and_tells_how_far_it_is(web: Web) -> None:
    location = await started(web)
    running = await until(web, location, state="running", done=1)
    assert (running["kind"], running["total"], running["outcome"]) == ("close", 3, None)
    GATE.set()
    ended = await until(web, location, state="succeeded")
    assert (ended["done"], ended["outcome"]) == (3, {"closed": 3})


async def test_the_same_request_again_is_the_same_operation(web: Web) -> None:
    key = {"idempotency-key": str(new_id())}
    assert await started(web, headers=key) == await started(web, headers=key)


async def test_progress_is_told_as_server_sent_events_until_the_work_has_ended(web: Web) -> None:
    location = await started(web)
    await until(web, location, state="running", done=1)
    following = asyncio.create_task(web.ask("GET", f"{location}/events"))
    await asyncio.sleep(0.2)
    GATE.set()
    answer = await following
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
    assert answer.headers["cache-control"] == "no-store"
    events = told(answer.text)
    assert (events[0]["event"], events[0]["done"]) == ("running", 1)
    assert (events[-1]["event"], events[-1]["outcome"]) == ("succeeded", {"closed": 3})
    ids = [int(event["id"]) for event in events]
    assert ids == sorted(set(ids))


async def test_following_goes_on_after_the_last_event_seen(web: Web) -> None:
    location = await started(web)
    GATE.set()
    await until(web, location, state="succeeded")
    (last,) = told((await web.ask("GET", f"{location}/events")).text)
    again = await web.ask("GET", f"{location}/events", headers={"last-event-id": last["id"]})
    assert again.text == ""
    (from_before,) = told((await web.ask("GET", f"{location}/events", headers={"last-event-id": "1"})).text)
    assert from_before == last


async def test_nobody_follows_more_at_once_than_may_be(web: Web) -> None:
    location = await started(web)
    await until(web, location, state="running", done=1)
    following = [asyncio.create_task(web.ask("GET", f"{location}/events")) for _ in range(MOST_FOLLOWED)]
    await counted("ann", MOST_FOLLOWED)
    late = await web.ask("GET", f"{location}/events")
    problem(late, 429, "request.too-often")
    assert late.headers["retry-after"] == "10"
    following.append(asyncio.create_task(web.ask("GET", f"{location}/events", subject="ben")))
    await counted("ben", 1)
    GATE.set()
    assert {told((await each).text)[-1]["event"] for each in following} == {"succeeded"}
    assert told((await web.ask("GET", f"{location}/events")).text), "who has ended is not counted"


async def test_of_a_burst_no_more_follow_than_may_be(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    location = await started(web)
    await until(web, location, state="running", done=1)
    find, all_found, found = operations.find, asyncio.Event(), list[Any]()

    async def together(pool: Any, operation_id: Any) -> Any:
        operation = await find(pool, operation_id)
        found.append(operation)
        if len(found) == 3 * MOST_FOLLOWED:
            all_found.set()
        await all_found.wait()
        return operation

    monkeypatch.setattr(operations, "find", together)
    burst = [asyncio.create_task(web.ask("GET", f"{location}/events")) for _ in range(3 * MOST_FOLLOWED)]
    await counted("ann", MOST_FOLLOWED)
    GATE.set()
    answers = await asyncio.gather(*burst)
    assert {answer.status_code for answer in answers} == {200}
    assert sum(answer.text != "" for answer in answers) == MOST_FOLLOWED


async def counted(who: str, number: int) -> None:
    """Back when so many streams of the caller are open."""
    async with asyncio.timeout(10):
        while _following[who] < number:
            await asyncio.sleep(0.01)


async def test_running_work_stops_at_its_next_chunk_and_what_was_done_stays(web: Web) -> None:
    location = await started(web)
    await until(web, location, state="running", done=1)
    answer = await web.ask("DELETE", location)
    assert (answer.status_code, answer.json()["state"]) == (202, "cancelling")
    GATE.set()
    cancelled = await until(web, location, state="cancelled")
    assert (cancelled["done"], cancelled["outcome"]) == (2, None)


async def test_cancelling_what_has_ended_changes_nothing(web: Web) -> None:
    location = await started(web)
    GATE.set()
    before = await until(web, location, state="succeeded")
    assert (await web.ask("DELETE", location)).json() == before


async def test_a_file_that_the_work_made_can_be_fetched_its_input_cannot(web: Web) -> None:
    location = await started(web)
    problem(await web.ask("GET", f"{location}/files/errors.txt"), 404, "request.not-found")
    GATE.set()
    await until(web, location, state="succeeded")
    answer = await web.ask("GET", f"{location}/files/errors.txt")
    assert (answer.status_code, answer.content) == (200, b"none")
    assert answer.headers["content-disposition"] == 'attachment; filename="errors.txt"'
    for name in ("input", "nothing", 'a"b', "a%0d%0ab"):
        answer = await web.ask("GET", f"{location}/files/{name}")
        assert answer.status_code == 404


async def test_work_of_other_regions_is_as_if_it_were_not_there(web: Web) -> None:
    location = await started(web)
    for path in (location, f"{location}/events", f"{location}/files/errors.txt"):
        problem(await web.ask("GET", path, place=ELSEWHERE, subject="bob"), 404, "request.not-found")
    problem(await web.ask("DELETE", location, place=ELSEWHERE, subject="bob"), 404, "request.not-found")
    problem(await web.ask("GET", location, place=ELSEWHERE), 404, "request.not-found")  # nor who left the region
    assert (await web.ask("GET", location, place=COUNTY, subject="bob")).status_code == 200


async def test_work_is_seen_by_whoever_might_have_started_it_and_by_who_did(web: Web) -> None:
    location = await started(web)
    for method, path in (("GET", location), ("GET", f"{location}/files/errors.txt"), ("DELETE", location)):
        problem(await web.ask(method, path, role=Role.TRAINER, subject="bob"), 404, "request.not-found")
    assert (await web.ask("GET", location, role=Role.TRAINER)).status_code == 200, "who started it, in another role now"
    assert (await web.ask("DELETE", location, subject="bob")).status_code == 202
    problem(await web.ask("GET", location, role=Role.SYSTEM_ADMIN, place=NATION), 403, "access.no-right")


def test_a_kind_of_work_without_the_right_it_is_started_under_does_not_start(web: Web) -> None:
    service = web.runtime.service
    require_started_under(service)
    for right in (None, "keep accounts", Right("see work", OPERATIONS.roles | {Role.SYSTEM_ADMIN})):
        with pytest.raises(UndeclaredRight, match="operation close"):
            require_started_under(replace(service, started_under={"close": right}))


async def test_an_operation_that_never_was_is_not_found(web: Web) -> None:
    for path in (f"/operations/{new_id()}", f"/operations/{new_id()}/events"):
        problem(await web.ask("GET", path), 404, "request.not-found")
