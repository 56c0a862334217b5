"""What personnel told of a person's education and degree; what it is worth is the standard's."""

from datetime import date
from uuid import UUID

from services.payroll.domain.education_events import EducationDropped, EducationHeard, EducationNews, education_fact
from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.facts import FactKind
from shared.kernel import record
from shared.kernel.derived import derived_id


@record
class HearEducation:
    worker_id: UUID
    education_id: UUID
    since: date
    education: str
    papers: str
    held_before: bool
    corrected: bool
    cause: UUID


@record
class DropEducation:
    worker_id: UUID
    education_id: UUID
    cause: UUID


EducationCommand = HearEducation | DropEducation


def hear_education(entitlement: Entitlement, command: EducationCommand) -> tuple[EducationNews, ...]:
    """Whoever is hired again with the education he had is told nothing new of; with a higher one it is another from that day on."""
    match command:
        case HearEducation():
            return _heard(entitlement, command)
        case DropEducation(worker_id=worker, education_id=id, cause=cause):
            known = entitlement.fact(FactKind.EDUCATION, id)
            if known is None or known.annulled:
                return ()
            return (EducationDropped(effective=known.effective, worker_id=worker, education_id=id, cause=cause),)


def _heard(entitlement: Entitlement, command: HearEducation) -> tuple[EducationNews, ...]:
    id, known = command.education_id, entitlement.fact(FactKind.EDUCATION, command.education_id)
    hired_again = command.held_before and not command.corrected
    if hired_again and known is not None and known.effective < command.since:
        if known.word == command.education:
            return ()
        id = derived_id("payroll.education", str(id), command.since.isoformat())
    event = EducationHeard(
        effective=command.since, worker_id=command.worker_id, education_id=id, education=command.education,
        papers=command.papers, held_before=command.held_before, cause=command.cause,
    )  # fmt: skip
    return () if education_fact(event, 0).same_as(entitlement.fact(FactKind.EDUCATION, id)) else (event,)
