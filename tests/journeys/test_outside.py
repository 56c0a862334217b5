"""Other platforms: plain NATS clients that know nothing of our code but the subjects and headers."""

from dataclasses import replace
from typing import Any

from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

from deploy.local.story.people import person
from shared.kernel import region
from shared.web.rights import Grant, Role
from tests.journeys.conftest import Journey
from tests.servers import as_operator

ELSEWHERE = region("51", "03", "02")
EVERYTHING = ConsumerConfig(deliver_policy=DeliverPolicy.ALL, ack_policy=AckPolicy.NONE)


async def read_all(journey: Journey, stream: str, subject: str, until: int) -> list[Any]:
    """Messages of the subject in stream order, until the stream's sequence `until` was passed or it fell silent."""
    client = await as_operator(journey.county.servers.addresses.broker, stream)
    try:
        subscription = await client.jetstream().subscribe(
            subject, stream=stream, config=EVERYTHING, ordered_consumer=True
        )
        found: list[Any] = []
        try:
            while not found or found[-1].metadata.sequence.stream < until:
                found.append(await subscription.next_msg(timeout=1))
        except TimeoutError:
            pass
        return found
    finally:
        await client.close()


async def test_a_subscriber_follows_one_city_only(journey: Journey) -> None:
    there = [{"path": ELSEWHERE, "code": "510302", "name": "自流井区"}]
    officer = journey.cast.officer

    other = replace(officer, subject="other", grants=(Grant(Role.COUNTY_OFFICER, ELSEWHERE),))
    await other.post("/personnel/regions", {"effective": "2000-01-01", "regions": there})
    worker, _ = await journey.hire(journey.day(1, 4))
    await journey.cast.settled()
    head = (await journey.cast.health())["personnel"]["head"]
    messages = await read_all(journey, "PERSONNEL", "events.personnel.*.*.*.*.51.01.>", head)
    assert messages
    assert all(m.headers["region"].startswith("51/01/") for m in messages)
    assert worker in {m.headers.get("ce-subject") for m in messages}
    elsewhere = await read_all(journey, "PERSONNEL", "events.personnel.*.*.*.*.51.03.>", head)
    assert [m.headers["ce-type"] for m in elsewhere] == ["personnel.region.founded.v1"]


async def test_a_subscriber_of_one_service_proves_that_it_missed_nothing(journey: Journey) -> None:
    await journey.hire(journey.day(1, 4))
    await journey.cast.settled()
    head = (await journey.cast.health())["personnel"]["head"]
    messages = await read_all(journey, "PERSONNEL", ">", head)
    assert [m.metadata.sequence.stream for m in messages] == list(range(1, head + 1))
    assert [int(m.headers["position"]) for m in messages] == list(range(1, head + 1))
    told = {m.headers["ce-id"] for m in messages if "ce-id" in m.headers}
    feed: list[Any] = []
    while len(feed) < head:
        feed += (await journey.cast.officer.get("/personnel/events", after=len(feed), limit=1_000))["events"]
    assert [e["headers"].get("hash") for e in feed] == [m.headers["hash"] for m in messages]
    assert {e["headers"]["ce-id"] for e in feed if "ce-id" in e["headers"]} <= told


async def test_no_message_carries_a_name_a_number_or_an_amount(journey: Journey) -> None:

    await journey.hire(journey.day(1, 4))
    await journey.decide_grades()
    await journey.cast.go_to(journey.day(1, 25))
    await journey.pay(1)
    await journey.cast.settled()
    planted = [
        text.encode() for n in range(1, 9) for who in [person(n)] for text in (who.name, who.id_number, who.phone)
    ]
    for name, state in (await journey.cast.health()).items():
        for message in await read_all(journey, name.upper(), ">", state["head"]):
            whole = message.data + repr(message.headers).encode()
            assert not any(text in whole for text in planted)
            assert b"_fen" not in whole
            assert b'"amount"' not in whole
