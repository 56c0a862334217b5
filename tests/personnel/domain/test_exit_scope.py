"""What ended with an employment is kept, and what an undone exit could not begin again waits for somebody."""

from datetime import date, timedelta
from uuid import UUID

from services.personnel.domain.employment import Exited
from services.personnel.domain.exit_events import ExitAnnulled, Ground
from services.personnel.domain.exit_scope import LeaveToReopen, NoteTakenAlong, SettleReopening
from services.personnel.domain.exit_scope_events import (
    EndedThing,
    ExitThing,
    ExitTookAlong,
    ReopeningLeft,
    ReopeningObstacle,
    ReopeningSettled,
)
from services.personnel.domain.leave_account import RestoreBooking
from services.personnel.domain.leave_account_state import LeaveBooked, LeaveUnbooked
from services.personnel.domain.leave_rules import LeaveKind
from services.personnel.domain.streams import EMPLOYMENT, LEAVE_ACCOUNT
from services.personnel.domain.working_days import YearDays
from tests.personnel.people import COMMUNITY, WORKER, hired, on
from tests.personnel.people import EMPLOYMENT as SPELL

LAST, TODAY = date(2027, 6, 30), date(2027, 7, 5)
POST = EndedThing(thing=ExitThing.POST, id=UUID(int=21))
EXITED = Exited(
    effective=LAST, worker_id=WORKER, employment_id=SPELL, ground=Ground.DEATH, severance=False,
    employed_since=date(2027, 3, 1), document="", papers_due=LAST + timedelta(days=15),
)  # fmt: skip
TOOK = ExitTookAlong(effective=LAST, worker_id=WORKER, things=(POST,))
UNDONE = ExitAnnulled(
    effective=LAST, worker_id=WORKER, employment_id=SPELL, reason="x", contract_ends=None, next_notice=None
)
LEFT = ReopeningLeft(
    effective=TODAY, worker_id=WORKER, thing=ExitThing.POST, thing_id=POST.id, why=ReopeningObstacle.TAKEN
)


def test_what_ended_with_the_exit_is_noted_with_it() -> None:
    on(EMPLOYMENT, TODAY, hired(), EXITED).when(NoteTakenAlong(things=(POST,))).then(TOOK)
    on(EMPLOYMENT, TODAY, hired(), EXITED).when(NoteTakenAlong(things=())).then()
    on(EMPLOYMENT, TODAY, hired()).when(NoteTakenAlong(things=(POST,))).then()


def test_what_cannot_begin_again_waits_until_somebody_settles_it_with_a_document() -> None:
    left = LeaveToReopen(thing=POST, why=ReopeningObstacle.TAKEN)
    known = (hired(), EXITED, TOOK, UNDONE)
    on(EMPLOYMENT, TODAY, *known).when(left).then(LEFT)
    on(EMPLOYMENT, TODAY, *known, LEFT).when(left).then()
    on(EMPLOYMENT, TODAY, hired(), EXITED, TOOK).when(left).then_rejected("employments.not-running")
    settle = SettleReopening(thing_id=POST.id, document="3号")
    done = ReopeningSettled(effective=TODAY, worker_id=WORKER, thing_id=POST.id, document="3号", settled_by="officer")
    on(EMPLOYMENT, TODAY, *known, LEFT).when(settle).then(done)
    on(EMPLOYMENT, TODAY, *known, LEFT, done).when(settle).then_rejected("dismissal.nothing-to-reopen")
    on(EMPLOYMENT, TODAY, *known, LEFT).when(SettleReopening(thing_id=POST.id, document=" ")).then_rejected(
        "dismissal.document"
    )


def test_the_days_of_a_leave_are_booked_as_they_were_unless_others_were_taken() -> None:
    id, first, last = UUID(int=31), date(2027, 5, 6), date(2027, 5, 7)
    booked = LeaveBooked(
        effective=first, worker_id=WORKER, community=COMMUNITY, leave_id=id, kind=LeaveKind.PERSONAL, ends=last,
        days=(YearDays(year=2027, days=2),),
    )  # fmt: skip
    gone = LeaveUnbooked(effective=first, worker_id=WORKER, leave_id=id)
    restore = RestoreBooking(leave_id=id, kind=LeaveKind.PERSONAL, starts=first, ends=last)
    on(LEAVE_ACCOUNT, TODAY, booked, gone).when(restore).then(booked)
    on(LEAVE_ACCOUNT, TODAY, booked).when(restore).then()
    on(LEAVE_ACCOUNT, TODAY).when(restore).then()
    other = LeaveBooked(
        effective=last, worker_id=WORKER, community=COMMUNITY, leave_id=UUID(int=32), kind=LeaveKind.MARRIAGE, ends=last,
        days=(YearDays(year=2027, days=1),),
    )  # fmt: skip
    on(LEAVE_ACCOUNT, TODAY, booked, gone, other).when(restore).then_rejected("leave.overlap")
