"""Borrowing over HTTP: attempts stay on record, an approved one changes nothing of place, pay and assessment."""

from typing import Any

import pytest

from deploy.local.story.frontend import Frontend, Problem
from tests.journeys.conftest import Journey


def asked(wuhou: Journey, worker: str, **changes: Any) -> dict[str, Any]:
    body = {
        "worker_id": worker, "borrower": "OWN_STREET", "unit": "党政办", "task": "人口普查", "starts": str(wuhou.day(1, 4)),
        "ends": str(wuhou.day(3, 31)),
    }  # fmt: skip
    return body | changes


async def refused(who: Frontend, path: str, body: Any) -> str | None:
    with pytest.raises(Problem) as problem:
        await who.post(path, body)
    return problem.value.code


async def test_no_role_borrows_for_the_county_and_the_attempts_are_listed_with_who_asked(wuhou: Journey) -> None:
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    for who in (wuhou.cast.officer, wuhou.cast.street, wuhou.cast.organisation):
        assert (
            await refused(who, "/personnel/borrowings", asked(wuhou, worker, borrower="COUNTY_OR_ABOVE"))
            == "borrowing.forbidden"
        )
    attempts = await wuhou.cast.officer.get(f"/personnel/workers/{worker}/borrowings")
    assert {(row["stage"], row["asked_by"]) for row in attempts} == {
        ("REFUSED", "county-officer"), ("REFUSED", "street-officer"), ("REFUSED", "organisation"),
    }  # fmt: skip
    listed = [row["worker_id"] async for row in wuhou.cast.officer.pages("/personnel/borrowings", stage="REFUSED")]
    assert listed.count(worker) == 3


async def test_what_the_county_approved_for_the_street_changes_neither_place_nor_pay_nor_assessment(
    wuhou: Journey,
) -> None:
    cast = wuhou.cast
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    await cast.settled()

    async def elsewhere() -> tuple[Any, ...]:
        await cast.settled()
        health = await cast.health()
        pay = await cast.finance.get(f"/payroll/workers/{worker}/entitlement")
        duties = await cast.trainer.get(f"/training/workers/{worker}/duties")
        heads = [health[name]["head"] for name in ("training", "assessment", "payroll")]
        return heads, pay, duties, await cast.officer.get("/personnel/quota-ledger")

    before = await elsewhere()
    borrow = (await cast.street.post("/personnel/borrowings", asked(wuhou, worker)))["stream_id"]
    path = f"/personnel/borrowings/{borrow}"
    assert await refused(cast.street, "/personnel/borrowings", asked(wuhou, worker)) == "borrowing.borrowed"
    waiting = [task["stream_id"] async for task in cast.approver.pages("/personnel/work-list", kind="borrow-approval")]
    assert borrow in waiting
    await cast.approver.post(f"{path}/approvals", {"document": "武社工5号"})
    (row,) = await cast.officer.get(f"/personnel/workers/{worker}/borrowings")
    assert (row["stage"], row["document"]) == ("IN_FORCE", "武社工5号")
    assert await elsewhere() == before

    await cast.street.post(f"{path}/returns", {"last_day": str(wuhou.day(1, 4))})
    (row,) = await cast.officer.get(f"/personnel/workers/{worker}/borrowings")
    assert (row["stage"], row["outcome"]) == ("ENDED", "RETURNED")
    assert await elsewhere() == before


async def test_the_end_of_the_employment_ends_the_borrowing(wuhou: Journey) -> None:
    worker, employment = await wuhou.hire(wuhou.day(1, 4))
    borrow = (await wuhou.cast.street.post("/personnel/borrowings", asked(wuhou, worker)))["stream_id"]
    await wuhou.cast.approver.post(f"/personnel/borrowings/{borrow}/approvals", {"document": "6号"})
    end = {"ground": "RESIGNATION", "last_day": str(wuhou.day(2, 1)), "document": "1号"}
    await wuhou.cast.street.post(f"/personnel/employments/{employment}/exit", end)
    (row,) = await wuhou.cast.officer.get(f"/personnel/workers/{worker}/borrowings")
    assert (row["stage"], row["outcome"], row["last_day"]) == ("ENDED", "LEFT", str(wuhou.day(2, 1)))
    assert (
        await refused(wuhou.cast.approver, f"/personnel/borrowings/{borrow}/revocations", {"reason": "x"})
        == "borrowing.not-running"
    )
    rejected = (
        await wuhou.cast.street.post("/personnel/borrowings", asked(wuhou, (await wuhou.hire(wuhou.day(1, 4)))[0]))
    )["stream_id"]
    await wuhou.cast.approver.post(f"/personnel/borrowings/{rejected}/rejections", {"reason": "人手不足"})
