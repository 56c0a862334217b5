"""Coverage: enrolment, suspension and transfer of the five insurances and the fund, within the days the law gives."""

from datetime import date
from typing import Final
from uuid import UUID

from services.payroll.domain.coverage_events import CoverageAct, CoverageRegistered, CoverageScheme
from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.facts import FactKind
from services.payroll.domain.policies import Policies
from shared.kernel import Facts, Rejected, record


@record
class RegisterCoverage:
    employment_id: UUID
    scheme: CoverageScheme
    act: CoverageAct
    day: date
    reference: str


_AFTER: Final = {
    CoverageAct.ENROL: (None,),
    CoverageAct.SUSPEND: (CoverageAct.ENROL,),
    CoverageAct.TRANSFER: (CoverageAct.ENROL, CoverageAct.SUSPEND),
    CoverageAct.END: (None, CoverageAct.ENROL, CoverageAct.SUSPEND, CoverageAct.TRANSFER),
}
"""What each act may follow."""


def register(
    entitlement: Entitlement, command: RegisterCoverage, facts: Facts[Policies]
) -> tuple[CoverageRegistered, ...]:
    """Somebody taken over from paper counts as enrolled."""
    hired = entitlement.fact(FactKind.ENROLLED, command.employment_id)
    worker = entitlement.worker_id
    if hired is None or worker is None:
        raise Rejected("coverage.unknown-employment", field="/employment_id")
    if not command.reference.strip():
        raise Rejected("coverage.reference", field="/reference")
    done = entitlement.covered(command.employment_id, command.scheme)
    if done == command.act:
        return ()
    on_paper = hired.since is not None and hired.since > hired.effective
    before = CoverageAct.ENROL if done is None and on_paper else done
    if before not in _AFTER[command.act]:
        raise Rejected("coverage.order", field="/act")
    if not hired.effective <= command.day <= facts.today:
        raise Rejected("coverage.day", field="/day")
    return (
        CoverageRegistered(
            effective=command.day, worker_id=worker, employment_id=command.employment_id, scheme=command.scheme,
            act=command.act, reference=command.reference,
        ),
    )  # fmt: skip
