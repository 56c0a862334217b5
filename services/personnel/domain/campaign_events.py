"""What can have happened to a recruitment campaign (招聘): from the plan to the file, candidate by candidate.

Class and field names of events are the storage format: add, never rename. Scores are hundredths of a point.
"""

from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.campaign_plan import CampaignPlan, TieBreak
from shared.kernel import ApplicantObjection, Region, record


class CampaignPhase(StrEnum):
    """方案、核定员额、批准、公告、报名、资格初审、笔试、资格复审、面试、体检、考察政审、公示、聘用、备案."""

    NONE = "NONE"
    PLAN = "PLAN"
    QUOTA_RESERVED = "QUOTA_RESERVED"
    APPROVED = "APPROVED"
    ANNOUNCED = "ANNOUNCED"
    REGISTRATION = "REGISTRATION"
    QUALIFICATION_REVIEW = "QUALIFICATION_REVIEW"
    WRITTEN = "WRITTEN"
    RECHECK = "RECHECK"
    INTERVIEW = "INTERVIEW"
    PHYSICAL = "PHYSICAL"
    VETTING = "VETTING"
    PUBLICITY = "PUBLICITY"
    HIRED = "HIRED"
    FILED = "FILED"


class ResultStage(StrEnum):
    """Who is interviewed; who is in line for a place."""

    WRITTEN = "WRITTEN"
    FINAL = "FINAL"


class CandidateStep(StrEnum):
    """What a ranked candidate has to pass next; WAITING: is pulled in when somebody before fails (递补)."""

    WAITING = "WAITING"
    RECHECK = "RECHECK"
    INTERVIEW = "INTERVIEW"
    PHYSICAL = "PHYSICAL"
    VETTING = "VETTING"
    PUBLICITY = "PUBLICITY"
    HIRED = "HIRED"
    OUT = "OUT"


class OutGround(StrEnum):
    """Did not pass; held in reserve by the vetting; an objection was upheld; gave up."""

    NOT_PASSED = "NOT_PASSED"
    RESERVE = "RESERVE"
    OBJECTION = "OBJECTION"
    WITHDREW = "WITHDREW"


@record
class ReservedPlace:
    """A numbered place of a street, held for a vacancy until somebody is hired into it."""

    vacancy: str
    place: str


@record
class RankedCandidate:
    """`tie_break` is what put the candidate behind the one before with the same total; none where the totals differ."""

    applicant_id: UUID
    vacancy: str
    rank: int
    written: int
    interview: int
    bonus: int
    total: int
    tie_break: TieBreak | None


# Events


@record
class CampaignPlanned:
    effective: date
    campaign_id: UUID
    region: Region
    title: str
    plan: CampaignPlan
    planned_by: str


@record
class CampaignQuotaReserved:
    effective: date
    campaign_id: UUID
    places: tuple[ReservedPlace, ...]


@record
class CampaignApproved:
    effective: date
    campaign_id: UUID
    document: str
    approved_by: str


@record
class CampaignAnnounced:
    """Effective = day of the notice."""

    effective: date
    campaign_id: UUID
    notice: str
    places: int
    registration_from: date
    registration_until: date


@record
class CampaignMovedOn:
    effective: date
    campaign_id: UUID
    phase: CampaignPhase


@record
class VacancyCut:
    """Too few applied: so many places are left, the others are given back."""

    effective: date
    campaign_id: UUID
    vacancy: str
    admitted: int
    left: int
    given_back: tuple[str, ...]


@record
class CampaignResultPublished:
    """The ranked list of everybody, and who goes on for each vacancy."""

    effective: date
    campaign_id: UUID
    stage: ResultStage
    ranked: tuple[RankedCandidate, ...]
    going_on: tuple[UUID, ...]
    published_by: str


@record
class CandidateConcluded:
    """A candidate passed a step, or is out."""

    effective: date
    campaign_id: UUID
    applicant_id: UUID
    vacancy: str
    step: CandidateStep
    passed: bool
    ground: OutGround | None


@record
class CandidatePulledIn:
    """The next in rank takes the turn of somebody who is out (递补)."""

    effective: date
    campaign_id: UUID
    applicant_id: UUID
    vacancy: str
    step: CandidateStep
    instead_of: UUID


@record
class PublicityBegan:
    """The names are shown from the effective day to `until`."""

    effective: date
    campaign_id: UUID
    applicants: tuple[UUID, ...]
    until: date


@record
class ObjectionRaised:
    """The clock of the candidate's publicity stands still until it is decided."""

    effective: date
    campaign_id: UUID
    objection_id: UUID
    applicant_id: UUID
    reason: ApplicantObjection
    raised_by: str


@record
class ObjectionDecided:
    """`until`: the publicity goes on to that day, by as many days longer as the clock stood still."""

    effective: date
    campaign_id: UUID
    objection_id: UUID
    applicant_id: UUID
    upheld: bool
    until: date
    decided_by: str


@record
class CandidateHired:
    """Effective = first day of work, in the place that was held."""

    effective: date
    campaign_id: UUID
    applicant_id: UUID
    vacancy: str
    worker_id: UUID
    employment_id: UUID
    place: str


@record
class CampaignFiled:
    """What was not filled is given back."""

    effective: date
    campaign_id: UUID
    document: str
    hired: int
    given_back: tuple[str, ...]


CampaignEvent = (
    CampaignPlanned | CampaignQuotaReserved | CampaignApproved | CampaignAnnounced | CampaignMovedOn | VacancyCut
    | CampaignResultPublished | CandidateConcluded | CandidatePulledIn | PublicityBegan | ObjectionRaised
    | ObjectionDecided | CandidateHired | CampaignFiled
)  # fmt: skip
