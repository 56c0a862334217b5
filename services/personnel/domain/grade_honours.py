"""Honours as assessment told them: from their day on they count for the grade, until the day they are withdrawn."""

from datetime import date
from uuid import UUID

from services.personnel.domain.grade_book import GradeFact, GradeFactKind
from services.personnel.domain.grade_events import GradeEvent
from services.personnel.domain.grade_facts import AnnulFact, annul_fact
from services.personnel.domain.grade_telling import end, tell
from services.personnel.domain.grading import Grading
from services.personnel.domain.policies import Policies
from services.personnel.domain.scheme_terms import HonourRank
from shared.kernel import DAY, Facts, record

# Commands


@record
class CountHonour:
    """Granted, or told again as it really was. It counts from its own day, however late it is heard."""

    fact: UUID
    honour: str
    rank: HonourRank
    granted_on: date


@record
class UncountHonour:
    """Withdrawn: `since` is the first day without it; `never_was`: it never counted."""

    fact: UUID
    since: date
    never_was: bool


HonourCommand = CountHonour | UncountHonour

# Decisions


def hear_honour(grading: Grading, command: HonourCommand, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    """Nothing follows for somebody who is not graded, nor from what is known so already."""
    if grading.worker_id is None:
        return ()
    match command:
        case CountHonour():
            return _count(grading, command, facts)
        case UncountHonour(fact=id, never_was=True):
            annulled = AnnulFact(fact=id, reason="annulled by its source", source=GradeFactKind.HONOUR)
            return annul_fact(grading, annulled, facts)
        case UncountHonour(fact=id, since=since):
            return end(grading, id, GradeFactKind.HONOUR, since - DAY, facts)


def _count(grading: Grading, command: CountHonour, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    told = GradeFact(
        fact=command.fact, kind=GradeFactKind.HONOUR, effective=command.granted_on, word=command.honour,
        rank=command.rank,
    )  # fmt: skip
    known = grading.book.fact(command.fact)
    if known is not None and (known.annulled or known.until is not None):
        return ()
    return tell(grading, told, facts, reason="" if known is None else "told again by its source")
