"""What a day that has come means: a contract runs out, the years for a grade are full, a place is free,
what is kept of a person has been kept long enough.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from services.personnel.domain.applicants import EndApplicantRetention
from services.personnel.domain.appointments import CompleteTerm
from services.personnel.domain.archives import FollowArchive
from services.personnel.domain.borrowing import FollowBorrow
from services.personnel.domain.campaigns import FollowCampaign
from services.personnel.domain.contract_papers import NoticeMissing, NoticeRunOn
from services.personnel.domain.contracts import NoticeExpiry
from services.personnel.domain.conversions import EndConversionRetention
from services.personnel.domain.delegates import CompleteDelegacy
from services.personnel.domain.dismissal import FreePlace
from services.personnel.domain.erasures import BeginRetention, ProposeDueErasures
from services.personnel.domain.exit_case import NoticePapersOverdue
from services.personnel.domain.foreign_posts import FollowForeignPost
from services.personnel.domain.grade_posts import ReleasePost
from services.personnel.domain.grade_triggers import TakeStep, UncountCertificate
from services.personnel.domain.headcount_review import NoteReviewDue
from services.personnel.domain.leave import FollowLeave
from services.personnel.domain.light_records import EndLightRetention
from services.personnel.domain.party_posts import CompletePartyTerm
from services.personnel.domain.problem_retention import EndProblemRetention
from services.personnel.domain.problems import FollowProblem
from services.personnel.domain.qualification_life import FollowRegistration
from services.personnel.domain.qualifications import EndQualification
from services.personnel.domain.retirement_look import look
from services.personnel.domain.scheme_terms import Certificate
from services.personnel.domain.secondments import CompleteSecondment
from services.personnel.domain.streams import (
    APPLICANT,
    APPOINTMENT,
    ARCHIVE,
    BORROW,
    CAMPAIGN,
    CONVERSION,
    DELEGACY,
    EMPLOYMENT,
    FOREIGN_POST,
    GRADE,
    LEAVE,
    LIGHT_RECORD,
    PARTY_POST,
    PROBLEM,
    QUALIFICATION,
    QUOTA,
    SECONDMENT,
    WORKER,
)
from services.personnel.domain.transfers import FollowTransfers
from services.personnel.domain.workplace import moved
from shared.kernel import DAY, Due, Send


def react(due: Due) -> Iterator[Send[Any]]:  # noqa: C901  one match
    what, _, which = due.kind.partition(":")
    match what:
        case "contract-expiry":
            yield Send(stream=EMPLOYMENT, to=due.stream_id, command=NoticeExpiry())
        case "contract-missing":
            yield Send(stream=EMPLOYMENT, to=due.stream_id, command=NoticeMissing())
        case "contract-ran-on":
            yield Send(stream=EMPLOYMENT, to=due.stream_id, command=NoticeRunOn())
        case "transfer":
            yield Send(stream=EMPLOYMENT, to=due.stream_id, command=FollowTransfers(), then=moved)
        case "exit-papers":
            yield Send(stream=EMPLOYMENT, to=due.stream_id, command=NoticePapersOverdue())
        case "grade-step":
            yield Send(stream=GRADE, to=due.stream_id, command=TakeStep())
        case "left":
            began = BeginRetention(worker_id=due.stream_id, last_day=due.day - DAY)
            yield Send(stream=WORKER, to=due.stream_id, command=began)
        case "retirement":
            yield look(due.stream_id)
        case "retention":
            yield Send(stream=WORKER, to=due.stream_id, command=ProposeDueErasures(worker_id=due.stream_id))
        case "borrow":
            yield Send(stream=BORROW, to=due.stream_id, command=FollowBorrow())
        case "secondment":
            yield Send(stream=SECONDMENT, to=due.stream_id, command=CompleteSecondment())
        case "problem":
            yield Send(stream=PROBLEM, to=due.stream_id, command=FollowProblem())
        case "quota-review":
            yield Send(stream=QUOTA, to=due.stream_id, command=NoteReviewDue())
        case "light-retention":
            yield Send(stream=LIGHT_RECORD, to=due.stream_id, command=EndLightRetention())
        case "problem-retention":
            yield Send(stream=PROBLEM, to=due.stream_id, command=EndProblemRetention())
        case "leave":
            yield Send(stream=LEAVE, to=due.stream_id, command=FollowLeave())
        case "term-end":
            yield Send(stream=APPOINTMENT, to=due.stream_id, command=CompleteTerm())
        case "party-term-end":
            yield Send(stream=PARTY_POST, to=due.stream_id, command=CompletePartyTerm())
        case "delegacy-end":
            yield Send(stream=DELEGACY, to=due.stream_id, command=CompleteDelegacy())
        case "post-over":
            released = ReleasePost(appointment_id=UUID(which), last_day=due.day - DAY)
            yield Send(stream=GRADE, to=due.stream_id, command=released)
        case "archive-loan" | "archive-transfer":
            yield Send(stream=ARCHIVE, to=due.stream_id, command=FollowArchive())
        case "registration-opens" | "registration-closes":
            yield Send(stream=CAMPAIGN, to=due.stream_id, command=FollowCampaign())
        case "clear-out":
            yield Send(stream=FOREIGN_POST, to=due.stream_id, command=FollowForeignPost())
        case "conversion-retention":
            yield Send(stream=CONVERSION, to=due.stream_id, command=EndConversionRetention())
        case "applicant-retention":
            yield Send(stream=APPLICANT, to=due.stream_id, command=EndApplicantRetention())
        case "certificate":
            yield Send(stream=QUALIFICATION, to=due.stream_id, command=FollowRegistration())
        case "certificate-over":
            level, _, fact = which.partition(":")
            last_day = due.day - DAY
            ended = EndQualification(
                worker_id=due.stream_id, fact=UUID(fact), level=Certificate(level), last_day=last_day
            )
            yield Send(stream=WORKER, to=due.stream_id, command=ended)
            yield Send(stream=GRADE, to=due.stream_id, command=UncountCertificate(fact=UUID(fact), last_day=last_day))
        case "place-free":
            yield Send(stream=EMPLOYMENT, to=due.stream_id, command=FreePlace())
        case _:
            raise ValueError(f"nobody waits for {due.kind}")
