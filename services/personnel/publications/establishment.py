"""Regions, quotas and schemes: what the world hears of the frame people work in."""

from services.personnel.domain.grade_schemes import SchemeEvent, SchemePublished
from services.personnel.domain.headcount_events import (
    HeadcountEvent,
    PopulationRecorded,
    QuotaApproved,
    QuotaExhausted,
    QuotaRequested,
    QuotaReviewDue,
    QuotaReviewed,
    QuotaReviewSet,
    RatioComputed,
)
from services.personnel.domain.region_events import (
    RegionEvent,
    RegionFounded,
    RegionMerged,
    RegionMoved,
    RegionNameAnnulled,
    RegionNameCorrected,
    RegionRenamed,
)
from services.personnel.domain.scheme_costs import PayStandardNoted, TrialCosted, TrialCostWaived
from services.personnel.domain.scheme_trials import SchemeTried
from shared.published import Published
from shared.published.personnel import grades, headcount, regions


def publish(event: RegionEvent | HeadcountEvent | SchemeEvent) -> Published | None:  # noqa: C901  one match
    match event:
        case RegionFounded(path=path, level=level, code=code, name=name):
            return regions.RegionFoundedV1(path=path, level=level, code=code, name=name)
        case RegionRenamed(path=path, code=code, name=name):
            return regions.RegionRenamedV1(path=path, code=code, name=name)
        case RegionNameCorrected(path=path, since=since, code=code, name=name):
            return regions.RegionNameCorrectedV1(path=path, since=since, code=code, name=name)
        case RegionNameAnnulled(path=path):
            return regions.RegionNameAnnulledV1(path=path)
        case RegionMoved(path=path, to=to):
            return regions.RegionMovedV1(path=path, to=to, merged=False)
        case RegionMerged(path=path, into=into):
            return regions.RegionMovedV1(path=path, to=into, merged=True)
        case QuotaApproved(unit=unit, places=places):
            return headcount.QuotaApprovedV1(unit=unit, places=places)
        case QuotaExhausted(unit=unit, places=places):
            return headcount.QuotaExhaustedV1(unit=unit, places=places)
        case RatioComputed():
            return headcount.RatioComputedV1(
                unit=event.unit, residents=event.residents, per_10000=event.per_10000, workers=event.workers,
                required_tenths=event.required_tenths, ratio_tenths=event.ratio_tenths, gap_tenths=event.gap_tenths,
            )  # fmt: skip
        case SchemePublished(region=region, code=code, version=version):
            return grades.SchemePublishedV1(region=region, code=code, version=version)
        case SchemeTried():
            return grades.SchemeTriedV1(
                region=event.region, trial=event.digest, code=event.code, draft_effective=event.draft_effective,
                first_month=event.first_month, months=event.months,
            )  # fmt: skip
        case (
            TrialCosted()
            | TrialCostWaived()
            | PayStandardNoted()
            | PopulationRecorded()
            | QuotaRequested()
            | QuotaReviewSet()
            | QuotaReviewDue()
            | QuotaReviewed()
        ):
            return None
