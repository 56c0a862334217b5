"""At which rates a person's days are paid: by the version of the standard, the grade, the result and the papers in force."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from services.payroll.domain.cohort import Cohort
from services.payroll.domain.facts import Fact
from services.payroll.domain.formulas.day_wage import weekdays
from services.payroll.domain.papers_held import Papers
from services.payroll.domain.people import Job, Known, in_force
from services.payroll.domain.sheet import NO_RESULT, Broken, Rate
from shared.kernel import DAY


class Paid(NamedTuple):
    """What a month is paid by, whichever month it is; `cuts`: how many days on which something begins lie before its end."""

    job: Job
    rates: dict[Rate, int]
    papers: Papers
    base: Fact | None
    cuts: int
    wage: int
    declared: tuple[int, int] | None
    rule: str
    causes: tuple[tuple[UUID, ...], ...]
    exits: tuple[UUID, ...]
    schooled: tuple[UUID, ...]


class Rates:
    """Of a cohort, for one person after the other; the versions are looked up once for all."""

    def __init__(self, cohort: Cohort) -> None:
        self.days = [v.effective for v in cohort.versions]
        self.grades = [frozenset(g.grade for g in v.terms.grades) for v in cohort.versions]
        self.rules = [v.rule for v in cohort.versions]
        self.cuts: list[date] = []  # where something begins for the person

    def begin(self, facts: Known) -> None:
        """The next person."""
        begun = (*facts.grades, *facts.results)
        self.cuts = sorted({*self.days, *(fact.effective for fact in begun)})

    def begun_by(self, last: date) -> int:
        """How many of the days on which something begins have come by then."""
        return bisect_right(self.cuts, last)

    def rule(self, rates: Iterable[Rate]) -> str:
        """The standard's versions, each once."""
        return ";".join(dict.fromkeys([self.rules[rate.version] for rate in rates]))

    def of(
        self, facts: Known, spans: Sequence[tuple[date, date]], papers: Papers, index: int
    ) -> tuple[dict[Rate, int], tuple[tuple[UUID, ...], tuple[UUID, ...]]]:  # fmt: skip
        """The paid days at each rate: days at the same rate are one sum with one rounding, wherever they lie."""
        found: dict[Rate, int] = {}
        graded: dict[UUID, None] = {}
        judged: dict[UUID, None] = {}
        for first, last in spans:
            for begin, end in self.pieces(first, last):
                rate, grade, result = self.on(facts, begin, papers, index)
                if days := weekdays(begin, end):
                    found[rate] = found.get(rate, 0) + days
                    graded[grade.cause] = None
                    if result is not None:
                        judged[result.cause] = None
        return found, (tuple(graded), tuple(judged))

    def pieces(self, first: date, last: date) -> Sequence[tuple[date, date]]:
        """The span cut wherever something begins inside it."""
        inside = self.cuts[bisect_right(self.cuts, first) : bisect_right(self.cuts, last)]
        if not inside:
            return ((first, last),)
        return tuple(zip([first, *inside], [*(day - DAY for day in inside), last], strict=True))

    def on(self, facts: Known, day: date, papers: Papers, index: int) -> tuple[Rate, Fact, Fact | None]:
        """The rate of a day of a month, the grade and the result behind it. Raises Broken where the day has none."""
        version = bisect_right(self.days, day) - 1
        if version < 0:
            raise Broken("runs.no-standard", index)
        grade, result = in_force(facts.grades, day), in_force(facts.results, day)
        if grade is None:
            raise Broken("runs.no-grade", index)
        if grade.number not in self.grades[version]:
            raise Broken("runs.grade-not-in-standard", index)
        word = result.word if result else NO_RESULT
        return Rate(version, grade.number, word, papers.level, papers.education), grade, result
