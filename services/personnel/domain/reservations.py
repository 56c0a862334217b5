"""What only one may hold at a time, and the public code of the refusal that meets whoever comes second."""

from collections.abc import Mapping
from typing import Final

from services.personnel.domain.applicants import APPLIED, NUMBER
from services.personnel.domain.appointments import POST
from services.personnel.domain.authorities import FOUNDING
from services.personnel.domain.borrowing import BORROWED
from services.personnel.domain.candidacies import CANDIDATE
from services.personnel.domain.conversions import LISTED
from services.personnel.domain.emergencies import DUTY_DAY
from services.personnel.domain.filing import FILED
from services.personnel.domain.headcount import PLACE, SHARE
from services.personnel.domain.hiring import EMPLOYED, PROBATION
from services.personnel.domain.party_posts import PARTY_OFFICE
from services.personnel.domain.recognition import SERVICE_RECORD
from services.personnel.domain.reserve import SEAT
from services.personnel.domain.streams.recommendation import RECOMMENDED
from services.personnel.domain.vetting import VETTED
from services.personnel.domain.worker import CERTIFICATE, NATIONAL_ID, PROPOSED_ID

RESERVED: Final[Mapping[str, str]] = {
    NATIONAL_ID: "hiring.known-person",
    CERTIFICATE: "qualifications.number-taken",
    PROPOSED_ID: "identity.number-taken",
    PLACE: "headcount.no-vacancy",
    SHARE: "platform.too-much-contention",
    PROBATION: "hiring.probation-again",
    EMPLOYED: "hiring.employed",
    POST: "appointments.post-taken",
    APPLIED: "applicants.applied",
    NUMBER: "platform.too-much-contention",
    CANDIDATE: "appointments.candidate",
    FILED: "filing.filed",
    SEAT: "reserve.full",
    PARTY_OFFICE: "party-posts.taken",
    FOUNDING: "authorities.founded",
    BORROWED: "borrowing.borrowed",
    DUTY_DAY: "emergencies.day-taken",
    VETTED: "vetting.open",
    LISTED: "conversions.listed",
    SERVICE_RECORD: "recognition.record-known",
    RECOMMENDED: "recommendations.open",
}
