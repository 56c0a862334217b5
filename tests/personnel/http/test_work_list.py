"""What needs somebody today is on his list until it is settled, and never on the list of who made it."""

from dataclasses import replace
from typing import Any

from deploy.local.story.frontend import Frontend
from shared.kernel import Role
from shared.web.rights import Grant
from tests.journeys.conftest import COMMUNITIES, COUNTY, Journey


async def tasks(who: Frontend, worker: str) -> list[tuple[str, Any]]:
    return [
        (task["kind"], task["due"]) async for task in who.pages("/personnel/work-list") if task["worker_id"] == worker
    ]


async def hired(wuhou: Journey) -> tuple[str, str]:
    return await wuhou.hire(wuhou.day(1, 4), probation_months=3)


async def test_a_newcomer_waits_for_the_streets_word_on_grade_and_probation(wuhou: Journey) -> None:
    worker, employment = await hired(wuhou)
    street = wuhou.cast.street
    assert sorted(await tasks(street, worker)) == [("grade-review", None), ("probation", f"{wuhou.year}-04-03")]

    (proposal,) = await street.get(f"/personnel/workers/{worker}/grades")
    which = {"proposals": [{"worker_id": worker, "proposal_id": proposal["proposal_id"]}], "agreed": True}
    await street.post("/personnel/grade-reviews", which)
    await street.post(f"/personnel/employments/{employment}/probation", {"passed": True, "on": str(wuhou.day(1, 4))})
    assert await tasks(street, worker) == []
    assert await tasks(wuhou.cast.approver, worker) == [("grade-approval", None)]

    await wuhou.cast.approver.post("/personnel/grade-approvals", {**which, "document": "武社工1号"})
    assert await tasks(wuhou.cast.approver, worker) == []


async def test_who_made_something_is_not_asked_to_check_it(wuhou: Journey) -> None:
    worker, _ = await hired(wuhou)
    both = replace(
        wuhou.cast.street,
        subject="both",
        grants=(Grant(Role.STREET_OFFICER, COUNTY), Grant(Role.COUNTY_APPROVER, COUNTY)),
    )
    (proposal,) = await both.get(f"/personnel/workers/{worker}/grades")
    which = {"proposals": [{"worker_id": worker, "proposal_id": proposal["proposal_id"]}], "agreed": True}
    await both.post("/personnel/grade-reviews", which)
    assert ("grade-approval", None) not in await tasks(both, worker)
    assert await tasks(wuhou.cast.approver, worker) == [("grade-approval", None)]


async def test_work_is_counted_as_it_is_listed(wuhou: Journey) -> None:
    await hired(wuhou)
    street = wuhou.cast.street
    listed = [task["kind"] async for task in street.pages("/personnel/work-list")]
    counted = {row["kind"]: row["waiting"] for row in await street.get("/personnel/work-list/counts")}
    assert counted == {kind: listed.count(kind) for kind in set(listed)}
    assert all([task["kind"] == "probation" async for task in street.pages("/personnel/work-list", kind="probation")])


async def test_a_worker_reads_his_own_file_in_clear_and_nobody_elses(wuhou: Journey) -> None:
    worker, _ = await hired(wuhou)
    phone = replace(wuhou.cast.street, subject=worker, grants=(Grant(Role.WORKER, COMMUNITIES[0]),))
    mine = await phone.get("/personnel/my/file")
    assert (mine["worker_id"], mine["workplace"], mine["contract_ends"]) == (
        worker,
        COMMUNITIES[0],
        f"{wuhou.year + 3}-01-03",
    )
    assert "*" not in mine["id_number"]
    assert "Hired" in [entry["what"] for entry in await phone.get("/personnel/my/timeline")]
    assert [grade["worker_id"] for grade in await phone.get("/personnel/my/grades")] == [worker]
