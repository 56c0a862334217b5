"""Where somebody works decides whose secretary may act: a transfer that took effect moves what is kept of the person with it.

What belongs to a community of its own (posts, the reserve of a community, candidacies) stays where it is.
"""

from collections.abc import Iterator
from typing import Any

from services.personnel.domain.employment import Employment
from services.personnel.domain.grade_placing import PlaceGrade
from services.personnel.domain.leave_account import PlaceAccount
from services.personnel.domain.leave_account_state import LeaveAccount
from services.personnel.domain.leave_placing import PlaceLeave
from services.personnel.domain.streams.grade import GRADE
from services.personnel.domain.streams.leave import LEAVE, LEAVE_ACCOUNT
from services.personnel.domain.streams.worker import WORKER
from services.personnel.domain.worker import PlaceWorker
from shared.kernel import Send


def moved(employment: Employment) -> Iterator[Send[Any]]:
    """What the workplace of an employment asks of the person's other records; where they lie there already, nothing follows."""
    worker, id, there = employment.worker_id, employment.employment_id, employment.region
    if worker is None or id is None or employment.last_day is not None:
        return
    yield Send(stream=WORKER, to=worker, command=PlaceWorker(worker_id=worker, community=there))
    yield Send(stream=GRADE, to=worker, command=PlaceGrade(community=there))
    yield Send(stream=LEAVE_ACCOUNT, to=id, command=PlaceAccount(community=there), then=leaves)


def leaves(account: LeaveAccount) -> Iterator[Send[Any]]:
    """Leave that is asked for or not over yet is decided by who is secretary now."""
    for booking in account.bookings:
        yield Send(stream=LEAVE, to=booking.leave_id, command=PlaceLeave(community=account.region))
