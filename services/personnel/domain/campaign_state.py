"""What is so in a recruitment campaign after everything that happened."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from services.personnel.domain import campaign_events as events
from services.personnel.domain.campaign_events import (
    CampaignEvent,
    CampaignPhase,
    CandidateStep,
    ReservedPlace,
    ResultStage,
)
from services.personnel.domain.campaign_plan import CampaignPlan
from shared.kernel import NATION, Region, record

NEXT: Final = {
    CandidateStep.RECHECK: CandidateStep.INTERVIEW,
    CandidateStep.INTERVIEW: CandidateStep.INTERVIEW,
    CandidateStep.PHYSICAL: CandidateStep.VETTING,
    CandidateStep.VETTING: CandidateStep.PUBLICITY,
}


@record
class Candidate:
    """`shown_until` is the last day of the publicity, none before it began; `objection` waits since the day beside it."""

    applicant_id: UUID
    vacancy: str
    rank: int
    step: CandidateStep
    shown_until: date | None = None
    objection: UUID | None = None
    held_since: date | None = None
    objected_by: str = ""


@record
class Campaign:
    campaign_id: UUID | None = None
    region: Region = NATION
    title: str = ""
    plan: CampaignPlan | None = None
    phase: CampaignPhase = CampaignPhase.NONE
    planned_by: str = ""
    registration_from: date = date.max
    registration_until: date = date.max
    places: tuple[ReservedPlace, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    hired: int = 0

    def candidate(self, applicant_id: UUID) -> Candidate | None:
        return next((each for each in self.candidates if each.applicant_id == applicant_id), None)

    def places_of(self, vacancy: str) -> tuple[str, ...]:
        """What is held for a vacancy and nobody was hired into."""
        return tuple(each.place for each in self.places if each.vacancy == vacancy)

    def next_in_line(self, vacancy: str) -> Candidate | None:
        waiting = (c for c in self.candidates if c.vacancy == vacancy and c.step is CandidateStep.WAITING)
        return min(waiting, key=lambda candidate: candidate.rank, default=None)


def evolve(campaign: Campaign, event: CampaignEvent) -> Campaign:  # noqa: C901  one match
    match event:
        case events.CampaignPlanned():
            return Campaign(
                campaign_id=event.campaign_id, region=event.region, title=event.title, plan=event.plan,
                phase=CampaignPhase.PLAN, planned_by=event.planned_by,
            )  # fmt: skip
        case events.CampaignQuotaReserved(places=places):
            return replace(campaign, phase=CampaignPhase.QUOTA_RESERVED, places=places)
        case events.CampaignApproved():
            return replace(campaign, phase=CampaignPhase.APPROVED)
        case events.CampaignAnnounced():
            return replace(
                campaign, phase=CampaignPhase.ANNOUNCED, registration_from=event.registration_from,
                registration_until=event.registration_until,
            )  # fmt: skip
        case events.CampaignMovedOn(phase=phase):
            return replace(campaign, phase=phase)
        case events.VacancyCut(given_back=gone):
            return _without(campaign, gone)
        case events.CampaignResultPublished():
            return replace(campaign, candidates=_ranked(event))
        case events.CandidateConcluded(applicant_id=id, passed=passed, step=step):
            return _changed(campaign, id, step=NEXT[step] if passed else CandidateStep.OUT, objection=None)
        case events.CandidatePulledIn(applicant_id=id, step=step):
            return _changed(campaign, id, step=step)
        case events.PublicityBegan(applicants=applicants, until=until):
            for id in applicants:
                campaign = _changed(campaign, id, shown_until=until)
            return campaign
        case events.ObjectionRaised(applicant_id=id, objection_id=objection, effective=day, raised_by=by):
            return _changed(campaign, id, objection=objection, held_since=day, objected_by=by)
        case events.ObjectionDecided(applicant_id=id, until=until):
            return _changed(campaign, id, objection=None, held_since=None, shown_until=until)
        case events.CandidateHired(applicant_id=id, place=place):
            hired = _changed(campaign, id, step=CandidateStep.HIRED)
            return replace(_without(hired, (place,)), hired=campaign.hired + 1)
        case events.CampaignFiled(given_back=gone):
            return replace(_without(campaign, gone), phase=CampaignPhase.FILED)


def _without(campaign: Campaign, gone: Iterable[str]) -> Campaign:
    kept = frozenset(each.place for each in campaign.places) - frozenset(gone)
    return replace(campaign, places=tuple(each for each in campaign.places if each.place in kept))


def _changed(campaign: Campaign, id: UUID, **changes: object) -> Campaign:
    found = (replace(each, **changes) if each.applicant_id == id else each for each in campaign.candidates)  # type: ignore[arg-type]
    return replace(campaign, candidates=tuple(found))


def _ranked(event: events.CampaignResultPublished) -> tuple[Candidate, ...]:
    first = CandidateStep.RECHECK if event.stage is ResultStage.WRITTEN else CandidateStep.PHYSICAL
    on = frozenset(event.going_on)
    return tuple(
        Candidate(
            applicant_id=each.applicant_id, vacancy=each.vacancy, rank=each.rank,
            step=first if each.applicant_id in on else CandidateStep.WAITING,
        )
        for each in event.ranked
    )  # fmt: skip
