"""P-09.4 over HTTP: notice, protected periods, training first, papers; corrected and annulled, and everybody hears of it. P-09.3."""

from datetime import timedelta
from typing import Any

import pytest

from deploy.local.story.frontend import Problem
from deploy.local.story.people import person
from tests.journeys.conftest import COMMUNITIES, Journey


async def refused(wuhou: Journey, path: str, body: Any) -> str | None:
    with pytest.raises(Problem) as problem:
        await wuhou.cast.street.post(path, body)
    return problem.value.code


async def test_a_failed_year_alone_ends_nothing_and_a_protected_period_keeps(wuhou: Journey) -> None:
    street, today = wuhou.cast.street, str(wuhou.day(1, 4))
    _, employment = await wuhou.hire(wuhou.day(1, 4))
    path = f"/personnel/employments/{employment}"
    dismissal = {
        "ground": "INCOMPETENCE", "last_day": str(wuhou.day(1, 5)), "document": "9号", "in_lieu": True, "union_told_on": today,
    }  # fmt: skip
    await street.post(f"{path}/incompetence-findings", {"on": today, "document": "评1号"})
    assert await refused(wuhou, f"{path}/exit", dismissal) == "dismissal.training-first"
    await street.post(f"{path}/remedies", {"on": today, "remedy": "TRAINING", "document": "培1号"})
    await street.post(f"{path}/incompetence-findings", {"on": today, "document": "评2号"})
    period = {"starts": today, "ends": None, "document": "保1号"}
    await street.post(f"{path}/protections", period)
    assert await refused(wuhou, f"{path}/exit", dismissal) == "dismissal.protected"
    told = {**dismissal, "ground": "SERIOUS_BREACH", "union_told_on": None}
    assert await refused(wuhou, f"{path}/exit", told) == "dismissal.union"


async def test_an_exit_is_corrected_and_annulled_and_every_service_hears_of_it(wuhou: Journey) -> None:
    cast = wuhou.cast
    worker, employment = await wuhou.hire(wuhou.day(1, 4))
    path = f"/personnel/employments/{employment}"
    end = {"ground": "RESIGNATION", "last_day": str(wuhou.day(1, 20)), "document": "辞职信"}
    await cast.street.post(f"{path}/exit", end)
    waiting = {task["stream_id"]: task async for task in cast.street.pages("/personnel/work-list", kind="exit-papers")}
    assert waiting[employment]["due"] == str(wuhou.day(2, 4))

    async def stopped() -> list[str]:
        await cast.settled()
        facts = await cast.finance.get(f"/payroll/workers/{worker}/entitlement")
        return [fact["effective"] for fact in facts if fact["kind"] == "STOPPED"]

    async def duties() -> set[str]:
        await cast.settled()
        rows = await cast.trainer.get(f"/training/workers/{worker}/duties", as_of=str(wuhou.day(3, 1)))
        return {row["standing"] for row in rows}

    assert await stopped() == [str(wuhou.day(1, 20))]
    assert await duties() == {"WITHDRAWN"}
    right = {"last_day": str(wuhou.day(1, 25)), "ground": "RESIGNATION", "document": "辞职信", "reason": "录入错误"}
    await cast.street.post(f"{path}/exit/corrections", right)
    assert await stopped() == [str(wuhou.day(1, 25))]
    await cast.street.post(f"{path}/exit/annulments", {"reason": "录错人员"})
    assert await stopped() == []
    assert await duties() == {"OPEN"}
    person = await cast.officer.get(f"/personnel/workers/{worker}")
    assert (person["last_day"], person["ground"]) == (None, None)
    clocks = await cast.officer.get(f"/personnel/workers/{worker}/timeline")
    assert {"Exited", "ExitWeighed", "ExitCorrected", "ExitAnnulled"} <= {row["what"] for row in clocks}
    await cast.street.post(f"{path}/exit", {**end, "last_day": str(wuhou.day(2, 1))})
    assert await stopped() == [str(wuhou.day(2, 1))]


async def test_a_probation_fails_on_a_condition_that_was_told_and_is_never_extended(wuhou: Journey) -> None:
    street, day = wuhou.cast.street, str(wuhou.day(1, 4))
    worker, employment = await wuhou.hire(wuhou.day(1, 4), probation_months=6)
    path = f"/personnel/employments/{employment}/probation"
    await street.post(f"{path}/conditions", {"on": day, "conditions": ["无严重投诉"]})
    await street.post(f"{path}/reviews", {"on": day, "unmet": ["无严重投诉"]})
    assert await refused(wuhou, f"{path}/extensions", {"until": str(wuhou.day(12, 31))}) == "probation.extension"
    fail = {"passed": False, "on": day, "reason": "x", "condition": "迟到", "evidence": "1号", "union_told_on": day}
    assert await refused(wuhou, path, fail) == "probation.not-a-condition"
    twelve = {"starts": day, "probation_months": 12}
    with pytest.raises(Problem) as problem:
        await wuhou.hire(wuhou.day(1, 4), probation_months=twelve["probation_months"])
    assert problem.value.code == "hiring.probation-too-long"
    yesterday = f"{wuhou.year}-01-03"
    assert await refused(wuhou, path, {**fail, "condition": "无严重投诉"}) == "dismissal.union"
    await street.post(path, {**fail, "condition": "无严重投诉", "union_told_on": yesterday})
    assert (await wuhou.cast.officer.get(f"/personnel/workers/{worker}"))["ground"] == "PROBATION_FAILED"


async def test_what_ended_with_an_exit_begins_again_when_the_exit_is_undone(wuhou: Journey) -> None:
    cast, today = wuhou.cast, wuhou.county.clock.today()
    worker, employment = await wuhou.hire(wuhou.day(1, 4))
    first, last = str(today), str(today + timedelta(days=20))
    away = {"worker_id": worker, "kind": "PERSONAL", "starts": first, "ends": last, "reason": None, "childbirth": None}
    leave = (await cast.street.post("/personnel/leaves", away))["stream_id"]
    await cast.officer.post(f"/personnel/leaves/{leave}/approvals", {})
    wish = {
        "worker_id": worker, "borrower": "OWN_STREET", "unit": "党政办", "task": "人口普查", "starts": first, "ends": last,
    }  # fmt: skip
    borrow = (await cast.street.post("/personnel/borrowings", wish))["stream_id"]
    await cast.approver.post(f"/personnel/borrowings/{borrow}/approvals", {"document": "1号"})
    post = {"worker_id": worker, "post": "COMMITTEE_MEMBER", "community": COMMUNITIES[0], "starts": first}
    await cast.organisation.post("/personnel/appointments", post)

    async def standing() -> list[tuple[str, str, str | None]]:
        leaves = await cast.street.get(f"/personnel/workers/{worker}/leaves")
        borrowings = await cast.street.get(f"/personnel/workers/{worker}/borrowings")
        posts = await cast.officer.get(f"/personnel/workers/{worker}/appointments")
        found = [(row["stage"], row["starts"], row.get("ends")) for row in (*leaves, *borrowings)]
        return [*found, *((row["stage"], row["starts"], row["last_day"]) for row in posts)]

    before = await standing()
    assert [stage for stage, _, _ in before] == ["TAKEN", "IN_FORCE", "IN_TERM"]
    path = f"/personnel/employments/{employment}"
    end = {
        "ground": "CRIMINAL_LIABILITY",
        "last_day": first,
        "document": "判决1号",
        "union_told_on": f"{wuhou.year}-01-03",
    }
    await cast.street.post(f"{path}/exit", end)
    assert [stage for stage, _, _ in await standing()] == ["CLOSED", "ENDED", "ENDED"]
    await cast.street.post(f"{path}/exit/annulments", {"reason": "录错人员"})
    assert await standing() == before
    nothing = await refused(wuhou, f"{path}/exit/reopenings/{leave}", {"document": "1号"})
    assert nothing == "dismissal.nothing-to-reopen"


async def test_party_offices_membership_and_delegacies_end_with_a_life_and_with_no_other_exit(wuhou: Journey) -> None:
    cast, first, last = wuhou.cast, str(wuhou.day(1, 4)), str(wuhou.day(1, 4))
    organisation = cast.organisation
    worker, employment = await wuhou.hire(wuhou.day(1, 4))
    office = {
        "worker_id": worker, "office": "DEPUTY_SECRETARY", "community": COMMUNITIES[0], "choice": "ELECTED",
        "starts": first, "document": "选举报告1号",
    }  # fmt: skip
    await organisation.post("/personnel/party-posts", office)
    body = {"worker_id": worker, "assembly": "CPPCC", "assembly_level": "COUNTY", "document": "推荐1号"}
    ids = [(await organisation.post("/personnel/delegates", body))["stream_id"] for _ in range(2)]
    term = {"starts": first, "term_ends": f"{wuhou.year + 5}-01-03", "document": "公告1号"}
    await organisation.post(f"/personnel/delegates/{ids[0]}/choices", term)
    member = f"/personnel/workers/{worker}/party-status"
    await organisation.post(member, {"stage": "FULL", "since": f"{wuhou.year - 1}-07-01"})

    async def stages() -> tuple[str, str, dict[str, str], list[str]]:
        (post,) = await cast.officer.get(f"/personnel/workers/{worker}/party-posts")
        found = {
            row["delegacy_id"]: stage
            for stage in ("RECOMMENDED", "NOT_CHOSEN", "DELEGATE", "ENDED")
            async for row in cast.officer.pages("/personnel/delegates", stage=stage)
        }
        known = await organisation.get(member, purpose="party-building")
        return (
            post["stage"],
            str(post["last_day"]),
            {id: found[id] for id in ids},
            [row["party_stage"] for row in known],
        )

    before = await stages()
    assert before == ("IN_TERM", "None", {ids[0]: "DELEGATE", ids[1]: "RECOMMENDED"}, ["FULL"])
    path = f"/personnel/employments/{employment}/exit"
    undone = {"reason": "录错人员"}
    await cast.street.post(path, {"ground": "RESIGNATION", "last_day": last, "document": "1号"})
    assert await stages() == before
    await cast.street.post(f"{path}/annulments", undone)

    await cast.street.post(path, {"ground": "DEATH", "last_day": last, "document": "2号"})
    over = {ids[0]: "ENDED", ids[1]: "NOT_CHOSEN"}
    assert await stages() == ("ENDED", last, over, ["FULL", "NONE"])
    told = await cast.officer.get(f"/personnel/workers/{worker}/timeline")
    assert "PARTY_STATUS" not in str(told), "who may read the exit may not know of the membership"
    await cast.street.post(f"{path}/annulments", undone)
    assert await stages() == ("IN_TERM", "None", {ids[0]: "DELEGATE", ids[1]: "NOT_CHOSEN"}, ["FULL"])
    waiting = [task["item"] async for task in cast.street.pages("/personnel/work-list", kind="exit-reopening")]
    assert ids[1] in waiting, "whether somebody is recommended again is for others to say"


async def test_the_day_of_retirement_is_reckoned_when_asked_and_moves_with_what_is_corrected(wuhou: Journey) -> None:
    cast = wuhou.cast
    worker, employment = await wuhou.hire(wuhou.day(1, 4), id_number=person(660).id_number)

    async def day(until: str) -> tuple[str, str] | None:
        rows = {row["worker_id"]: row async for row in cast.officer.pages("/personnel/retirements", until=until)}
        found = rows.get(worker)
        return None if found is None else (found["retirement_class"], found["retires_on"])

    before = await day("2199-12-31")
    assert before is not None
    assert await day(str(wuhou.day(1, 4))) is None
    other = "WOMEN_50" if before[0] != "WOMEN_50" else "WOMEN_55"
    await cast.street.post(f"/personnel/employments/{employment}/retirement-classes", {"retirement_class": other})
    after = await day("2199-12-31")
    assert after is not None
    assert (after[0], after[1] == before[1]) == (other, False)
    who = person(688)
    proposed = {"name": None, "id_number": who.id_number, "reason": "录入错误"}
    at = f"/personnel/workers/{worker}/identity-corrections"
    await cast.street.post(at, proposed)
    await cast.approver.post(f"{at}/confirmations", {})
    assert await day("2199-12-31") != after
