"""The roster of a past day (B-13): everybody as he stood on it, seen by those in whose regions he worked then."""

from typing import Any

from deploy.local.story.frontend import Frontend
from shared.kernel import Region, Role
from tests.journeys.attack import somebody
from tests.journeys.conftest import COMMUNITIES, Journey


async def shown(who: Frontend, worker: str, **asked: Any) -> list[dict[str, Any]]:
    return [row async for row in who.pages("/personnel/workers", **asked) if row["worker_id"] == worker]


async def transferred(wuhou: Journey, employment: str, to: Region, day: str) -> None:
    at = f"/personnel/employments/{employment}/transfers"
    await wuhou.cast.street.post(at, {"workplace": to, "day": day, "reason": "网格增加"})
    rows = {
        row["employment_id"]: row async for row in wuhou.cast.officer.pages("/personnel/transfers", stage="PROPOSED")
    }
    await wuhou.cast.officer.post(f"{at}/{rows[employment]['transfer_id']}/approvals", {"document": "5号"})


async def test_a_past_day_shows_grade_probation_contract_post_and_workplace_as_they_were(wuhou: Journey) -> None:
    cast, last_year = wuhou.cast, wuhou.year - 1
    first, passed, moved = (
        day.replace(year=last_year) for day in (wuhou.day(3, 1), wuhou.day(8, 31), wuhou.day(11, 1))
    )
    worker, employment = await wuhou.hire(first, probation_months=6)
    await wuhou.decide_grades()
    path = f"/personnel/employments/{employment}/probation"
    await cast.street.post(path, {"passed": True, "on": str(passed), "reason": ""})
    await transferred(wuhou, employment, COMMUNITIES[1], str(moved))
    post = {"worker_id": worker, "post": "DEPUTY_DIRECTOR", "community": COMMUNITIES[1], "starts": str(moved)}
    held = (await cast.organisation.post("/personnel/appointments", post))["stream_id"]
    over = {"reason": "RESIGNED", "last_day": str(moved)}
    await cast.organisation.post(f"/personnel/appointments/{held}/ends", over)

    (begun,) = await shown(cast.street, worker, as_of=first)
    assert (begun["region"], begun["probation"], begun["standing"]) == (COMMUNITIES[0], "RUNNING", "PROBATION")
    assert (begun["contract"], begun["status"], begun["posts"]) == ("FIXED_TERM", "CONTRACT", [])
    (then,) = await shown(cast.street, worker, as_of=moved, under=COMMUNITIES[1])
    assert (then["probation"], then["standing"], then["posts"]) == ("PASSED", "ACTIVE", ["DEPUTY_DIRECTOR"])
    grades = await cast.officer.get(f"/personnel/workers/{worker}/grades")
    decided = {each["effective"]: each["grade"] for each in grades}
    assert (begun["grade"], begun["grade_since"]) == (decided[str(first)], str(first))
    assert await shown(cast.street, worker, as_of=moved, under=COMMUNITIES[0]) == []
    (today,), (now,) = (
        await shown(cast.street, worker),
        await shown(cast.street, worker, as_of=wuhou.county.clock.today()),
    )
    assert {field: now[field] for field in today} == today, "with today as the day it is today's roster"


async def test_a_community_keeps_the_roster_of_its_past_but_hears_nothing_of_what_came_after(wuhou: Journey) -> None:
    cast, first, moved = wuhou.cast, wuhou.day(1, 2).replace(year=wuhou.year - 1), wuhou.day(1, 3)
    worker, employment = await wuhou.hire(first)
    await transferred(wuhou, employment, COMMUNITIES[1], str(moved))
    end = {"ground": "RESIGNATION", "last_day": str(moved), "document": "1号"}
    await cast.street.post(f"/personnel/employments/{employment}/exit", end)
    left, entered = (somebody(wuhou, at, Role.SECRETARY) for at in COMMUNITIES)
    (seen,) = await shown(left, worker, as_of=first)
    assert (seen["region"], seen["last_day"], seen["ground"]) == (COMMUNITIES[0], None, None)
    assert "＊" in seen["name"]
    (known,) = await shown(cast.street, worker, as_of=first)
    assert (known["last_day"], known["ground"]) == (str(moved), "RESIGNATION")
    assert await shown(left, worker, as_of=moved) == []
    assert await shown(entered, worker, as_of=first) == []
    (there,) = await shown(entered, worker, as_of=moved)
    assert (there["last_day"], there["standing"]) == (str(moved), "EXITING" if there["leaving_since"] else "ACTIVE")
    after = {"as_of": wuhou.county.clock.today()}
    assert await shown(entered, worker, **after) == []
    (gone,) = await shown(entered, worker, employed="false", **after)
    assert gone["standing"] == "EXITED"
    assert await shown(left, worker, employed="false", **after) == []


async def test_a_name_of_the_past_is_opened_only_by_those_where_the_person_is_today(wuhou: Journey) -> None:
    first, moved = wuhou.day(1, 2).replace(year=wuhou.year - 1), wuhou.day(1, 3)
    worker, employment = await wuhou.hire(first)
    await transferred(wuhou, employment, COMMUNITIES[1], str(moved))
    stayed, _ = await wuhou.hire(first)
    old = somebody(wuhou, COMMUNITIES[0], Role.STREET_OFFICER)
    for who, opened in ((old, {stayed}), (wuhou.cast.street, {worker, stayed})):
        pages = who.pages("/personnel/workers", purpose="contract-signing", as_of=first, under=COMMUNITIES[0])
        names = {row["worker_id"]: row["name"] async for row in pages}
        assert {id for id in (worker, stayed) if names[id] == wuhou.people[id].name} == opened
        assert set(names) >= {worker, stayed}


async def test_today_shows_the_grade_and_the_education_of_today_and_not_what_was_decided_for_later(
    wuhou: Journey,
) -> None:
    cast, later = wuhou.cast, wuhou.day(6, 1)
    worker, _ = await wuhou.hire(wuhou.day(1, 1))
    await wuhou.decide_grades()
    path = f"/personnel/workers/{worker}"
    before = await cast.officer.get(path)
    post = {"worker_id": worker, "post": "DEPUTY_DIRECTOR", "community": COMMUNITIES[0], "starts": str(later)}
    await cast.organisation.post("/personnel/appointments", post)
    await wuhou.decide_grades()
    (then,) = await shown(cast.street, worker, as_of=later)
    assert (then["post_category"], then["grade_since"]) == ("DEPUTY", str(later))
    assert then["grade"] > before["grade"]
    assert await cast.officer.get(path) == before
    (listed,) = await shown(cast.street, worker)
    asked = ("grade", "grade_since", "post_category")
    assert [listed[each] for each in asked] == [before[each] for each in asked]

    degree = {"kind": "EDUCATION", "word": "MASTER", "since": str(wuhou.day(1, 2)), "papers": "BOTH"}
    await cast.street.post(f"{path}/grade-facts", degree)
    assert (await cast.officer.get(path))["education"] == "MASTER"
    (fact,) = [each["fact"] for each in await cast.officer.get(f"{path}/grade-facts") if each["word"] == "MASTER"]
    await cast.street.post(f"{path}/grade-facts/{fact}/annulments", {"reason": "学历核查不实"})
    assert (await cast.officer.get(path))["education"] == before["education"]
