"""The district's spreadsheet beside the first run of the new system, until the old one may rest."""

from collections.abc import AsyncIterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from deploy.local.servers import Addresses
from tests.payroll.county import COUNTY
from tests.payroll.house import APPROVER, STANDARD, House, decided, hired, open_house
from tests.servers import TestDatabase

JANUARY = date(2026, 1, 1)


@pytest.fixture(scope="module")
async def house(database: TestDatabase, addresses: Addresses) -> AsyncIterator[House]:
    async with open_house(database, addresses, date(2026, 1, 20)) as made:
        await made.post("/standards", STANDARD, by=APPROVER)
        await made.hear([hired(n, JANUARY) for n in range(1, 6)])
        await made.hear([decided(n, 2, JANUARY) for n in range(1, 6)])
        yield made


def workbook(*rows: tuple[Any, ...]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((("姓名", "基本工资", "实发工资"), *rows)):
            sheet.write_row(number, 0, row)
    return out.getvalue()


async def test_the_old_sheet_is_reconciled_to_the_fen_and_signed_off(house: House) -> None:
    run_id = (await house.run(COUNTY, "2026-01"))["outcome"]["run_id"]
    net = (await house.get(f"/runs/{run_id}/payslips"))["items"][0]["totals"]["net"]
    rows = [(f"王{n}", 2856, net) for n in range(1, 5)] + [("王5", 2856.5, net), ("赵六", 1, 1)]
    outcome = (await house.upload(f"/runs/{run_id}/shadow-runs", workbook(*rows)))["outcome"]
    path = f"/shadow-runs/{outcome.pop('shadow_run_id')}"
    assert outcome == {"rows": 6, "people": 5, "equal": 4, "differences": 2}
    found = (await house.get(f"{path}/differences"))["items"]
    assert [(d["sheet_row"], d["component"], d["old"], d["new"], d["why"]) for d in found] == [
        (6, "BASIC", "2856.50", "2856.00", None), (7, "PERSON", "1.00", None, None),
    ]  # fmt: skip
    early = await house.post(f"{path}/sign-offs", {"note": "x"}, by=APPROVER, status=409)
    assert early["code"] == "shadow-runs.unclassified"
    for number, why in ((1, "OLD_SHEET_WRONG"), (2, "PAID_ELSEWHERE")):
        await house.post(f"{path}/classifications", {"numbers": [number], "why": why, "note": "已核"})
    assert (await house.get(f"{path}/differences?unclassified=true"))["items"] == []
    await house.post(f"{path}/sign-offs", {"note": "可停旧表"}, by=APPROVER)
    (listed,) = (await house.get("/shadow-runs"))["items"]
    assert (listed["signed_by"], listed["differences"], listed["unclassified"]) == (APPROVER, 2, 0)


async def test_what_is_no_workbook_is_refused_and_leaves_nothing(house: House) -> None:
    run_id = (await house.get("/runs"))["items"][0]["run_id"]
    operation = await house.upload(f"/runs/{run_id}/shadow-runs", b"no workbook")
    assert (operation["state"], operation["outcome"]["code"]) == ("failed", "shadow-runs.not-a-workbook")
    assert len((await house.get("/shadow-runs"))["items"]) == 1
