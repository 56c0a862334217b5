"""The roster sheet as a district really keeps it: a title above the headers, dates in seven spellings, and mistakes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import BytesIO
from itertools import count
from random import Random
from typing import Any, Final

import xlsxwriter

from deploy.local.story.people import Person, person
from deploy.local.story.places import Place, communities, streets
from deploy.local.story.scheme import SCHEME
from services.personnel.domain.grade_formula import counted_years, grade_on
from services.personnel.domain.grade_inputs import Inputs, Schooling
from services.personnel.domain.scheme_terms import Certificate, Education, PostCategory
from shared.kernel import add_years

HEADERS: Final = (
    "序号", "姓名", "身份证号", "性别", "联系电话", "街道", "社区", "人员类别", "职务", "学历", "社工证书", "证书编号", "证书登记时间",
    "从事社区工作时间", "入职时间", "合同起始", "合同终止", "等级", "定级时间", "备注",
)  # fmt: skip
_EDUCATION: Final = {
    Education.COLLEGE: "大专", Education.BACHELOR: "本科", Education.MASTER: "硕士研究生", Education.DOCTOR: "博士",
}  # fmt: skip
_CERTIFICATE: Final = {
    None: "", Certificate.ASSISTANT: "助理社会工作师", Certificate.SOCIAL_WORKER: "社会工作师",
    Certificate.SENIOR: "高级社会工作师",
}  # fmt: skip
_EPOCH: Final = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sheet; every cell may be overwritten to break it."""

    person: Person
    street: str
    community: str
    category: str
    post: str
    education: str
    certificate: str
    certificate_number: str
    certificate_on: Any
    since: Any
    starts: Any
    contract_starts: Any
    contract_ends: Any
    grade: Any
    grade_since: Any
    id_number: str = ""
    sex: str = ""
    phone: str = ""
    name: str | None = None

    def cells(self, number: int) -> tuple[Any, ...]:
        who = self.person
        sex = self.sex or ("女" if who.female else "男")
        return (
            number, who.name if self.name is None else self.name, self.id_number or who.id_number, sex,
            self.phone or who.phone, self.street, self.community, self.category, self.post, self.education,
            self.certificate, self.certificate_number, self.certificate_on, self.since, self.starts,
            self.contract_starts, self.contract_ends, self.grade, self.grade_since, "",
        )  # fmt: skip


def rows(today: date, *, a_community: int = 8) -> tuple[list[Row], list[Row]]:
    """(good rows, broken rows): so many people in every community of the county, secretary and deputy among them."""
    numbers, random = count(), Random(7)
    good = [
        _row(person(next(numbers)), random, street, community, n, today)
        for street in streets()
        for community in communities(street)
        for n in range(a_community + (random.random() < 0.2))
    ]
    broken = [_break(_row(person(next(numbers)), random, *_any_place(random), 5, today), good) for _break in BREAKS]
    return good, broken


def _any_place(random: Random) -> tuple[Place, Place]:
    street = random.choice(streets())
    return street, random.choice(communities(street))


def _row(who: Person, random: Random, street: Place, community: Place, n: int, today: date) -> Row:
    category = (PostCategory.CHIEF, PostCategory.DEPUTY)[n] if n < 2 else PostCategory.STAFF
    years = random.randrange(6, 18) if n < 2 else random.randrange(1, 15)
    years = min(years, today.year - who.born.year - 20)
    since = today - timedelta(days=years * 365 + random.randrange(365))
    starts = since if random.random() < 0.8 else since + timedelta(days=random.randrange(30, 300))
    education = random.choices(list(Education), (30, 60, 9, 1))[0]
    certificate = random.choices((None, *Certificate), (60, 22, 16, 2))[0]
    inputs = Inputs(
        post_category=category, counting_since=since, schooling=(Schooling(education=education),), certificate=certificate,
    )  # fmt: skip
    first = today.replace(month=1, day=1)
    steps = counted_years(SCHEME, inputs, first) // SCHEME.years_per_grade * SCHEME.years_per_grade
    ends = date(today.year + random.randrange(3), random.randrange(1, 13), random.choice((15, 28)))
    ends = ends if ends > today + timedelta(days=20) else ends.replace(year=ends.year + 3)
    return Row(
        who, street.name, community.name, "社区“两委”专职成员" if n < 2 else "社区专职工作人员",
        ("书记", "副主任")[n] if n < 2 else random.choice(("", "工作人员")), _EDUCATION[education],
        _CERTIFICATE[certificate], f"SW{who.id_number[6:14]}{n:04d}" if certificate else "",
        _spelt(date(today.year - 1, 6, 15), random) if certificate else "", _spelt(since, random), _spelt(starts, random),
        _spelt(max(starts, add_years(ends, -3) + timedelta(days=1)), random), _spelt(ends, random),
        grade_on(SCHEME, inputs, first), _spelt(max(starts, add_years(since, steps)), random),
    )  # fmt: skip


def _spelt(day: date, random: Random) -> Any:
    spellings: tuple[Callable[[date], Any], ...] = (
        lambda d: d, lambda d: d.isoformat(), lambda d: f"{d.year}.{d.month}.{d.day}", lambda d: f"{d:%Y/%m/%d}",
        lambda d: f"{d.year}年{d.month}月{d.day}日", lambda d: f"{d:%Y%m%d}", lambda d: (d - _EPOCH).days,
    )  # fmt: skip
    return random.choice(spellings)(day)


def _wrong_check(row: Row) -> str:
    number = row.person.id_number
    return number[:17] + ("1" if number[17] != "1" else "2")


BREAKS: Final[tuple[Callable[[Row, list[Row]], Row], ...]] = (
    lambda row, _: replace(row, id_number=_wrong_check(row)),
    lambda row, _: replace(row, id_number=row.person.id_number[:17]),
    lambda row, _: replace(row, id_number="990107700302001"),
    lambda row, _: replace(row, id_number="990107199002300007"),
    lambda row, good: replace(row, id_number=good[10].person.id_number, sex="女" if good[10].person.female else "男"),
    lambda row, _: replace(row, sex="男" if row.person.female else "女"),
    lambda row, _: replace(row, name=""),
    lambda row, _: replace(row, community="幸福社区居委会"),
    lambda row, _: replace(row, street="武侯祠大街街道"),
    lambda row, _: replace(row, starts="去年三月"),
    lambda row, _: replace(row, starts="2019-02-30"),
    lambda row, _: replace(row, starts="2099.1.1"),
    lambda row, _: replace(row, since="2026-12-31", starts="2019.3.1"),
    lambda row, _: replace(row, category="志愿者"),
    lambda row, _: replace(row, education="MBA"),
    lambda row, _: replace(row, certificate="心理咨询师"),
    lambda row, _: replace(row, phone="12345"),
    lambda row, _: replace(row, grade="二十级"),
    lambda row, _: replace(row, grade=17),
    lambda row, _: replace(row, contract_starts="2026-01-01", contract_ends="2025-12-31"),
    lambda row, good: replace(row, street=good[0].street, community=good[0].community, post="书记", grade=9),
)  # fmt: skip


def workbook(good: list[Row], broken: list[Row]) -> bytes:
    """The sheet with the broken rows strewn among the good ones."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("花名册")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write(0, 0, "武侯区社区工作者花名册")
        sheet.write_row(1, 0, HEADERS)
        for number, row in enumerate(_strewn(good, broken), start=1):
            for column, value in enumerate(row.cells(number)):
                if isinstance(value, date):
                    sheet.write_datetime(number + 1, column, value, day)
                else:
                    sheet.write(number + 1, column, value)
    return out.getvalue()


def _strewn(good: list[Row], broken: list[Row]) -> Iterator[Row]:
    left, every = iter(broken), len(good) // (len(broken) + 1)
    for n, row in enumerate(good, start=1):
        yield row
        if n % every == 0 and (wrong := next(left, None)) is not None:
            yield wrong
    yield from left
