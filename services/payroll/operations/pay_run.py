"""The calculation of an opened run: everything read once, calculated in one pass, slips appended in large chunks.

Facts are read at the position at which the run was opened, so a calculation that is carried on after a crash comes to the
same slips; those already issued answer nothing the second time.
"""

import asyncio
import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final
from uuid import UUID

from services.payroll.domain.calculation import Calculated, calculate, totals
from services.payroll.domain.checks import check
from services.payroll.domain.cohort import Cohort
from services.payroll.domain.finding_events import RunFinding
from services.payroll.domain.pay_run import RunStage
from services.payroll.domain.payslips import IssuePayslip, PayslipIssued, payslip_id
from services.payroll.domain.runs import CalculateRun, FinishCalculation
from services.payroll.domain.streams import PAYSLIP, RUN
from services.payroll.projections import cohorts, payslips, runs
from shared.draft import Ask
from shared.eventlog import Conflict
from shared.kernel import Region, Rejected
from shared.operations import Work

LINES: Final = 40_000  # of one append: some 2,500 slips of a month, some 400 that pay a year anew
WAIT_SECONDS: Final = 60


async def calculate_run(work: Work) -> dict[str, Any]:
    """Slips for everybody of the run's unit; the run itself says at the end what it came to."""
    asked: CalculateRun = work.request(CalculateRun)
    with collector_resting():
        known = await known_to(work, asked)
        if known is None:
            return {"run_id": str(asked.run_id), "slips": 0, "exceptions": 0}
        cohort, before = known
        calculated = await asyncio.to_thread(calculate, cohort)
        found_before = await asyncio.to_thread(check, cohort, calculated, before)
        await work.progress(work.done, total=len(calculated.slips) + 1)
        for start, chunk in chunks(calculated.slips):
            await _issue(work, asked.run_id, chunk, start)
        await _finish(work, asked.run_id, calculated, found_before)
    found = totals(calculated.slips)
    return {"run_id": str(asked.run_id), "slips": found.slips, "exceptions": len(calculated.exceptions)}


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
    await work.service.positions.reached(await work.handling.log.head(), timeout=WAIT_SECONDS)
    async with work.service.engine.connect() as read:
        run = await runs.find(read, asked.run_id)
        if run is None:
            raise Rejected("runs.unknown")
        if run["stage"] not in (RunStage.OPEN.value, RunStage.INPUTS_FROZEN.value):
            return None
        cohort = await cohorts.of_run(read, run, await work.handling.policies_for(RUN.type, Region(run["unit"])))
        return cohort, await payslips.nets(read, cohort.county, cohort.month.plus(-1), cohort.known_at)


def chunks(slips: Sequence[PayslipIssued]) -> Iterator[tuple[int, Sequence[PayslipIssued]]]:
    """Slips by whole appends, each with the number of its first; the same whenever it is asked again."""
    start, lines = 0, 0
    for n, slip in enumerate(slips):
        lines += len(slip.lines)
        if lines > LINES and n > start:
            yield start, slips[start:n]
            start, lines = n, len(slip.lines)
    if slips:
        yield start, slips[start:]


async def _issue(work: Work, run_id: UUID, chunk: Sequence[PayslipIssued], start: int) -> None:
    """One append for the chunk, unless an earlier attempt already made it."""
    done = start + len(chunk)
    if work.done >= done:
        return
    asks = [
        Ask(stream=PAYSLIP, to=payslip_id(run_id, slip.worker_id), command=IssuePayslip(slip=slip), region=slip.unit)
        for slip in chunk
    ]
    await _commit(work, asks, done)


async def _finish(work: Work, run_id: UUID, calculated: Calculated, found: tuple[RunFinding, ...]) -> None:
    command = FinishCalculation(totals=totals(calculated.slips), exceptions=calculated.exceptions, findings=found)
    await _commit(work, [Ask(stream=RUN, to=run_id, command=command)], len(calculated.slips) + 1)


async def _commit(work: Work, asks: list[Ask], done: int) -> None:
    while work.done < done:
        draft = work.draft()
        await draft.load((ask.stream, ask.to) for ask in asks)
        for ask in asks:
            await draft.decide(ask, work.origin)
        try:
            await work.commit(draft.append(), done=done)
        except Conflict:
            continue
