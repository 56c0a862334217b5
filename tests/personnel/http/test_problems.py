"""Difficulties over HTTP: solved to the reporter's content; of an anonymous one nothing that is stored or shown names anybody."""

import json
from typing import Any

import pytest

from deploy.local.story.frontend import Frontend, Problem
from shared.kernel import Role
from shared.web.rights import Grant
from tests.journeys.conftest import COMMUNITIES, STREET, Journey


def phone(wuhou: Journey, worker: str) -> Frontend:
    return Frontend(wuhou.cast.officer.http, wuhou.county.issuer, worker, (Grant(Role.WORKER, COMMUNITIES[0]),))


def body(*, anonymous: bool) -> dict[str, Any]:
    return {"category": "LIFE", "text": "租房困难，希望协调", "anonymous": anonymous}


async def solved(wuhou: Journey, id: str) -> None:
    street, path = wuhou.cast.street, f"/personnel/problems/{id}"
    await street.post(f"{path}/acceptances", {})
    await street.post(f"{path}/assignments", {"assignee": "street-officer"})
    await street.post(f"{path}/resolutions", {"resolution": "已协调公租房"})


async def test_a_worker_has_the_last_word_on_what_he_reported(wuhou: Journey) -> None:
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    mine, street = phone(wuhou, worker), wuhou.cast.street
    id = (await mine.post("/personnel/my/problems", body(anonymous=False)))["stream_id"]
    assert id in [task["stream_id"] async for task in street.pages("/personnel/work-list", kind="problem")]
    seen = {row["problem_id"]: row async for row in street.pages("/personnel/problems", stage="REPORTED")}
    assert (seen[id]["worker_id"], seen[id]["text"]) == (worker, "＊＊＊")
    await solved(wuhou, id)
    await mine.post(f"/personnel/my/problems/{id}/reopenings", {})
    await street.post(f"/personnel/problems/{id}/resolutions", {"resolution": "已入住"})
    await mine.post(f"/personnel/my/problems/{id}/confirmations", {})
    (row,) = await mine.get("/personnel/my/problems")
    assert (row["stage"], row["resolution"], row["text"]) == ("CONFIRMED", "已入住", "租房困难，希望协调")


async def test_who_reports_without_a_name_is_nowhere_and_follows_by_number(wuhou: Journey) -> None:
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    other, _ = await wuhou.hire(wuhou.day(1, 4))
    mine, street = phone(wuhou, worker), wuhou.cast.street
    runtime = wuhou.county.runtimes["personnel"]
    before = await runtime.log.head()
    id = (await mine.post("/personnel/my/problems", body(anonymous=True)))["stream_id"]
    await solved(wuhou, id)
    seen = {
        row["problem_id"]: row
        async for row in street.pages("/personnel/problems", stage="RESOLVED", purpose="problem-handling")
    }
    assert (seen[id]["worker_id"], seen[id]["region"], seen[id]["text"]) == (None, STREET, "租房困难，希望协调")

    shown = await mine.get(f"/personnel/my/problems/{id}")
    assert (shown["stage"], shown["text"]) == ("RESOLVED", None)
    assert await mine.get("/personnel/my/problems") == []
    with pytest.raises(Problem) as refused:
        await phone(wuhou, other).get(f"/personnel/my/problems/{id}")
    assert refused.value.status == 404
    with pytest.raises(Problem) as refused:
        await phone(wuhou, other).post(f"/personnel/my/problems/{id}/confirmations", {})
    assert refused.value.code == "problems.unknown"
    await mine.post(f"/personnel/my/problems/{id}/confirmations", {})

    rows = [row for row in await runtime.log.read(before, await runtime.log.head()) if str(row.stream_id) == id]
    assert len(rows) == 6
    assert not [row for row in rows if worker in repr(row)]
    for table in ("command", "access", "access_person"):
        found = await runtime.pool.fetch(f"select * from log.{table} as t where t::text like $1", f"%{worker}%")
        assert not [row for row in found if id in json.dumps(dict(row), default=str)], table
