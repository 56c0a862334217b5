"""Leave over HTTP: asked for on the phone, decided by the secretary or the street, closed early, told for pay and no more."""

from datetime import timedelta
from typing import Any

import pytest

from deploy.local.story.frontend import Frontend, Problem
from shared.kernel import Role
from shared.web.rights import Grant
from tests.journeys.conftest import COMMUNITIES, COUNTY, Journey


def leave(wuhou: Journey, kind: str, first: int, last: int, **more: Any) -> dict[str, Any]:
    """Days from today on."""
    today = wuhou.county.clock.today()
    starts, ends = (str(today + timedelta(days=n)) for n in (first, last))
    return {"kind": kind, "starts": starts, "ends": ends, "reason": None, "childbirth": None, **more}


def phone(wuhou: Journey, worker: str) -> Frontend:
    return Frontend(wuhou.cast.officer.http, wuhou.county.issuer, worker, (Grant(Role.WORKER, COMMUNITIES[0]),))


async def refused(who: Frontend, path: str, body: Any) -> str | None:
    with pytest.raises(Problem) as problem:
        await who.post(path, body)
    return problem.value.code


async def told(wuhou: Journey, leave_id: str) -> list[tuple[str, str | None]]:
    found: list[dict[str, Any]] = []
    while page := (await wuhou.cast.officer.get("/personnel/events", after=len(found), limit=1_000))["events"]:
        found += page
    about = [event for event in found if (event["data"] or {}).get("leave_id") == leave_id]
    return [(event["headers"]["ce-type"], event["data"].get("pay")) for event in about]


async def test_a_worker_asks_on_the_phone_and_another_hand_decides(wuhou: Journey) -> None:
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    mine = phone(wuhou, worker)
    asked = leave(wuhou, "SICK", 0, 2, reason="感冒发烧")
    id = (await mine.post("/personnel/my/leaves", asked))["stream_id"]
    assert await refused(mine, "/personnel/my/leaves", asked) == "leave.overlap"
    (row,) = await mine.get("/personnel/my/leaves")
    assert (row["stage"], row["days"], row["reason"]) == ("REQUESTED", 3, "感冒发烧")

    (masked,) = await wuhou.cast.street.get(f"/personnel/workers/{worker}/leaves")
    (clear,) = await wuhou.cast.street.get(f"/personnel/workers/{worker}/leaves", purpose="leave-decision")
    assert (masked["reason"], clear["reason"]) == ("＊＊＊", "感冒发烧")
    secretary = Frontend(mine.http, mine.issuer, "secretary-4", (Grant(Role.SECRETARY, COMMUNITIES[0]),))
    waiting = [task["stream_id"] async for task in secretary.pages("/personnel/work-list", kind="leave-approval")]
    assert id in waiting
    await secretary.post(f"/personnel/leaves/{id}/approvals", {})
    today = str(wuhou.county.clock.today())
    await wuhou.cast.street.post(f"/personnel/leaves/{id}/returns", {"last_day": today})
    (row,) = await mine.get("/personnel/my/leaves")
    assert (row["stage"], row["days"], row["decided_by"]) == ("CLOSED", 1, "secretary-4")
    fixed = {"starts": today, "ends": today, "why": "ENTRY_ERROR"}
    await wuhou.cast.street.post(f"/personnel/leaves/{id}/corrections", fixed)
    await wuhou.cast.street.post(f"/personnel/leaves/{id}/annulments", {"why": "WORKED_INSTEAD"})
    assert await told(wuhou, id) == [
        ("personnel.leave.approved.v1", "SICK"), ("personnel.leave.closed.v1", "SICK"), ("personnel.leave.cancelled.v1", None),
    ]  # fmt: skip


async def test_a_long_leave_is_for_the_street_and_days_come_back_when_it_refuses(wuhou: Journey) -> None:
    young, _ = await wuhou.hire(wuhou.day(1, 4))
    none = leave(wuhou, "ANNUAL", 10, 14)
    assert await refused(phone(wuhou, young), "/personnel/my/leaves", none) == "leave.overdrawn"
    worker, _ = await wuhou.hire(wuhou.day(1, 4), community_work_since=f"{wuhou.year - 25}-07-01")
    mine, street = phone(wuhou, worker), wuhou.cast.street
    id = (await mine.post("/personnel/my/leaves", leave(wuhou, "ANNUAL", 10, 18)))["stream_id"]
    balance = (await mine.get("/personnel/my/leave-balance"))["kinds"][0]
    assert (balance["kind"], balance["left"]) == ("ANNUAL", balance["entitled"] - balance["booked"])
    secretary = Frontend(mine.http, mine.issuer, "secretary-5", (Grant(Role.SECRETARY, COMMUNITIES[0]),))
    assert await refused(secretary, f"/personnel/leaves/{id}/approvals", {}) == "leave.beyond-secretary"
    await street.post(f"/personnel/leaves/{id}/refusals", {"why": "STAFFING"})
    seen = await street.get(f"/personnel/workers/{worker}/leave-balance", year=wuhou.year)
    assert (seen["kinds"][0]["booked"], seen["kinds"][0]["entitled"]) == (0, balance["entitled"])

    other = (await mine.post("/personnel/my/leaves", leave(wuhou, "PUBLIC_DUTY", 10, 10)))["stream_id"]
    await mine.post(f"/personnel/my/leaves/{other}/withdrawals", {})
    on_behalf = {**leave(wuhou, "BEREAVEMENT", 10, 11), "worker_id": worker}
    third = (await street.post("/personnel/leaves", on_behalf))["stream_id"]
    assert await refused(street, f"/personnel/leaves/{third}/approvals", {}) == "leave.own-request"
    await street.post(f"/personnel/leaves/{third}/withdrawals", {})
    withdrawn = [row["leave_id"] async for row in street.pages("/personnel/leaves", stage="WITHDRAWN")]
    assert {other, third} <= set(withdrawn)


async def test_the_end_of_the_employment_ends_leave_that_goes_on_after_it(wuhou: Journey) -> None:
    worker, employment = await wuhou.hire(wuhou.day(1, 4))
    mine = phone(wuhou, worker)
    later = (await mine.post("/personnel/my/leaves", leave(wuhou, "PERSONAL", 20, 20)))["stream_id"]
    now = (await mine.post("/personnel/my/leaves", leave(wuhou, "PERSONAL", 0, 10)))["stream_id"]
    await wuhou.cast.street.post(f"/personnel/leaves/{now}/approvals", {})
    last = str(wuhou.county.clock.today() + timedelta(days=1))
    end = {"ground": "RESIGNATION", "last_day": last, "document": "1号"}
    await wuhou.cast.street.post(f"/personnel/employments/{employment}/exit", end)
    rows = {row["leave_id"]: row for row in await wuhou.cast.street.get(f"/personnel/workers/{worker}/leaves")}
    assert (rows[later]["stage"], rows[now]["stage"], rows[now]["ends"]) == ("WITHDRAWN", "CLOSED", last)


async def test_sick_leave_protects_from_its_approval_until_somebody_is_back(wuhou: Journey) -> None:
    street, today = wuhou.cast.street, wuhou.county.clock.today()
    worker, employment = await wuhou.hire(wuhou.day(1, 4))
    path = f"/personnel/employments/{employment}"
    dismissal = {
        "ground": "CHANGED_CIRCUMSTANCES", "last_day": str(today + timedelta(days=5)), "document": "9号", "in_lieu": True,
        "union_told_on": str(today),
    }  # fmt: skip
    sick = leave(wuhou, "SICK", 0, 20)
    id = (await phone(wuhou, worker).post("/personnel/my/leaves", sick))["stream_id"]
    await street.post(f"/personnel/leaves/{id}/approvals", {})
    assert await refused(street, f"{path}/exit", dismissal) == "dismissal.protected"
    await street.post(f"/personnel/leaves/{id}/returns", {"last_day": str(today)})
    facts = [row for row in await street.get(f"/personnel/workers/{worker}/timeline") if "Protection" in row["what"]]
    assert [(row["what"], row["facts"]["ends"]) for row in facts] == [
        ("ProtectionRecorded", str(today + timedelta(days=20))), ("ProtectionCorrected", str(today)),
    ]  # fmt: skip
    await street.post(f"{path}/exit", dismissal)


async def test_leave_that_nobody_took_is_carried_over_or_owed_and_pay_hears_of_it(wuhou: Journey) -> None:
    cast, year = wuhou.cast, wuhou.year - 1
    worker, employment = await wuhou.hire(wuhou.day(1, 4).replace(year=year), community_work_since=f"{year - 12}-01-04")
    agreed = {"year": year, "choice": "CARRIED", "days": 4, "document": "1号"}
    path = f"/personnel/workers/{worker}/unused-leave"
    assert await refused(cast.street, path, {**agreed, "days": 11}) == "leave-settlement.days"
    await cast.street.post(path, agreed)
    done = await cast.officer.operation(
        "personnel", await cast.officer.post("/personnel/leave-years", {"under": COUNTY, "year": year})
    )
    assert done["settled"] >= 1
    assert await refused(cast.street, path, agreed) == "leave-settlement.settled"

    async def owed() -> list[tuple[int, int, int]]:
        found: list[dict[str, Any]] = []
        while page := (await cast.officer.get("/personnel/events", after=len(found), limit=1_000))["events"]:
            found += page
        mine = [e["data"] for e in found if e["headers"].get("ce-type") == "personnel.leave.unused_settled.v1"]
        return [(e["year"], e["days"], e["version"]) for e in mine if e["worker_id"] == worker]

    assert await owed() == [(year, 5, 1)]
    end = {"ground": "RESIGNATION", "last_day": f"{wuhou.year}-06-30", "document": "辞职信"}
    await cast.street.post(f"/personnel/employments/{employment}/exit", end)
    assert await owed() == [(year, 5, 1), (year + 1, 8, 1)]
    await cast.street.post(f"/personnel/employments/{employment}/exit/annulments", {"reason": "录错"})
    assert (await owed())[-1] == (year + 1, 0, 2)


async def test_who_leaves_is_owed_the_year_before_too_while_it_is_open_and_nothing_when_the_exit_is_undone(
    wuhou: Journey,
) -> None:
    cast, year = wuhou.cast, wuhou.year
    worker, employment = await wuhou.hire(
        wuhou.day(1, 4).replace(year=year - 1), community_work_since=f"{year - 12}-01-04"
    )

    async def owed() -> list[tuple[int, int, str]]:
        found: list[dict[str, Any]] = []
        while page := (await cast.officer.get("/personnel/events", after=len(found), limit=1_000))["events"]:
            found += page
        mine = [e["data"] for e in found if e["headers"].get("ce-type") == "personnel.leave.unused_settled.v1"]
        return [(e["year"], e["days"], e["last_day"]) for e in mine if e["worker_id"] == worker]

    end = {"ground": "RESIGNATION", "last_day": f"{year + 1}-02-10", "document": "辞职信"}
    path = f"/personnel/employments/{employment}/exit"
    await cast.street.post(path, end)
    both = [(year, 10, f"{year}-12-31"), (year + 1, 1, f"{year + 1}-02-10")]
    assert await owed() == both
    await cast.street.post(f"{path}/annulments", {"reason": "录错"})
    assert (await owed())[2:] == [(year, 0, f"{year}-12-31"), (year + 1, 0, f"{year + 1}-02-10")]
    await cast.street.post(path, end)
    later = leave(wuhou, "ANNUAL", 0, 0)
    day = {**later, "worker_id": worker}
    asked = (await cast.street.post("/personnel/leaves", day))["stream_id"]
    assert (await owed())[-1] == (year, 9, f"{year}-12-31")
    await cast.officer.post(f"/personnel/leaves/{asked}/refusals", {"why": "STAFFING"})
    assert (await owed())[-1] == (year, 10, f"{year}-12-31")
