"""Grades: what was decided and taken back is told, that a rise is due, and the education; other facts and their reasons stay inside."""

from services.personnel.domain import grade_events
from services.personnel.domain.grade_book import GradeFactKind
from services.personnel.domain.grade_events import GradeEvent
from services.personnel.domain.grading import opening_fact
from services.personnel.domain.scheme_terms import EducationPapers
from shared.published import Published
from shared.published.personnel.education import EducationAnnulledV1, EducationRegisteredV1
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
        case grade_events.GradingOpened(worker_id=worker):
            return EducationRegisteredV1(
                worker_id=worker, education_id=opening_fact(worker, GradeFactKind.EDUCATION),
                education=event.education.value, papers=event.papers.value, held_before=True, corrected=False,
            )  # fmt: skip
        case grade_events.GradeFactCounted(kind=GradeFactKind.EDUCATION):
            return _education(event, corrected=False)
        case grade_events.GradeFactCorrected(kind=GradeFactKind.EDUCATION):
            return _education(event, corrected=True)
        case grade_events.GradeFactAnnulled(kind=GradeFactKind.EDUCATION, worker_id=worker, fact=fact):
            return EducationAnnulledV1(worker_id=worker, education_id=fact)
        case _:
            return None


def _education(
    event: grade_events.GradeFactCounted | grade_events.GradeFactCorrected, *, corrected: bool
) -> EducationRegisteredV1:
    return EducationRegisteredV1(
        worker_id=event.worker_id, education_id=event.fact, education=event.word,
        papers=(event.papers or EducationPapers.BOTH).value,
        held_before=event.fact == opening_fact(event.worker_id, GradeFactKind.EDUCATION), corrected=corrected,
    )  # fmt: skip
