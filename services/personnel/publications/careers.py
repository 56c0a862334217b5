"""Careers: who stands on the list of a year, whom an institution hired; applications and examinations stay inside."""

from services.personnel.domain import institution_events as events
from services.personnel.domain.institution_events import InstitutionCaseEvent
from shared.published import Published
from shared.published.personnel.institution_route import InstitutionEligibleV1, InstitutionHiredV1


def publish(event: InstitutionCaseEvent) -> Published | None:
    match event:
        case events.InstitutionCaseOpened(worker_id=worker, case_id=id, year=year):
            return InstitutionEligibleV1(worker_id=worker, case_id=id, year=year)
        case events.InstitutionHired(worker_id=worker, case_id=id, employment_id=employment):
            return InstitutionHiredV1(worker_id=worker, case_id=id, employment_id=employment)
        case (
            events.InstitutionApplied()
            | events.InstitutionExamined()
            | events.InstitutionNotHired()
            | events.InstitutionCaseReopened()
        ):
            return None
