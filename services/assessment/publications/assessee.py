"""What personnel told us is not told again."""

from uuid import UUID

from services.assessment.domain.assessees import (
    AssesseeEmployed,
    AssesseeEvent,
    AssesseeForgotten,
    AssesseeLeft,
    AssesseeMoved,
    AssesseeRenamed,
    AssesseeReturned,
)
from shared.published import Published


def publish(worker_id: UUID, event: AssesseeEvent) -> Published | None:
    match event:
        case (
            AssesseeEmployed()
            | AssesseeLeft()
            | AssesseeReturned()
            | AssesseeMoved()
            | AssesseeForgotten()
            | AssesseeRenamed()
        ):
            return None
