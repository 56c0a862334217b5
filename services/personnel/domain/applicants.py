"""Whoever applies in a campaign (报名人员): registered, reviewed, examined under seal; forgotten when the time is over."""

from datetime import date
from typing import Final
from uuid import UUID

from services.personnel.domain.applicant_events import (
    Applicant,
    ApplicantEvent,
    ApplicantForgotten,
    ApplicantRegistered,
    ApplicantRetentionEnded,
    ApplicantReviewed,
    ExamKind,
    ExamScored,
    ReviewGround,
)
from services.personnel.domain.campaign_events import CampaignPhase
from services.personnel.domain.campaign_plan import CampaignPlan, SourceTag
from services.personnel.domain.campaign_state import Campaign
from services.personnel.domain.campaigns import examined
from services.personnel.domain.policies import Policies
from services.personnel.domain.recruiting_terms import Disqualifier
from services.personnel.domain.scheme_terms import Certificate, Education
from shared.kernel import (
    ApplicantIdNumber,
    ApplicantName,
    ApplicantPhone,
    ApplicantScore,
    Facts,
    Region,
    Rejected,
    add_months,
    record,
)

APPLIED: Final = "applicant"
"""The reservation `<campaign>:<blind index>`: nobody applies twice in a campaign."""
NUMBER: Final = "applicant-number"
"""The reservation `<campaign>#<number>`: each registration has its own."""

# Commands


@record
class RegisterApplicant:
    """`campaign` as it stands; `id_hash` is the blind index of the national id; `free_of` is what the applicant declares."""

    applicant_id: UUID
    campaign: Campaign
    vacancy: str
    number: int
    name: ApplicantName
    id_number: ApplicantIdNumber
    phone: ApplicantPhone
    id_hash: str
    sex: str
    birth: date
    education: Education
    certificate: Certificate | None
    community_years: int
    sources: tuple[SourceTag, ...]
    free_of: tuple[Disqualifier, ...]


@record
class ReviewApplicant:
    campaign: Campaign
    passed: bool
    ground: ReviewGround | None = None


@record
class ScoreExam:
    campaign: Campaign
    exam: ExamKind
    score: ApplicantScore


@record
class EndApplicantRetention:
    """The calendar."""


@record
class ForgetApplicant:
    """`held` are the reservations to give back."""

    document: str
    held: tuple[str, ...]


ApplicantCommand = RegisterApplicant | ReviewApplicant | ScoreExam | EndApplicantRetention | ForgetApplicant

# Decisions


def register(applicant: Applicant, command: RegisterApplicant, facts: Facts[Policies]) -> tuple[ApplicantEvent, ...]:
    if applicant.registered is not None:
        return ()
    id, region = admit(command)
    kept = add_months(facts.today, facts.policies.applicant_retention_months.on(facts.today))
    return (
        ApplicantRegistered(
            effective=facts.today, applicant_id=command.applicant_id, campaign_id=id, region=region,
            vacancy=command.vacancy, number=command.number, name=command.name, id_number=command.id_number,
            phone=command.phone, sex=command.sex, birth_month=f"{command.birth:%Y-%m}", education=command.education,
            certificate=command.certificate, community_years=command.community_years, sources=command.sources,
            kept_until=kept,
        ),
    )  # fmt: skip


def admit(command: RegisterApplicant) -> tuple[UUID, Region]:
    """The campaign and the street of the vacancy. Raises Rejected for whoever may not apply: to be asked before anything is
    sealed.
    """
    campaign = command.campaign
    plan, id = campaign.plan, campaign.campaign_id
    if campaign.phase is not CampaignPhase.REGISTRATION or plan is None or id is None:
        raise Rejected("applicants.closed")
    vacancy = plan.vacancy(command.vacancy)
    if vacancy is None:
        raise Rejected("applicants.vacancy", field="/vacancy")
    _check(command, plan, campaign.registration_from, graduates_only=vacancy.graduates_only)
    return id, vacancy.street


def _check(command: RegisterApplicant, plan: CampaignPlan, on: date, *, graduates_only: bool) -> None:
    ranks = list(Education)
    if not plan.young_enough(command.birth, on, command.certificate, command.community_years):
        raise Rejected("applicants.age", field="/id_number")
    if ranks.index(command.education) < ranks.index(plan.least_education):
        raise Rejected("applicants.education", field="/education")
    if graduates_only and SourceTag.GRADUATE not in command.sources:
        raise Rejected("applicants.graduates-only", field="/vacancy")
    if not set(plan.disqualifiers) <= set(command.free_of):
        raise Rejected("applicants.declaration", field="/free_of")


def review(applicant: Applicant, command: ReviewApplicant, facts: Facts[Policies]) -> tuple[ApplicantEvent, ...]:
    id = _known(applicant)
    if command.campaign.phase not in (CampaignPhase.REGISTRATION, CampaignPhase.QUALIFICATION_REVIEW):
        raise Rejected("applicants.review-over")
    if command.passed == (command.ground is not None):
        raise Rejected("applicants.ground", field="/ground")
    return (
        ApplicantReviewed(
            effective=facts.today, applicant_id=id, passed=command.passed, ground=command.ground, reviewed_by=facts.by
        ),
    )


def score(applicant: Applicant, command: ScoreExam, facts: Facts[Policies]) -> tuple[ApplicantEvent, ...]:
    id = may_be_scored(applicant, command.campaign, command.exam)
    return (
        ExamScored(
            effective=facts.today, applicant_id=id, exam=command.exam, score=command.score, scored_by=facts.by
        ),
    )  # fmt: skip


def may_be_scored(applicant: Applicant, campaign: Campaign, exam: ExamKind) -> UUID:
    """Who is scored. Raises Rejected for who does not sit the exam now: to be asked before anything is sealed."""
    id = _known(applicant)
    phase = CampaignPhase.WRITTEN if exam is ExamKind.WRITTEN else CampaignPhase.INTERVIEW
    invited = exam is ExamKind.WRITTEN or id in examined(campaign)
    if campaign.phase is not phase or not applicant.admitted or not invited:
        raise Rejected("applicants.not-examined")
    return id


def end_retention(applicant: Applicant, facts: Facts[Policies]) -> tuple[ApplicantEvent, ...]:
    registered = applicant.registered
    if registered is None or applicant.due or applicant.forgotten or registered.kept_until >= facts.today:
        return ()
    return (ApplicantRetentionEnded(effective=facts.today, applicant_id=registered.applicant_id),)


def forget(applicant: Applicant, command: ForgetApplicant, facts: Facts[Policies]) -> tuple[ApplicantEvent, ...]:
    if applicant.forgotten:
        return ()
    if not applicant.due:
        raise Rejected("applicants.kept")
    if not command.document.strip():
        raise Rejected("applicants.document", field="/document")
    return (
        ApplicantForgotten(
            effective=facts.today, applicant_id=_known(applicant), document=command.document, erased_by=facts.by
        ),
    )


def _known(applicant: Applicant) -> UUID:
    if applicant.applicant_id is None or applicant.forgotten:
        raise Rejected("applicants.unknown")
    return applicant.applicant_id
