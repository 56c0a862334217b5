"""A transfer that took effect moves what is kept of the person: records, leave that is not over and who decides about it."""

from datetime import date
from uuid import UUID

from services.personnel.domain.leave_account import PlaceAccount
from services.personnel.domain.leave_account_state import LeaveAccountMoved, LeaveBooked
from services.personnel.domain.leave_events import LeaveLevel, LeaveMoved, LeaveRequested, LeaveWithdrawn
from services.personnel.domain.leave_placing import PlaceLeave
from services.personnel.domain.leave_rules import LeaveKind, LeavePay
from services.personnel.domain.scheme_terms import Education
from services.personnel.domain.streams import EMPLOYMENT, LEAVE, LEAVE_ACCOUNT, WORKER
from services.personnel.domain.transfer_events import WorkplaceChanged
from services.personnel.domain.worker import PlaceWorker, WorkerMoved, WorkerRegistered
from services.personnel.domain.working_days import YearDays
from services.personnel.domain.workplace import leaves, moved
from shared.kernel import Sealed, region
from tests.personnel.people import COMMUNITY, STREET, hired, on
from tests.personnel.people import EMPLOYMENT as SPELL
from tests.personnel.people import WORKER as PERSON

THERE = region("51", "01", "07", "001", "005")
DAY, ID = date(2027, 5, 3), UUID(int=7)
CHANGED = WorkplaceChanged(
    effective=DAY, worker_id=PERSON, employment_id=SPELL, transfer_id=ID, was=COMMUNITY, workplace=THERE,
    place=f"{STREET}#1", held=f"{STREET}#1",
)  # fmt: skip
REQUESTED = LeaveRequested(
    effective=date(2027, 6, 1), worker_id=PERSON, leave_id=ID, account=SPELL, community=COMMUNITY,
    kind=LeaveKind.PERSONAL, pay=LeavePay.UNPAID, ends=date(2027, 6, 2), days=2, decided_at=LeaveLevel.COMMUNITY,
    reason=None, asked_by="street",
)  # fmt: skip
BOOKED = LeaveBooked(
    effective=date(2027, 6, 1), worker_id=PERSON, community=COMMUNITY, leave_id=ID, kind=LeaveKind.PERSONAL,
    ends=date(2027, 6, 2), days=(YearDays(year=2027, days=2),),
)  # fmt: skip


def test_the_workplace_of_an_employment_is_asked_of_everything_that_lies_by_it() -> None:
    state = EMPLOYMENT.decider.fold((hired(), CHANGED))
    asked = [(send.stream.type, send.to, send.command.community) for send in moved(state)]
    assert asked == [("worker", PERSON, THERE), ("grade", PERSON, THERE), ("leave_account", SPELL, THERE)]
    account = LEAVE_ACCOUNT.decider.fold((BOOKED,))
    assert [(send.to, send.command.community) for send in leaves(account)] == [(ID, COMMUNITY)]
    assert list(moved(EMPLOYMENT.decider.fold(()))) == []


def test_leave_that_is_not_over_is_decided_in_the_new_community() -> None:
    gone = LeaveMoved(
        effective=DAY, worker_id=PERSON, leave_id=ID, community=THERE, decided_at=LeaveLevel.COMMUNITY,
        starts=REQUESTED.effective, asked_by="street", open=True,
    )  # fmt: skip
    place = PlaceLeave(community=THERE)
    on(LEAVE, DAY, REQUESTED).when(place).then(gone)
    on(LEAVE, DAY, REQUESTED, gone).when(place).then()
    over = LeaveWithdrawn(effective=DAY, worker_id=PERSON, leave_id=ID, approved=False, withdrawn_by="street")
    on(LEAVE, DAY, REQUESTED, over).when(place).then()
    on(LEAVE, DAY).when(place).then()


def test_the_person_and_the_account_move_once() -> None:
    known = WorkerRegistered(
        effective=DAY, worker_id=PERSON, region=COMMUNITY, name=Sealed("n"), id_number=Sealed("i"), phone=None,
        sex="MALE", birth_month="1990-05", education=Education.BACHELOR,
    )  # fmt: skip
    place = PlaceWorker(worker_id=PERSON, community=THERE)
    went = WorkerMoved(effective=DAY, worker_id=PERSON, region=THERE)
    on(WORKER, DAY, known).when(place).then(went)
    on(WORKER, DAY, known, went).when(place).then()
    on(WORKER, DAY).when(place).then()
    account = LeaveAccountMoved(effective=DAY, worker_id=PERSON, community=THERE)
    on(LEAVE_ACCOUNT, DAY, BOOKED).when(PlaceAccount(community=THERE)).then(account)
    on(LEAVE_ACCOUNT, DAY, BOOKED, account).when(PlaceAccount(community=THERE)).then()
