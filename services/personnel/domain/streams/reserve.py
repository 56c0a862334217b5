"""One person in the reserve of one type; and one recommendation as a delegate."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import delegates, reserve, reserve_events
from services.personnel.domain.delegates import Delegacy, DelegacyCommand, DelegacyEvent
from services.personnel.domain.policies import Policies
from services.personnel.domain.reserve import ReserveCommand
from services.personnel.domain.reserve_events import ReserveEvent, ReserveMember
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Release, Reservation, Stream, Take


def _member(state: ReserveMember, command: ReserveCommand, facts: Facts[Policies]) -> tuple[ReserveEvent, ...]:
    match command:
        case reserve.NominateReserve():
            return reserve.nominate(state, command, facts)
        case reserve.ReviewReserve():
            return reserve.review(state, command, facts)
        case reserve.EnterReserve():
            return reserve.enter(state, command, facts)
        case reserve.NoteReserveTrained():
            return reserve.note_trained(state, command, facts)
        case reserve.AppointFromReserve():
            return reserve.appoint(state, command, facts)
        case reserve.RemoveFromReserve():
            return reserve.remove(state, command, facts)
        case reserve.ReturnToReserve():
            return reserve.come_back(state)


def _seats(id: UUID, command: ReserveCommand, event: ReserveEvent) -> tuple[Reservation, ...]:
    match event:
        case reserve_events.ReserveEntered(seat=seat):
            return (Take(kind=reserve.SEAT, key=seat),)
        case reserve_events.ReserveAppointed(seat=seat) | reserve_events.ReserveRemoved(seat=seat) if seat:
            return (Release(kind=reserve.SEAT, key=seat),)
        case _:
            return ()


def _who(stream_id: UUID, state: ReserveMember | Delegacy) -> UUID | None:
    return state.worker_id


def _delegate(state: Delegacy, command: DelegacyCommand, facts: Facts[Policies]) -> tuple[DelegacyEvent, ...]:
    match command:
        case delegates.RecommendDelegate():
            return delegates.recommend(state, command, facts)
        case delegates.ChooseDelegate():
            return delegates.choose(state, command, facts)
        case delegates.PassOverDelegate():
            return delegates.pass_over(state, command, facts)
        case delegates.EndDelegacy():
            return delegates.end(state, command, facts)
        case delegates.CompleteDelegacy():
            return delegates.complete(state, facts)
        case delegates.ReopenDelegacy():
            return delegates.reopen(state, facts)


RESERVE: Stream[ReserveMember, ReserveCommand, ReserveEvent, Policies] = Stream(
    type="reserve", decider=Decider(initial=ReserveMember(), decide=_member, evolve=reserve_events.evolve),
    events=get_args(ReserveEvent), region_of=home, subject_of=_who, reserves=_seats,
)  # fmt: skip
DELEGACY: Stream[Delegacy, DelegacyCommand, DelegacyEvent, Policies] = Stream(
    type="delegacy",
    decider=Decider(initial=Delegacy(), decide=_delegate, evolve=delegates.evolve),
    events=get_args(DelegacyEvent), region_of=home, subject_of=_who,
)  # fmt: skip
