"""What personnel tells the others, per stream."""

from typing import Any
from uuid import UUID

from services.personnel.publications import (
    appointments,
    archives,
    attendance,
    authorities,
    borrowing,
    care,
    careers,
    competence,
    emergencies,
    employment,
    establishment,
    grading,
    leave,
    party,
    problems,
    recruiting,
    reserve,
    secondments,
    seniority,
    sponsorship,
    statistics,
    worker,
)
from shared.access_ledger.reading import READER, told
from shared.published import Published
from shared.published.personnel.readings import UnusualReadingV1


def publish(stream_type: str, stream_id: UUID, event: Any) -> Published | None:  # noqa: C901  one match
    """The published form of a stored event, or nothing where it stays private."""
    match stream_type:
        case "region" | "quota" | "grade_scheme":
            return establishment.publish(event)
        case "authority" | "delegation":
            return authorities.publish(event)
        case "worker":
            return worker.publish(event)
        case "employment":
            return employment.publish(stream_id, event)
        case "appointment":
            return appointments.publish(event)
        case "grade":
            return grading.publish(event)
        case "qualification":
            return None
        case "competence" | "competence_standard" | "equivalence":
            return competence.publish(event)
        case "emergency" | "emergency_duty":
            return emergencies.publish(event)
        case "borrow":
            return borrowing.publish(event)
        case "secondment":
            return secondments.publish(event)
        case "seniority":
            return seniority.publish(event)
        case "recognition" | "institution_list" | "career" | "recommendation":
            return None
        case "checkup" | "counselling" | "care_visit" | "light_record":
            return care.publish(event)
        case "problem":
            return problems.publish(event)
        case "attendance" | "reporting":
            return attendance.publish(event)
        case "institution_case":
            return careers.publish(event)
        case "archive":
            return archives.publish(event)
        case "leave" | "leave_account":
            return leave.publish(event)
        case "party_post":
            return party.publish_post(event)
        case "party_status":
            return party.publish_status(event)
        case "reserve":
            return reserve.publish(event)
        case "delegacy":
            return None
        case "filing":
            return party.publish_filing(event)
        case "foreign_post" | "conversion":
            return sponsorship.publish(event)
        case "campaign" | "applicant" | "vetting":
            return recruiting.publish(event)
        case "statistic":
            return statistics.publish(stream_id, event)
        case READER.type:
            return told(event, UnusualReadingV1)
        case _:
            raise LookupError(stream_type)
