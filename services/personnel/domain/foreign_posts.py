"""Posts that other departments keep in communities (外部门设岗): registered with the day by which they are cleared out. Hiring for one of
them outside the unified recruitment is refused whoever asks, and the attempt is kept (policy article 1).

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, Rejected, level, record


class ForeignPostPhase(StrEnum):
    NONE = "NONE"
    REGISTERED = "REGISTERED"
    OVERDUE = "OVERDUE"
    CLEARED = "CLEARED"
    REJECTED = "REJECTED"


class ClearOutWay(StrEnum):
    """Its people were converted; it was given up; its people went back to the sponsor."""

    CONVERTED = "CONVERTED"
    ENDED = "ENDED"
    RETURNED = "RETURNED"


# Events


@record
class ForeignPostRegistered:
    """`funding_source` names the money that pays it (asked to be pooled by the county); `people` how many work in it."""

    effective: date
    post_id: UUID
    region: Region
    sponsor: str
    title: str
    people: int
    funding_source: str
    clear_out: date


@record
class ClearOutMoved:
    effective: date
    post_id: UUID
    clear_out: date
    reason: str


@record
class ClearOutOverdue:
    """The day has passed and the post is still there. Effective = the day after."""

    effective: date
    post_id: UUID
    clear_out: date


@record
class ForeignPostCleared:
    effective: date
    post_id: UUID
    way: ClearOutWay
    document: str


@record
class SponsorshipRejected:
    """Somebody tried to hire for a department outside the unified recruitment, kept as evidence."""

    effective: date
    post_id: UUID
    region: Region
    sponsor: str
    title: str
    people: int
    asked_by: str


ForeignPostEvent = (
    ForeignPostRegistered | ClearOutMoved | ClearOutOverdue | ForeignPostCleared | SponsorshipRejected
)  # fmt: skip

# State


@record
class ForeignPost:
    post_id: UUID | None = None
    region: Region = NATION
    sponsor: str = ""
    funding_source: str = ""
    clear_out: date = date.max
    phase: ForeignPostPhase = ForeignPostPhase.NONE

    @property
    def stands(self) -> bool:
        return self.phase in (ForeignPostPhase.REGISTERED, ForeignPostPhase.OVERDUE)


def evolve(post: ForeignPost, event: ForeignPostEvent) -> ForeignPost:
    match event:
        case ForeignPostRegistered():
            return ForeignPost(
                post_id=event.post_id, region=event.region, sponsor=event.sponsor, funding_source=event.funding_source,
                clear_out=event.clear_out, phase=ForeignPostPhase.REGISTERED,
            )  # fmt: skip
        case ClearOutMoved(clear_out=day):
            return replace(post, clear_out=day, phase=ForeignPostPhase.REGISTERED)
        case ClearOutOverdue():
            return replace(post, phase=ForeignPostPhase.OVERDUE)
        case ForeignPostCleared():
            return replace(post, phase=ForeignPostPhase.CLEARED)
        case SponsorshipRejected(post_id=id, region=region):
            return ForeignPost(post_id=id, region=region, sponsor=event.sponsor, phase=ForeignPostPhase.REJECTED)


# Commands


@record
class RegisterForeignPost:
    post_id: UUID
    region: Region
    sponsor: str
    title: str
    people: int
    funding_source: str
    clear_out: date


@record
class MoveClearOut:
    clear_out: date
    reason: str


@record
class ClearForeignPost:
    way: ClearOutWay
    document: str


@record
class FollowForeignPost:
    """The calendar: the day after the clear-out has come."""


@record
class AskSponsoredHire:
    """Somebody wants people for a department's own post."""

    post_id: UUID
    region: Region
    sponsor: str
    title: str
    people: int


ForeignPostCommand = (
    RegisterForeignPost | MoveClearOut | ClearForeignPost | FollowForeignPost | AskSponsoredHire
)  # fmt: skip

# Decisions


def register(post: ForeignPost, command: RegisterForeignPost, facts: Facts[Policies]) -> tuple[ForeignPostEvent, ...]:
    if post.post_id is not None:
        return ()
    _check(command.region, command.sponsor, command.title, command.people)
    if command.clear_out < facts.today:
        raise Rejected("foreign-posts.clear-out", field="/clear_out")
    if not command.funding_source.strip():
        raise Rejected("foreign-posts.funding", field="/funding_source")
    return (
        ForeignPostRegistered(
            effective=facts.today, post_id=command.post_id, region=command.region, sponsor=command.sponsor,
            title=command.title, people=command.people, funding_source=command.funding_source, clear_out=command.clear_out,
        ),
    )  # fmt: skip


def move(post: ForeignPost, command: MoveClearOut, facts: Facts[Policies]) -> tuple[ForeignPostEvent, ...]:
    id = _standing(post)
    if command.clear_out < facts.today:
        raise Rejected("foreign-posts.clear-out", field="/clear_out")
    if not command.reason.strip():
        raise Rejected("foreign-posts.reason", field="/reason")
    if command.clear_out == post.clear_out:
        return ()
    return (ClearOutMoved(effective=facts.today, post_id=id, clear_out=command.clear_out, reason=command.reason),)


def clear(post: ForeignPost, command: ClearForeignPost, facts: Facts[Policies]) -> tuple[ForeignPostEvent, ...]:
    id = _standing(post)
    if not command.document.strip():
        raise Rejected("foreign-posts.document", field="/document")
    return (ForeignPostCleared(effective=facts.today, post_id=id, way=command.way, document=command.document),)


def follow(post: ForeignPost, facts: Facts[Policies]) -> tuple[ForeignPostEvent, ...]:
    if post.post_id is None or post.phase is not ForeignPostPhase.REGISTERED or post.clear_out >= facts.today:
        return ()
    return (ClearOutOverdue(effective=facts.today, post_id=post.post_id, clear_out=post.clear_out),)


def refuse(post: ForeignPost, command: AskSponsoredHire, facts: Facts[Policies]) -> tuple[ForeignPostEvent, ...]:
    """Recorded whoever asks; nothing else can ever follow from it."""
    if post.post_id is not None:
        return ()
    _check(command.region, command.sponsor, command.title, command.people)
    return (
        SponsorshipRejected(
            effective=facts.today, post_id=command.post_id, region=command.region, sponsor=command.sponsor,
            title=command.title, people=command.people, asked_by=facts.by,
        ),
    )  # fmt: skip


def _check(region: Region, sponsor: str, title: str, people: int) -> None:
    if level(region) not in ("street", "community"):
        raise Rejected("foreign-posts.region", field="/region")
    if not sponsor.strip() or not title.strip():
        raise Rejected("foreign-posts.sponsor", field="/sponsor")
    if not 1 <= people <= 10_000:
        raise Rejected("foreign-posts.people", field="/people")


def _standing(post: ForeignPost) -> UUID:
    if post.post_id is None or not post.stands:
        raise Rejected("foreign-posts.not-standing")
    return post.post_id
