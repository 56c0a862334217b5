"""An office in a party organisation; and the party membership of a person."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import party_post_events, party_posts, party_status
from services.personnel.domain.party_post_events import PartyOffice, PartyPost, PartyPostEvent, PartyPostPhase
from services.personnel.domain.party_posts import PartyPostCommand
from services.personnel.domain.party_status import PartyStatus, PartyStatusCommand, PartyStatusEvent
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Release, Reservation, Stream, Take, its_own_subject


def _post(state: PartyPost, command: PartyPostCommand, facts: Facts[Policies]) -> tuple[PartyPostEvent, ...]:
    match command:
        case party_posts.DecidePartyPost():
            return party_posts.decide(state, command, facts)
        case party_posts.TakePartyOffice():
            return party_posts.take_office(state, command, facts)
        case party_posts.EndPartyPost():
            return party_posts.end(state, command, facts)
        case party_posts.CompletePartyTerm():
            return party_posts.complete(state, facts)
        case party_posts.ReopenPartyPost():
            return party_posts.reopen(state, facts)
        case party_posts.CorrectPartyPost():
            return party_posts.correct(state, command, facts)
        case party_posts.AnnulPartyPost():
            return party_posts.annul(state, command, facts)


def _reserves(id: UUID, command: PartyPostCommand, event: PartyPostEvent) -> tuple[Reservation, ...]:
    match event:
        case party_post_events.PartyPostStarted(office=PartyOffice.SECRETARY, community=community):
            return (Take(kind=party_posts.PARTY_OFFICE, key=community),)
        case party_post_events.PartyPostEnded(office=PartyOffice.SECRETARY, community=community):
            return (Release(kind=party_posts.PARTY_OFFICE, key=community),)
        case party_post_events.PartyPostAnnulled(
            office=PartyOffice.SECRETARY, community=community, was=PartyPostPhase.IN_TERM
        ):
            return (Release(kind=party_posts.PARTY_OFFICE, key=community),)
        case _:
            return ()


def _holder(stream_id: UUID, state: PartyPost) -> UUID | None:
    return state.worker_id


def _status(state: PartyStatus, command: PartyStatusCommand, facts: Facts[Policies]) -> tuple[PartyStatusEvent, ...]:
    match command:
        case party_status.RecordPartyStatus():
            return party_status.tell(state, command, facts)
        case party_status.CorrectPartyStatus():
            return party_status.correct(state, command, facts)
        case party_status.EndPartyStatus():
            return party_status.end(state, command, facts)
        case party_status.AnnulPartyStatus():
            return party_status.annul(state, command, facts)


PARTY_POST: Stream[PartyPost, PartyPostCommand, PartyPostEvent, Policies] = Stream(
    type="party_post", decider=Decider(initial=PartyPost(), decide=_post, evolve=party_post_events.evolve),
    events=get_args(PartyPostEvent), region_of=home, subject_of=_holder, reserves=_reserves,
)  # fmt: skip
PARTY_STATUS: Stream[PartyStatus, PartyStatusCommand, PartyStatusEvent, Policies] = Stream(
    type="party_status", decider=Decider(initial=PartyStatus(), decide=_status, evolve=party_status.evolve),
    events=get_args(PartyStatusEvent), region_of=home, subject_of=its_own_subject,
)  # fmt: skip
