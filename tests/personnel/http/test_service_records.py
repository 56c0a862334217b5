"""Service records over HTTP (B-19): issued on leaving, genuine offline, accepted once where somebody arrives."""

from datetime import date
from typing import Any

import pytest

from deploy.local.story.frontend import Frontend, Problem
from shared.proof import record
from tests.journeys.conftest import Journey
from tests.personnel.secretaries import content_of, own, signed


async def refused(who: Frontend, path: str, body: Any) -> str | None:
    with pytest.raises(Problem) as problem:
        await who.post(path, body)
    return problem.value.code


async def test_who_leaves_gets_a_record_that_anybody_checks_offline(wuhou: Journey) -> None:
    worker, employment = await wuhou.hire(wuhou.day(1, 4), community_work_since="2020-01-04")
    mine = own(wuhou, worker)
    await mine.post("/personnel/my/service-records", None)
    assert await refused(mine, "/personnel/my/service-records", None) == "service-records.issued-today"
    end = {"ground": "RESIGNATION", "last_day": str(wuhou.day(1, 4)), "document": "1号"}
    await wuhou.cast.street.post(f"/personnel/employments/{employment}/exit", end)
    shown = await wuhou.cast.street.get(f"/personnel/workers/{worker}/service-records")
    assert [each["reason"] for each in shown] == ["EXIT", "REQUESTED"]
    assert await mine.get("/personnel/my/service-records") == shown
    keys = wuhou.county.servers.state.recall("seal-keys")
    months = 12 * (wuhou.year - 2020)
    said = record.check(shown[0]["record"], keys, wuhou.day(2, 1))
    assert said.startswith(f"OK local/personnel: 1 periods, {months // 12} years 0 months"), said
    assert worker not in shown[0]["record"]


async def test_a_record_is_accepted_once_counts_and_nothing_forged_is(wuhou: Journey) -> None:
    cast = wuhou.cast
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    other, _ = await wuhou.hire(wuhou.day(1, 4))
    mine = own(wuhou, worker)
    await mine.post("/personnel/my/service-records", None)
    (issued,) = await mine.get("/personnel/my/service-records")
    period = {
        "starts": "2015-03-01", "ends": "2018-02-28", "employer": "51/01/08/001/_", "employer_kind": "COMMUNITY",
        "province": "51", "source": "EMPLOYMENT", "counted": True, "why": "EMPLOYED_HERE", "insured": True,
    }  # fmt: skip
    content: dict[str, Any] = content_of(issued["record"]) | {
        "region": "51/01/08/001/001", "periods": [period], "results": [{"year": 2017, "result": "FAIL", "counts": False}],
    }  # fmt: skip
    note, path = signed(wuhou, content), f"/personnel/workers/{worker}/service-records"
    bad = {
        "service-records.not-genuine": note.replace("2015-03-01", "2005-03-01"),
        "service-records.unknown-issuer": signed(wuhou, content, issuer="44/personnel"),
        "service-records.expired": signed(wuhou, {**content, "issued": "2020-01-01", "expires": "2021-01-01"}),
        "service-records.not-a-record": "hello",
        "recognition.other-province": signed(wuhou, {**content, "periods": [{**period, "province": "50"}]}),
    }
    for code, text in bad.items():
        assert await refused(cast.officer, path, {"record": text}) == code
    forged = signed(wuhou, content, seed=b"9" * 32)
    assert await refused(cast.officer, path, {"record": forged}) == "service-records.not-genuine"
    half = signed(wuhou, {key: value for key, value in content.items() if key != "periods"})
    assert await refused(cast.officer, path, {"record": half}) == "service-records.not-a-record"
    elsewhere = f"/personnel/workers/{other}/service-records"
    assert await refused(cast.officer, elsewhere, {"record": note}) == "service-records.another-person"

    case = (await cast.officer.post(path, {"record": note}))["stream_id"]
    assert await refused(cast.officer, path, {"record": note}) == "recognition.record-known"
    await cast.approver.post(f"/personnel/recognitions/{case}/approvals", {"document": "武社工14号"})
    shown = await cast.officer.get(f"/personnel/workers/{worker}/seniority", as_of=str(wuhou.day(1, 4)))
    assert shown["clocks"]["community_work"] == 24
    assert [p["source"] for p in shown["periods"]] == ["SERVICE_RECORD", "EMPLOYMENT"]
    assert [r["year"] for r in shown["results"]] == [2017]
    assert date.fromisoformat(content["expires"]) > wuhou.day(1, 4)
