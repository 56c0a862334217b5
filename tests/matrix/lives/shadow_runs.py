"""Two old sheets are laid beside the county's run: two people in them are nobody's here."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import xlsxwriter

from tests.journeys.conftest import Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    finance = journey.cast.finance
    run = next(r for r in (await finance.get("/payroll/runs"))["items"] if r["stage"] == "CLOSED")
    for _ in range(2):
        accepted = await finance.post(f"/payroll/runs/{run['run_id']}/shadow-runs", content=_sheet())
        compared = await finance.operation("payroll", accepted)
    return {"shadow_run": compared["shadow_run_id"]}


def _sheet() -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((("姓名", "实发工资"), ("无此人", 1), ("也无此人", 2))):
            sheet.write_row(number, 0, row)
    return out.getvalue()
