"""Offices in a community's party organisation: a stream of its own beside employment and appointment; ending one ends no other.

How it relates to an appointment as SECRETARY is docs/decisions/0016.
"""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from services.personnel.domain.appointment_events import PostChoice
from services.personnel.domain.party_post_events import (
    PartyCommitteeChanged,
    PartyOffice,
    PartyPost,
    PartyPostAnnulled,
    PartyPostCorrected,
    PartyPostDecided,
    PartyPostEnded,
    PartyPostEndReason,
    PartyPostEvent,
    PartyPostPhase,
    PartyPostStarted,
)
from services.personnel.domain.policies import Policies
from shared.kernel import DAY, Facts, Region, Rejected, level, record
from shared.kernel.spans import add_years

PARTY_OFFICE: Final = "party-office"
"""The reservation of the secretary's office of a community."""

# Commands


@record
class DecidePartyPost:
    """`document` is the report of the election or the decision of the committee above."""

    worker_id: UUID
    party_post_id: UUID
    office: PartyOffice
    community: Region
    choice: PostChoice
    starts: date
    document: str


@record
class TakePartyOffice:
    """The organisation department has filed the secretary."""

    filed_on: date


@record
class EndPartyPost:
    reason: PartyPostEndReason
    last_day: date
    document: str


@record
class CompletePartyTerm:
    """The calendar: the last day of the term has passed."""


@record
class CorrectPartyPost:
    """`starts` is the right first day."""

    starts: date
    reason: str


@record
class AnnulPartyPost:
    reason: str


@record
class ReopenPartyPost:
    """The exit by death with which it ended is undone: the term goes on from the same first day."""


PartyPostCommand = (
    DecidePartyPost | TakePartyOffice | EndPartyPost | CompletePartyTerm | CorrectPartyPost | AnnulPartyPost
    | ReopenPartyPost
)  # fmt: skip
Events = tuple[PartyPostEvent, ...]

# Decisions


def decide(post: PartyPost, command: DecidePartyPost, facts: Facts[Policies]) -> Events:
    """In office at once, unless the office waits to be filed."""
    if post.phase is not PartyPostPhase.NONE:
        return ()
    if level(command.community) != "community":
        raise Rejected("party-posts.community", field="/community")
    ends = _term_ends(command.starts, facts)
    decided = PartyPostDecided(
        effective=command.starts, worker_id=command.worker_id, party_post_id=command.party_post_id,
        office=command.office, community=command.community, choice=command.choice, term_ends=ends,
        document=_said(command.document, "document"), decided_by=facts.by,
    )  # fmt: skip
    if command.office in facts.policies.filed_posts.on(command.starts):
        return (decided,)
    started = PartyPostStarted(
        effective=command.starts, worker_id=command.worker_id, party_post_id=command.party_post_id,
        office=command.office, community=command.community, term_ends=ends,
    )  # fmt: skip
    return (decided, started, _changed(started, command.starts, joined=True))


def take_office(post: PartyPost, command: TakePartyOffice, facts: Facts[Policies]) -> Events:
    _known(post)
    if post.phase in (PartyPostPhase.IN_TERM, PartyPostPhase.ENDED):
        return ()
    if post.phase is not PartyPostPhase.DECIDED:
        raise Rejected("party-posts.not-in-office")
    return _begun(post, max(post.starts, command.filed_on))


def end(post: PartyPost, command: EndPartyPost, facts: Facts[Policies]) -> Events:
    _in_office(post)
    if command.last_day < post.starts:
        raise Rejected("party-posts.last-day", field="/last_day")
    return _over(post, command.last_day, command.reason, _said(command.document, "document"))


def complete(post: PartyPost, facts: Facts[Policies]) -> Events:
    if post.phase is not PartyPostPhase.IN_TERM or post.term_ends >= facts.today:
        return ()
    return _over(post, post.term_ends, PartyPostEndReason.TERM_ENDED, "")


def reopen(post: PartyPost, facts: Facts[Policies]) -> Events:
    """A term that is over by now ends by the calendar at once."""
    if post.phase is not PartyPostPhase.ENDED:
        return ()
    return (*_begun(post, post.starts), *complete(replace(post, phase=PartyPostPhase.IN_TERM), facts))


def correct(post: PartyPost, command: CorrectPartyPost, facts: Facts[Policies]) -> Events:
    worker, id = _in_office(post)
    if command.starts == post.starts:
        return ()
    return (
        PartyPostCorrected(
            effective=command.starts, worker_id=worker, party_post_id=id, term_ends=_term_ends(command.starts, facts),
            reason=_said(command.reason, "reason"), corrected_by=facts.by,
        ),
    )  # fmt: skip


def annul(post: PartyPost, command: AnnulPartyPost, facts: Facts[Policies]) -> Events:
    worker, id = _known(post)
    if post.phase is PartyPostPhase.ANNULLED:
        return ()
    never = PartyPostAnnulled(
        effective=post.starts, worker_id=worker, party_post_id=id, office=post.office, community=post.region,
        was=post.phase, reason=_said(command.reason, "reason"), annulled_by=facts.by,
    )  # fmt: skip
    return (never, _changed(never, post.starts, joined=False)) if post.phase is PartyPostPhase.IN_TERM else (never,)


def _begun(post: PartyPost, starts: date) -> Events:
    worker, id = _known(post)
    started = PartyPostStarted(
        effective=starts, worker_id=worker, party_post_id=id, office=post.office, community=post.region,
        term_ends=post.term_ends,
    )  # fmt: skip
    return (started, _changed(started, starts, joined=True))


def _over(post: PartyPost, last_day: date, reason: PartyPostEndReason, document: str) -> Events:
    worker, id = _known(post)
    ended = PartyPostEnded(
        effective=last_day, worker_id=worker, party_post_id=id, office=post.office, community=post.region,
        reason=reason, document=document,
    )  # fmt: skip
    return (ended, _changed(ended, last_day + DAY, joined=False))


def _changed(
    event: PartyPostStarted | PartyPostEnded | PartyPostAnnulled, day: date, *, joined: bool
) -> PartyCommitteeChanged:
    return PartyCommitteeChanged(
        effective=day, worker_id=event.worker_id, party_post_id=event.party_post_id, community=event.community,
        office=event.office, joined=joined,
    )  # fmt: skip


def _term_ends(starts: date, facts: Facts[Policies]) -> date:
    return add_years(starts, facts.policies.party_term_years.on(starts)) - DAY


def _in_office(post: PartyPost) -> tuple[UUID, UUID]:
    if post.phase is not PartyPostPhase.IN_TERM:
        raise Rejected("party-posts.not-in-office")
    return _known(post)


def _known(post: PartyPost) -> tuple[UUID, UUID]:
    if post.worker_id is None or post.party_post_id is None:
        raise Rejected("party-posts.not-in-office")
    return post.worker_id, post.party_post_id


def _said(text: str, field: str) -> str:
    if not text.strip():
        raise Rejected(f"party-posts.{field}", field=f"/{field}")
    return text
