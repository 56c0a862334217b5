"""Nominations for the reserve wait for the review, then for the organisation department to admit them."""

from typing import Any

from services.personnel.domain import reserve_events as reserve
from shared.kernel import Recorded
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, waits

KINDS = ("reserve-review", "reserve-entry")


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case reserve.ReserveNominated(nominated_by=by):
            return (waits(recorded, "reserve-review", made_by=by),)
        case reserve.ReserveReviewed(passed=passed):
            reviewed = settled(recorded, "reserve-review")
            return (*reviewed, waits(recorded, "reserve-entry")) if passed else reviewed
        case reserve.ReserveEntered() | reserve.ReserveRemoved():
            return settled(recorded, *KINDS)
        case _:
            return ()
