"""One employment as the log tells it: where, under which contract and in what standing on any day of it.

What is corrected or annulled is not seen again; the ends that are known now (last day of work, of a suspension) are told of any day.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta, timezone
from enum import StrEnum
from functools import reduce
from typing import Any, Final
from uuid import UUID

from services.personnel.domain import category_events as categories
from services.personnel.domain import contract_events as papers
from services.personnel.domain import contract_term_events as terms
from services.personnel.domain import employment as spells
from services.personnel.domain import exit_events as exits
from services.personnel.domain import transfer_events as transfers
from services.personnel.domain.category_events import Suspension
from services.personnel.domain.contract_events import EmploymentStatus
from services.personnel.domain.employment import Hired, Probation, Term
from shared.kernel import NATION, Recorded, Region, Span, Timeline, record

CHINA: Final = timezone(timedelta(hours=8))


class ContractKind(StrEnum):
    """无书面合同、固定期限、无固定期限 (Labour Contract Law art. 12); deemed open-ended after a year without one (art. 14)."""

    NONE = "NONE"
    FIXED_TERM = "FIXED_TERM"
    OPEN_ENDED = "OPEN_ENDED"


@record
class LeavingNotice:
    """Standing from the day of the notice until the day before it was withdrawn."""

    given: date
    withdrawn: date | None = None


@record
class Spell:
    """`last_day` is the last day of work, if it has one; `exit_told` the day on which that was recorded; `deemed` from when on a
    contract that nobody wrote is deemed open-ended.
    """

    employment_id: UUID
    starts: date
    category: str
    workplace: Region
    employer: Region = NATION
    community_work_since: date | None = None
    probation_ends: date | None = None
    last_day: date | None = None
    ground: str | None = None
    exit_told: date | None = None
    moves: Timeline[Region] = Timeline()
    categories: Timeline[str] = Timeline()
    statuses: Timeline[EmploymentStatus] = Timeline()
    terms: Timeline[Term] = Timeline()
    deemed: date | None = None
    probations: Timeline[Probation] = Timeline()
    suspensions: tuple[Suspension, ...] = ()
    notices: tuple[LeavingNotice, ...] = ()

    def workplace_on(self, day: date) -> Region:
        return self.moves.on(day) or self.workplace

    def category_on(self, day: date) -> str:
        return self.categories.on(day) or self.category

    def status_on(self, day: date) -> EmploymentStatus:
        return self.statuses.on(day) or EmploymentStatus.CONTRACT

    def contract_on(self, day: date) -> ContractKind:
        term = self.terms.on(day)
        if term is None:
            deemed = self.deemed is not None and self.deemed <= day
            return ContractKind.OPEN_ENDED if deemed else ContractKind.NONE
        return ContractKind.OPEN_ENDED if term.ends is None else ContractKind.FIXED_TERM

    def probation_on(self, day: date) -> Probation:
        """Running until it is concluded, also beyond its last day."""
        if self.probation_ends is None:
            return Probation.NONE
        return self.probations.on(day) or Probation.RUNNING

    def suspension_on(self, day: date) -> Suspension | None:
        """The newest that had begun."""
        return next((s for s in reversed(self.suspensions) if s.starts <= day), None)

    def leaving_since(self, day: date) -> date | None:
        """The day of the notice that stood on the day."""
        stood = (n for n in reversed(self.notices) if n.given <= day and (n.withdrawn is None or day < n.withdrawn))
        return next((notice.given for notice in stood), None)

    def leaving_on(self, day: date) -> bool:
        """Whether by the day it was known that there is a last one: by notice, or because the exit was on record."""
        told = self.exit_told is not None and self.exit_told <= day
        return told or self.leaving_since(day) is not None

    def covers(self, day: date) -> bool:
        return Span(first=self.starts, last=self.last_day).covers(day)


def begun(id: UUID, event: Hired) -> Spell:
    return Spell(
        employment_id=id, starts=event.effective, category=event.category.value, workplace=event.workplace,
        employer=event.employer, community_work_since=event.community_work_since, probation_ends=event.probation_ends,
    )  # fmt: skip


def within(spell: Spell, recorded: Recorded[Any]) -> Spell:  # noqa: C901  one match
    """The employment after one more event of its stream; what says nothing of any day changes nothing."""
    event, id = recorded.event, recorded.event_id
    match event:
        case transfers.WorkplaceChanged(transfer_id=fact, effective=day, workplace=region):
            return replace(spell, moves=spell.moves.record(fact, day, region))
        case transfers.TransferCorrected(transfer_id=fact, effective=day, workplace=region):
            return replace(spell, moves=spell.moves.correct(fact, day, region))
        case transfers.TransferAnnulled(transfer_id=fact):
            return replace(spell, moves=spell.moves.annul(fact))
        case categories.CategoryRecorded(fact_id=fact, effective=day, category=category):
            return replace(spell, categories=spell.categories.record(fact, day, category.value))
        case categories.CategoryCorrected(fact_id=fact, effective=day, category=category):
            return replace(spell, categories=spell.categories.correct(fact, day, category.value))
        case categories.CategoryAnnulled(fact_id=fact):
            return replace(spell, categories=spell.categories.annul(fact))
        case categories.SuspensionBegan(suspension_id=fact, effective=day):
            return replace(spell, suspensions=(*spell.suspensions, Suspension(suspension_id=fact, starts=day)))
        case categories.SuspensionEnded(suspension_id=fact, effective=day):
            over = (replace(s, last_day=day) if s.suspension_id == fact else s for s in spell.suspensions)
            return replace(spell, suspensions=tuple(over))
        case terms.ContractSigned(effective=day, ends=ends) | terms.ContractRenewed(effective=day, ends=ends):
            return replace(spell, terms=spell.terms.record(id, day, Term(starts=day, ends=ends)))
        case papers.OpenEndedDeemed(effective=day):
            return replace(spell, deemed=day)
        case papers.StatusRecorded(fact_id=fact, effective=day, status=status):
            return replace(spell, statuses=spell.statuses.record(fact, day, status))
        case spells.ProbationPassed(effective=day):
            return replace(spell, probations=spell.probations.record(id, day, Probation.PASSED))
        case spells.ProbationFailed(effective=day):
            return replace(spell, probations=spell.probations.record(id, day, Probation.FAILED))
        case _:
            return _leaving(spell, recorded)


def _leaving(spell: Spell, recorded: Recorded[Any]) -> Spell:
    event = recorded.event
    match event:
        case spells.Exited(effective=last_day, ground=ground) | exits.ExitCorrected(effective=last_day, ground=ground):
            told = spell.exit_told or recorded.recorded.astimezone(CHINA).date()
            return replace(spell, last_day=last_day, ground=ground.value, exit_told=told)
        case exits.ExitNoticeGiven(effective=day):
            return replace(spell, notices=(*spell.notices, LeavingNotice(given=day)))
        case exits.ExitNoticeWithdrawn(effective=day):
            return replace(spell, notices=tuple(_withdrawn(spell.notices, day)))
        case exits.ExitAnnulled():
            failed = [e.fact for e in spell.probations.entries if e.value is Probation.FAILED]
            probations = reduce(Timeline[Probation].annul, failed, spell.probations)
            return replace(spell, last_day=None, ground=None, exit_told=None, notices=(), probations=probations)
        case _:
            return spell


def _withdrawn(notices: tuple[LeavingNotice, ...], day: date) -> Iterator[LeavingNotice]:
    for notice in notices:
        yield notice if notice.withdrawn is not None else replace(notice, withdrawn=day)
