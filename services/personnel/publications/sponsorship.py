"""Posts of other departments: the attempt to hire for one, and who was converted with which sponsor's money."""

from services.personnel.domain.conversion_events import ConversionEvent, WorkerConverted
from services.personnel.domain.foreign_posts import ForeignPostEvent, SponsorshipRejected
from shared.published import Published
from shared.published.personnel import sponsorship


def publish(event: ForeignPostEvent | ConversionEvent) -> Published | None:
    match event:
        case SponsorshipRejected(post_id=id, sponsor=sponsor, people=people):
            return sponsorship.SponsorshipRejectedV1(post_id=id, sponsor=sponsor, people=people)
        case WorkerConverted(worker_id=worker, employment_id=employment, effective=starts):
            return sponsorship.WorkerConvertedV1(
                worker_id=worker, employment_id=employment, starts=starts, sponsor=event.sponsor,
                funding_source=event.funding_source,
            )  # fmt: skip
        case _:
            return None
