"""Recruiting: the notice, the ranked lists, the result of a vetting; who applied stays inside."""

from services.personnel.domain.applicant_events import ApplicantEvent
from services.personnel.domain.campaign_events import CampaignAnnounced, CampaignEvent, CampaignResultPublished
from services.personnel.domain.vetting import VettingConcluded, VettingEvent
from shared.published import Published
from shared.published.personnel import campaigns
from shared.published.personnel.vetting import VettingConcludedV1


def publish(event: CampaignEvent | ApplicantEvent | VettingEvent) -> Published | None:
    match event:
        case CampaignAnnounced():
            return campaigns.CampaignAnnouncedV1(
                campaign_id=event.campaign_id, notice=event.notice, places=event.places,
                registration_from=event.registration_from, registration_until=event.registration_until,
            )  # fmt: skip
        case CampaignResultPublished(campaign_id=id, stage=stage, going_on=on):
            ranked = tuple(
                campaigns.RankedV1(
                    applicant_id=each.applicant_id, vacancy=each.vacancy, rank=each.rank, total=each.total,
                    goes_on=each.applicant_id in on,
                )
                for each in event.ranked
            )  # fmt: skip
            return campaigns.CampaignResultPublishedV1(campaign_id=id, stage=stage.value, ranked=ranked)
        case VettingConcluded(vetting_id=id, candidate_id=candidate, campaign_id=campaign, result=result):
            return VettingConcludedV1(vetting_id=id, candidate_id=candidate, campaign_id=campaign, result=result.value)
        case _:
            return None
