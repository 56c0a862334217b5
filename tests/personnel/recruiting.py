"""A campaign for two places of one street: what the specs of recruiting are about."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from services.personnel.domain import campaign_events as events
from services.personnel.domain.campaign_events import CampaignPhase, RankedCandidate, ReservedPlace, ResultStage
from services.personnel.domain.campaign_plan import AgeLimit, BonusPoints, CampaignPlan, SourceTag, TieBreak, VacantPost
from services.personnel.domain.campaign_state import Campaign, evolve
from services.personnel.domain.recruiting_terms import Disqualifier
from services.personnel.domain.scheme_terms import Certificate, Education, PostCategory
from shared.kernel import region
from tests.personnel.people import STREET

ID = UUID(int=70)
COUNTY = region("51", "01", "07")
TODAY = date(2027, 3, 1)
FIRST, LAST = date(2027, 3, 8), date(2027, 3, 12)
PLAN = CampaignPlan(
    vacancies=(VacantPost(code="A01", street=STREET, post_category=PostCategory.STAFF, places=2, graduates_only=False),),
    written_percent=60, interview_percent=40, applicants_per_place=3, interviewed_per_place=3, publicity_days=7,
    ages=(
        AgeLimit(oldest=35, certificate=None, community_years=0),
        AgeLimit(oldest=40, certificate=Certificate.ASSISTANT, community_years=0),
        AgeLimit(oldest=45, certificate=None, community_years=3),
    ),
    least_education=Education.COLLEGE, disqualifiers=tuple(Disqualifier),
    bonuses=(
        BonusPoints(source=SourceTag.SOCIAL_WORKER, hundredths=100),
        BonusPoints(source=SourceTag.ASSISTANT_SOCIAL_WORKER, hundredths=50),
    ),
    tie_break=(TieBreak.WRITTEN, TieBreak.CERTIFICATE, TieBreak.NEARBY),
)  # fmt: skip
PLACES = tuple(ReservedPlace(vacancy="A01", place=f"{STREET}#{n}") for n in (3, 4))
PLANNED = events.CampaignPlanned(
    effective=TODAY, campaign_id=ID, region=COUNTY, title="2027年公开招聘", plan=PLAN, planned_by="officer"
)
RESERVED = events.CampaignQuotaReserved(effective=TODAY, campaign_id=ID, places=PLACES)
APPROVED = events.CampaignApproved(effective=TODAY, campaign_id=ID, document="1号", approved_by="approver")
ANNOUNCED = events.CampaignAnnounced(
    effective=TODAY, campaign_id=ID, notice="公告1号", places=2, registration_from=FIRST, registration_until=LAST
)


def at(phase: CampaignPhase, day: date = TODAY) -> events.CampaignMovedOn:
    return events.CampaignMovedOn(effective=day, campaign_id=ID, phase=phase)


def who(number: int) -> UUID:
    return UUID(int=100 + number)


def entry(number: int, rank: int, total: int) -> RankedCandidate:
    return RankedCandidate(
        applicant_id=who(number), vacancy="A01", rank=rank, written=total, interview=total, bonus=0, total=total,
        tie_break=None,
    )  # fmt: skip


def published(stage: ResultStage, people: int, going_on: int) -> events.CampaignResultPublished:
    """So many people ranked by their number."""
    ranked = tuple(entry(n, n, 9_000 - n) for n in range(1, people + 1))
    return events.CampaignResultPublished(
        effective=TODAY, campaign_id=ID, stage=stage, ranked=ranked, going_on=tuple(who(n) for n in range(1, going_on + 1)),
        published_by="approver",
    )  # fmt: skip


START = (PLANNED, RESERVED, APPROVED, ANNOUNCED)
REGISTERING = (*START, at(CampaignPhase.REGISTRATION, FIRST))
EXAMINED = (*REGISTERING, at(CampaignPhase.QUALIFICATION_REVIEW), at(CampaignPhase.WRITTEN))
SHORTLISTED = (*EXAMINED, published(ResultStage.WRITTEN, 7, 6), at(CampaignPhase.RECHECK))
INTERVIEWED = (*SHORTLISTED, at(CampaignPhase.INTERVIEW))
IN_LINE = (*INTERVIEWED, published(ResultStage.FINAL, 4, 2), at(CampaignPhase.PHYSICAL))


def campaign(*history: events.CampaignEvent) -> Campaign:
    state = Campaign()
    for event in history:
        state = evolve(state, event)
    return state


def passed(number: int, step: events.CandidateStep) -> events.CandidateConcluded:
    return events.CandidateConcluded(
        effective=TODAY, campaign_id=ID, applicant_id=who(number), vacancy="A01", step=step, passed=True, ground=None
    )


def out(number: int, step: events.CandidateStep, ground: events.OutGround) -> events.CandidateConcluded:
    return replace(passed(number, step), passed=False, ground=ground)


def pulled(number: int, step: events.CandidateStep, instead_of: int) -> events.CandidatePulledIn:
    return events.CandidatePulledIn(
        effective=TODAY, campaign_id=ID, applicant_id=who(number), vacancy="A01", step=step, instead_of=who(instead_of)
    )


def shown(*numbers: int, day: date = TODAY) -> events.PublicityBegan:
    return events.PublicityBegan(
        effective=day, campaign_id=ID, applicants=tuple(who(n) for n in numbers), until=day + timedelta(days=6)
    )
