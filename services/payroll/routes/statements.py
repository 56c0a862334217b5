"""The statement of a year over HTTP: a worker's own, and a person's for finance, to be handed out."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Path

from services.payroll.domain.statements import (
    SchemeStatement,
    TaxStatement,
    bases_of,
    schemes_of,
    taxes_of,
)
from services.payroll.projections import own_pay
from services.payroll.projections.own_pay import ClosedSlip
from services.payroll.rights import OWN_PAY, SEE_PAY
from services.payroll.routes.calculated import calculated
from services.payroll.routes.pay_months import own_worker
from shared.kernel import Region, record, to_yuan
from shared.web.handles import Reading, reader
from shared.web.rates import LOOKUP

router = APIRouter(tags=["payslips"])
Reader = Annotated[Reading, Depends(reader(may=SEE_PAY, at_most=LOOKUP))]
Own = Annotated[Reading, Depends(reader(may=OWN_PAY, at_most=LOOKUP))]
TaxYear = Annotated[int, Path(ge=1950, le=2200)]


@record
class AgentYear:
    """`income` less `exempt`, `special` and `additional` is `taxable`, or less than nothing and then 0. `bonus` and `severance`
    were taxed alone and are not in it."""

    agent: Region
    months: int
    income: str
    exempt: str
    special: str
    additional: str
    taxable: str
    withheld: str
    bonus: str
    bonus_tax: str
    severance: str
    severance_tax: str


@record
class BaseMonths:
    first: str
    last: str
    base: str


@record
class SchemeYear:
    """What was paid for the months of the year, whenever it was paid; `bases` is empty where they are not known any more."""

    scheme: str
    months: int
    own: str
    employer: str
    bases: tuple[BaseMonths, ...]


@record
class Statement:
    """Taxes by the day of payment, insurances and fund by the month that they are for."""

    worker_id: UUID
    tax_year: int
    currency: str
    taxes: tuple[AgentYear, ...]
    contributions: tuple[SchemeYear, ...]


@router.get("/my/pay-statements/{tax_year}", operation_id="read_own_pay_statement")
async def own(tax_year: TaxYear, reader: Own) -> Statement:
    """What was earned, deducted, taxed and withheld in a year, and what was paid to insurances and fund: the caller's own."""
    worker_id = own_worker(reader)
    if worker_id is None:
        raise HTTPException(404)
    slips = await slips_of(worker_id, reader)
    await reader.opened((), pay=[(worker_id, slips[-1].slip.employer)])
    return await statement(worker_id, tax_year, slips, reader)


@router.get("/workers/{worker_id}/pay-statements/{tax_year}", operation_id="read_pay_statement")
async def of_worker(worker_id: UUID, tax_year: TaxYear, reader: Reader) -> Statement:
    """The same of one person, as far as employers in the caller's regions paid."""
    slips = [each for each in await slips_of(worker_id, reader) if reader.may_see(each.slip.employer)]
    if not slips:
        raise HTTPException(404)
    await reader.opened((), pay=[(worker_id, slips[-1].slip.employer)])
    return await statement(worker_id, tax_year, slips, reader)


async def slips_of(worker_id: UUID, reader: Reading) -> Sequence[ClosedSlip]:
    """Every slip of a closed run. Raises 404 where there is none."""
    async with reader.reading() as read:
        found = await own_pay.closed(read, reader.runtime.log, worker_id)
    if not found:
        raise HTTPException(404)
    return found


async def statement(worker_id: UUID, tax_year: int, found: Sequence[ClosedSlip], reader: Reading) -> Statement:
    slips = [each.slip for each in found]
    last_by_county = {each.slip.county: each for each in found}
    bases: dict[str, tuple[int, int]] = {}
    for each in last_by_county.values():
        bases |= bases_of(await calculated(each.row, reader), tax_year)
    return Statement(
        worker_id=worker_id, tax_year=tax_year, currency="CNY",
        taxes=tuple(_taxed(each) for each in taxes_of(slips, tax_year)),
        contributions=tuple(_contributed(each) for each in schemes_of(slips, tax_year, bases)),
    )  # fmt: skip


def _taxed(each: TaxStatement) -> AgentYear:
    return AgentYear(
        agent=each.agent, months=each.months, income=to_yuan(each.income_fen), exempt=to_yuan(each.exempt_fen),
        special=to_yuan(each.special_fen), additional=to_yuan(each.additional_fen), taxable=to_yuan(each.taxable_fen),
        withheld=to_yuan(each.withheld_fen), bonus=to_yuan(each.bonus_fen), bonus_tax=to_yuan(each.bonus_tax_fen),
        severance=to_yuan(each.severance_fen), severance_tax=to_yuan(each.severance_tax_fen),
    )  # fmt: skip


def _contributed(each: SchemeStatement) -> SchemeYear:
    return SchemeYear(
        scheme=each.scheme, months=each.months, own=to_yuan(each.own_fen), employer=to_yuan(each.employer_fen),
        bases=tuple(BaseMonths(first=b.first, last=b.last, base=to_yuan(b.base_fen)) for b in each.bases),
    )  # fmt: skip
