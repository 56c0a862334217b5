"""A quota that was requested waits for another hand; one that stands for long waits to be looked at again."""

from typing import Any

from services.personnel.domain.headcount_events import QuotaApproved, QuotaRequested, QuotaReviewDue, QuotaReviewed
from shared.kernel import Recorded
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, waits

KINDS = ("quota-approval", "quota-review")


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case QuotaRequested(unit=unit, effective=day, requested_by=by):
            return (waits(recorded, "quota-approval", region=unit, due=day, made_by=by),)
        case QuotaApproved():
            return settled(recorded, *KINDS)
        case QuotaReviewDue(unit=unit, effective=day):
            return (waits(recorded, "quota-review", region=unit, due=day),)
        case QuotaReviewed():
            return settled(recorded, "quota-review")
        case _:
            return ()
