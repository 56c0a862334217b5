"""What the files of a run need, looked at before it is paid: nobody without an account or a national id, no two people on one
account, nobody's first payment unseen.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from services.payroll.domain.checks import found_of
from services.payroll.domain.cohort import Cohort
from services.payroll.domain.finding_events import FindingKind, RunFinding
from services.payroll.domain.payslips import Component, PayslipIssued
from services.payroll.domain.withheld import orders_of
from services.payroll.domain.withheld_payments import goes_out


class PaidTo(NamedTuple):
    """The account a person is paid to: confirmed at a position, whether there was another before, and what stands for its number."""

    position: int
    replaces: bool
    fingerprint: str


def check_accounts(
    cohort: Cohort, slips: Sequence[PayslipIssued], accounts: Mapping[UUID, PaidTo]
) -> tuple[RunFinding, ...]:
    """Of those who are paid something. A new account is named until somebody was paid to it."""
    marks = {p.worker_id: p.mark.known_at for p in cohort.people if p.mark is not None}
    paid = {slip.worker_id for slip in slips if slip.sums.net_fen > 0}
    sharing: dict[str, set[UUID]] = defaultdict(set)
    changed: set[UUID] = set()
    for worker in paid & accounts.keys():
        account = accounts[worker]
        sharing[account.fingerprint].add(worker)
        if account.replaces and account.position > marks.get(worker, 0):
            changed.add(worker)
    found = {
        FindingKind.ACCOUNT_TWICE: {w for people in sharing.values() if len(people) > 1 for w in people},
        FindingKind.NO_ACCOUNT: paid - accounts.keys(),
        FindingKind.ACCOUNT_CHANGED: changed,
    }
    return found_of(found)


def check_identities(slips: Sequence[PayslipIssued], identified: Collection[UUID]) -> tuple[RunFinding, ...]:
    """Whom the files for tax office, insurances and fund would name without a national id."""
    return found_of({FindingKind.NO_ID_NUMBER: {slip.worker_id for slip in slips}.difference(identified)})


def check_payees(cohort: Cohort, slips: Sequence[PayslipIssued], named: Collection[UUID]) -> tuple[RunFinding, ...]:
    """Of whose wages something is kept for somebody else by an order that names no account to pay it to."""
    going_out = {order.fact for person in cohort.people for order in orders_of(person) if goes_out(order.word)}
    if not (unnamed := going_out.difference(named)):
        return ()
    without = {
        slip.worker_id
        for slip in slips
        for line in slip.lines
        if line.component is Component.WITHHELD and line.amount_fen < 0 and line.causes[0] in unnamed
    }
    return found_of({FindingKind.NO_PAYEE: without})
