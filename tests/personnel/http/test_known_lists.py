"""Lists as they were known (B-13): an operation over the log, byte for byte the same whenever it is asked for."""

import json
from typing import Any

import pytest

from deploy.local.story.frontend import Problem
from deploy.local.story.people import person
from shared.kernel import NATION, Role, region
from tests.journeys.attack import somebody
from tests.journeys.conftest import COMMUNITIES, COUNTY, STREET, Journey


async def recalled(
    wuhou: Journey, what: str, known_at: str, as_of: str, within: str = STREET
) -> tuple[dict[str, Any], list[Any]]:
    """The outcome and the rows."""
    officer = wuhou.cast.officer
    asked = {"list": what, "region": within, "known_at": known_at, "as_of": as_of}
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


async def test_a_community_is_filled_by_who_worked_there_on_the_day_as_transfers_are_known(wuhou: Journey) -> None:
    cast, first = wuhou.cast, wuhou.day(1, 4).replace(year=wuhou.year - 1)
    old, new = (region(*STREET.split("/")[:4], f"{n}") for n in ("078", "079"))
    founded = [{"path": at, "code": f"510107001{at[-3:]}", "name": f"{at[-3:]}社区"} for at in (old, new)]
    await cast.officer.post("/personnel/regions", {"effective": "2000-01-01", "regions": founded})
    for at in (old, new):
        await cast.officer.post("/personnel/quota-requests", {"unit": at, "effective": str(first), "places": 3})
        await cast.approver.post("/personnel/quota-approvals", {"unit": at, "document": "武编9号"})
    _, employment = await wuhou.hire(first, workplace=old)
    days = [first.replace(month=month) for month in (2, 5, 8, 11)]

    async def filled() -> dict[str, list[int]]:
        """By community on the four days, as the ledger shows it and as it is recalled."""
        found: dict[str, list[int]] = {old: [], new: []}
        for day in days:
            shown = {row["unit"]: row async for row in cast.officer.pages("/personnel/quota-ledger", as_of=day)}
            told = {
                row["unit"]: row
                for row in (await recalled(wuhou, "QUOTA_LEDGER", wuhou.county.clock.now().isoformat(), str(day)))[1]
            }
            for at in (old, new):
                assert told[at] == {name: shown[at][name] for name in told[at]}
                found[at].append(shown[at]["filled"])
        return found

    path = f"/personnel/employments/{employment}/transfers"
    await cast.street.post(path, {"workplace": new, "day": str(days[1]), "reason": "网格增加"})
    rows = {row["employment_id"]: row async for row in cast.officer.pages("/personnel/transfers", stage="PROPOSED")}
    transfer = rows[employment]["transfer_id"]
    await cast.officer.post(f"{path}/{transfer}/approvals", {"document": "5号"})
    assert await filled() == {old: [1, 0, 0, 0], new: [0, 1, 1, 1]}
    await cast.officer.post(f"{path}/{transfer}/corrections", {"day": str(days[2]), "reason": "录错"})
    assert await filled() == {old: [1, 1, 0, 0], new: [0, 0, 1, 1]}
    await cast.officer.post(f"{path}/{transfer}/annulments", {"reason": "录错人员"})
    assert await filled() == {old: [1, 1, 1, 1], new: [0, 0, 0, 0]}


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
