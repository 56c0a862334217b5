"""A quota that was requested waits for another hand."""

from typing import Any

from services.personnel.domain.headcount_events import QuotaApproved, QuotaRequested
from shared.kernel import Recorded
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, waits

KINDS = ("quota-approval",)


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case QuotaRequested(unit=unit, effective=day, requested_by=by):
            return (waits(recorded, "quota-approval", region=unit, due=day, made_by=by),)
        case QuotaApproved():
            return settled(recorded, "quota-approval")
        case _:
            return ()
