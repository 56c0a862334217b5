"""The way out of an employment: what is so after everything that happened on it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.personnel.domain.exit_events import (
    ExitAnnulled,
    ExitCorrected,
    ExitFoundUnlawful,
    ExitNoticeGiven,
    ExitNoticeWithdrawn,
    ExitPapersIssued,
    ExitPapersOverdue,
    ExitWeighed,
    IncompetenceFound,
    LeavingEvent,
    PlaceRetaken,
    ProtectionAnnulled,
    ProtectionCorrected,
    ProtectionRecorded,
    Remedy,
    RemedyGiven,
    RetirementClass,
    RetirementClassRecorded,
    RetirementReckoned,
)
from services.personnel.domain.exit_scope_events import EndedThing, ExitTookAlong, ReopeningLeft, ReopeningSettled
from shared.kernel import record


@record
class Protection:
    protection_id: UUID
    starts: date
    ends: date | None


@record
class Leaving:
    """`steps` are findings and remedies by day; `ground`, `document` and `service_since` are those of the exit, if there is one;
    `took` is what ended with it, `to_reopen` what of it waits for somebody after it was undone.
    """

    protections: tuple[Protection, ...] = ()
    steps: tuple[tuple[date, Remedy | None], ...] = ()
    retirement_class: RetirementClass | None = None
    notice: ExitNoticeGiven | None = None
    weighed: ExitWeighed | None = None
    unlawful: bool = False
    papers: bool = False
    papers_overdue: bool = False
    took: tuple[EndedThing, ...] = ()
    to_reopen: tuple[UUID, ...] = ()

    def protected_until(self, day: date) -> date | None:
        """The last protected day of an unbroken protection that covers the day; date.max where no end is known."""
        until: date | None = None
        for p in sorted(self.protections, key=lambda each: each.starts):
            reached = day if until is None else until
            if p.starts <= reached and (p.ends is None or p.ends >= day):
                until = date.max if p.ends is None else max(reached, p.ends)
        return until


def evolve(leaving: Leaving, event: LeavingEvent) -> Leaving:  # noqa: C901  one match
    match event:
        case ProtectionRecorded(protection_id=id, effective=starts, ends=ends):
            return _with(leaving, id, Protection(protection_id=id, starts=starts, ends=ends))
        case ProtectionCorrected(protection_id=id, effective=starts, ends=ends):
            return _with(leaving, id, Protection(protection_id=id, starts=starts, ends=ends))
        case ProtectionAnnulled(protection_id=id):
            return _with(leaving, id, None)
        case IncompetenceFound(effective=day):
            return replace(leaving, steps=(*leaving.steps, (day, None)))
        case RemedyGiven(effective=day, remedy=remedy):
            return replace(leaving, steps=(*leaving.steps, (day, remedy)))
        case RetirementClassRecorded(retirement_class=which):
            return replace(leaving, retirement_class=which)
        case RetirementReckoned():
            return leaving
        case ExitNoticeGiven():
            return replace(leaving, notice=event)
        case ExitNoticeWithdrawn():
            return replace(leaving, notice=None)
        case ExitWeighed():
            return replace(leaving, weighed=event)
        case ExitAnnulled():
            return replace(
                leaving, notice=None, weighed=None, papers=False, papers_overdue=False, unlawful=False, took=()
            )
        case ExitTookAlong(things=things):
            return took(leaving, *things)
        case ReopeningLeft(thing_id=id):
            return replace(leaving, to_reopen=(*leaving.to_reopen, id))
        case ReopeningSettled(thing_id=id):
            return replace(leaving, to_reopen=tuple(each for each in leaving.to_reopen if each != id))
        case ExitFoundUnlawful():
            return replace(leaving, unlawful=True)
        case ExitPapersIssued():
            return replace(leaving, papers=True)
        case ExitPapersOverdue():
            return replace(leaving, papers_overdue=True)
        case ExitCorrected() | PlaceRetaken():
            return leaving


def took(leaving: Leaving, *things: EndedThing) -> Leaving:
    return replace(leaving, took=(*leaving.took, *things))


def _with(leaving: Leaving, id: UUID, protection: Protection | None) -> Leaving:
    others = tuple(p for p in leaving.protections if p.protection_id != id)
    return replace(leaving, protections=others if protection is None else (*others, protection))
