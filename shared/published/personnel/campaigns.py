"""Recruitment campaigns: announced, and their ranked lists."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class CampaignAnnouncedV1:
    """So many places are to be filled; `notice` is the number of the public notice."""

    told: ClassVar[Name] = Name("personnel.campaign.announced")
    campaign_id: UUID
    notice: str
    places: int
    registration_from: date
    registration_until: date


@record
class RankedV1:
    """`total` in hundredths of a point; whoever `goes_on` is interviewed, or in line for a place."""

    applicant_id: UUID
    vacancy: str
    rank: int
    total: int
    goes_on: bool


@record
class CampaignResultPublishedV1:
    """`stage` is WRITTEN or FINAL. Nobody is named."""

    told: ClassVar[Name] = Name("personnel.campaign.result_published")
    campaign_id: UUID
    stage: str
    ranked: tuple[RankedV1, ...]
