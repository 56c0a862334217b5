"""A fact becomes known: the one way in which it enters a grade, with everything that follows from it."""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from services.personnel.domain.grade_book import GradeFact, GradeFactKind
from services.personnel.domain.grade_derivation import follow, waits_until, worker_of
from services.personnel.domain.grade_events import (
    FactEvent,
    GradeEvent,
    GradeFactCorrected,
    GradeFactCounted,
    GradeFactEnded,
    Trigger,
)
from services.personnel.domain.grading import Grading, evolve
from services.personnel.domain.policies import Policies
from shared.kernel import DAY, Facts

TRIGGER_OF: Final = {
    GradeFactKind.POST: Trigger.APPOINTMENT, GradeFactKind.EDUCATION: Trigger.DEGREE,
    GradeFactKind.CERTIFICATE: Trigger.CERTIFICATE, GradeFactKind.RESULT: Trigger.RESULT,
    GradeFactKind.HONOUR: Trigger.HONOUR, GradeFactKind.DISCIPLINE: Trigger.DISCIPLINE, GradeFactKind.YEARS: Trigger.YEARS,
}  # fmt: skip


def end(
    grading: Grading, fact: UUID, kind: GradeFactKind, last_day: date, facts: Facts[Policies]
) -> tuple[GradeEvent, ...]:
    """A post, a certificate or a sanction is over. An unknown post is that of the hire, other unknown facts are harmless."""
    known = grading.book.fact(fact)
    over = grading.book.category_until if known is None else known.until
    unknown = known is None and kind is not GradeFactKind.POST
    if grading.worker_id is None or unknown or over == last_day or (known is not None and known.annulled):
        return ()
    since = min(last_day, over or last_day) + DAY
    ended = GradeFactEnded(effective=last_day, worker_id=grading.worker_id, fact=fact, kind=kind, next_step=None)
    return told(grading, ended, since, facts)


def tell(grading: Grading, fact: GradeFact, facts: Facts[Policies], reason: str) -> tuple[GradeEvent, ...]:
    """The fact as it is known from now on; nothing follows where it is known so. A change of what was known has a reason."""
    known = grading.book.fact(fact.fact)
    if known == fact:
        return ()
    event: FactEvent = (
        _counted(worker_of(grading), fact) if known is None else _corrected(worker_of(grading), fact, reason)
    )
    since = fact.effective if known is None else min(fact.effective, known.effective)
    return told(grading, event, since, facts)


def told(grading: Grading, event: FactEvent, since: date, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    """The event with the day that is waited for after it, and everything that follows from it."""
    step = waits_until(evolve(grading, event), facts)
    event = replace(event, next_step=step)
    new = evolve(grading, event)
    return (event, *follow(new, TRIGGER_OF[event.kind], since, facts, event.fact))


def _counted(worker: UUID, f: GradeFact) -> GradeFactCounted:
    return GradeFactCounted(
        effective=f.effective, worker_id=worker, fact=f.fact, kind=f.kind, word=f.word, papers=f.papers, rank=f.rank,
        year=f.year, months=f.months, ledger_version=f.ledger_version, until=f.until, next_step=None,
    )  # fmt: skip


def _corrected(worker: UUID, f: GradeFact, reason: str) -> GradeFactCorrected:
    return GradeFactCorrected(
        effective=f.effective, worker_id=worker, fact=f.fact, kind=f.kind, word=f.word, papers=f.papers, rank=f.rank,
        year=f.year, months=f.months, ledger_version=f.ledger_version, until=f.until, next_step=None, reason=reason,
    )  # fmt: skip
