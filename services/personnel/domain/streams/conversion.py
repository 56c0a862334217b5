"""Somebody of another department's post who is to become dedicated staff."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import conversion_events, conversions
from services.personnel.domain.conversion_events import Conversion, ConversionEvent
from services.personnel.domain.conversions import ConversionCommand
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Release, Reservation, Stream, Take


def _decide(state: Conversion, command: ConversionCommand, facts: Facts[Policies]) -> tuple[ConversionEvent, ...]:
    match command:
        case conversions.ListConversion():
            return conversions.list_for(state, command, facts)
        case conversions.CheckEligibility():
            return conversions.check(state, command, facts)
        case conversions.ExamineConversion():
            return conversions.examine(state, command, facts)
        case conversions.ConvertWorker():
            return conversions.convert(state, command, facts)
        case conversions.WithdrawConversion():
            return conversions.withdraw(state, facts)
        case conversions.EndConversionRetention():
            return conversions.end_retention(state, facts)
        case conversions.ForgetConversion():
            return conversions.forget(state, command, facts)


def _reserves(id: UUID, command: ConversionCommand, event: ConversionEvent) -> tuple[Reservation, ...]:
    match command, event:
        case conversions.ListConversion(id_hash=hash), conversion_events.ConversionListed(foreign_post_id=post):
            return (Take(kind=conversions.LISTED, key=f"{post}:{hash}"),)
        case conversions.ForgetConversion(held=held), _:
            return tuple(Release(kind=conversions.LISTED, key=key) for key in held)
        case _:
            return ()


CONVERSION: Stream[Conversion, ConversionCommand, ConversionEvent, Policies] = Stream(
    type="conversion", decider=Decider(initial=Conversion(), decide=_decide, evolve=conversion_events.evolve),
    events=get_args(ConversionEvent), region_of=home, reserves=_reserves,
)  # fmt: skip
