"""Grades: what was decided and taken back is told, and that a rise is due; facts and their reasons stay inside."""

from services.personnel.domain import grade_events
from services.personnel.domain.grade_events import GradeEvent
from shared.published import Published
from shared.published.personnel.grades import GradeDecidedV1, GradeRevokedV1, PromotionDueV1


def publish(event: GradeEvent) -> Published | None:
    match event:
        case grade_events.GradeDecided():
            return GradeDecidedV1(
                worker_id=event.worker_id, decision_id=event.decision_id, post_category=event.post_category,
                grade=event.grade, trigger=event.trigger.value, scheme=event.scheme,
                scheme_version=event.scheme_version,
            )  # fmt: skip
        case grade_events.GradeRevoked():
            return GradeRevokedV1(worker_id=event.worker_id, decision_id=event.decision_id)
        case grade_events.GradeProposed(from_grade=held, trigger=trigger) if held is not None and event.grade > held:
            return PromotionDueV1(
                worker_id=event.worker_id, proposal_id=event.proposal_id, grade=event.grade, from_grade=held,
                trigger=trigger.value,
            )  # fmt: skip
        case _:
            return None
