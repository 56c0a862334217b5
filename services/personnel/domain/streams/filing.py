"""One secretary's filing."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import filing, filing_events
from services.personnel.domain.filing import FilingCommand
from services.personnel.domain.filing_events import Filing, FilingCancelled, FilingEvent, FilingSubmitted
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Release, Reservation, Stream, Take


def _decide(state: Filing, command: FilingCommand, facts: Facts[Policies]) -> tuple[FilingEvent, ...]:
    match command:
        case filing.SubmitFiling():
            return filing.submit(state, command, facts)
        case filing.ResubmitFiling():
            return filing.resubmit(state, command, facts)
        case filing.AcceptFiling():
            return filing.accept(state, facts)
        case filing.ReturnFiling():
            return filing.give_back(state, command, facts)
        case filing.FileSecretary():
            return filing.file(state, command, facts)
        case filing.ChangeFiling():
            return filing.change(state, command, facts)
        case filing.CancelFiling():
            return filing.cancel(state, command, facts)


def _reserves(id: UUID, command: FilingCommand, event: FilingEvent) -> tuple[Reservation, ...]:
    match event:
        case FilingSubmitted(subject_id=subject) if isinstance(command, filing.SubmitFiling):
            return (Take(kind=filing.FILED, key=str(subject)),)
        case FilingCancelled(subject_id=subject):
            return (Release(kind=filing.FILED, key=str(subject)),)
        case _:
            return ()


def _filed(stream_id: UUID, state: Filing) -> UUID | None:
    return state.submitted.worker_id if state.submitted else None


FILING: Stream[Filing, FilingCommand, FilingEvent, Policies] = Stream(
    type="filing", decider=Decider(initial=Filing(), decide=_decide, evolve=filing_events.evolve),
    events=get_args(FilingEvent), region_of=home, subject_of=_filed, reserves=_reserves,
)  # fmt: skip
