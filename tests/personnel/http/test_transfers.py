"""P-03.5 and P-01.1 over HTTP: a transfer reaches pay, training and assessment; categories; standing; the same person again."""

from typing import Any

import pytest

from deploy.local.story.frontend import Frontend, Problem
from deploy.local.story.people import RECRUITED
from shared.kernel import Role, region
from shared.web.rights import Grant
from tests.journeys.conftest import COMMUNITIES, STREET, Journey


async def test_a_transfer_keeps_employer_and_grade_and_moves_cost_centre_duties_and_assessment(wuhou: Journey) -> None:
    cast = wuhou.cast
    worker, employment = await wuhou.hire(wuhou.day(1, 4).replace(year=wuhou.year - 1))
    at = f"/personnel/employments/{employment}/transfers"
    wish = {"workplace": COMMUNITIES[1], "day": str(wuhou.day(1, 4)), "reason": "网格增加"}
    await cast.street.post(at, wish)
    waiting = [task["stream_id"] async for task in cast.officer.pages("/personnel/work-list", kind="transfer-approval")]
    assert employment in waiting
    rows = {row["employment_id"]: row async for row in cast.officer.pages("/personnel/transfers", stage="PROPOSED")}
    transfer = rows[employment]["transfer_id"]
    with pytest.raises(Problem) as own:
        await cast.street.post(f"{at}/{transfer}/approvals", {"document": "5号"})
    assert own.value.code == "transfers.own-proposal"
    await cast.officer.post(f"{at}/{transfer}/approvals", {"document": "5号"})

    async def elsewhere() -> tuple[list[str], set[str]]:
        await cast.settled()
        facts = await cast.finance.get(f"/payroll/workers/{worker}/entitlement")
        duties = await cast.trainer.get(f"/training/workers/{worker}/duties")
        return [f["region"] for f in facts if f["kind"] == "COST_CENTRE"], {d["region"] for d in duties}

    person = await cast.officer.get(f"/personnel/workers/{worker}")
    assert (person["region"], person["employer"]) == (COMMUNITIES[1], STREET)
    assert await elsewhere() == ([COMMUNITIES[1]], {COMMUNITIES[1]})
    await cast.officer.post(f"{at}/{transfer}/annulments", {"reason": "录错人员"})
    assert (await cast.officer.get(f"/personnel/workers/{worker}"))["region"] == COMMUNITIES[0]
    assert await elsewhere() == ([], {COMMUNITIES[0]})


async def test_leave_is_decided_where_somebody_works_now_and_nobody_moves_into_a_full_community(wuhou: Journey) -> None:
    cast, day = wuhou.cast, str(wuhou.day(1, 4))
    full = region(*STREET.split("/")[:4], "077")
    new = {"path": full, "code": "510107001077", "name": "077社区"}
    await cast.officer.post("/personnel/regions", {"effective": "2000-01-01", "regions": [new]})
    await cast.officer.post("/personnel/quota-requests", {"unit": full, "effective": day, "places": 1})
    await cast.approver.post("/personnel/quota-approvals", {"unit": full, "document": "武编7号"})

    async def transferred() -> tuple[str, str]:
        worker, employment = await wuhou.hire(wuhou.day(1, 4).replace(year=wuhou.year - 1))
        away = {"worker_id": worker, "kind": "PERSONAL", "starts": day, "ends": day, "reason": None, "childbirth": None}
        leave = (await cast.street.post("/personnel/leaves", away))["stream_id"]
        at = f"/personnel/employments/{employment}/transfers"
        await cast.street.post(at, {"workplace": full, "day": day, "reason": "网格增加"})
        rows = {row["employment_id"]: row async for row in cast.officer.pages("/personnel/transfers", stage="PROPOSED")}
        await cast.officer.post(f"{at}/{rows[employment]['transfer_id']}/approvals", {"document": "5号"})
        return worker, leave

    _, leave = await transferred()
    http, issuer = cast.officer.http, wuhou.county.issuer
    before = Frontend(http, issuer, "secretary-before", (Grant(Role.SECRETARY, COMMUNITIES[0]),))
    now = Frontend(http, issuer, "secretary-now", (Grant(Role.SECRETARY, full),))
    with pytest.raises(Problem) as elsewhere:
        await before.post(f"/personnel/leaves/{leave}/approvals", {})
    assert elsewhere.value.status == 404
    assert leave in [task["stream_id"] async for task in now.pages("/personnel/work-list", kind="leave-approval")]
    await now.post(f"/personnel/leaves/{leave}/approvals", {})
    with pytest.raises(Problem) as taken:
        await transferred()
    assert taken.value.code == "headcount.no-vacancy-community"


async def test_a_category_changes_and_a_standing_is_shown(wuhou: Journey) -> None:
    street, today = wuhou.cast.street, str(wuhou.day(1, 4))
    worker, employment = await wuhou.hire(wuhou.day(1, 4), probation_months=3)

    async def person() -> dict[str, Any]:
        found: dict[str, Any] = await wuhou.cast.officer.get(f"/personnel/workers/{worker}")
        return found

    assert (await person())["standing"] == "PROBATION"
    at = f"/personnel/employments/{employment}"
    await street.post(f"{at}/categories", {"category": "COMMITTEE_FULLTIME", "since": today, "document": "组4号"})
    assert (await person())["category"] == "COMMITTEE_FULLTIME"
    (fact,) = await wuhou.cast.officer.get(f"/personnel/workers/{worker}/categories")
    await street.post(f"{at}/categories/{fact['fact_id']}/annulments", {"reason": "录错"})
    assert (await person())["category"] == "DEDICATED_STAFF"
    await street.post(f"{at}/suspensions", {"since": today, "document": "纪2号"})
    assert (await person())["standing"] == "SUSPENDED"
    await street.post(f"{at}/suspensions/ends", {"last_day": today, "document": "纪5号"})
    notice = {"ground": "RESIGNATION", "notice_on": today, "last_day": str(wuhou.day(2, 28)), "document": "辞职信"}
    await street.post(f"{at}/exit-notices", notice)
    row = await person()
    assert row["leaving_since"] == today


async def test_who_comes_back_is_the_same_person_with_a_new_employment_and_no_second_probation(wuhou: Journey) -> None:
    cast, last = wuhou.cast, f"{wuhou.year - 1}-11-30"
    worker, employment = await wuhou.hire(wuhou.day(1, 4).replace(year=wuhou.year - 1), probation_months=2)
    who = wuhou.people[worker]
    body = {
        "name": who.name, "id_number": who.id_number, "phone": None, "education": "BACHELOR",
        "category": "DEDICATED_STAFF", "post_category": "STAFF", "employer": STREET, "workplace": COMMUNITIES[1],
        "starts": str(wuhou.day(1, 4)), "community_work_since": None, "term_months": 36, "probation_months": 0, **RECRUITED,
    }  # fmt: skip
    with pytest.raises(Problem) as employed:
        await cast.street.post("/personnel/workers", body)
    assert employed.value.code == "hiring.employed"
    end = {"ground": "RESIGNATION", "last_day": last, "document": "辞职信"}
    await cast.street.post(f"/personnel/employments/{employment}/exit", end)
    with pytest.raises(Problem) as again:
        await cast.street.post("/personnel/workers", {**body, "probation_months": 2})
    assert again.value.code == "hiring.probation-again"
    with pytest.raises(Problem) as early:
        await cast.street.post("/personnel/workers", {**body, "starts": last})
    assert early.value.code == "hiring.before-leaving"
    back = await cast.street.post("/personnel/workers", body)
    assert (back["worker_id"], back["employment_id"] != employment) == (worker, True)
    row = await cast.officer.get(f"/personnel/workers/{worker}")
    assert (row["region"], row["last_day"], row["standing"]) == (COMMUNITIES[1], None, "ACTIVE")
    span = {"under": STREET, "since": f"{wuhou.year - 1}-11-30", "until": f"{wuhou.year - 1}-11-30"}
    counted = await cast.officer.get("/personnel/turnover", **span)
    assert any((row["by"], row["value"]) == ("left", "RESIGNATION") for row in counted)
    grades = await cast.officer.get(f"/personnel/workers/{worker}/grades")
    assert [grade["effective"] for grade in grades if grade["stage"] == "PROPOSED"]


async def test_what_was_proposed_about_a_person_ends_with_the_exit_and_waits_again_when_it_is_undone(
    wuhou: Journey,
) -> None:
    cast = wuhou.cast
    worker, employment = await wuhou.hire(wuhou.day(1, 4).replace(year=wuhou.year - 1))
    wish = {"workplace": COMMUNITIES[1], "day": str(wuhou.day(2, 1)), "reason": "网格增加"}
    await cast.street.post(f"/personnel/employments/{employment}/transfers", wish)
    put_forward = {"worker_id": worker, "post": "DEPUTY_DIRECTOR", "community": COMMUNITIES[0]}
    candidacy = (await cast.street.post("/personnel/appointments/nominations", put_forward))["stream_id"]

    async def waiting() -> list[bool]:
        approvals = [t["stream_id"] async for t in cast.officer.pages("/personnel/work-list", kind="transfer-approval")]
        reviews = [t["stream_id"] async for t in cast.organisation.pages("/personnel/work-list", kind="joint-review")]
        return [employment in approvals, candidacy in reviews]

    async def stages() -> list[str]:
        found = {row["stage"] async for row in cast.officer.pages("/personnel/appointments", stage="LAPSED")}
        rows = [row async for row in cast.officer.pages("/personnel/transfers", stage="LAPSED")]
        return [*sorted(found), *(row["stage"] for row in rows if row["employment_id"] == employment)]

    assert (await waiting(), await stages()) == ([True, True], [])
    end = {"ground": "RESIGNATION", "last_day": str(wuhou.day(1, 20)), "document": "辞职信"}
    await cast.street.post(f"/personnel/employments/{employment}/exit", end)
    assert (await waiting(), await stages()) == ([False, False], ["LAPSED", "LAPSED"])
    await cast.street.post(f"/personnel/employments/{employment}/exit/annulments", {"reason": "录错人员"})
    assert (await waiting(), await stages()) == ([True, True], [])
