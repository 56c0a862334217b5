"""What waits for a worker in pay: an account that somebody else changed, deductions for the new year, a new payslip."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends

from services.payroll.domain.facts import FactKind
from services.payroll.domain.policies import Policies
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.domain.year_declarations import InForce, year_task
from services.payroll.projections import entitlements, own_waiting
from services.payroll.rights import OWN_PAY
from services.payroll.routes.bonuses import own_id
from shared.kernel import record
from shared.web.handles import Reading, reader

router = APIRouter(prefix="/my", tags=["payslips"])
Own = Annotated[Reading, Depends(reader(may=OWN_PAY))]
NEW_DAYS: Final = 31
"""A payslip is new for so long after its pay day."""


class OwnKind(StrEnum):
    """What a worker is asked to look at."""

    ACCOUNT = "ACCOUNT"
    DEDUCTIONS = "DEDUCTIONS"
    PAYSLIP = "PAYSLIP"


@record
class OwnTask:
    """`about` names the proposal of the account, or the payslip; for deductions `tax_year` the year they are confirmed for and `ending`
    those that stop before it; confirmed after `due`, what was not deducted since January follows with the next pay. `due` is when it
    should be answered, null where nothing happens if it is not."""

    kind: OwnKind
    since: date
    due: date | None
    about: UUID | None
    tax_year: int | None
    ending: tuple[UUID, ...]


@router.get("/waiting", operation_id="list_own_waiting")
async def waiting(reader: Own) -> list[OwnTask]:
    """What waits for the caller himself, the oldest first; each is answered where it is shown: the account, the deductions, the
    payslip."""
    worker_id, today = own_id(reader), reader.today
    async with reader.reading() as read:
        accounts = await own_waiting.accounts(read, worker_id)
        slips = await own_waiting.slips(read, worker_id, since=today - timedelta(days=NEW_DAYS))
        facts = await entitlements.of_worker(read, worker_id)
        years = await own_waiting.confirmed_years(read, worker_id)
        employers = await entitlements.employers_of(read, worker_id)
    found = [_task(OwnKind.ACCOUNT, row["since"], about=row["proposal"]) for row in accounts]
    found += [_task(OwnKind.PAYSLIP, row["pay_day"], about=row["payslip_id"]) for row in slips]
    if employers:
        policies = await reader.runtime.policies_for(ENTITLEMENT.type, employers[-1])
        found += _deductions(facts, years, today, policies)
    return sorted(found, key=lambda each: (each.since, each.kind, str(each.about)))


def _deductions(facts: Sequence[Any], years: Sequence[int], today: date, policies: Policies) -> Iterator[OwnTask]:
    declared = [
        InForce(row["fact"], row["word"], row["effective"], row["until"])
        for row in facts
        if row["kind"] == FactKind.DEDUCTION.value
    ]
    month, stopping = policies.deductions_open_month.on(today), policies.deductions_confirmed_yearly.on(today)
    task = year_task(declared, years, today, month, stopping)
    if task is not None:
        yield OwnTask(
            kind=OwnKind.DEDUCTIONS,
            since=task.since,
            due=task.due,
            about=None,
            tax_year=task.tax_year,
            ending=task.ending,
        )


def _task(kind: OwnKind, since: date, *, about: UUID) -> OwnTask:
    return OwnTask(kind=kind, since=since, due=None, about=about, tax_year=None, ending=())
