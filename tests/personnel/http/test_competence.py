"""Levels of an occupational standard and what equals them over HTTP (P-04.1, P-04.3)."""

import pytest

from deploy.local.story.frontend import Problem
from tests.journeys.conftest import COUNTY, Journey


async def test_a_level_is_recorded_by_the_version_of_its_day_and_another_kind_recognised_while_the_table_holds(
    wuhou: Journey,
) -> None:
    cast, day = wuhou.cast, str(wuhou.day(1, 4))
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    issued = {
        "region": COUNTY,
        "code": "COMMUNITY-WORKER",
        "since": f"{wuhou.year - 1}-01-01",
        "document": "武社工20号",
    }
    levels = [{"code": code, "name": code, "means": "x"} for code in ("JUNIOR", "MIDDLE")]
    await cast.approver.post("/personnel/competence-standards", {**issued, "levels": levels})
    rows = [{"of": "SKILL", "level": "3", "equals": "COMPETENCE", "equal_level": "MIDDLE"}]
    table = {**issued, "code": "SKILL", "until": f"{wuhou.year}-12-31", "rows": rows}
    await cast.approver.post("/personnel/equivalence-tables", table)
    path = f"/personnel/workers/{worker}"
    assessed = {
        "standard": "COMMUNITY-WORKER", "standard_region": COUNTY, "level": "JUNIOR", "assessed_on": day,
        "assessed_by": "区社会工作部", "document": "评价1号",
    }  # fmt: skip
    with pytest.raises(Problem) as refused:
        await cast.street.post(f"{path}/competence-levels", {**assessed, "level": "MASTER"})
    assert refused.value.code == "competence.level"
    await cast.street.post(f"{path}/competence-levels", assessed)
    skill = {"table": "SKILL", "table_region": COUNTY, "of": "SKILL", "level": "3", "since": day, "evidence": "S000051"}
    await cast.street.post(f"{path}/equivalences", skill)
    shown = await cast.officer.get(f"{path}/competence-levels")
    assert {(row["level"], row["of_kind"], row["version"]) for row in shown} == {
        ("JUNIOR", None, 1),
        ("MIDDLE", "SKILL", 1),
    }
    (fact,) = [row["fact"] for row in shown if row["level"] == "JUNIOR"]
    await cast.street.post(f"{path}/competence-levels/{fact}/annulments", {"reason": "他人评价结果"})
    shown = await cast.officer.get(f"{path}/competence-levels")
    assert [row["annulled"] for row in shown if row["fact"] == fact] == [True]
