"""The candidates of a campaign after the list is published: each passes step after step or is out, and then the next in rank is
pulled in (递补). What is shown to everybody can be objected to, and the clock stands still until that is decided.
"""

from datetime import date, timedelta
from uuid import UUID

from services.personnel.domain.campaign_events import (
    CampaignEvent,
    CampaignMovedOn,
    CampaignPhase,
    CandidateConcluded,
    CandidateHired,
    CandidatePulledIn,
    CandidateStep,
    ObjectionDecided,
    ObjectionRaised,
    OutGround,
    PublicityBegan,
)
from services.personnel.domain.campaign_state import Campaign, Candidate, evolve
from services.personnel.domain.campaigns import in_phase, planned
from services.personnel.domain.policies import Policies
from shared.kernel import ApplicantObjection, Facts, Rejected, record, same_hand

_RUNNING = (
    CampaignPhase.RECHECK, CampaignPhase.INTERVIEW, CampaignPhase.PHYSICAL, CampaignPhase.VETTING, CampaignPhase.PUBLICITY,
)  # fmt: skip
_FURTHEST_BEHIND = (
    (CandidateStep.RECHECK, CampaignPhase.RECHECK),
    (CandidateStep.INTERVIEW, CampaignPhase.INTERVIEW),
    (CandidateStep.PHYSICAL, CampaignPhase.PHYSICAL),
    (CandidateStep.VETTING, CampaignPhase.VETTING),
    (CandidateStep.PUBLICITY, CampaignPhase.PUBLICITY),
)

# Commands


@record
class ConcludeCandidate:
    """How a step went. `ground` says why somebody is out; who gives up may do so at any step."""

    applicant_id: UUID
    step: CandidateStep
    passed: bool
    ground: OutGround | None = None


@record
class BeginPublicity:
    """Show the names of everybody who passed and is not shown yet."""


@record
class RaiseObjection:
    objection_id: UUID
    applicant_id: UUID
    reason: ApplicantObjection


@record
class DecideObjection:
    objection_id: UUID
    upheld: bool


@record
class HireCandidate:
    applicant_id: UUID
    worker_id: UUID
    employment_id: UUID
    starts: date


# Decisions


def conclude(campaign: Campaign, command: ConcludeCandidate, facts: Facts[Policies]) -> tuple[CampaignEvent, ...]:
    id = in_phase(campaign, *_RUNNING)
    candidate = _at(campaign, command.applicant_id, command.step)
    if command.step in (CandidateStep.INTERVIEW, CandidateStep.PUBLICITY) and command.ground is not OutGround.WITHDREW:
        raise Rejected("candidates.step", field="/step", step=candidate.step.value)
    if command.passed == (command.ground is not None):
        raise Rejected("candidates.ground", field="/ground")
    concluded = CandidateConcluded(
        effective=facts.today, campaign_id=id, applicant_id=candidate.applicant_id, vacancy=candidate.vacancy,
        step=candidate.step, passed=command.passed, ground=command.ground,
    )  # fmt: skip
    return _followed(campaign, concluded, facts)


def _followed(campaign: Campaign, concluded: CandidateConcluded, facts: Facts[Policies]) -> tuple[CampaignEvent, ...]:
    """The next in rank takes the turn of who is out; the campaign stands where the last of the candidates does."""
    found: list[CampaignEvent] = [concluded]
    after = evolve(campaign, concluded)
    nobody_else = concluded.passed or concluded.step is CandidateStep.INTERVIEW
    following = None if nobody_else else after.next_in_line(concluded.vacancy)
    if following is not None:
        step = CandidateStep.RECHECK if concluded.step is CandidateStep.RECHECK else CandidateStep.PHYSICAL
        pulled = CandidatePulledIn(
            effective=facts.today, campaign_id=concluded.campaign_id, applicant_id=following.applicant_id,
            vacancy=concluded.vacancy, step=step, instead_of=concluded.applicant_id,
        )  # fmt: skip
        found.append(pulled)
        after = evolve(after, pulled)
    return (*found, *_moved(after, concluded.campaign_id, facts))


def _moved(campaign: Campaign, id: UUID, facts: Facts[Policies]) -> tuple[CampaignMovedOn, ...]:
    steps = {each.step for each in campaign.candidates}
    phase = next((phase for step, phase in _FURTHEST_BEHIND if step in steps), CampaignPhase.HIRED)
    if phase is campaign.phase:
        return ()
    return (CampaignMovedOn(effective=facts.today, campaign_id=id, phase=phase),)


def show(campaign: Campaign, facts: Facts[Policies]) -> tuple[CampaignEvent, ...]:
    """From today for so many days as the plan says, the first and the last counted."""
    id = in_phase(campaign, CampaignPhase.PHYSICAL, CampaignPhase.VETTING, CampaignPhase.PUBLICITY)
    ready = tuple(
        each.applicant_id
        for each in campaign.candidates
        if each.step is CandidateStep.PUBLICITY and each.shown_until is None
    )
    if not ready:
        raise Rejected("candidates.nobody-ready")
    until = facts.today + timedelta(days=planned(campaign).publicity_days - 1)
    return (PublicityBegan(effective=facts.today, campaign_id=id, applicants=ready, until=until),)


def object_to(campaign: Campaign, command: RaiseObjection, facts: Facts[Policies]) -> tuple[CampaignEvent, ...]:
    known = campaign.candidate(command.applicant_id)
    if known is not None and known.objection == command.objection_id:
        return ()
    id = may_be_objected(campaign, command.applicant_id, facts.today)
    return (
        ObjectionRaised(
            effective=facts.today, campaign_id=id, objection_id=command.objection_id, applicant_id=command.applicant_id,
            reason=command.reason, raised_by=facts.by,
        ),
    )  # fmt: skip


def may_be_objected(campaign: Campaign, applicant_id: UUID, today: date) -> UUID:
    """The campaign. Raises Rejected for who is not shown: to be asked before anything is sealed."""
    id = in_phase(campaign, *_RUNNING)
    candidate = _at(campaign, applicant_id, CandidateStep.PUBLICITY)
    if candidate.objection is not None:
        raise Rejected("candidates.objection-open")
    if candidate.shown_until is None or candidate.shown_until < today:
        raise Rejected("candidates.not-shown")
    return id


def decide_objection(campaign: Campaign, command: DecideObjection, facts: Facts[Policies]) -> tuple[CampaignEvent, ...]:
    """By another hand. Upheld: the candidate is out. Rejected: the publicity goes on for as many days as it stood still."""
    id = in_phase(campaign, *_RUNNING)
    candidate = next((c for c in campaign.candidates if c.objection == command.objection_id), None)
    if candidate is None or candidate.shown_until is None or candidate.held_since is None:
        raise Rejected("candidates.no-objection")
    if same_hand(candidate.objected_by, facts.by):
        raise Rejected("candidates.own-objection")
    decided = ObjectionDecided(
        effective=facts.today, campaign_id=id, objection_id=command.objection_id, applicant_id=candidate.applicant_id,
        upheld=command.upheld, until=candidate.shown_until + (facts.today - candidate.held_since), decided_by=facts.by,
    )  # fmt: skip
    if not command.upheld:
        return (decided,)
    out = CandidateConcluded(
        effective=facts.today, campaign_id=id, applicant_id=candidate.applicant_id, vacancy=candidate.vacancy,
        step=CandidateStep.PUBLICITY, passed=False, ground=OutGround.OBJECTION,
    )  # fmt: skip
    return (decided, *_followed(evolve(campaign, decided), out, facts))


def hire(campaign: Campaign, command: HireCandidate, facts: Facts[Policies]) -> tuple[CampaignEvent, ...]:
    """After the publicity, into a place that the campaign holds."""
    id, candidate = may_be_hired(campaign, command.applicant_id, command.starts, facts.today)
    hired = CandidateHired(
        effective=command.starts, campaign_id=id, applicant_id=command.applicant_id, vacancy=candidate.vacancy,
        worker_id=command.worker_id, employment_id=command.employment_id, place=place_for(campaign, command.applicant_id),
    )  # fmt: skip
    return (hired, *_moved(evolve(campaign, hired), id, facts))


def may_be_hired(campaign: Campaign, applicant_id: UUID, starts: date, today: date) -> tuple[UUID, Candidate]:
    """Raises Rejected until the publicity is over and nothing is said against it: to be asked before anything is sealed."""
    id = in_phase(campaign, *_RUNNING)
    candidate = _at(campaign, applicant_id, CandidateStep.PUBLICITY)
    if candidate.objection is not None:
        raise Rejected("candidates.objection-open")
    if candidate.shown_until is None or candidate.shown_until >= today:
        raise Rejected("candidates.still-shown")
    if starts <= candidate.shown_until:
        raise Rejected("candidates.starts", field="/starts")
    return id, candidate


def place_for(campaign: Campaign, applicant_id: UUID) -> str:
    """The place that a candidate is hired into."""
    candidate = campaign.candidate(applicant_id)
    places = () if candidate is None else campaign.places_of(candidate.vacancy)
    if not places:
        raise Rejected("candidates.not-there", field="/applicant_id")
    return places[0]


def _at(campaign: Campaign, applicant_id: UUID, step: CandidateStep) -> Candidate:
    candidate = campaign.candidate(applicant_id)
    if candidate is None or candidate.step in (CandidateStep.WAITING, CandidateStep.OUT, CandidateStep.HIRED):
        raise Rejected("candidates.not-there", field="/applicant_id")
    if candidate.step is not step:
        raise Rejected("candidates.step", field="/step", step=candidate.step.value)
    return candidate
