"""The dated facts that a grade follows from, recorded in any order, corrected and annulled: what was so on which day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.grade_credits import sanction_ends
from services.personnel.domain.grade_inputs import Honour, Inputs, Sanction, Schooling, YearResult
from services.personnel.domain.scheme_terms import (
    Certificate,
    Education,
    EducationPapers,
    HonourRank,
    PostCategory,
    SchemeTerms,
    highest_certificate,
    range_of,
)
from shared.kernel import DAY, Span, record


class GradeFactKind(StrEnum):
    """任职、学历学位、职业水平证书、考核结果、表彰、处分、工龄认定."""

    POST = "POST"
    EDUCATION = "EDUCATION"
    CERTIFICATE = "CERTIFICATE"
    RESULT = "RESULT"
    HONOUR = "HONOUR"
    DISCIPLINE = "DISCIPLINE"
    YEARS = "YEARS"


@record
class GradeFact:
    """One fact, so from `effective` until its last day. `word` = category, education, level, result, honour or sanction.

    `papers` belongs to an education, `rank` to an honour, `year` to a result, `months` and `ledger_version` to recognised years.
    """

    fact: UUID
    kind: GradeFactKind
    effective: date
    word: str = ""
    papers: EducationPapers | None = None
    rank: HonourRank | None = None
    year: int | None = None
    months: int | None = None
    ledger_version: int | None = None
    until: date | None = None
    annulled: bool = False

    def holds(self, day: date) -> bool:
        return not self.annulled and Span(first=self.effective, last=self.until).covers(day)


@record
class FactBook:
    """The latest word on every fact, whatever the order in which they were told.

    `category` is what the hire said, like a post of its own until `category_until`; one held from the first day on explains it.
    """

    starts: date = date.min
    since: date = date.min
    category: str = PostCategory.STAFF
    category_until: date | None = None
    probation_ends: date | None = None
    facts: tuple[GradeFact, ...] = ()

    def fact(self, id: UUID) -> GradeFact | None:
        return next((f for f in self.facts if f.fact == id), None)

    def told(self, fact: GradeFact) -> "FactBook":
        """Kept by id: two books that were told the same in another order are equal."""
        others = (f for f in self.facts if f.fact != fact.fact)
        return replace(self, facts=tuple(sorted((*others, fact), key=lambda f: (f.effective, str(f.fact)))))

    def of(self, kind: GradeFactKind, day: date) -> Iterator[GradeFact]:
        return (f for f in self.facts if f.kind is kind and f.holds(day))

    def category_on(self, terms: SchemeTerms, day: date) -> str:
        """The highest of the running posts; STAFF without any."""
        running = [f.word for f in self.of(GradeFactKind.POST, day)]
        if not self._explained() and (self.category_until is None or day <= self.category_until):
            running.append(self.category)
        return max(running, key=lambda word: range_of(terms, word).highest, default=PostCategory.STAFF)

    def _explained(self) -> bool:
        posts = (f for f in self.facts if f.kind is GradeFactKind.POST and not f.annulled)
        return any(f.effective <= self.starts and (f.until is None or f.until >= f.effective) for f in posts)

    def inputs_on(self, terms: SchemeTerms, day: date, kept: int | None = None) -> Inputs:
        """Everything a grade follows from, as of the day."""
        ledger = self._ledger_on(day)
        results = [f for f in self.of(GradeFactKind.RESULT, day) if f.year is not None]
        weighed = [f.year for f in results if f.year and ledger is not None and f.effective <= ledger.effective]
        return Inputs(
            post_category=self.category_on(terms, day),
            counting_since=self.since if ledger is None else ledger.effective,
            months_before=0 if ledger is None else ledger.months or 0,
            schooling=tuple(self._schooling(day)), certificate=self.certificate_on(day),
            results=tuple(YearResult(year=f.year or 0, result=f.word) for f in results),
            results_of_ledger=tuple(weighed),
            honours=tuple(
                Honour(honour=f.word, rank=f.rank or HonourRank.COUNTY) for f in self.of(GradeFactKind.HONOUR, day)
            ),
            sanctions=tuple(self._sanctions(day)),
            probation=None if self.probation_ends is None else (self.starts, self.probation_ends), kept=kept,
        )  # fmt: skip

    def _schooling(self, day: date) -> Iterator[Schooling]:
        for f in self.of(GradeFactKind.EDUCATION, day):
            yield Schooling(education=Education(f.word), papers=f.papers or EducationPapers.BOTH)

    def _sanctions(self, day: date) -> Iterator[Sanction]:
        """Also those that are over: the scheme says for how long they lower."""
        for f in self.facts:
            if f.kind is GradeFactKind.DISCIPLINE and not f.annulled and f.effective <= day:
                yield Sanction(sanction=f.word, since=f.effective, lifted=None if f.until is None else f.until + DAY)

    def certificate_on(self, day: date) -> Certificate | None:
        """The highest level registered and not run out on the day."""
        held = [Certificate(f.word) for f in self.of(GradeFactKind.CERTIFICATE, day)]
        return highest_certificate(held)

    def _ledger_on(self, day: date) -> GradeFact | None:
        """The seniority ledger's last word, if it concerns the day."""
        found = [f for f in self.of(GradeFactKind.YEARS, day) if f.ledger_version is not None]
        return max(found, key=lambda f: f.ledger_version or 0, default=None)

    def days(self, terms: SchemeTerms) -> Iterator[date]:
        """Every day on which something that a grade follows from begins or ends."""
        yield self.starts
        for last_day in (self.probation_ends, self.category_until):
            if last_day is not None:
                yield last_day + DAY
        for f in self.facts:
            if f.annulled:
                continue
            yield f.effective
            if f.until is not None:
                yield f.until + DAY
        for sanction in self._sanctions(date.max):
            ends = sanction_ends(terms, sanction)
            if ends is not None:
                yield ends
