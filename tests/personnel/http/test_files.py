"""Files at two times over HTTP (B-13), and what regions are called on any day (P-15.2)."""

import pytest

from deploy.local.story.frontend import Problem
from shared.kernel import NATION
from tests.journeys.attack import somebody
from tests.journeys.conftest import STREET, Journey


async def test_a_late_fact_is_in_the_file_of_its_day_and_not_in_what_was_known_before(wuhou: Journey) -> None:
    officer, street = wuhou.cast.officer, wuhou.cast.street
    worker, employment = await wuhou.hire(wuhou.day(1, 4))
    path = f"/personnel/workers/{worker}/file"
    before = (await officer.get(f"/personnel/workers/{worker}/timeline"))[-1]["recorded"]
    exit = {"ground": "RESIGNATION", "last_day": str(wuhou.day(1, 4)), "document": "1号"}
    await street.post(f"/personnel/employments/{employment}/exit", exit)
    day = str(wuhou.day(1, 5))
    now, known = await officer.get(path, as_of=day), await officer.get(path, as_of=day, known_at=before)
    assert [file["employments"][0]["employed"] for file in (now, known)] == [False, True]
    assert now["position"] > known["position"]
    assert {fact["what"] for fact in now["sections"]["seniority"]} >= {"ServiceStarted", "ServiceEnded"}
    assert {fact["what"] for fact in known["sections"]["seniority"]} == {"ServiceStarted"}
    assert now["others"] == []
    assert "＊" in now["name"]
    with pytest.raises(Problem) as unknown:
        await officer.get(path, known_at="2000-01-01T00:00:00Z")
    assert unknown.value.status == 404
    himself = somebody(wuhou, NATION, subject=worker)
    own = await himself.get("/personnel/my/file-as-of", as_of=day, known_at=before)
    assert own["employments"] == known["employments"]
    assert "＊" not in own["name"]


async def test_a_unit_is_called_and_manned_as_on_the_day_and_a_name_is_corrected(wuhou: Journey) -> None:
    officer = wuhou.cast.officer
    (row,) = [r for r in await officer.get("/personnel/regions", under=STREET) if r["path"] == STREET]
    called = {"path": STREET, "code": row["code"], "name": "浆洗街新街道"}
    await officer.post("/personnel/regions/renamings", {**called, "effective": str(wuhou.day(5, 1))})
    await officer.post(
        "/personnel/regions/renamings", {**called, "name": "武侯祠街道", "effective": str(wuhou.day(4, 1))}
    )
    right = {**called, "since": str(wuhou.day(5, 1)), "effective": str(wuhou.day(6, 1)), "reason": "批复日期录入有误"}
    await officer.post("/personnel/regions/name-corrections", right)

    async def names() -> list[str]:
        days = [wuhou.day(month, 1) for month in (3, 4, 5, 6)]
        files = [await officer.get("/personnel/unit-file", unit=STREET, as_of=str(day)) for day in days]
        lists = [await officer.get("/personnel/regions", under=STREET, as_of=str(day)) for day in days]
        assert [file["name"] for file in files] == [r["name"] for rows in lists for r in rows if r["path"] == STREET]
        return [file["name"] for file in files]

    assert await names() == [row["name"], "武侯祠街道", "武侯祠街道", "浆洗街新街道"]
    for since in (wuhou.day(4, 1), wuhou.day(6, 1)):
        await officer.post(
            "/personnel/regions/name-annulments", {"path": STREET, "since": str(since), "reason": "未获批准"}
        )
    assert await names() == [row["name"]] * 4
    file = await officer.get("/personnel/unit-file", unit=STREET)
    assert (file["residents"], file["places"]) == (200_000, 360)
    assert await officer.get("/personnel/regions", under=STREET, as_of="1999-12-31") == []
