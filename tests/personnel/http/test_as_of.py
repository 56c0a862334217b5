"""Lists of any day: the roster with the employment of that day, posts held, borrowings going on, grants and schemes in force."""

from datetime import timedelta
from typing import Any

import pytest

from deploy.local.story.frontend import Frontend, Problem
from shared.kernel import NATION, Role
from tests.journeys.attack import somebody
from tests.journeys.conftest import COMMUNITIES, COUNTY, Journey


async def shown(who: Frontend, path: str, name: str, id: str, **asked: Any) -> list[dict[str, Any]]:
    return [row async for row in who.pages(path, **asked) if row[name] == id]


async def test_lists_show_what_was_so_on_the_day_that_is_asked_for(wuhou: Journey) -> None:
    cast, first, last, again = wuhou.cast, wuhou.day(1, 2), wuhou.day(1, 3), wuhou.day(1, 5)
    worker, spell = await wuhou.hire(first, workplace=COMMUNITIES[0])
    who = wuhou.people[worker]
    end = {"ground": "RESIGNATION", "last_day": str(last), "document": "1号"}
    await cast.street.post(f"/personnel/employments/{spell}/exit", end)
    same: dict[str, Any] = {"name": who.name, "id_number": who.id_number, "phone": who.phone}
    back, newest = await wuhou.hire(again, workplace=COMMUNITIES[1], **same)
    assert (back, newest != spell) == (worker, True)
    for day, employments in ((first, [spell]), (last, [spell]), (last + timedelta(days=1), []), (again, [newest])):
        rows = await shown(cast.street, "/personnel/workers", "worker_id", worker, as_of=day)
        assert [row["employment_id"] for row in rows] == employments, day
    (then,) = await shown(cast.street, "/personnel/workers", "worker_id", worker, as_of=first)
    assert (then["region"], then["last_day"], then["grade"]) == (COMMUNITIES[0], str(last), None)
    assert then["name"] != who.name, "masked on any day"

    post = {"worker_id": worker, "post": "DEPUTY_DIRECTOR", "community": COMMUNITIES[1], "starts": str(again)}
    held = (await cast.organisation.post("/personnel/appointments", post))["stream_id"]
    over = {"reason": "RESIGNED", "last_day": str(again + timedelta(days=4))}
    await cast.organisation.post(f"/personnel/appointments/{held}/ends", over)
    for days, posts in ((-1, 0), (0, 1), (4, 1), (5, 0)):
        asked = {"as_of": again + timedelta(days=days)}
        assert len(await shown(cast.officer, "/personnel/appointments", "appointment_id", held, **asked)) == posts, days

    starts = wuhou.day(2, 1)
    body = {
        "worker_id": worker, "borrower": "OWN_STREET", "unit": "党政办", "task": "人口普查", "starts": str(starts),
        "ends": str(wuhou.day(3, 31)),
    }  # fmt: skip
    borrowed = (await cast.street.post("/personnel/borrowings", body))["stream_id"]
    assert not await shown(cast.officer, "/personnel/borrowings", "borrow_id", borrowed, as_of=starts)
    await cast.approver.post(f"/personnel/borrowings/{borrowed}/approvals", {"document": "武社工1号"})
    for day, times in ((starts - timedelta(days=1), 0), (starts, 1), (wuhou.day(3, 31), 1), (wuhou.day(4, 1), 0)):
        assert len(await shown(cast.officer, "/personnel/borrowings", "borrow_id", borrowed, as_of=day)) == times, day

    he, shen = (somebody(wuhou, NATION, Role.SECURITY_ADMIN, subject=name) for name in ("he", "shen"))
    february = {"starts": str(wuhou.day(2, 1)), "ends": str(wuhou.day(2, 28)), "basis": "武组〔2027〕2号"}
    offer = {"holder": "guo", "role": "trainer", "region": COUNTY, **february}
    grant = (await he.post("/personnel/grants", offer))["stream_id"]
    inside, after = wuhou.day(2, 28), wuhou.day(3, 1)
    assert not await shown(he, "/personnel/grants", "grant_id", grant, as_of=inside)
    await shen.post(f"/personnel/grants/{grant}/confirmations", {})
    assert len(await shown(he, "/personnel/grants", "grant_id", grant, as_of=inside)) == 1
    assert not await shown(he, "/personnel/grants", "grant_id", grant, as_of=after)
    await shen.post(f"/personnel/grants/{grant}/revocations", {"reason": "调离"})
    assert not await shown(he, "/personnel/grants", "grant_id", grant, as_of=inside)

    schemes = [each async for each in cast.officer.pages("/personnel/grade-schemes")]
    begun = [each for each in schemes if each["effective"] <= str(again)]
    in_force = [each async for each in cast.officer.pages("/personnel/grade-schemes", as_of=again)]
    assert [each["version"] for each in in_force] == [max(each["version"] for each in begun)]
    assert await cast.officer.get("/personnel/grade-schemes", as_of="1990-01-01") == {"items": [], "next": None}

    for path in ("/personnel/appointments", "/personnel/borrowings"):
        for both in (False, True):
            with pytest.raises(Problem) as refused:
                await (cast.officer.get(path, stage="ENDED", as_of=again) if both else cast.officer.get(path))
            assert refused.value.code == "request.stage-or-day"
