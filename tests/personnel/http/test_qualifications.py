"""Qualifications over HTTP (P-04.2): exam, certificate, registration; grade and pay hear of its beginning and its end."""

from typing import Any

import pytest

from deploy.local.story.frontend import Problem
from tests.journeys.conftest import Journey
from tests.personnel.http.test_grades import hired, standings


async def certificates(wuhou: Journey, worker: str) -> list[tuple[str, Any]]:
    await wuhou.cast.settled()
    facts = await wuhou.cast.finance.get(f"/payroll/workers/{worker}/entitlement")
    return [(fact["word"], fact["until"]) for fact in facts if fact["kind"] == "CERTIFICATE"]


async def test_from_the_exam_to_the_revocation(wuhou: Journey) -> None:
    cast, worker = wuhou.cast, await hired(wuhou)
    day, path = str(wuhou.day(1, 3)), f"/personnel/workers/{worker}"
    asked = {"level": "SOCIAL_WORKER", "registered_on": day, "social_work_subject": True, "grounds": ""}
    with pytest.raises(Problem) as short:
        await cast.street.post(f"{path}/exams", asked)
    assert short.value.code == "qualifications.entry-conditions"
    id = (await cast.street.post(f"{path}/exams", {**asked, "grounds": "外省从业三年"}))["stream_id"]
    paper = f"/personnel/qualifications/{id}"
    await cast.street.post(f"{paper}/results", {"passed": True, "on": day})
    await cast.street.post(f"{paper}/certificates", {"issued_on": day})
    waiting = [t["stream_id"] async for t in cast.street.pages("/personnel/work-list", kind="certificate-registration")]
    assert id in waiting
    number = f"SW{worker[:8]}"
    await cast.street.post(f"{paper}/registrations", {"number": number, "registered_on": day})
    assert ("CERTIFICATE", 3, "PROPOSED") in await standings(wuhou, worker)
    assert (await cast.officer.get(path))["certificate"] == "SOCIAL_WORKER"
    assert await certificates(wuhou, worker) == [("SOCIAL_WORKER", None)]
    other = await hired(wuhou)
    body = {"level": "SENIOR", "number": number, "registered_on": day}
    with pytest.raises(Problem) as taken:
        await cast.street.post(f"/personnel/workers/{other}/qualifications", body)
    assert taken.value.code == "qualifications.number-taken"

    revoke = {"last_day": day, "document": "人社函3号", "reason": "考试作弊"}
    await cast.street.post(f"{paper}/revocations", revoke)
    assert (await cast.officer.get(path))["certificate"] is None
    on_its_last = cast.officer.pages("/personnel/workers", as_of=day)
    assert [row["certificate"] async for row in on_its_last if row["worker_id"] == worker] == ["SOCIAL_WORKER"]
    assert await certificates(wuhou, worker) == [("SOCIAL_WORKER", day)]
    (row,) = await cast.officer.get(f"{path}/qualifications")
    assert (row["stage"], row["reason"]) == ("REVOKED", "考试作弊")


async def test_a_certificate_entered_for_the_wrong_person_is_annulled_and_its_number_free(wuhou: Journey) -> None:
    cast, worker, other = wuhou.cast, await hired(wuhou), await hired(wuhou)
    day = str(wuhou.day(1, 4))
    body = {"level": "SENIOR", "number": f"SX{worker[:8]}", "registered_on": day}
    await cast.street.post(f"/personnel/workers/{worker}/qualifications", body)
    (row,) = await cast.officer.get(f"/personnel/workers/{worker}/qualifications")
    paper = f"/personnel/qualifications/{row['qualification_id']}"
    await cast.street.post(f"{paper}/corrections", {"registered_on": str(wuhou.day(1, 2)), "reason": "录入错误"})
    with pytest.raises(Problem) as wrong:
        await cast.street.post(f"{paper}/annulments", {"reason": "他人证书", "number": "SX-NOBODYS"})
    assert wrong.value.code == "qualifications.other-number"
    await cast.street.post(f"{paper}/annulments", {"reason": "他人证书", "number": body["number"]})
    assert await certificates(wuhou, worker) == []
    facts = await cast.officer.get(f"/personnel/workers/{worker}/grade-facts")
    assert [fact["annulled"] for fact in facts if fact["word"] == "SENIOR"] == [True]
    await cast.street.post(f"/personnel/workers/{other}/qualifications", body)
    assert (await cast.officer.get(f"/personnel/workers/{other}"))["certificate"] == "SENIOR"
