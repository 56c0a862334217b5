from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.personnel.domain.appointment_events import Post
from services.personnel.domain.imports import COLUMNS, read_rows
from services.personnel.domain.scheme_terms import Certificate, Education, PostCategory
from shared.kernel import Rejected
from shared.kernel.national_id import check_digit

TODAY = date(2027, 1, 4)


def number(day: str, sequence: str = "000") -> str:
    seventeen = f"990107{day}{sequence}"
    return seventeen + check_digit(seventeen)


GOOD: dict[str, Any] = {
    "姓名": "王芳", "身份证号": number("19900501"), "性别": "女", "联系电话": "19900000000", "街道": "浆洗街街道",
    "社区": "锦里社区居委会", "人员类别": "社区专职工作人员", "职务": "", "学历": "本科", "社工证书": "助理社会工作师",
    "证书编号": "SW20200001", "证书登记时间": "2020.6.15",
    "从事社区工作时间": "2015-07-01", "入职时间": "2015-07-01", "合同起始": "2024-07-01", "合同终止": "2027-06-30",
    "等级": "5级", "定级时间": "2024.7.1",
}  # fmt: skip


def sheet(*changes: dict[str, Any]) -> list[Sequence[Any]]:
    rows = [{**GOOD, **change} for change in changes]
    return [("武侯区社区工作者花名册",), COLUMNS, *([row[column] for column in COLUMNS] for row in rows)]


def test_a_row_says_who_where_since_when_and_how_graded() -> None:
    (row,), _ = read_rows(sheet({}), TODAY)
    assert (row.row, row.name, row.id.sex, row.id.birth) == (3, "王芳", "FEMALE", date(1990, 5, 1))
    assert (row.education, row.certificate, row.grade) == (Education.BACHELOR, Certificate.ASSISTANT, 5)
    assert (row.post, row.post_category) == (None, PostCategory.STAFF)


@pytest.mark.parametrize(
    "spelt",
    [
        "2015-07-01", "2015.7.1", "2015/7/1", "2015/07/01", "2015年7月1日", "2015年7月", "2015.07", "20150701", "201507",
        42186, "42186", 42186.0, datetime(2015, 7, 1, tzinfo=UTC), date(2015, 7, 1), " 2015-07-01 ",
    ],
)  # fmt: skip
def test_a_date_is_read_however_it_is_spelt(spelt: Any) -> None:
    (row,), _ = read_rows(sheet({"入职时间": spelt}), TODAY)
    assert row.starts == date(2015, 7, 1)


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        ({"身份证号": number("19900501")[:17] + "Y"}, "身份证号", "national-id.format"),
        ({"身份证号": number("19900501")[:16] + "10"}, "身份证号", "national-id.check-digit"),
        ({"身份证号": number("19900230")}, "身份证号", "national-id.birth-date"),
        ({"性别": "男"}, "性别", "imports.sex"),
        ({"姓名": " "}, "姓名", "imports.empty"),
        ({"联系电话": "12345"}, "联系电话", "imports.phone"),
        ({"人员类别": "志愿者"}, "人员类别", "imports.not-one-of"),
        ({"职务": "大队长"}, "职务", "imports.not-one-of"),
        ({"学历": "MBA"}, "学历", "imports.not-one-of"),
        ({"社工证书": "心理咨询师"}, "社工证书", "imports.not-one-of"),
        ({"入职时间": "去年三月"}, "入职时间", "imports.date"),
        ({"入职时间": "2019-02-30"}, "入职时间", "imports.date"),
        ({"证书编号": ""}, "证书编号", "imports.empty"),
        ({"证书登记时间": "2027-01-05"}, "证书登记时间", "imports.future"),
        ({"入职时间": ""}, "入职时间", "imports.empty"),
        ({"入职时间": "2099-01-01"}, "入职时间", "imports.future"),
        ({"从事社区工作时间": "2015-07-02"}, "从事社区工作时间", "imports.since-after-start"),
        ({"合同终止": "2024-07-01"}, "合同终止", "imports.contract-days"),
        ({"等级": "二十级"}, "等级", "imports.grade"),
    ],
)
def test_a_row_that_cannot_be_read_comes_back_with_its_column_and_the_others_are_read(
    change: dict[str, Any], column: str, code: str
) -> None:
    other = {"身份证号": number("19910501")}
    good, faults = read_rows(sheet(change, other), TODAY)
    assert [row.row for row in good] == [4]
    assert [(f.row, f.column, f.code) for f in faults if not f.warning] == [(3, column, code)]


def test_the_second_of_two_rows_of_one_person_is_refused_and_names_the_first() -> None:
    good, faults = read_rows(sheet({}, {"姓名": "王方"}), TODAY)
    assert [row.row for row in good] == [3]
    assert [(f.code, f.facts) for f in faults if not f.warning] == [("imports.twice", (("row", "3"),))]


def test_an_area_that_was_never_assigned_is_a_warning_only() -> None:
    good, faults = read_rows(sheet({}), TODAY)
    assert [(f.code, f.warning) for f in faults] == [("imports.unknown-area", True)]
    assert len(good) == 1


def test_posts_give_the_category() -> None:
    for text, post, category in (
        ("书记", Post.SECRETARY, PostCategory.CHIEF), ("副主任", Post.DEPUTY_DIRECTOR, PostCategory.DEPUTY),
        ("工作人员", None, PostCategory.STAFF),
    ):  # fmt: skip
        (row,), _ = read_rows(sheet({"职务": text}), TODAY)
        assert (row.post, row.post_category) == (post, category)


def test_a_sheet_without_headers_or_columns_is_refused_whole() -> None:
    with pytest.raises(Rejected, match=r"imports\.no-header"):
        read_rows([("a", "b")], TODAY)
    with pytest.raises(Rejected, match=r"imports\.columns-missing"):
        read_rows([("姓名", "身份证号")], TODAY)


def test_empty_lines_are_passed_over() -> None:
    rows = sheet({})
    assert len(read_rows([*rows, [""] * len(COLUMNS)], TODAY)[0]) == 1
