"""One recruitment campaign, and the places that it holds."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import campaign_events as events
from services.personnel.domain import campaign_state, campaigns, candidates, headcount
from services.personnel.domain.campaign_events import CampaignEvent
from services.personnel.domain.campaign_state import Campaign
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Release, Reservation, Stream, Take

PlanningCommand = (
    campaigns.PlanCampaign | campaigns.ReserveCampaignQuota | campaigns.ApproveCampaign | campaigns.AnnounceCampaign
    | campaigns.FollowCampaign | campaigns.CloseReview | campaigns.PublishResult | campaigns.FileCampaign
)  # fmt: skip
CandidateCommand = (
    candidates.ConcludeCandidate | candidates.BeginPublicity | candidates.RaiseObjection | candidates.DecideObjection
    | candidates.HireCandidate
)  # fmt: skip
CampaignCommand = PlanningCommand | CandidateCommand


def _decide(state: Campaign, command: CampaignCommand, facts: Facts[Policies]) -> tuple[CampaignEvent, ...]:
    match command:
        case candidates.ConcludeCandidate():
            return candidates.conclude(state, command, facts)
        case candidates.BeginPublicity():
            return candidates.show(state, facts)
        case candidates.RaiseObjection():
            return candidates.object_to(state, command, facts)
        case candidates.DecideObjection():
            return candidates.decide_objection(state, command, facts)
        case candidates.HireCandidate():
            return candidates.hire(state, command, facts)
        case _:
            return _run(state, command, facts)


def _run(state: Campaign, command: PlanningCommand, facts: Facts[Policies]) -> tuple[CampaignEvent, ...]:  # noqa: C901  one match
    match command:
        case campaigns.PlanCampaign():
            return campaigns.plan(state, command, facts)
        case campaigns.ReserveCampaignQuota():
            return campaigns.reserve(state, command, facts)
        case campaigns.ApproveCampaign():
            return campaigns.approve(state, command, facts)
        case campaigns.AnnounceCampaign():
            return campaigns.announce(state, command, facts)
        case campaigns.FollowCampaign():
            return campaigns.follow(state, facts)
        case campaigns.CloseReview():
            return campaigns.close_review(state, command, facts)
        case campaigns.PublishResult():
            return campaigns.publish(state, command, facts)
        case campaigns.FileCampaign():
            return campaigns.file(state, command, facts)


def _reserves(id: UUID, command: CampaignCommand, event: CampaignEvent) -> tuple[Reservation, ...]:
    """What the campaign holds nobody else is hired into; a hire from it gives the place to the employment."""
    match event:
        case events.CampaignQuotaReserved(places=places):
            return tuple(Take(kind=headcount.PLACE, key=each.place) for each in places)
        case events.VacancyCut(given_back=gone) | events.CampaignFiled(given_back=gone):
            return tuple(Release(kind=headcount.PLACE, key=key) for key in gone)
        case events.CandidateHired(place=place):
            return (Release(kind=headcount.PLACE, key=place),)
        case _:
            return ()


CAMPAIGN: Stream[Campaign, CampaignCommand, CampaignEvent, Policies] = Stream(
    type="campaign", decider=Decider(initial=Campaign(), decide=_decide, evolve=campaign_state.evolve),
    events=get_args(CampaignEvent), region_of=home, reserves=_reserves,
)  # fmt: skip
