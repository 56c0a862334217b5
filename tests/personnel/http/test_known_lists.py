"""Lists as they were known (B-13): an operation over the log, byte for byte the same whenever it is asked for."""

import json
from typing import Any

import pytest

from deploy.local.story.frontend import Problem
from tests.journeys.conftest import STREET, Journey


async def recalled(wuhou: Journey, what: str, known_at: str, as_of: str) -> tuple[dict[str, Any], list[Any]]:
    """The outcome and the rows."""
    officer = wuhou.cast.officer
    asked = {"list": what, "region": STREET, "known_at": known_at, "as_of": as_of}
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


async def test_nothing_is_known_of_what_has_not_come(wuhou: Journey) -> None:
    with pytest.raises(Problem) as refused:
        await recalled(wuhou, "APPOINTMENTS", "2199-01-01T00:00:00Z", str(wuhou.day(1, 4)))
    assert refused.value.code == "known-lists.future"
