"""P-17.5 over HTTP: collected once, prefilled, corrected, heard everywhere; the identity by two people."""

from typing import Any

import pytest

from deploy.local.story.frontend import Problem
from deploy.local.story.people import person
from shared.kernel import NATION
from tests.journeys.attack import somebody
from tests.journeys.conftest import Journey


async def refused(asked: Any) -> str | None:
    with pytest.raises(Problem) as problem:
        await asked
    return problem.value.code


async def test_a_field_is_recorded_once_corrected_and_what_is_held_elsewhere_is_refused(wuhou: Journey) -> None:
    street, officer = wuhou.cast.street, wuhou.cast.officer
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    path, day = f"/personnel/workers/{worker}/profile", str(wuhou.day(1, 4))
    await street.post(path, {"field": "address", "value": "浆洗街1号", "effective": day})
    entries = await officer.get(path)
    assert entries["address"]["address"] == "＊＊＊"
    assert (await officer.get(path, purpose="contract-signing"))["address"]["address"] == "浆洗街1号"
    correction = f"{path}/{entries['address']['fact']}/corrections"
    right = {"field": "address", "value": "浆洗街2号", "effective": day, "reason": "录入有误"}
    await street.post(correction, right)
    assert (
        await refused(street.post(correction, {**right, "field": "phone", "value": "19912345678"}))
        == "profile.other-field"
    )
    himself = somebody(wuhou, NATION, subject=worker)
    assert (await himself.get("/personnel/my/profile"))["address"]["address"] == "浆洗街2号"
    assert (await himself.get("/personnel/my/profile", as_of="2000-01-01"))["address"] is None
    for field, code in (
        ("education", "profile.held-elsewhere"),
        ("party_stage", "profile.held-elsewhere"),
        ("sex", "profile.derived"),
    ):
        assert await refused(street.post(path, {"field": field, "value": "x", "effective": day})) == code
    filled = await officer.get(f"/personnel/workers/{worker}/prefill", form="CONTRACT")
    assert filled["held"]["address"] == "＊＊＊"
    assert "contract_ends" in {*filled["held"], *filled["ask"]}
    await street.post(f"{path}/{entries['address']['fact']}/annulments", {"reason": "重复"})
    assert "address" in (await officer.get(f"/personnel/workers/{worker}/prefill", form="CONTRACT"))["ask"]


async def test_a_corrected_name_and_number_reach_every_service(wuhou: Journey) -> None:
    cast = wuhou.cast
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    await cast.settled()
    path, other = f"/personnel/workers/{worker}/identity-corrections", person(695)
    asked = {"name": "欧阳更名", "id_number": other.id_number, "reason": "与身份证件不符"}
    await cast.street.post(path, asked)
    waiting = [t["stream_id"] async for t in cast.approver.pages("/personnel/work-list", kind="identity-confirmation")]
    assert worker in waiting
    await cast.approver.post(f"{path}/confirmations", {})
    shown = await cast.officer.get(f"/personnel/workers/{worker}", purpose="contract-signing")
    assert (shown["name"], shown["id_number"]) == ("欧阳更名", other.id_number)

    async def told() -> dict[str, Any]:
        tables = {"training": "learner", "assessment": "assessee_employment", "payroll": "pay_person"}
        sealed: dict[str, Any] = {}
        for service, table in tables.items():
            runtime = wuhou.county.runtimes[service]
            sealed[service] = await runtime.pool.fetchval(
                f"select name from read.{table} where worker_id = $1::uuid", worker
            )
        return sealed

    own = await wuhou.county.runtimes["personnel"].pool.fetchval(
        "select name from read.roster where worker_id = $1::uuid", worker
    )
    await cast.settled()
    assert await told() == dict.fromkeys(("training", "assessment", "payroll"), own)
    taken = await wuhou.hire(wuhou.day(1, 4))
    assert (
        await refused(cast.street.post(f"/personnel/workers/{taken[0]}/identity-corrections", asked))
        == "identity.number-taken"
    )


async def test_a_refused_correction_changes_nothing_and_frees_the_number(wuhou: Journey) -> None:
    first, second = [(await wuhou.hire(wuhou.day(1, 4)))[0] for _ in range(2)]
    asked = {"id_number": person(696).id_number, "reason": "与身份证件不符"}

    def path(worker: str) -> str:
        return f"/personnel/workers/{worker}/identity-corrections"

    await wuhou.cast.street.post(path(first), asked)
    assert await refused(wuhou.cast.street.post(path(second), asked)) == "identity.number-taken"
    await wuhou.cast.approver.post(f"{path(first)}/refusals", {"reason": "材料不足"})
    await wuhou.cast.street.post(path(second), asked)
    await wuhou.cast.approver.post(f"{path(second)}/refusals", {"reason": "材料不足"})
