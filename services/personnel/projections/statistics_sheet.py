"""A filled-in form as the workbook that is printed, stamped and handed up: the same content gives the same bytes."""

from datetime import datetime
from io import BytesIO
from itertools import groupby
from typing import Any, Final

import msgspec
import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from services.personnel.domain.statistics_forms import Table

MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001  the workbook's own date, the same in every copy


def workbook(content: str) -> bytes:
    """Title, region and period above; two rows of heads, groups over columns; the whole region first, then its parts."""
    table = msgspec.json.decode(content, type=Table)
    out = BytesIO()
    book: Any
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": table.form.title, "created": MADE})
        _fill(book, book.add_worksheet("统计表"), table)
    return out.getvalue()


def _fill(book: Any, sheet: Any, table: Table) -> None:
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    head = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
    cell = book.add_format({"border": 1})
    columns = table.form.columns
    sheet.merge_range(0, 0, 0, len(columns), table.form.title, title)
    unit = table.rows[0].name or table.region
    sheet.write(1, 0, f"填报单位：{unit}　报告期：{table.period}　截止日期：{table.as_of}　计量单位：人")
    sheet.merge_range(2, 0, 3, 0, "单位", head)
    at = 1
    for group, members in groupby(columns, key=lambda column: column.group):
        labels = [column.label for column in members]
        if len(labels) > 1:
            sheet.merge_range(2, at, 2, at + len(labels) - 1, group, head)
        else:
            sheet.write(2, at, group, head)
        sheet.write_row(3, at, labels, head)
        at += len(labels)
    for line, row in enumerate(table.rows, start=4):
        sheet.write_row(line, 0, (("合计" if line == 4 else row.name or row.unit), *row.cells), cell)
    sheet.set_column(0, 0, 24)
    sheet.freeze_panes(4, 1)
