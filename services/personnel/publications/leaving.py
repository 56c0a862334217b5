"""The way out: what it means, what was wrong with it, papers that are late; who is protected, and why, stays inside."""

from uuid import UUID

from services.personnel.domain import exit_events as exits
from services.personnel.domain.employment import EmploymentEvent
from services.personnel.domain.probation_events import ProbationReviewed
from shared.published import Published
from shared.published.personnel import exits as told
from shared.published.personnel.probation import ProbationReviewedV1


def publish(id: UUID, event: EmploymentEvent) -> Published | None:
    match event:
        case exits.ExitWeighed(worker_id=worker, effective=last_day):
            return told.ExitWeighedV1(
                worker_id=worker, employment_id=id, ground=event.ground.value, last_day=last_day,
                severance=event.severance.value, half_months=event.half_months, service_since=event.service_since,
                in_lieu=event.notice is exits.NoticeKept.PAID_IN_LIEU,
            )  # fmt: skip
        case exits.ExitCorrected(worker_id=worker, effective=last_day):
            return told.ExitCorrectedV1(
                worker_id=worker, employment_id=id, ground=event.ground.value, last_day=last_day, severance=event.severance,
                employed_since=event.employed_since, was=event.was,
            )  # fmt: skip
        case exits.ExitAnnulled(worker_id=worker, effective=last_day):
            return told.ExitAnnulledV1(worker_id=worker, employment_id=id, was=last_day)
        case exits.ExitFoundUnlawful(worker_id=worker, half_months=halves):
            return told.ExitFoundUnlawfulV1(worker_id=worker, employment_id=id, half_months=halves)
        case exits.ExitPapersOverdue(worker_id=worker, due=due):
            return told.ExitPapersOverdueV1(worker_id=worker, employment_id=id, due=due)
        case ProbationReviewed(worker_id=worker, unmet=unmet):
            return ProbationReviewedV1(worker_id=worker, employment_id=id, on_course=not unmet)
        case _:
            return None
