"""Lists as they were known (B-13): an operation over the log, byte for byte the same whenever it is asked for."""

import json
from typing import Any

import pytest

from deploy.local.story.frontend import Problem
from deploy.local.story.people import person
from shared.kernel import NATION, Role
from tests.journeys.attack import somebody
from tests.journeys.conftest import COMMUNITIES, COUNTY, STREET, Journey


async def recalled(
    wuhou: Journey, what: str, known_at: str, as_of: str, region: str = STREET
) -> tuple[dict[str, Any], list[Any]]:
    """The outcome and the rows."""
    officer = wuhou.cast.officer
    asked = {"list": what, "region": region, "known_at": known_at, "as_of": as_of}
    accepted = await officer.post("/personnel/lists-as-known", asked)
    outcome = await officer.operation("personnel", accepted)
    file = json.loads(await officer.file(f"/personnel/operations/{accepted['operation_id']}/files/list.json"))
    assert (len(file["rows"]), file["position"]) == (outcome["rows"], outcome["position"])
    return outcome, file["rows"]


async def test_a_roster_and_a_ledger_are_recalled_as_they_were_known_before_a_late_exit(wuhou: Journey) -> None:
    worker, employment = await wuhou.hire(wuhou.day(1, 4))
    known = (await wuhou.cast.officer.get(f"/personnel/workers/{worker}/timeline"))[-1]["recorded"]
    exit = {"ground": "RESIGNATION", "last_day": str(wuhou.day(1, 4)), "document": "1号"}
    await wuhou.cast.street.post(f"/personnel/employments/{employment}/exit", exit)
    now = (await wuhou.cast.officer.get(f"/personnel/workers/{worker}/timeline"))[-1]["recorded"]
    day = str(wuhou.day(1, 5))
    before, then = await recalled(wuhou, "ROSTER", known, day)
    after, since = await recalled(wuhou, "ROSTER", now, day)
    assert [worker in {row["worker_id"] for row in rows} for rows in (then, since)] == [True, False]
    assert (await recalled(wuhou, "ROSTER", known, day))[0]["digest"] == before["digest"] != after["digest"]
    ledger = (await recalled(wuhou, "QUOTA_LEDGER", now, day))[1]
    shown = [row async for row in wuhou.cast.officer.pages("/personnel/quota-ledger", as_of=day)]
    fields = ("unit", "places", "filled", "held", "vacant")
    assert [{field: row[field] for field in fields} for row in shown if row["unit"].startswith(STREET[:-1])] == ledger


async def test_borrowings_and_secondments_are_recalled_row_by_row_as_their_lists_show_them(wuhou: Journey) -> None:
    cast, starts = wuhou.cast, wuhou.day(2, 1)
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    before = wuhou.county.clock.now().isoformat()
    body = {
        "worker_id": worker, "borrower": "OWN_STREET", "unit": "党政办", "task": "普查", "starts": str(starts),
        "ends": str(wuhou.day(3, 31)),
    }  # fmt: skip
    borrowed = (await cast.street.post("/personnel/borrowings", body))["stream_id"]
    await cast.approver.post(f"/personnel/borrowings/{borrowed}/approvals", {"document": "武社工1号"})
    who = person(880)
    sent = {
        "name": who.name, "id_number": who.id_number, "education": "MASTER", "community": COMMUNITIES[0],
        "kind": "TRAINING_POST", "home_unit": "区农业农村局", "starts": str(starts), "ends": str(wuhou.day(12, 31)),
    }  # fmt: skip
    await cast.organisation.post("/personnel/secondments", sent)
    now = wuhou.county.clock.now().isoformat()
    for what, path, key in (("BORROWINGS", "borrowings", "borrow_id"), ("SECONDMENTS", "secondments", "secondment_id")):
        shown = [row async for row in cast.officer.pages(f"/personnel/{path}", as_of=starts)]
        here = sorted((row for row in shown if row["region"] in COMMUNITIES), key=lambda row: row[key])
        rows = (await recalled(wuhou, what, now, str(starts)))[1]
        assert [each[key] for each in rows] == [each[key] for each in here]
        assert [{name: each[name] for name in here[0]} for each in rows] == here
        assert len((await recalled(wuhou, what, before, str(starts)))[1]) == len(rows) - 1


async def test_the_scheme_in_force_is_recalled_for_the_county(wuhou: Journey) -> None:
    day, now = wuhou.day(1, 4), wuhou.county.clock.now().isoformat()
    shown = await wuhou.cast.officer.get("/personnel/grade-schemes", as_of=day)
    assert (await recalled(wuhou, "GRADE_SCHEMES", now, str(day), COUNTY))[1] == shown["items"]
    assert (await recalled(wuhou, "GRADE_SCHEMES", now, "1990-01-01", COUNTY))[1] == []


async def test_who_could_do_what_is_recalled_by_those_who_see_grants_and_by_nobody_else(wuhou: Journey) -> None:
    he, shen, audit = (
        somebody(wuhou, NATION, role, subject=name)
        for name, role in (("he", Role.SECURITY_ADMIN), ("shen", Role.SECURITY_ADMIN), ("an", Role.AUDIT_ADMIN))
    )
    day = wuhou.day(1, 4)
    offer = {
        "holder": "luo", "role": "trainer", "region": COUNTY, "starts": str(day), "ends": str(wuhou.day(6, 30)),
        "basis": "武组〔2027〕3号",
    }  # fmt: skip
    grant = (await he.post("/personnel/grants", offer))["stream_id"]
    await shen.post(f"/personnel/grants/{grant}/confirmations", {})
    given = wuhou.county.clock.now().isoformat()
    await shen.post(f"/personnel/grants/{grant}/revocations", {"reason": "调离"})
    taken = wuhou.county.clock.now().isoformat()

    async def giving(known_at: str) -> set[str]:
        accepted = await audit.post(
            "/personnel/grants-as-known", {"region": COUNTY, "known_at": known_at, "as_of": str(day)}
        )
        await audit.operation("personnel", accepted)
        path = f"/personnel/operations/{accepted['operation_id']}"
        with pytest.raises(Problem) as refused:
            await wuhou.cast.officer.get(path)
        assert refused.value.status == 404
        return {row["grant_id"] for row in json.loads(await audit.file(f"{path}/files/list.json"))["rows"]}

    assert [grant in await giving(at) for at in (given, taken)] == [True, False]
    with pytest.raises(Problem) as refused:
        await wuhou.cast.officer.post("/personnel/grants-as-known", {"region": COUNTY, "known_at": given})
    assert refused.value.status == 403


async def test_nothing_is_known_of_what_has_not_come(wuhou: Journey) -> None:
    with pytest.raises(Problem) as refused:
        await recalled(wuhou, "APPOINTMENTS", "2199-01-01T00:00:00Z", str(wuhou.day(1, 4)))
    assert refused.value.code == "known-lists.future"
