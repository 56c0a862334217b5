"""Grades over HTTP (P-04.4, P-04.5): facts propose, two hands decide, every decision explains itself and may be taken back."""

from dataclasses import replace
from typing import Any

import pytest

from deploy.local.story.frontend import Frontend, Problem
from deploy.local.story.scheme import PAPERS, SCHEME, scheme_body
from shared.web.rights import Grant, Role
from tests.journeys.conftest import COMMUNITIES, COUNTY, Journey


async def decide(wuhou: Journey, worker: str) -> list[str]:
    """Everything that is proposed for the person is reviewed and approved."""
    found = await wuhou.cast.officer.get(f"/personnel/workers/{worker}/grades")
    which = [{"worker_id": worker, "proposal_id": row["proposal_id"]} for row in found if row["standing"] == "PROPOSED"]
    await wuhou.cast.street.post("/personnel/grade-reviews", {"proposals": which, "agreed": True})
    await wuhou.cast.approver.post(
        "/personnel/grade-approvals", {"proposals": which, "agreed": True, "document": "8号"}
    )
    return [each["proposal_id"] for each in which]


async def standings(wuhou: Journey, worker: str) -> list[tuple[str, int, str]]:
    rows = await wuhou.cast.officer.get(f"/personnel/workers/{worker}/grades")
    return [(row["trigger"], row["grade"], row["standing"]) for row in rows]


async def hired(wuhou: Journey, **changes: Any) -> str:
    worker, _ = await wuhou.hire(wuhou.day(1, 1), **changes)
    await decide(wuhou, worker)
    return worker


async def test_a_degree_raises_the_grade_and_what_never_was_is_taken_back_also_in_pay(wuhou: Journey) -> None:
    cast, worker = wuhou.cast, await hired(wuhou)
    path = f"/personnel/workers/{worker}"
    degree = {"kind": "EDUCATION", "word": "MASTER", "since": str(wuhou.day(1, 1)), "papers": "BOTH"}
    await cast.street.post(f"{path}/grade-facts", degree)
    (decision,) = await decide(wuhou, worker)
    assert await standings(wuhou, worker) in (
        [("HIRE", 2, "SUPERSEDED"), ("DEGREE", 3, "EFFECTIVE")], [("DEGREE", 3, "EFFECTIVE"), ("HIRE", 2, "SUPERSEDED")],
    )  # fmt: skip
    told = await cast.officer.get(f"{path}/grades/{decision}/explanation")
    assert (told["grade"], told["from_grade"], told["scheme_version"]) == (3, 2, 1)
    assert "学历硕士加2级" in told["sentence"]["zh"]
    assert [step["value"] for step in told["steps"] if step["what"] == "EDUCATION"] == [2]

    (fact,) = [row["fact"] for row in await cast.officer.get(f"{path}/grade-facts") if row["word"] == "MASTER"]
    await cast.street.post(f"{path}/grade-facts/{fact}/annulments", {"reason": "学历核查不实"})
    with pytest.raises(Problem) as refused:
        await cast.approver.post(f"{path}/grades/{decision}/revocations", {"reason": "", "document": "9号"})
    assert refused.value.code == "grades.reason"
    await cast.approver.post(f"{path}/grades/{decision}/revocations", {"reason": "学历不实", "document": "9号"})
    assert ("HIRE", 2, "EFFECTIVE") in await standings(wuhou, worker)
    assert (await cast.officer.get(path))["grade"] == 2
    await cast.settled()
    facts = await cast.finance.get(f"/payroll/workers/{worker}/entitlement")
    assert [fact["number"] for fact in facts if fact["kind"] == "GRADE"] == [2]


async def test_a_worker_sees_the_next_grade_and_what_is_missing_for_it(wuhou: Journey) -> None:
    worker = await hired(wuhou)
    phone = Frontend(wuhou.cast.officer.http, wuhou.cast.officer.issuer, worker, (Grant(Role.WORKER, COMMUNITIES[0]),))
    ahead = await phone.get("/personnel/my/next-grade")
    assert (ahead["grade"], ahead["next_grade"], ahead["on"]) == (2, 3, f"{wuhou.year + 3}-01-01")
    assert {"way": "CERTIFICATE", "what": "SENIOR", "grade": 4} in ahead["ways"]
    (mine,) = await phone.get("/personnel/my/grades")
    told = await phone.get(f"/personnel/my/grades/{mine['proposal_id']}/explanation")
    assert told["sentence"]["en"].endswith("grade 2.")


async def refused_to_publish(wuhou: Journey, body: dict[str, Any]) -> str | None:
    with pytest.raises(Problem) as refused:
        await wuhou.cast.approver.post("/personnel/grade-schemes", body)
    return refused.value.code


async def test_a_new_version_of_the_scheme_proposes_for_everybody_by_itself(wuhou: Journey) -> None:
    since = wuhou.day(1, 1).replace(year=wuhou.year - 5)
    worker = await hired(wuhou, community_work_since=str(since))
    body = scheme_body(COUNTY, replace(SCHEME, years_per_grade=2))
    body |= {"effective": f"{wuhou.year + 1}-01-01", "document": "武社工新1号"}
    assert await refused_to_publish(wuhou, body) == "grade-schemes.not-tried"
    draft = {name: value for name, value in body.items() if name not in PAPERS} | {
        "first_month": f"{wuhou.year + 1}-01"
    }
    trial = await wuhou.cast.officer.post("/personnel/grade-scheme-trials", draft)
    seen = await wuhou.cast.officer.operation("personnel", trial)
    assert seen["people"] >= 1
    assert seen["higher"] >= 1
    assert sum(each["after"] - each["before"] for each in seen["by_grade"]) == 0
    body["simulation"] = seen["digest"]
    await wuhou.cast.settled()
    assert await refused_to_publish(wuhou, body) == "grade-schemes.not-costed"
    content = await wuhou.cast.officer.file(f"/personnel/operations/{trial['operation_id']}/files/trial.json")
    waiver = {"region": COUNTY, "trial": seen["digest"], "reason": "来不及测算"}
    with pytest.raises(Problem) as refused:
        await wuhou.cast.officer.post("/personnel/grade-scheme-trials/waivers", waiver)
    assert refused.value.code == "grade-schemes.can-be-costed"
    with pytest.raises(Problem) as refused:
        await wuhou.cast.finance.post("/payroll/grade-scheme-costs", content=content + b" ", county=COUNTY)
    assert refused.value.code == "grade-costs.unknown-trial"
    accepted = await wuhou.cast.finance.post("/payroll/grade-scheme-costs", content=content, county=COUNTY)
    costed = await wuhou.cast.finance.operation("payroll", accepted)
    assert costed["trial"] == seen["digest"]
    await wuhou.cast.settled()
    [listed] = (await wuhou.cast.officer.get("/personnel/grade-scheme-trials", trial=seen["digest"]))["items"]
    assert [(each["county"], each["costs"]) for each in listed["counties"]] == [(COUNTY, costed["digest"])]
    published = await wuhou.cast.approver.post("/personnel/grade-schemes", body)
    outcome = await wuhou.cast.approver.operation("personnel", published)
    assert outcome["followed"] >= 1
    assert ("SCHEME", 5, "PROPOSED") in await standings(wuhou, worker)


async def test_recognised_years_raise_the_grade(wuhou: Journey) -> None:
    cast, worker = wuhou.cast, await hired(wuhou)
    period = {
        "starts": "2015-03-01", "ends": "2021-02-28", "employer": "草市街街道", "employer_kind": "COMMUNITY", "province": "51",
        "insured": True,
    }  # fmt: skip
    asked = {"reason": "省内经历", "evidence": [{"kind": "CONTRACT", "reference": "18号"}], "periods": [period]}
    case = (await cast.street.post(f"/personnel/workers/{worker}/recognitions", asked))["stream_id"]
    await cast.officer.post(f"/personnel/recognitions/{case}/evidence-checks", {"remark": "一致"})
    await cast.approver.post(f"/personnel/recognitions/{case}/approvals", {"document": "武社工12号"})
    assert ("YEARS", 4, "PROPOSED") in await standings(wuhou, worker)
