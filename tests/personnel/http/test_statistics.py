"""A form is frozen, read to the byte, counted again from the log, and corrected by a version when a fact comes late."""

from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from python_calamine import CalamineWorkbook

from deploy.local.story.frontend import Problem
from tests.journeys.conftest import COUNTY, STREET, Journey


async def freeze(wuhou: Journey, **asked: Any) -> dict[str, Any]:
    officer = wuhou.cast.officer
    body = {"region": COUNTY, "form": "WORKFORCE", "period": f"{wuhou.year - 1}-Q4", **asked}
    return await officer.operation("personnel", await officer.post("/personnel/statistics", body))


async def test_what_was_frozen_is_counted_again_byte_for_byte_and_a_late_fact_makes_a_new_version(
    wuhou: Journey,
) -> None:
    officer = wuhou.cast.officer
    await wuhou.hire(wuhou.day(1, 1).replace(year=wuhou.year - 1))
    first = await freeze(wuhou)
    path = f"/personnel/statistics/{first['statistic_id']}"
    before = await officer.file(path)
    await wuhou.hire(wuhou.day(1, 2).replace(year=wuhou.year - 1))

    again = await officer.operation(
        "personnel", await officer.post(f"{path}/reproductions", {"version": first["version"]})
    )
    assert again["same"]
    with pytest.raises(Problem) as refused:
        await freeze(wuhou)
    assert refused.value.code == "statistics.reason"
    second = await freeze(wuhou, reason="补录入职")
    assert second["version"] == first["version"] + 1
    employed = {
        version: (await officer.get(path, version=version))["rows"][0]["cells"][0]
        for version in (first["version"], second["version"])
    }
    assert employed[second["version"]] == employed[first["version"]] + 1
    assert await officer.file(f"{path}?version={first['version']}") == before


async def test_the_printed_sheet_shows_the_county_and_its_streets_and_is_the_same_every_time(wuhou: Journey) -> None:
    officer = wuhou.cast.officer
    frozen = await freeze(wuhou, period=f"{wuhou.year - 1}-Q3")
    path = f"/personnel/statistics/{frozen['statistic_id']}"
    sheet = await officer.file(f"{path}/workbook")
    assert sheet == await officer.file(f"{path}/workbook")
    cells = CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert cells[0][0] == "社区工作者队伍基本情况统计表"
    assert [row[0] for row in cells[4:]] == ["合计", "浆洗街街道"]
    rows = (await officer.get(path))["rows"]
    assert [row["unit"] for row in rows] == [COUNTY, STREET]
    assert [cells[4][1:], cells[5][1:]] == [row["cells"] for row in rows]


async def test_a_period_that_runs_and_a_form_nobody_keeps_are_refused(wuhou: Journey) -> None:
    for asked, code in (
        ({"period": f"{wuhou.year}-Q4"}, "statistics.period-open"), ({"period": "2027-13"}, "statistics.period"),
        ({"form": "NOTHING"}, "statistics.form"),
    ):  # fmt: skip
        with pytest.raises(Problem) as refused:
            await freeze(wuhou, **asked)
        assert refused.value.code == code


async def test_frozen_statistics_are_listed(wuhou: Journey) -> None:
    frozen = await freeze(wuhou, period=f"{wuhou.year - 1}-Q2")
    listed = [row async for row in wuhou.cast.officer.pages("/personnel/statistics", period=f"{wuhou.year - 1}-Q2")]
    assert [(row["statistic_id"], row["digest"]) for row in listed] == [(frozen["statistic_id"], frozen["digest"])]


async def test_a_version_beyond_all_counting_is_refused(wuhou: Journey) -> None:
    with pytest.raises(Problem) as refused:
        await wuhou.cast.officer.get(f"/personnel/statistics/{UUID(int=7)}", version=2**40)
    assert (refused.value.status, refused.value.code) == (422, "request.invalid")
