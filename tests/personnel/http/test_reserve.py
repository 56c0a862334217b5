"""The reserve (P-02.3, P-02.4), teams (P-02.2) and delegates (P-13.5) over HTTP."""

from typing import Any

import pytest

from deploy.local.story.frontend import Frontend, Problem
from shared.ids import new_id
from tests.journeys.conftest import COMMUNITIES, Journey


async def refused(who: Frontend, path: str, body: Any) -> str | None:
    with pytest.raises(Problem) as problem:
        await who.post(path, body)
    return problem.value.code


async def admitted(wuhou: Journey, worker: str, type: str = "SECRETARY") -> str:
    """The path of somebody in the pool."""
    body = {"worker_id": worker, "community": COMMUNITIES[1], "type": type, "document": "推荐表1号"}
    path = f"/personnel/reserve/{(await wuhou.cast.street.post('/personnel/reserve', body))['stream_id']}"
    await wuhou.cast.organisation.post(f"{path}/reviews", {"passed": True, "document": "联审表1号"})
    await wuhou.cast.organisation.post(f"{path}/entries", {"document": "入库1号"})
    return path


async def stage(wuhou: Journey, type: str, stage: str) -> list[str]:
    rows = wuhou.cast.organisation.pages("/personnel/reserve", type=type, stage=stage)
    return [row["worker_id"] async for row in rows]


async def test_the_reserve_is_trained_by_the_course_that_training_plans_and_appointed_to_a_post(wuhou: Journey) -> None:
    cast, today = wuhou.cast, str(wuhou.county.clock.today())
    worker, _ = await wuhou.hire(wuhou.day(1, 2))
    path = await admitted(wuhou, worker, "COMMITTEE")
    assert worker in await stage(wuhou, "COMMITTEE", "IN_POOL")
    await cast.settled()
    duties = await cast.trainer.get(f"/training/workers/{worker}/duties")
    (course,) = [duty for duty in duties if duty["kind"] == "RESERVE"]
    assert course["standing"] == "OPEN"
    completed = {
        "completion_id": str(new_id()), "kind": "SPECIAL", "category": "ABILITY", "hours": 24, "course": "后备人才培训班",
        "completed_on": today,
    }  # fmt: skip
    await cast.trainer.post(f"/training/workers/{worker}/completions", completed)
    await cast.settled()
    assert worker in await stage(wuhou, "COMMITTEE", "TRAINED")
    assert await refused(cast.organisation, f"{path}/appointments", {"post_id": str(new_id())}) == "reserve.no-post"
    post = {"worker_id": worker, "post": "COMMITTEE_MEMBER", "community": COMMUNITIES[1], "starts": today}
    id = (await cast.organisation.post("/personnel/appointments", post))["stream_id"]
    await cast.organisation.post(f"{path}/appointments", {"post_id": id})
    assert worker in await stage(wuhou, "COMMITTEE", "APPOINTED")


async def test_a_community_has_two_future_secretaries_and_a_removal_makes_room(wuhou: Journey) -> None:
    cast = wuhou.cast
    people = [(await wuhou.hire(wuhou.day(1, 4)))[0] for _ in range(3)]
    first = await admitted(wuhou, people[0])
    await admitted(wuhou, people[1])
    with pytest.raises(Problem) as full:
        await admitted(wuhou, people[2])
    assert full.value.code == "reserve.full"
    await cast.organisation.post(f"{first}/removals", {"reason": "DECLINED", "document": "出库1号"})
    assert people[0] in await stage(wuhou, "SECRETARY", "REMOVED")
    (third,) = [id for id in await stage(wuhou, "SECRETARY", "REVIEWED") if id == people[2]]
    rows = cast.organisation.pages("/personnel/reserve", type="SECRETARY", stage="REVIEWED")
    (path,) = [f"/personnel/reserve/{row['reserve_id']}" async for row in rows if row["worker_id"] == third]
    await cast.organisation.post(f"{path}/entries", {"document": "入库2号"})
    by_hand = {"trained_on": str(wuhou.day(1, 4)), "document": "党校结业1号"}
    await cast.organisation.post(f"{path}/trainings", by_hand)
    assert third in await stage(wuhou, "SECRETARY", "TRAINED")


async def test_a_team_is_described_on_any_day_and_its_party_members_only_for_their_purpose(wuhou: Journey) -> None:
    cast = wuhou.cast
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    starts, community = f"{wuhou.year - 3}-01-01", f"{COMMUNITIES[0][:-3]}005"
    body = {
        "worker_id": worker, "office": "DEPUTY_SECRETARY", "community": community, "choice": "ELECTED",
        "starts": starts, "document": "选举报告3号",
    }  # fmt: skip
    id = (await cast.organisation.post("/personnel/party-posts", body))["stream_id"]
    end = {"reason": "REASSIGNED", "last_day": f"{wuhou.year - 2}-12-31", "document": "免职3号"}
    await cast.organisation.post(f"/personnel/party-posts/{id}/ends", end)
    told = {"stage": "FULL", "since": f"{wuhou.year - 9}-07-01"}
    await cast.organisation.post(f"/personnel/workers/{worker}/party-status", told)

    async def team(day: str, purpose: str | None = None) -> list[dict[str, Any]]:
        page = await cast.organisation.get("/personnel/teams", under=community, as_of=day, purpose=purpose)
        rows: list[dict[str, Any]] = page["items"]
        return rows

    (then,) = await team(f"{wuhou.year - 3}-06-01")
    assert (then["members"], then["education"], then["party_members"]) == (
        1, [{"education": "BACHELOR", "people": 1}], None,
    )  # fmt: skip
    assert (then["secretary"], then["both_in_one"]) == (None, False)
    (known,) = await team(f"{wuhou.year - 3}-06-01", "party-building")
    assert known["party_members"] == 1
    assert await team(f"{wuhou.year - 4}-06-01") == []
    officer = await cast.officer.get("/personnel/teams", under=community, as_of=f"{wuhou.year - 3}-06-01")
    assert officer["items"][0]["party_members"] is None


async def test_a_delegate_is_recommended_and_chosen_for_a_term(wuhou: Journey) -> None:
    cast = wuhou.cast
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    body = {"worker_id": worker, "assembly": "CPPCC", "assembly_level": "COUNTY", "document": "推荐1号"}
    path = f"/personnel/delegates/{(await cast.organisation.post('/personnel/delegates', body))['stream_id']}"
    term = {"starts": str(wuhou.day(2, 1)), "term_ends": f"{wuhou.year + 5}-01-31", "document": "公告1号"}
    await cast.organisation.post(f"{path}/choices", term)
    assert await refused(cast.organisation, f"{path}/choices", term) == "delegates.not-at-stage"
    rows = [row async for row in cast.officer.pages("/personnel/delegates", stage="DELEGATE")]
    (mine,) = [row for row in rows if row["worker_id"] == worker]
    assert (mine["assembly"], mine["term_ends"]) == ("CPPCC", f"{wuhou.year + 5}-01-31")
