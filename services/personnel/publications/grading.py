"""Grades: only what was decided is told; proposals and their inputs stay inside."""

from services.personnel.domain import grading
from services.personnel.domain.grading import GradeEvent
from shared.published import Published
from shared.published.personnel.grades import GradeDecidedV1


def publish(event: GradeEvent) -> Published | None:
    match event:
        case grading.GradeDecided():
            return GradeDecidedV1(
                worker_id=event.worker_id, decision_id=event.decision_id, post_category=event.post_category.value,
                grade=event.grade, trigger=event.trigger.value, scheme=event.scheme,
                scheme_version=event.scheme_version,
            )  # fmt: skip
        case grading.GradingOpened() | grading.CertificateCounted() | grading.PostCounted():
            return None
        case grading.YearNotCounted() | grading.GradeProposed() | grading.GradeReviewed():
            return None
        case grading.GradeDropped() | grading.StepPassed() | grading.GradingClosed():
            return None
