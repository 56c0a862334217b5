"""The establishment over HTTP: quotas of every level and category, their ledger of any day, and the ratio to a tenth."""

from typing import Any

import pytest

from deploy.local.story.frontend import Problem
from shared.kernel import Region, region
from tests.journeys.conftest import STREET, Journey


async def founded(wuhou: Journey, number: int) -> Region:
    """A community of its own."""
    community = region(*STREET.split("/")[:4], f"0{number}")
    new = {"path": community, "code": f"5101070010{number}", "name": f"{number}社区"}
    await wuhou.cast.officer.post("/personnel/regions", {"effective": "2000-01-01", "regions": [new]})
    return community


async def quota(wuhou: Journey, unit: str, places: int, day: str, **more: Any) -> None:
    asked = {"unit": unit, "effective": day, "places": places, **more}
    await wuhou.cast.officer.post("/personnel/quota-requests", asked)
    await wuhou.cast.approver.post("/personnel/quota-approvals", {"unit": unit, "document": "武编3号"})


async def row(wuhou: Journey, unit: str, **asked: Any) -> dict[str, Any]:
    rows = [each async for each in wuhou.cast.officer.pages("/personnel/quota-ledger", **asked)]
    assert [each["unit"] for each in rows] == sorted(each["unit"] for each in rows)
    return next(each for each in rows if each["unit"] == unit)


async def refused(wuhou: Journey, **hire: Any) -> str | None:
    with pytest.raises(Problem) as problem:
        await wuhou.hire(wuhou.day(1, 4), **hire)
    return problem.value.code


async def test_vacancies_of_a_street_a_community_and_a_category_at_any_date(wuhou: Journey) -> None:
    community, first = await founded(wuhou, 51), str(wuhou.day(1, 1))
    chief = [{"post_category": "CHIEF", "places": 1}]
    before = [(await row(wuhou, STREET, level="street", as_of=wuhou.day(1, day)))["filled"] for day in (2, 3, 4)]
    await wuhou.hire(wuhou.day(1, 2), workplace=community)
    await quota(wuhou, community, 2, first, by_post=chief)
    await wuhou.hire(wuhou.day(1, 4), workplace=community, post_category="CHIEF")
    assert await refused(wuhou, workplace=community) == "headcount.no-vacancy-community"
    here = await row(wuhou, community, level="community")
    assert (here["places"], here["filled"], here["vacant"]) == (2, 2, 0)
    assert here["by_post"] == {"CHIEF": {"places": 1, "filled": 1, "vacant": 0}}
    assert (await row(wuhou, community, as_of=wuhou.day(1, 3)))["vacant"] == 1

    await quota(wuhou, community, 3, str(wuhou.day(1, 3)), by_post=chief)
    assert await refused(wuhou, workplace=community, post_category="CHIEF") == "headcount.no-vacancy-post"
    _, spell = await wuhou.hire(wuhou.day(1, 3), workplace=community)
    end = {"ground": "RESIGNATION", "last_day": str(wuhou.day(1, 3)), "document": "1号"}
    await wuhou.cast.street.post(f"/personnel/employments/{spell}/exit", end)
    after = [(await row(wuhou, STREET, level="street", as_of=wuhou.day(1, day)))["filled"] for day in (2, 3, 4)]
    assert [now - then for now, then in zip(after, before, strict=True)] == [1, 2, 2]
    assert (await row(wuhou, community))["vacant"] == 1
    stages = [(q["effective"], q["stage"]) for q in await wuhou.cast.officer.get("/personnel/quotas", unit=community)]
    assert stages == [(first, "SUPERSEDED"), (str(wuhou.day(1, 3)), "EFFECTIVE")]
    events = (await wuhou.cast.officer.get("/personnel/events", limit=1_000))["events"]
    told = {event["headers"].get("ce-type") for event in events}
    assert {"personnel.quota.exhausted.v1", "personnel.quota.released.v1"} <= told


async def test_an_appointment_takes_a_place_of_its_category_or_is_refused(wuhou: Journey) -> None:
    community = await founded(wuhou, 52)
    await quota(wuhou, community, 5, str(wuhou.day(1, 1)), by_post=[{"post_category": "DEPUTY", "places": 1}])
    workers = [(await wuhou.hire(wuhou.day(1, 2), workplace=community))[0] for _ in range(2)]
    posts = [
        {"worker_id": worker, "post": "DEPUTY_DIRECTOR", "community": community, "starts": str(wuhou.day(1, 4))}
        for worker in workers
    ]
    first = await wuhou.cast.organisation.post("/personnel/appointments", posts[0])
    with pytest.raises(Problem) as full:
        await wuhou.cast.organisation.post("/personnel/appointments", posts[1])
    assert full.value.code == "headcount.no-vacancy-post"
    assert (await row(wuhou, community))["by_post"]["DEPUTY"] == {"places": 1, "filled": 1, "vacant": 0}
    end = {"reason": "REASSIGNED", "last_day": str(wuhou.day(1, 4))}
    await wuhou.cast.organisation.post(f"/personnel/appointments/{first['stream_id']}/ends", end)
    await wuhou.cast.organisation.post("/personnel/appointments", posts[1])


async def test_the_parts_are_never_more_than_the_whole(wuhou: Journey) -> None:
    community, places = await founded(wuhou, 53), (await row(wuhou, STREET))["places"]
    with pytest.raises(Problem) as more:
        await quota(wuhou, community, places + 1, str(wuhou.day(1, 2)))
    assert more.value.code == "headcount.more-than-above"
    await quota(wuhou, community, 3, str(wuhou.day(1, 2)))
    with pytest.raises(Problem) as less:
        await quota(wuhou, STREET, 2, str(wuhou.day(1, 3)))
    assert less.value.code == "headcount.less-than-below"


async def test_the_ratio_is_computed_to_a_tenth_with_the_gap(wuhou: Journey) -> None:
    community = await founded(wuhou, 54)
    await wuhou.hire(wuhou.day(1, 2), workplace=community)
    people = {"unit": community, "residents": 83_000, "effective": str(wuhou.day(1, 1)), "source": "人口普查"}
    await wuhou.cast.officer.post("/personnel/populations", people)
    await wuhou.cast.officer.post("/personnel/headcount-ratios", {"unit": community, "day": str(wuhou.day(1, 4))})
    (found,) = await wuhou.cast.officer.get("/personnel/headcount-ratios", unit=community)
    assert (found["workers"], found["required"], found["ratio"], found["gap"]) == (1, "149.4", "0.1", "148.4")


async def test_a_quota_that_stands_for_a_year_waits_to_be_looked_at_again(wuhou: Journey) -> None:
    cast, first = wuhou.cast, f"{wuhou.year - 2}-01-01"
    unit = await founded(wuhou, 88)
    population = {"unit": unit, "residents": 9_000, "effective": first, "source": "人口普查"}
    await cast.officer.post("/personnel/populations", population)
    review = {"unit": unit, "document": "武编8号"}
    with pytest.raises(Problem) as none:
        await cast.approver.post("/personnel/quota-reviews", review)
    assert none.value.code == "headcount.nothing-approved"
    await quota(wuhou, unit, 3, f"{wuhou.year - 1}-06-01")
    assert (await cast.approver.post("/personnel/quota-reviews", review))["version"] == 6
