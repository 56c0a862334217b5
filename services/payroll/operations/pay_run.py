"""The calculation of an opened run: everything read once, calculated part by part in one pass each, slips appended in large chunks.

Facts are read at the position at which the run was opened, so a calculation that is carried on after a crash comes to the
same slips; those already issued answer nothing the second time.
"""

import asyncio
import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from services.payroll.domain.account_checks import PaidTo, check_accounts, check_identities, check_payees
from services.payroll.domain.calculation import Calculated, calculate, totals
from services.payroll.domain.checks import check
from services.payroll.domain.cohort import Cohort, Published, first_month
from services.payroll.domain.pay_run import RunException, RunStage
from services.payroll.domain.payslips import IssuePayslip, PayslipIssued, payslip_id
from services.payroll.domain.people import Person
from services.payroll.domain.run_funds import PaidBefore, StandingBudget, charged, check_budgets, sponsored
from services.payroll.domain.runs import CalculateRun, FinishCalculation
from services.payroll.domain.streams import PAYSLIP, RUN
from services.payroll.domain.street_checks import shares
from services.payroll.domain.unit_quotas import Places, check_quotas
from services.payroll.domain.withheld import orders_of
from services.payroll.projections import (
    bank_accounts,
    budgets,
    cohorts,
    entitlements,
    identities,
    order_payees,
    paid_before,
    runs,
    unit_quotas,
)
from shared.draft import Ask
from shared.kernel import Region, Rejected
from shared.operations import Work
from shared.runtime import Runtime
from shared.web.disclosure import used

PEOPLE: Final = 5_000  # calculated at once, unless they have more months than so many
MONTHS: Final = 32_500
LINES: Final = 80_000  # of one append: all slips of a part for a month, some 900 that pay a year anew
FINGERPRINT: Final = "payroll.bank.fingerprint"


async def calculate_run(work: Work) -> dict[str, Any]:
    """Slips for everybody of the run's unit; the run itself says at the end what it came to."""
    asked: CalculateRun = work.request(CalculateRun)
    with collector_resting():
        return await _calculate(work, asked)  # nothing of it is left when it returns: the collector has nothing to walk


async def _calculate(work: Work, asked: CalculateRun) -> dict[str, Any]:
    known = await known_to(work, asked)
    if known is None:
        return {"run_id": str(asked.run_id), "slips": 0, "exceptions": 0}
    cohort, before = known
    calculated = await _calculated(work, cohort)
    found_before = await asyncio.to_thread(check, cohort, calculated, before)
    found_before += check_quotas(cohort, calculated.slips, await quotas_of(work, cohort))
    found_before += check_accounts(cohort, calculated.slips, await paid_to(work.service, cohort))
    found_before += check_identities(calculated.slips, await identified(work.service, calculated.slips, cohort))
    found_before += check_payees(cohort, calculated.slips, await payees_named(work.service, cohort))
    funds = charged(cohort, calculated.slips, await _borne_before(work, cohort))
    found_before += check_budgets(funds, await _standing(work, cohort))
    streets = shares(cohort, calculated.slips, calculated.exceptions)
    found = totals(calculated.slips)
    command = FinishCalculation(
        totals=found, exceptions=calculated.exceptions, findings=found_before, streets=streets,
        funds=funds,
    )  # fmt: skip
    steps = len(calculated.slips) + 1
    await work.record(Ask(stream=RUN, to=asked.run_id, command=command), done=steps, total=steps)
    return {"run_id": str(asked.run_id), "slips": found.slips, "exceptions": len(calculated.exceptions)}


async def _calculated(work: Work, cohort: Cohort) -> Calculated:
    """Part after part, each appended before the next: whoever follows the log works meanwhile."""
    slips: list[PayslipIssued] = []
    exceptions: list[RunException] = []
    await work.progress(work.done, total=len(cohort.people) + 1)
    for part in parts(cohort):
        calculated = await asyncio.to_thread(calculate, part)
        for start, chunk in chunks(calculated.slips):
            await _issue(work, cohort.run_id, chunk, len(slips) + start)
        slips += calculated.slips
        exceptions += calculated.exceptions
    return Calculated(slips=tuple(slips), exceptions=tuple(sorted(exceptions, key=lambda e: e.worker_id)))


def parts(cohort: Cohort) -> Iterator[Cohort]:
    """So many people or months at once, by id: nobody's pay depends on who else is paid, and the same parts come of the same cohort."""
    part, months = list[Person](), 0
    published: Published = (*cohort.versions, *cohort.tables, *cohort.figures)
    for person in sorted(cohort.people, key=lambda person: person.worker_id):
        first = first_month(person, published, cohort.again_from)
        more = 0 if first is None else cohort.month.index - first + 1
        if part and (len(part) == PEOPLE or months + more > MONTHS):
            yield replace(cohort, people=tuple(part))
            part, months = [], 0
        part.append(person)
        months += more
    if part:
        yield replace(cohort, people=tuple(part))


HANDLERS: Final = {"calculate-run": calculate_run}


@contextmanager
def collector_resting() -> Iterator[None]:
    """A run makes a million small values and no cycles: walking them again and again costs as much as the run itself."""
    resting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if resting:
            gc.enable()


async def known_to(work: Work, asked: CalculateRun) -> tuple[Cohort, Mapping[UUID, int]] | None:
    """Everything the run may know, and what the month before paid out; nothing once it is calculated."""
    await work.caught_up()
    async with work.service.engine.connect() as read:
        run = await runs.find(read, asked.run_id)
        if run is None:
            raise Rejected("runs.unknown")
        if run["stage"] not in (RunStage.OPEN.value, RunStage.INPUTS_FROZEN.value):
            return None
        cohort = await cohorts.of_run(read, run, await work.handling.policies_for(RUN.type, Region(run["unit"])))
        return cohort, await paid_before.nets(read, cohort.county, cohort.month.plus(-1), cohort.known_at)


def chunks(slips: Sequence[PayslipIssued]) -> Iterator[tuple[int, Sequence[PayslipIssued]]]:
    """Slips by whole appends, each with the number of its first; the same whenever it is asked again."""
    start, lines = 0, 0
    for n, slip in enumerate(slips):
        lines += slip.size
        if lines > LINES and n > start:
            yield start, slips[start:n]
            start, lines = n, slip.size
    if slips:
        yield start, slips[start:]


async def quotas_of(work: Work, cohort: Cohort) -> tuple[Places, ...]:
    async with work.service.engine.connect() as read:
        return await unit_quotas.heard(read, cohort.county, known_at=cohort.known_at)


async def _borne_before(work: Work, cohort: Cohort) -> PaidBefore:
    """Every month that was paid to people whom other money than the county's pays."""
    people = sponsored(cohort)
    if not people:
        return PaidBefore({}, {})
    async with work.service.engine.connect() as read:
        paid = await paid_before.paid(read, cohort.county, cohort.known_at, dict.fromkeys(people, 0))
        return PaidBefore(paid, await entitlements.workplaces_of(read, people))


async def _standing(work: Work, cohort: Cohort) -> tuple[StandingBudget, ...]:
    async with work.service.engine.connect() as read:
        return await budgets.standing(read, cohort.unit, cohort.month.year)


async def paid_to(runtime: Runtime, cohort: Cohort) -> Mapping[UUID, PaidTo]:
    """The account of each as the run knows it: fingerprints are opened, numbers are not."""
    async with runtime.engine.connect() as read:
        held = await bank_accounts.held(read, [p.worker_id for p in cohort.people], known_at=cohort.known_at)
    opened = await used(runtime, [(worker, FINGERPRINT, each.fingerprint) for worker, each in held.items()])
    return {
        worker: PaidTo(each.position, each.replaces, fingerprint)
        for (worker, each), fingerprint in zip(held.items(), opened, strict=True)
        if fingerprint is not None
    }


async def identified(runtime: Runtime, slips: Sequence[PayslipIssued], cohort: Cohort) -> set[UUID]:
    """Whose national id the run knows; none is opened."""
    async with runtime.engine.connect() as read:
        return await identities.identified(read, [s.worker_id for s in slips], known_at=cohort.known_at)


async def payees_named(runtime: Runtime, cohort: Cohort) -> set[UUID]:
    """Orders that name an account to pay to, as the run knows them."""
    orders = {order.fact for person in cohort.people for order in orders_of(person)}
    if not orders:
        return set()
    async with runtime.engine.connect() as read:
        said = await order_payees.known(read, orders, known_at=cohort.known_at)
    return {id for id, each in said.items() if each.account is not None}


async def _issue(work: Work, run_id: UUID, chunk: Sequence[PayslipIssued], start: int) -> None:
    """One append for the chunk, unless an earlier attempt already made it."""
    done = start + len(chunk)
    if work.done >= done:
        return
    asks = [
        Ask(stream=PAYSLIP, to=payslip_id(run_id, slip.worker_id), command=IssuePayslip(slip=slip), region=slip.unit)
        for slip in chunk
    ]
    await work.record(*asks, done=done)
