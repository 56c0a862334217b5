"""Row errors in words: Chinese and English, as JSON for programs and as a workbook for the clerk who corrects them."""

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from services.personnel.domain.imports import RowFault
from shared.web.problems import ProblemTexts


@lru_cache
def _texts(folder: Path) -> ProblemTexts:
    return ProblemTexts.load(folder)


def in_words(folder: Path, fault: RowFault) -> dict[str, Any]:
    """Row, column, code, whether it is only a warning, and what to do, in both languages."""
    said = _texts(folder).of(fault.code, dict(fault.facts))
    zh, en = said["zh"], said["en"]
    return {
        "row": fault.row, "column": fault.column, "code": fault.code, "warning": fault.warning,
        "zh": f"{zh['title']}：{zh.get('detail', '')}", "en": f"{en['title']}: {en.get('detail', '')}",
    }  # fmt: skip


def error_sheet(folder: Path, faults: Sequence[RowFault]) -> bytes:
    """A workbook with one line for each row error."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("导入错误")
        sheet.write_row(0, 0, ("行号", "列", "类别", "原因", "Reason"))
        for at, fault in enumerate(faults, start=1):
            words = in_words(folder, fault)
            kind = "提示" if fault.warning else "错误"
            sheet.write_row(at, 0, (fault.row, fault.column, kind, words["zh"], words["en"]))
        sheet.set_column(3, 4, 60)
    return out.getvalue()
