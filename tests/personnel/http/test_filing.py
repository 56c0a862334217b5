"""Filing over HTTP (P-09.5): the street submits, the organisation department files; nobody is secretary in the system before."""

from typing import Any

import pytest

from deploy.local.story.frontend import Frontend, Problem
from tests.journeys.conftest import COMMUNITIES, Journey


async def refused(who: Frontend, path: str, body: Any) -> str | None:
    with pytest.raises(Problem) as problem:
        await who.post(path, body)
    return problem.value.code


async def submitted(wuhou: Journey, subject: str, id: str) -> str:
    body = {"subject": subject, "subject_id": id, "document": "街道报告1号"}
    answer = await wuhou.cast.street.post("/personnel/filings", body)
    return f"/personnel/filings/{answer['stream_id']}"


async def kinds(who: Frontend, id: str) -> set[str]:
    """The kinds of work that wait for the caller about a stream."""
    return {task["kind"] async for task in who.pages("/personnel/work-list") if task["stream_id"] == id}


async def test_an_appointed_secretary_counts_for_nothing_before_the_filing_and_from_its_day_on_after(
    wuhou: Journey,
) -> None:
    cast, today = wuhou.cast, str(wuhou.county.clock.today())
    worker, _ = await wuhou.hire(wuhou.day(1, 2))
    body = {"worker_id": worker, "post": "SECRETARY", "community": COMMUNITIES[1], "starts": str(wuhou.day(1, 2))}
    id = (await cast.organisation.post("/personnel/appointments", body))["stream_id"]
    (row,) = await cast.officer.get(f"/personnel/workers/{worker}/appointments")
    assert row["stage"] == "DECIDED"
    grades = await cast.officer.get(f"/personnel/workers/{worker}/grades")
    assert {each["trigger"] for each in grades} == {"HIRE"}
    assert "filing-submission" in await kinds(cast.street, id)

    path = await submitted(wuhou, "APPOINTMENT", id)
    assert await kinds(cast.street, id) == set()
    again = {"subject": "APPOINTMENT", "subject_id": id, "document": "x"}
    assert await refused(cast.street, "/personnel/filings", again) == "filing.filed"
    await cast.organisation.post(f"{path}/returns", {"reason": "缺联审表"})
    await cast.street.post(f"{path}/submissions", {"document": "街道报告2号"})
    assert await refused(cast.organisation, f"{path}/records", {"number": "1号"}) == "filing.not-at-stage"
    await cast.organisation.post(f"{path}/acceptances", {})
    assert await kinds(cast.organisation, path.rpartition("/")[2]) == {"filing-record"}
    await cast.organisation.post(f"{path}/records", {"number": "武组备1号"})
    (row,) = await cast.officer.get(f"/personnel/workers/{worker}/appointments")
    assert (row["stage"], row["starts"]) == ("IN_TERM", today)
    grades = await cast.officer.get(f"/personnel/workers/{worker}/grades")
    assert {each["trigger"] for each in grades} == {"HIRE", "APPOINTMENT"}
    await cast.settled()
    duties = await cast.trainer.get(f"/training/workers/{worker}/duties")
    assert [duty["kind"] for duty in duties].count("ANNUAL") == 1

    await cast.organisation.post(f"{path}/changes", {"document": "武组21号", "reason": "任职时间更正"})
    await cast.organisation.post(f"/personnel/appointments/{id}/ends", {"reason": "RESIGNED", "last_day": today})
    await cast.organisation.post(f"{path}/cancellations", {"reason": "LEFT_OFFICE", "document": "武组22号"})
    on_file = [each["filing_id"] async for each in cast.officer.pages("/personnel/filings", stage="CANCELLED")]
    assert path.rpartition("/")[2] in on_file


async def test_the_office_in_the_party_organisation_is_filed_alike_and_ends_alone(wuhou: Journey) -> None:
    cast = wuhou.cast
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    body = {
        "worker_id": worker, "office": "SECRETARY", "community": COMMUNITIES[1], "choice": "ELECTED",
        "starts": str(wuhou.day(1, 4)), "document": "选举报告1号",
    }  # fmt: skip
    id = (await cast.organisation.post("/personnel/party-posts", body))["stream_id"]
    end = {"reason": "REMOVED", "last_day": str(wuhou.day(3, 1)), "document": "免职1号"}
    assert await refused(cast.organisation, f"/personnel/party-posts/{id}/ends", end) == "party-posts.not-in-office"
    path = await submitted(wuhou, "PARTY_POST", id)
    await cast.organisation.post(f"{path}/acceptances", {})
    await cast.organisation.post(f"{path}/records", {"number": "武组备2号"})
    (row,) = await cast.officer.get(f"/personnel/workers/{worker}/party-posts")
    assert row["stage"] == "IN_TERM"
    await cast.organisation.post(f"/personnel/party-posts/{id}/ends", end)
    person = await cast.officer.get(f"/personnel/workers/{worker}")
    assert person["last_day"] is None
    (row,) = await cast.officer.get(f"/personnel/workers/{worker}/party-posts")
    assert (row["stage"], row["end_reason"]) == ("ENDED", "REMOVED")
    assert await refused(
        cast.street, "/personnel/filings", {"subject": "PARTY_POST", "subject_id": id, "document": "x"}
    )


async def test_party_membership_is_for_the_organisation_department_and_masked_without_its_purpose(
    wuhou: Journey,
) -> None:
    """P-13.1: stage and dates only, sealed."""
    organisation = wuhou.cast.organisation
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    path = f"/personnel/workers/{worker}/party-status"
    for stage, since in (("FULL", f"{wuhou.year - 1}-07-01"), ("PROBATIONARY", f"{wuhou.year - 2}-07-01")):
        await organisation.post(path, {"stage": stage, "since": since})
    shown = await organisation.get(path)
    assert [row["since"] for row in shown] == [f"{wuhou.year - 2}-07-01", f"{wuhou.year - 1}-07-01"]
    assert not {"FULL", "PROBATIONARY"} & {row["party_stage"] for row in shown}
    with pytest.raises(Problem) as problem:
        await wuhou.cast.officer.get(path)
    assert problem.value.status == 403
    await organisation.post(f"{path}/annulments", {"fact": shown[0]["fact"], "reason": "录入错误"})
    assert [row["fact"] for row in await organisation.get(path)] == [shown[1]["fact"]]
    told = await wuhou.cast.officer.get(f"/personnel/workers/{worker}/timeline")
    assert not [row["what"] for row in told if row["what"].startswith("PartyStatus")]
