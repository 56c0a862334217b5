"""Facts that a grade follows from and an officer enters: degrees, sanctions, a post category. Recorded, corrected and annulled by their
id: three acts. What has a source of its own is corrected there: honours with assessment.
"""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from services.personnel.domain.grade_book import GradeFact, GradeFactKind
from services.personnel.domain.grade_derivation import scheme_on, worker_of
from services.personnel.domain.grade_events import GradeEvent, GradeFactAnnulled
from services.personnel.domain.grade_telling import tell, told
from services.personnel.domain.grading import Grading
from services.personnel.domain.policies import Policies
from services.personnel.domain.scheme_terms import Education, EducationPapers
from shared.kernel import Facts, Rejected, record

BY_HAND: Final = frozenset({GradeFactKind.EDUCATION, GradeFactKind.DISCIPLINE, GradeFactKind.POST})
"""Kinds that an officer records; the others have a source of their own."""

# Commands


@record
class RecordFact:
    """`word` = education, sanction or post category; `papers` belongs to an education."""

    fact: UUID
    kind: GradeFactKind
    word: str
    effective: date
    papers: EducationPapers | None = None
    until: date | None = None


@record
class CorrectFact:
    """It was entered wrongly: this is right."""

    fact: UUID
    word: str
    effective: date
    papers: EducationPapers | None = None
    until: date | None = None
    reason: str = ""


@record
class AnnulFact:
    """It never was; `source` is set by the capability that told it, nobody else annuls what is heard."""

    fact: UUID
    reason: str
    source: GradeFactKind | None = None


FactCommand = RecordFact | CorrectFact | AnnulFact

# Decisions


def record_fact(grading: Grading, command: RecordFact, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    new = GradeFact(
        fact=command.fact, kind=command.kind, effective=command.effective, word=command.word, papers=command.papers,
        until=command.until,
    )  # fmt: skip
    if command.kind not in BY_HAND:
        raise Rejected("grade-facts.heard-elsewhere", field="/kind")
    known = _by_hand(grading, command.fact, command.kind)
    if known is not None and known.annulled:
        raise Rejected("grade-facts.annulled", field="/fact")
    if known is not None and known != new:
        raise Rejected("grade-facts.recorded-differently", field="/fact")
    _check(new, facts)
    return tell(grading, new, facts, reason="")


def correct_fact(grading: Grading, command: CorrectFact, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    known = _standing(grading, command.fact, None)
    new = replace(
        known, effective=command.effective, word=command.word, papers=command.papers,
        until=command.until,
    )  # fmt: skip
    _check(new, facts)
    return tell(grading, new, facts, reason=_because(command.reason))


def annul_fact(grading: Grading, command: AnnulFact, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    """Harmless where a source takes back what was never heard, or anybody what is annulled already."""
    known = grading.book.fact(command.fact)
    if (known is None and command.source is not None) or (known is not None and known.annulled):
        return ()
    known = _standing(grading, command.fact, command.source)
    event = GradeFactAnnulled(
        effective=known.effective, worker_id=worker_of(grading), fact=known.fact, kind=known.kind, next_step=None,
        reason=_because(command.reason),
    )  # fmt: skip
    return told(grading, event, known.effective, facts)


def _standing(grading: Grading, fact: UUID, source: GradeFactKind | None) -> GradeFact:
    known = _by_hand(grading, fact, source)
    if known is None:
        raise Rejected("grade-facts.unknown", field="/fact")
    if known.annulled:
        raise Rejected("grade-facts.annulled", field="/fact")
    return known


def _by_hand(grading: Grading, fact: UUID, source: GradeFactKind | None) -> GradeFact | None:
    """What is heard from elsewhere is corrected there."""
    if grading.worker_id is None:
        raise Rejected("grade-facts.not-graded")
    known = grading.book.fact(fact)
    kind = source if known is None else known.kind
    if kind is not None and kind not in BY_HAND and kind is not source:
        raise Rejected("grade-facts.heard-elsewhere", field="/kind")
    return known


def _check(fact: GradeFact, facts: Facts[Policies]) -> None:
    if fact.effective > facts.today and fact.kind is not GradeFactKind.POST:
        raise Rejected("grade-facts.future", field="/effective")
    if fact.until is not None and fact.until < fact.effective:
        raise Rejected("grade-facts.until", field="/until")
    if not _says_something(fact, facts):
        raise Rejected("grade-facts.word", field="/word")


def _says_something(fact: GradeFact, facts: Facts[Policies]) -> bool:
    match fact.kind:
        case GradeFactKind.EDUCATION:
            return fact.word in set(Education) and fact.papers is not None
        case GradeFactKind.POST:
            scheme = scheme_on(facts, fact.effective)
            return scheme is not None and fact.word in {r.post_category for r in scheme.terms.ranges}
        case _:
            return 1 <= len(fact.word.strip()) <= 40


def _because(reason: str) -> str:
    if not reason.strip():
        raise Rejected("grade-facts.reason", field="/reason")
    return reason
