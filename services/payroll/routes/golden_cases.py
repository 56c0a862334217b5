"""Golden cases over HTTP: tables of the finance bureau, and what the engine makes of them."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends

from services.payroll.domain.golden_cases import CaseResult, EnterGoldenCases, WithdrawGoldenCase, judged
from services.payroll.domain.pay_standard import CaseAmount, GoldenCase, StandardKind, standard_id
from services.payroll.domain.policies import Policies
from services.payroll.domain.streams import STANDARD
from services.payroll.projections import contribution_tables, golden_cases
from services.payroll.rights import ENTER_CASES, SEE_STANDARDS
from shared.handling import Receipt
from shared.kernel import Region, record, to_yuan
from shared.web.asked import Asked, RegionPath, Yuan
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(prefix="/golden-cases", tags=["golden cases"])
Finance = Annotated[Handle, Depends(handler(STANDARD, may=ENTER_CASES))]
Reader = Annotated[Reading, Depends(reader(may=SEE_STANDARDS))]


@record
class Expected:
    """`component` of a payslip line, or NET; the amount as the slip prints it: what is deducted is negative."""

    component: str
    amount: Yuan


@record
class NewCase:
    """One person's month: grade, annual result, certificate, education, declared bases; employed throughout or since `first_day`."""

    name: str
    month: str
    grade: int
    expected: tuple[Expected, ...]
    first_day: date | None = None
    result: str = ""
    certificate: str = ""
    education: str = ""
    base: Yuan | None = None
    fund_base: Yuan | None = None


@record
class CaseTable:
    """A case under a known name is entered anew."""

    county: RegionPath
    cases: tuple[NewCase, ...]
    kind: StandardKind = StandardKind.GRADE_PAY


@record
class Withdrawal:
    county: RegionPath
    name: str
    reason: str
    kind: StandardKind = StandardKind.GRADE_PAY


@record
class Difference:
    """`found` is null where the month could not be calculated."""

    component: str
    expected: str
    found: str | None


@record
class Judgement:
    """Green without differences; `code` says why nothing could be calculated."""

    name: str
    green: bool
    differences: tuple[Difference, ...]
    code: str | None


@router.post("", status_code=201, operation_id="enter_golden_cases")
async def enter(command: Asked[CaseTable], handle: Finance) -> Receipt:
    """Enter a table of cases, all of them or none: from now on no standard is published that pays them differently."""
    county = Region(command.county)
    asked = EnterGoldenCases(county=county, kind=command.kind, cases=tuple(map(_case, command.cases)))
    return await handle(standard_id(county, command.kind), asked, region=county)


@router.post("/withdrawals", status_code=201, operation_id="withdraw_golden_case")
async def withdraw(command: Asked[Withdrawal], handle: Finance) -> Receipt:
    """A case no longer holds."""
    county = Region(command.county)
    asked = WithdrawGoldenCase(name=command.name, reason=command.reason)
    return await handle(standard_id(county, command.kind), asked, region=county)


@router.get("", operation_id="list_golden_cases")
async def listed(reader: Reader) -> list[dict[str, Any]]:
    """The cases of the caller's regions."""
    async with reader.reading() as read:
        return [_shown(row) for row in await golden_cases.listed(read, reader.scope)]


@router.get("/results", operation_id="judge_golden_cases")
async def results(reader: Reader, county: RegionPath) -> list[Judgement]:
    """Every case of a county calculated now by the versions that are published."""
    place = Region(county)
    reader.require(place)
    policies: Policies = await reader.runtime.policies_for(STANDARD.type, place)
    id, draft = standard_id(place, StandardKind.GRADE_PAY), reader.runtime.handling.draft()
    await draft.load([(STANDARD, id)])
    async with reader.reading() as read:
        tables = await contribution_tables.versions(read, place)
    return [_judgement(each) for each in judged(draft.state(STANDARD, id), policies, tables=tables)]


def _case(new: NewCase) -> GoldenCase:
    return GoldenCase(
        name=new.name, month=new.month, first_day=new.first_day, grade=new.grade, result=new.result,
        certificate=new.certificate, base_fen=new.base, fund_base_fen=new.fund_base,
        expected=tuple(CaseAmount(component=e.component, amount_fen=e.amount) for e in new.expected), education=new.education,
    )  # fmt: skip


def _judgement(result: CaseResult) -> Judgement:
    differences = tuple(
        Difference(component=name, expected=to_yuan(due), found=None if found is None else to_yuan(found))
        for name, due, found in result.wrong
    )
    return Judgement(name=result.name, green=not result.red, differences=differences, code=result.code)


def _shown(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {**{name: value for name, value in row.items() if name != "worked"}, **row["worked"]}
