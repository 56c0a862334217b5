"""What a person's grade has to be on every day that matters, and what is proposed where it is not so (P-04.5).

A fact may become known long after its day: every later day is derived again, so the order in which facts come does not matter.
"""

from collections.abc import Iterator
from datetime import date
from functools import reduce
from itertools import pairwise
from uuid import UUID

from services.personnel.domain.grade_book import FactBook
from services.personnel.domain.grade_credits import MONTHS
from services.personnel.domain.grade_events import Fate, GradeDropped, GradeEvent, GradeProposed, Trigger
from services.personnel.domain.grade_formula import Derivation, derive, effective_day, next_step
from services.personnel.domain.grade_inputs import Inputs
from services.personnel.domain.grading import Grading, Held, Proposal, evolve
from services.personnel.domain.policies import Policies
from services.personnel.domain.scheme_terms import (
    Education,
    EducationPapers,
    PublishedScheme,
    SchemeTerms,
    range_of,
)
from shared.kernel import DAY, Facts, NoValueYet
from shared.kernel.derived import derived_id


def scheme_on(facts: Facts[Policies], day: date) -> PublishedScheme | None:
    try:
        return facts.policies.schemes.on(day)
    except NoValueYet:
        return None


def inputs_on(book: FactBook, terms: SchemeTerms, day: date) -> Inputs:
    """Everything a grade follows from on the day, with what earlier changes of category protect."""
    return book.inputs_on(terms, day, _kept(book, terms, day))


def _kept(book: FactBook, terms: SchemeTerms, day: date) -> int | None:
    if not (terms.promotion_keeps or terms.step_down_keeps):
        return None
    kept, category = None, book.category_on(terms, book.starts)
    for change in sorted({d for d in book.days(terms) if book.starts < d <= day}):
        new = book.category_on(terms, change)
        if new == category:
            continue
        before = derive(terms, book.inputs_on(terms, change - DAY, kept), change - DAY).grade
        rises = range_of(terms, new).highest > range_of(terms, category).highest
        kept = before if (terms.promotion_keeps if rises else terms.step_down_keeps) else None
        category = new
    return kept


def follow(
    grading: Grading, trigger: Trigger, since: date, facts: Facts[Policies], caused_by: UUID | None = None
) -> tuple[GradeEvent, ...]:
    """Proposals for every day from the one on which `since` takes effect where the grade is not as it has to be."""
    events: list[GradeEvent] = []
    for day in _days(grading, since, facts):
        new = _for_day(grading, trigger, day, facts, caused_by)
        grading = reduce(evolve, new, grading)
        events += new
    return tuple(events)


def _for_day(
    grading: Grading, trigger: Trigger, day: date, facts: Facts[Policies], caused_by: UUID | None
) -> list[GradeEvent]:
    """Nothing where the grade is foreseen so; an open proposal of the same day is overtaken."""
    scheme = scheme_on(facts, day)
    if scheme is None:
        return []
    proposed = propose(grading, trigger, day, scheme, facts, caused_by)
    wanted = Held(post_category=proposed.post_category, grade=proposed.grade)
    if grading.foreseen.on(day) == wanted:
        return []
    events: list[GradeEvent] = [
        dropped(grading, p, Fate.OVERTAKEN, facts) for p in grading.proposals if p.effective == day
    ]
    return events if reduce(evolve, events, grading).foreseen.on(day) == wanted else [*events, proposed]


def _days(grading: Grading, since: date, facts: Facts[Policies]) -> list[date]:
    """The day of the fact itself, days that later facts, steps and schemes take effect on, days of later decisions."""
    first = max(_effective(facts, since), grading.measured_from)
    since = max(since, grading.measured_from)
    happened = sorted({since, *(d for d in _events(grading, facts) if d > since)})
    found = {first, *(_effective(facts, day) for day in (*happened, *_steps(grading, happened, facts)))}
    found |= {entry.effective for entry in grading.foreseen.entries}
    last = date.max if grading.closed is None else grading.closed
    return sorted(day for day in found if first <= day <= last)


def _events(grading: Grading, facts: Facts[Policies]) -> Iterator[date]:
    """What is going to end by itself waits for the calendar; what was told with its day is derived at once."""
    scheme = scheme_on(facts, facts.today)
    if scheme is None:
        return
    told = {f.effective for f in grading.book.facts} | {
        f.until + DAY for f in grading.book.facts if f.until is not None
    }
    yield from (d for d in grading.book.days(scheme.terms) if d <= facts.today or d in told)
    yield from facts.policies.schemes.changes(grading.measured_from, facts.today)


def _steps(grading: Grading, happened: list[date], facts: Facts[Policies]) -> Iterator[date]:
    """Days by today on which years alone raise the grade, from each day on which something happened to the next."""
    for start, end in pairwise([*(d for d in happened if d <= facts.today), facts.today]):
        step = _step_after(grading, start, facts)
        while step is not None and step <= end:
            yield step
            step = _step_after(grading, step, facts)


def _step_after(grading: Grading, day: date, facts: Facts[Policies]) -> date | None:
    scheme = scheme_on(facts, day)
    return None if scheme is None else next_step(scheme.terms, inputs_on(grading.book, scheme.terms, day), day)


def _effective(facts: Facts[Policies], event: date) -> date:
    scheme = scheme_on(facts, event)
    return event if scheme is None else effective_day(scheme.terms, event)


def waits_until(grading: Grading, facts: Facts[Policies], after: date | None = None) -> date | None:
    """The next day on which the grade may change by itself: years are full, or something known ends or begins."""
    scheme = scheme_on(facts, facts.today)
    if scheme is None or grading.closed is not None:
        return None
    known = [d for d in grading.book.days(scheme.terms) if d > facts.today]
    step = next_step(scheme.terms, inputs_on(grading.book, scheme.terms, after or facts.today), after or facts.today)
    return min(known if step is None else [*known, step], default=None)


def propose(
    grading: Grading, trigger: Trigger, day: date, scheme: PublishedScheme, facts: Facts[Policies],
    caused_by: UUID | None = None,
) -> GradeProposed:  # fmt: skip
    inputs = inputs_on(grading.book, scheme.terms, day)
    at = derive(scheme.terms, inputs, day)
    worker = worker_of(grading)
    before = grading.foreseen.on(day)
    school = max(inputs.schooling, key=lambda s: list(Education).index(s.education), default=None)
    return GradeProposed(
        effective=day, worker_id=worker, proposal_id=_id(grading, trigger, day, at), trigger=trigger,
        post_category=at.post_category, grade=at.grade, counted_years=at.counted_months // MONTHS,
        education=Education.COLLEGE if school is None else school.education, certificate=inputs.certificate,
        scheme=scheme.code, scheme_version=scheme.version, next_step=waits_until(grading, facts), caused_by=caused_by,
        from_grade=None if before is None else before.grade, scheme_region=scheme.region,
        scheme_document=scheme.document, duty_category=inputs.post_category,
        papers=EducationPapers.BOTH if school is None else school.papers, counting_since=inputs.counting_since,
        counted_months=at.counted_months, deemed_months=at.deemed_months, early_months=at.early_months,
        uncounted_years=_uncounted(scheme.terms, inputs), honours=tuple(h.honour for h in inputs.honours),
        sanctions=tuple(s.sanction for s in inputs.sanctions), lowest=at.lowest, highest=at.highest,
        years_per_grade=scheme.terms.years_per_grade, year_grades=at.year_grades,
        education_grades=at.education_grades, certificate_grades=at.certificate_grades, credit=at.credit,
        honour_grades=at.honour_grades, penalty_grades=at.penalty_grades, kept=at.kept,
    )  # fmt: skip


def _uncounted(terms: SchemeTerms, inputs: Inputs) -> tuple[int, ...]:
    return tuple(
        r.year for r in inputs.results if r.result in terms.uncounted_results and r.year not in inputs.results_of_ledger
    )


def dropped(grading: Grading, proposal: Proposal, fate: Fate, facts: Facts[Policies], remark: str = "") -> GradeDropped:
    return GradeDropped(
        effective=facts.today, worker_id=worker_of(grading), proposal_id=proposal.proposal_id, fate=fate, remark=remark
    )


def worker_of(grading: Grading) -> UUID:
    assert grading.worker_id is not None
    return grading.worker_id


def _id(grading: Grading, trigger: Trigger, effective: date, at: Derivation) -> UUID:
    return derived_id(
        "personnel.grade", str(worker_of(grading)), trigger.value, effective.isoformat(), str(at.grade),
        str(grading.proposed),
    )  # fmt: skip
