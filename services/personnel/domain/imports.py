"""A district's roster sheet (花名册): its columns, its kinds of dates, and what a row says or fails to say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeVar

from services.personnel.domain.appointment_events import Post
from services.personnel.domain.employment import Category
from services.personnel.domain.scheme_terms import Certificate, Education, PostCategory
from shared.kernel import Rejected, record
from shared.kernel.national_id import NationalId, Sex, area_is_known, parse

COLUMNS: Final = (
    "姓名", "身份证号", "性别", "联系电话", "街道", "社区", "人员类别", "职务", "学历", "社工证书", "证书编号", "证书登记时间",
    "从事社区工作时间", "入职时间", "合同起始", "合同终止", "等级", "定级时间",
)  # fmt: skip
CATEGORIES: Final = {
    "社区“两委”专职成员": Category.COMMITTEE_FULLTIME,
    "社区两委专职成员": Category.COMMITTEE_FULLTIME,
    "两委成员": Category.COMMITTEE_FULLTIME,
    "社区专职工作人员": Category.DEDICATED_STAFF,
    "专职工作人员": Category.DEDICATED_STAFF,
}
POSTS: Final = {
    "书记": Post.SECRETARY, "党委书记": Post.SECRETARY, "党组织书记": Post.SECRETARY, "主任": Post.DIRECTOR,
    "副书记": Post.DEPUTY_SECRETARY, "副主任": Post.DEPUTY_DIRECTOR, "委员": Post.COMMITTEE_MEMBER,
}  # fmt: skip
NO_POST: Final = frozenset({"", "工作人员", "无", "专干"})
EDUCATIONS: Final = {
    "大专": Education.COLLEGE, "专科": Education.COLLEGE, "高中": Education.COLLEGE, "中专": Education.COLLEGE,
    "本科": Education.BACHELOR, "大学本科": Education.BACHELOR, "硕士": Education.MASTER,
    "硕士研究生": Education.MASTER, "博士": Education.DOCTOR, "博士研究生": Education.DOCTOR,
}  # fmt: skip
CERTIFICATES: Final = {
    "": None, "无": None, "助理社会工作师": Certificate.ASSISTANT, "初级": Certificate.ASSISTANT,
    "社会工作师": Certificate.SOCIAL_WORKER, "中级": Certificate.SOCIAL_WORKER,
    "高级社会工作师": Certificate.SENIOR, "高级": Certificate.SENIOR,
}  # fmt: skip
SEXES: Final = {"男": Sex.MALE, "女": Sex.FEMALE}
_EXCEL_EPOCH: Final = date(1899, 12, 30)
_DATE: Final = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2})?\s*日?)?\s*月?")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})?")
T = TypeVar("T")


@record
class RowFault:
    """`row` as the sheet numbers it; `code` has texts in both languages, with `facts` for their placeholders."""

    row: int
    column: str
    code: str
    facts: tuple[tuple[str, str], ...] = ()
    warning: bool = False


@record
class RosterRow:
    """A row that can be read. `street` and `community` are names as the sheet has them."""

    row: int
    name: str
    id: NationalId
    phone: str | None
    street: str
    community: str
    category: Category
    post: Post | None
    post_category: PostCategory
    education: Education
    certificate: Certificate | None
    certificate_number: str
    certificate_on: date | None
    community_work_since: date
    starts: date
    contract_starts: date | None
    contract_ends: date | None
    grade: int
    grade_since: date


class _Fault(Exception):
    def __init__(self, column: str, code: str, **facts: str) -> None:
        super().__init__(code)
        self.column = column
        self.code = code
        self.facts = tuple(facts.items())


def header_row(rows: Sequence[Sequence[Any]]) -> tuple[int, Mapping[str, int]]:
    """The row with the headers and where each column stands; titles above it are skipped. Raises Rejected."""
    for number, row in enumerate(rows[:10]):
        names = {re.sub(r"\s", "", str(cell)): at for at, cell in enumerate(row) if cell not in ("", None)}
        if "姓名" in names and "身份证号" in names:
            missing = [column for column in COLUMNS if column not in names]
            if missing:
                raise Rejected("imports.columns-missing", columns="、".join(missing))
            return number, names
    raise Rejected("imports.no-header")


def read_rows(rows: Sequence[Sequence[Any]], today: date) -> tuple[list[RosterRow], list[RowFault]]:
    """Every row that can be read, and everything that is wrong with the others; warnings refuse nothing."""
    top, columns = header_row(rows)
    good: list[RosterRow] = []
    faults: list[RowFault] = []
    seen: dict[str, int] = {}
    for number, cells in enumerate(rows[top + 1 :], start=top + 2):
        values = {name: cells[at] if at < len(cells) else "" for name, at in columns.items()}
        if not any(str(value or "").strip() for name, value in values.items() if name != "序号"):
            continue
        try:
            row = _row(number, values, today)
            if row.id.number in seen:
                raise _Fault("身份证号", "imports.twice", row=str(seen[row.id.number]))
        except _Fault as fault:
            faults.append(RowFault(row=number, column=fault.column, code=fault.code, facts=fault.facts))
            continue
        seen[row.id.number] = number
        good.append(row)
        faults += _warnings(row)
    return good, faults


def _warnings(row: RosterRow) -> Iterator[RowFault]:
    if not area_is_known(row.id.area):
        yield RowFault(row=row.row, column="身份证号", code="imports.unknown-area", warning=True)


def _row(number: int, values: Mapping[str, Any], today: date) -> RosterRow:
    id = _id(values, today)
    starts = _past_date(values, "入职时间", today)
    since = _date(values, "从事社区工作时间")
    if since > starts:
        raise _Fault("从事社区工作时间", "imports.since-after-start")
    contract_starts, contract_ends = _optional_date(values, "合同起始"), _optional_date(values, "合同终止")
    if contract_starts and contract_ends and contract_ends <= contract_starts:
        raise _Fault("合同终止", "imports.contract-days")
    post = _post(values)
    certificate = _one_of(values, "社工证书", CERTIFICATES)
    return RosterRow(
        row=number, name=_required(values, "姓名"), id=id, phone=_phone(values), street=_required(values, "街道"),
        community=_required(values, "社区"), category=_one_of(values, "人员类别", CATEGORIES), post=post,
        post_category=category_of(post), education=_one_of(values, "学历", EDUCATIONS),
        certificate=certificate, certificate_number=_required(values, "证书编号") if certificate else "",
        certificate_on=_past_date(values, "证书登记时间", today) if certificate else None, community_work_since=since, starts=starts,
        contract_starts=contract_starts, contract_ends=contract_ends, grade=_grade(values),
        grade_since=_date(values, "定级时间"),
    )  # fmt: skip


def category_of(post: Post | None) -> PostCategory:
    match post:
        case Post.SECRETARY | Post.DIRECTOR:
            return PostCategory.CHIEF
        case Post.DEPUTY_SECRETARY | Post.DEPUTY_DIRECTOR:
            return PostCategory.DEPUTY
        case _:
            return PostCategory.STAFF


def _id(values: Mapping[str, Any], today: date) -> NationalId:
    text = _required(values, "身份证号")
    try:
        id = parse(text, today)
    except Rejected as refused:
        raise _Fault("身份证号", refused.code) from refused
    stated = _text(values, "性别")
    if stated and SEXES.get(stated) is not id.sex:
        raise _Fault("性别", "imports.sex")
    return id


def _post(values: Mapping[str, Any]) -> Post | None:
    text = _text(values, "职务")
    return None if text in NO_POST else _one_of(values, "职务", POSTS)


def _phone(values: Mapping[str, Any]) -> str | None:
    text = _text(values, "联系电话").removesuffix(".0")
    if text and not re.fullmatch(r"1\d{10}|0\d{2,3}-?\d{7,8}", text):
        raise _Fault("联系电话", "imports.phone")
    return text or None


def _grade(values: Mapping[str, Any]) -> int:
    text = re.sub(r"[级等\s]", "", _text(values, "等级")).removesuffix(".0")
    if not (text.isdecimal() and 1 <= int(text) <= 60):
        raise _Fault("等级", "imports.grade")
    return int(text)


def _one_of(values: Mapping[str, Any], column: str, known: Mapping[str, T]) -> T:
    text = _text(values, column).replace('"', "").replace("‘", "“").replace("’", "”")
    if text not in known:
        raise _Fault(column, "imports.not-one-of", known="、".join(k for k in known if k))
    return known[text]


def _required(values: Mapping[str, Any], column: str) -> str:
    text = _text(values, column)
    if not text:
        raise _Fault(column, "imports.empty")
    return text


def _text(values: Mapping[str, Any], column: str) -> str:
    value = values.get(column)
    return "" if value is None else re.sub(r"[\s\u3000]", "", str(value))


def _date(values: Mapping[str, Any], column: str) -> date:
    found = _optional_date(values, column)
    if found is None:
        raise _Fault(column, "imports.empty")
    return found


def _past_date(values: Mapping[str, Any], column: str, today: date) -> date:
    found = _date(values, column)
    if found > today:
        raise _Fault(column, "imports.future")
    return found


def _optional_date(values: Mapping[str, Any], column: str) -> date | None:
    """Cells of a date, Excel's serial number, or text: 2019-03-01, 2019.3.1, 2019/3/1, 2019年3月1日, 2019.03, 20190301."""
    value = values.get(column)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _text(values, column).removesuffix(".0")
    if text in ("", "无固定期限", "长期"):
        return None
    try:
        return _date_of(text)
    except ValueError:
        raise _Fault(column, "imports.date") from None


def _date_of(text: str) -> date:
    if text.isdecimal() and len(text) == 5:
        return _EXCEL_EPOCH + timedelta(days=int(text))
    found = _COMPACT.fullmatch(text) if text.isdecimal() else _DATE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day = found.groups()
    return date(int(year), int(month), int(day or 1))
