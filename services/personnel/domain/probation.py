"""How a probation ends: passed, or failed, which ends the employment without severance (Labour Contract Law art. 39)."""

from datetime import date

from services.personnel.domain.employment import (
    Employment,
    EmploymentEvent,
    Ground,
    Probation,
    ProbationFailed,
    ProbationPassed,
)
from services.personnel.domain.exits import leave
from services.personnel.domain.policies import Policies
from shared.kernel import Facts, Rejected, record


@record
class ConcludeProbation:
    """`reason` is needed for a failure: what was not met, as told to the worker."""

    passed: bool
    on: date
    reason: str = ""


def conclude(employment: Employment, command: ConcludeProbation, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    worker = employment.worker_id
    if worker is None or employment.last_day is not None:
        raise Rejected("employments.not-running")
    if employment.probation is not Probation.RUNNING:
        raise Rejected("probation.none" if employment.probation is Probation.NONE else "probation.concluded")
    if command.on < employment.starts or command.on > facts.today:
        raise Rejected("probation.day", field="/on")
    if command.passed:
        return (ProbationPassed(effective=command.on, worker_id=worker),)
    if employment.probation_ends is not None and command.on > employment.probation_ends:
        raise Rejected("probation.over", field="/on", ended=employment.probation_ends)
    if not command.reason.strip():
        raise Rejected("probation.reason", field="/reason")
    failed = ProbationFailed(effective=command.on, worker_id=worker, reason=command.reason)
    return (failed, *leave(employment, worker, Ground.PROBATION_FAILED, command.on, document="", facts=facts))
