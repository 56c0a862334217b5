"""Contracts over HTTP: P-12.3 both signatures, kept text, double wage, renewals in bulk; P-12.4 established status."""

import json
from typing import Any

import pytest

from deploy.local.story.frontend import Problem
from deploy.local.story.people import RECRUITED, person
from tests.journeys.conftest import COMMUNITIES, STREET, Journey


async def hired(wuhou: Journey, number: int, starts: str, **changes: Any) -> tuple[str, str]:
    who = person(number)
    body = {
        "name": who.name, "id_number": who.id_number, "phone": None, "education": "BACHELOR",
        "category": "DEDICATED_STAFF", "post_category": "STAFF", "employer": STREET, "workplace": COMMUNITIES[0],
        "starts": starts, "community_work_since": None, "term_months": 36, "probation_months": 0, **RECRUITED, **changes,
    }  # fmt: skip
    answer = await wuhou.cast.street.post("/personnel/workers", body)
    return answer["worker_id"], answer["employment_id"]


async def test_without_a_written_contract_double_wage_counts_until_both_have_signed(wuhou: Journey) -> None:
    street = wuhou.cast.street
    worker, employment = await hired(wuhou, 770, f"{wuhou.year - 1}-10-08")
    owed = {row["employment_id"]: row async for row in street.pages("/personnel/unwritten-contracts")}
    assert (owed[employment]["since"], owed[employment]["months"]) == (f"{wuhou.year - 1}-11-08", 2)

    path = f"/personnel/employments/{employment}/contract-draft"
    await street.post(path, {"ends": f"{wuhou.year + 2}-10-07", "document": "武劳合7号", "digest": "sha256:7"})
    await street.post(f"{path}/signatures", {"party": "EMPLOYER", "on": str(wuhou.day(1, 4))})
    waiting = [task["stream_id"] async for task in street.pages("/personnel/work-list", kind="contract-signature")]
    assert employment in waiting
    await street.post(f"{path}/signatures", {"party": "WORKER", "on": str(wuhou.day(1, 4))})
    (term,) = await street.get(f"/personnel/workers/{worker}/contracts")
    assert (term["stage"], term["document"], term["keep_until"]) == (
        "EFFECTIVE",
        "武劳合7号",
        f"{wuhou.year + 4}-10-07",
    )
    left = [row["employment_id"] async for row in street.pages("/personnel/unwritten-contracts")]
    assert employment not in left


async def test_renewals_in_bulk_are_rehearsed_then_done_with_an_error_for_each_refused_row(wuhou: Journey) -> None:
    street = wuhou.cast.street
    _, employment = await wuhou.hire(wuhou.day(1, 4))
    _, bare = await hired(wuhou, 771, str(wuhou.day(1, 4)))
    rows = [{"employment_id": employment, "ends": f"{wuhou.year + 6}-01-03"}, {"employment_id": bare, "ends": None}]
    batch = {"under": STREET, "renewals": rows}
    before = await wuhou.cast.health()
    rehearsed = await street.post("/personnel/contract-renewals", batch, dry_run="true")
    outcome = await street.operation("personnel", rehearsed)
    assert outcome == {"rows": 2, "renewed": 0, "would_renew": 1, "refused": 1}
    assert (await wuhou.cast.health())["personnel"]["head"] == before["personnel"]["head"]

    started = await street.post("/personnel/contract-renewals", batch)
    assert (await street.operation("personnel", started))["renewed"] == 1
    path = f"/personnel/operations/{started['operation_id']}/files/errors.json"
    (error,) = json.loads(await street.file(path))
    assert (error["row"], error["code"]) == (2, "employments.not-running")


async def test_an_established_status_has_neither_contract_nor_grade_pay(wuhou: Journey) -> None:
    worker, employment = await hired(wuhou, 772, str(wuhou.day(1, 4)), status="ESTABLISHED_STATUS")
    assert await wuhou.cast.officer.get(f"/personnel/workers/{worker}/grades") == []
    contract = {"starts": str(wuhou.day(1, 4)), "ends": None}
    with pytest.raises(Problem) as refused:
        await wuhou.cast.street.post(f"/personnel/employments/{employment}/contract", contract)
    assert refused.value.code == "contracts.established"
    _, other = await hired(wuhou, 773, str(wuhou.day(1, 4)))
    status = {"status": "ESTABLISHED_STATUS", "since": str(wuhou.day(1, 4)), "document": "武人社3号"}
    await wuhou.cast.street.post(f"/personnel/employments/{other}/statuses", status)
    with pytest.raises(Problem) as refused:
        await wuhou.cast.street.post(f"/personnel/employments/{other}/contract", contract)
    assert refused.value.code == "contracts.established"
