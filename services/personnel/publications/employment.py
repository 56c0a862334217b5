"""One spell with one employer, and the place that is vacant again after it; drafts and papers stay inside."""

from uuid import UUID

from services.personnel.domain import contract_events as papers
from services.personnel.domain import employment as spell
from services.personnel.domain.employment import EmploymentEvent
from services.personnel.domain.headcount_places import unit_of
from services.personnel.publications import leaving, placing
from shared.published import Published
from shared.published.personnel import contracts, dismissal, headcount, hiring, probation


def publish(id: UUID, event: EmploymentEvent) -> Published | None:  # noqa: C901  one match
    match event:
        case spell.Hired():
            return _hired(event)
        case spell.ContractSigned(worker_id=worker, effective=starts, ends=ends):
            return contracts.ContractSignedV1(
                worker_id=worker, employment_id=id, starts=starts, ends=ends, probation_ends=None
            )
        case spell.ContractRenewed(worker_id=worker, effective=starts, ends=ends):
            return contracts.ContractRenewedV1(worker_id=worker, employment_id=id, starts=starts, ends=ends)
        case spell.ContractExpiring(worker_id=worker, ends=ends, days_left=days):
            return contracts.ContractExpiringV1(worker_id=worker, employment_id=id, ends=ends, days_left=days)
        case spell.OpenEndedDue(worker_id=worker):
            return contracts.OpenEndedDueV1(worker_id=worker, employment_id=id)
        case spell.ProbationPassed(worker_id=worker):
            return probation.ProbationPassedV1(worker_id=worker, employment_id=id)
        case spell.ProbationFailed(worker_id=worker):
            return probation.ProbationFailedV1(worker_id=worker, employment_id=id)
        case spell.Exited():
            return dismissal.ExitedV1(
                worker_id=event.worker_id, employment_id=id, ground=event.ground.value, last_day=event.effective,
                severance=event.severance, employed_since=event.employed_since,
            )  # fmt: skip
        case spell.PlaceFreed(place=place):
            street, _ = unit_of(place)
            return headcount.QuotaReleasedV1(unit=street, places=1)
        case papers.ContractMissing() | papers.ContractWritten() | papers.OpenEndedDeemed():
            return contracts.ContractMissingV1(
                worker_id=event.worker_id, employment_id=id, since=event.since, months=event.months,
                written=isinstance(event, papers.ContractWritten), deemed=isinstance(event, papers.OpenEndedDeemed),
            )  # fmt: skip
        case papers.ContractRanOn(worker_id=worker, ends=ends):
            return contracts.ContractRanOnV1(worker_id=worker, employment_id=id, ends=ends)
        case _:
            return placing.publish(id, event) or leaving.publish(id, event)


def _hired(event: spell.Hired) -> hiring.HiredV1:
    return hiring.HiredV1(
        worker_id=event.worker_id, employment_id=event.employment_id, name=event.name,
        category=event.category.value, post_category=event.post_category.value, employer=event.employer,
        workplace=event.workplace, starts=event.effective, probation_ends=event.probation_ends,
        in_community_work_since=event.community_work_since, birth_month=event.birth_month,
    )  # fmt: skip
