"""The frame people work in, as personnel told it: places of units, drafts of grade schemes that were tried."""

from typing import Any

from services.payroll.domain.grade_trials import HearGradeTrial, trial_id
from services.payroll.domain.streams import GRADE_TRIAL, UNIT_QUOTA
from services.payroll.domain.unit_quotas import HearQuota, unit_quota_id
from shared.kernel import Send
from shared.published import News
from shared.published.personnel.grades import SchemeTriedV1
from shared.published.personnel.headcount import QuotaApprovedV1


def hear(event: QuotaApprovedV1 | SchemeTriedV1, news: News[Any]) -> Send[Any]:
    match event:
        case QuotaApprovedV1(unit=unit, places=places):
            quota = HearQuota(unit=unit, places=places, effective=news.effective, cause=news.event_id)
            return Send(stream=UNIT_QUOTA, to=unit_quota_id(unit), command=quota)
        case SchemeTriedV1() as tried:
            trial = HearGradeTrial(
                region=tried.region, trial=tried.trial, code=tried.code, draft_effective=tried.draft_effective,
                cause=news.event_id,
            )  # fmt: skip
            return Send(stream=GRADE_TRIAL, to=trial_id(tried.trial), command=trial)
