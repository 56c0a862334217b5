"""Grades: only what was decided is told; proposals and their inputs stay inside."""

from services.personnel.domain import grade_events
from services.personnel.domain.grade_events import GradeEvent
from shared.published import Published
from shared.published.personnel.grades import GradeDecidedV1


def publish(event: GradeEvent) -> Published | None:
    match event:
        case grade_events.GradeDecided():
            return GradeDecidedV1(
                worker_id=event.worker_id, decision_id=event.decision_id, post_category=event.post_category.value,
                grade=event.grade, trigger=event.trigger.value, scheme=event.scheme,
                scheme_version=event.scheme_version,
            )  # fmt: skip
        case grade_events.GradingOpened() | grade_events.CertificateCounted() | grade_events.PostCounted():
            return None
        case grade_events.PostHeld() | grade_events.PostReleased():
            return None
        case grade_events.YearNotCounted() | grade_events.GradeProposed() | grade_events.GradeReviewed():
            return None
        case grade_events.GradeDropped() | grade_events.StepPassed() | grade_events.GradingClosed():
            return None
