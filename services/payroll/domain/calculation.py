"""A pay run as one pure calculation over columns: what is due for each month, less what was paid, and the tax on it.

Nobody's pay depends on who else is in the cohort or in which order they come.
"""

from collections.abc import Sequence

import numpy as np

from services.payroll.domain.cohort import NOTHING, Cohort
from services.payroll.domain.dues import dues, tables
from services.payroll.domain.leaving import settle
from services.payroll.domain.lines import slips
from services.payroll.domain.months import Layout
from services.payroll.domain.pay_run import RunException, RunTotals
from services.payroll.domain.payslips import PayslipIssued
from services.payroll.domain.taxation import tax
from services.payroll.domain.unused_leave import owe_leave
from shared.kernel import record


@record
class Calculated:
    """Slips in the order of worker ids, and who was left out by name."""

    slips: tuple[PayslipIssued, ...]
    exceptions: tuple[RunException, ...]


def calculate(cohort: Cohort) -> Calculated:
    """Everybody at once. A person who cannot be calculated becomes a named exception; the others are paid."""
    sheet = Layout(cohort).lay()
    if not sheet.people:
        return Calculated(slips=(), exceptions=_ordered(sheet.exceptions))
    published = tables(cohort)
    due = dues(cohort, sheet, published)
    ledger = [cohort.paid.get((sheet.people[r.person][0].worker_id, r.month), NOTHING) for r in sheet.rows]
    paid = np.array(ledger, dtype=np.int64).reshape(due.shape)
    owe_leave(due, sheet, published, cohort)
    settled = settle(due, paid, sheet, published, cohort)
    now = due - paid
    issued, negative = slips(cohort, sheet, now, tax(sheet, now, cohort), settled)
    return Calculated(slips=issued, exceptions=_ordered([*sheet.exceptions, *negative]))


def totals(issued: Sequence[PayslipIssued]) -> RunTotals:
    """The run's own sums: those of its slips."""
    return RunTotals(
        slips=len(issued),
        gross_fen=sum(s.sums.gross_fen for s in issued),
        own_fen=sum(s.sums.own_fen for s in issued),
        tax_fen=sum(s.sums.tax_fen for s in issued),
        net_fen=sum(s.sums.net_fen for s in issued),
        employer_fen=sum(s.sums.employer_fen for s in issued),
    )


def _ordered(exceptions: Sequence[RunException]) -> tuple[RunException, ...]:
    return tuple(sorted(exceptions, key=lambda e: e.worker_id))
