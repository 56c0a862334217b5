"""How somebody stands on a day (requirements 1.18): one answer from everything that is known of employment, leave and borrowing."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from services.personnel.domain.exit_events import Ground
from shared.kernel import Span, record


class WorkerStanding(StrEnum):
    """CANDIDATE: known and not employed yet; RETIRED_CARE: retired from here, cared for since."""

    CANDIDATE = "CANDIDATE"
    PROBATION = "PROBATION"
    ACTIVE = "ACTIVE"
    ON_LEAVE = "ON_LEAVE"
    BORROWED = "BORROWED"
    SUSPENDED = "SUSPENDED"
    EXITING = "EXITING"
    EXITED = "EXITED"
    RETIRED_CARE = "RETIRED_CARE"


@record
class Circumstances:
    """The newest employment and what lies beside it. `probation` until it is concluded or over; `leaving_since` = the notice."""

    employed: Span | None = None
    ground: Ground | None = None
    probation: Span | None = None
    leaving_since: date | None = None
    suspended: tuple[Span, ...] = ()
    borrowed: tuple[Span, ...] = ()
    on_leave: tuple[Span, ...] = ()


def standing_on(known: Circumstances, day: date) -> WorkerStanding:
    """The weightier first: who is suspended on leave is suspended; who leaves and is ill is on leave until the last day."""
    employed = known.employed
    if employed is None or day < employed.first:
        return WorkerStanding.CANDIDATE
    if employed.last is not None and day > employed.last:
        return WorkerStanding.RETIRED_CARE if known.ground is Ground.RETIREMENT else WorkerStanding.EXITED
    if _any(known.suspended, day):
        return WorkerStanding.SUSPENDED
    if _any(known.on_leave, day):
        return WorkerStanding.ON_LEAVE
    if _any(known.borrowed, day):
        return WorkerStanding.BORROWED
    if employed.last is not None or (known.leaving_since is not None and known.leaving_since <= day):
        return WorkerStanding.EXITING
    if known.probation is not None and known.probation.covers(day):
        return WorkerStanding.PROBATION
    return WorkerStanding.ACTIVE


def _any(spans: Iterable[Span], day: date) -> bool:
    return any(span.covers(day) for span in spans)
