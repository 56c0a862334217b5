"""Who is sent to a community is shown there, takes no place and is nobody of the roster's employed."""

from typing import Any

from deploy.local.story.people import person
from tests.journeys.conftest import COMMUNITIES, Journey


def body(wuhou: Journey, number: int) -> dict[str, Any]:
    who = person(number)
    return {
        "name": who.name, "id_number": who.id_number, "education": "MASTER", "community": COMMUNITIES[1],
        "kind": "NEW_CIVIL_SERVANT", "home_unit": "区财政局", "starts": str(wuhou.day(1, 4)), "ends": str(wuhou.day(12, 31)),
    }  # fmt: skip


async def test_a_cadre_is_there_and_fills_no_place(wuhou: Journey) -> None:
    cast = wuhou.cast
    before = await cast.officer.get("/personnel/quota-ledger")
    id = (await cast.organisation.post("/personnel/secondments", body(wuhou, 910)))["stream_id"]
    there = {row["secondment_id"]: row async for row in cast.officer.pages("/personnel/secondments")}
    assert (there[id]["region"], there[id]["home_unit"]) == (COMMUNITIES[1], "区财政局")
    assert await cast.officer.get("/personnel/quota-ledger") == before
    assert there[id]["worker_id"] not in [row["worker_id"] async for row in cast.officer.pages("/personnel/workers")]

    await cast.organisation.post(
        f"/personnel/secondments/{id}/corrections",
        {"starts": str(wuhou.day(1, 5)), "ends": str(wuhou.day(6, 30)), "reason": "录入错误"},
    )
    later = [row["secondment_id"] async for row in cast.officer.pages("/personnel/secondments", as_of=wuhou.day(7, 1))]
    assert id not in later
    await cast.organisation.post(f"/personnel/secondments/{id}/annulments", {"reason": "录入错误"})
    assert id not in [
        row["secondment_id"] async for row in cast.officer.pages("/personnel/secondments", as_of=wuhou.day(2, 1))
    ]


async def test_who_is_sent_again_is_the_same_person(wuhou: Journey) -> None:
    first = await wuhou.cast.organisation.post("/personnel/secondments", body(wuhou, 911))
    again = {**body(wuhou, 911), "starts": str(wuhou.day(1, 4)), "kind": "LEADING_POST"}
    second = await wuhou.cast.organisation.post("/personnel/secondments", again)
    there = {row["secondment_id"]: row["worker_id"] async for row in wuhou.cast.officer.pages("/personnel/secondments")}
    assert there[first["stream_id"]] == there[second["stream_id"]]
