"""Party offices begun and ended, secretaries filed, memberships changed; how a filing went on stays inside."""

from services.personnel.domain import filing_events, party_post_events
from services.personnel.domain.filing_events import FilingEvent
from services.personnel.domain.party_post_events import PartyPostEvent, PartyPostPhase
from services.personnel.domain.party_status import PartyStatusEvent
from shared.published import Published
from shared.published.personnel import party, teams


def publish_post(event: PartyPostEvent) -> Published | None:
    match event:
        case party_post_events.PartyPostStarted(worker_id=worker, party_post_id=id, effective=starts):
            return party.PartyPostStartedV1(
                worker_id=worker, party_post_id=id, office=event.office.value, community=event.community,
                starts=starts, term_ends=event.term_ends,
            )  # fmt: skip
        case party_post_events.PartyPostEnded(worker_id=worker, party_post_id=id, office=office, reason=reason):
            return party.PartyPostEndedV1(worker_id=worker, party_post_id=id, office=office.value, reason=reason.value)
        case party_post_events.PartyPostAnnulled(was=PartyPostPhase.IN_TERM | PartyPostPhase.ENDED):
            return party.PartyPostEndedV1(
                worker_id=event.worker_id, party_post_id=event.party_post_id, office=event.office.value,
                reason="ANNULLED",
            )  # fmt: skip
        case party_post_events.PartyCommitteeChanged(effective=day, office=office):
            return teams.TeamCompositionChangedV1(
                community=event.community, worker_id=event.worker_id, post=office.value, party=True,
                joined=event.joined, since=day,
            )  # fmt: skip
        case _:
            return None


def publish_filing(event: FilingEvent) -> Published | None:
    match event:
        case filing_events.SecretaryFiled():
            return party.SecretaryFiledV1(
                worker_id=event.worker_id, filing_id=event.filing_id, community=event.community,
                subject=event.subject.value, subject_id=event.subject_id, starts=event.starts,
            )  # fmt: skip
        case _:
            return None


def publish_status(event: PartyStatusEvent) -> Published:
    return party.PartyStatusChangedV1(worker_id=event.worker_id)
