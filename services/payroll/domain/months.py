"""Rows to calculate: for each person and month the rates that were in force and the days each is paid for."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.payroll.domain.away import away, told
from services.payroll.domain.cohort import Cohort, Published, first_month
from services.payroll.domain.facts import Fact
from services.payroll.domain.formulas.day_wage import divisor, weekdays
from services.payroll.domain.honour_awards import NOT_HONOURED, Honoured, honoured_in
from services.payroll.domain.papers_held import Papers, papers_on
from services.payroll.domain.parting import weighed
from services.payroll.domain.pay_rates import Paid, Rates
from services.payroll.domain.pay_run import RunException
from services.payroll.domain.people import Job, Known, Person, in_force, known, month_index, once_of, settled_in
from services.payroll.domain.sheet import LEVEL as LEVEL
from services.payroll.domain.sheet import NO_RESULT as NO_RESULT
from services.payroll.domain.sheet import Broken as Broken
from services.payroll.domain.sheet import Cell as Cell
from services.payroll.domain.sheet import Rate as Rate
from services.payroll.domain.sheet import Row as Row
from services.payroll.domain.sheet import Sheet as Sheet
from services.payroll.domain.sheet import of_index as of_index
from services.payroll.domain.sickness import causes_of, days_late
from services.payroll.domain.withheld import paid_back


class Layout:
    """Lays the people of a cohort out, one after the other; months and versions are looked up once for all."""

    def __init__(self, cohort: Cohort) -> None:
        self.cohort = cohort
        self.sheet = Sheet()
        self.published: Published = (*cohort.versions, *cohort.tables, *cohort.figures)
        self.rates = Rates(cohort)
        self.months: dict[int, tuple[date, date, int, int]] = {}
        self.before: Paid | None = None  # the whole month before, while it may go on

    def lay(self) -> Sheet:
        for person in self.cohort.people:
            facts = known(person.facts)
            first = first_month(person, self.published, self.cohort.again_from)
            if first is None or not facts.jobs:
                continue
            self.rates.begin(facts)
            kept = (
                len(self.sheet.rows),
                len(self.sheet.cells),
                len(self.sheet.wages),
                len(self.sheet.doubled),
                len(self.sheet.away),
            )
            try:
                found = self._person(len(self.sheet.people), person, facts, first)
            except Broken as broken:
                self._forget(kept)
                month = str(of_index(broken.month))
                self.sheet.exceptions.append(RunException(worker_id=person.worker_id, code=broken.code, month=month))
                continue
            owed = self._owed(person, facts) or paid_back(person, self.cohort)
            if found or owed:
                self.sheet.people.append((person, facts))
                self.sheet.owed.append(owed)
        return self.sheet

    def _owed(self, person: Person, facts: Known) -> bool:
        """Employed on a day of the month, perhaps a Sunday, and no slip yet."""
        month = self.cohort.month
        if person.mark is not None and person.mark.paid_through >= month.index:
            return False
        return any(j.first <= month.last and (j.last is None or j.last >= month.first) for j in facts.jobs)

    def _forget(self, kept: tuple[int, int, int, int, int]) -> None:
        del self.sheet.rows[kept[0] :], self.sheet.cells[kept[1] :], self.sheet.wages[kept[2] :]
        del self.sheet.doubled[kept[3] :], self.sheet.away[kept[4] :]

    def _person(self, place: int, person: Person, facts: Known, first: int) -> bool:
        begun = month_index(facts.jobs[0].first)
        through = self.cohort.month.index
        if person.mark is not None:
            through = max(through, person.mark.paid_through)
        wages: dict[int, int] = {}
        found, self.before = False, None
        for index in range(max(first, begun), through + 1):
            found = self._month(place, person, facts, index, wages) or found
        return found

    def _month(self, place: int, person: Person, facts: Known, index: int, wages: dict[int, int]) -> bool:
        first, last, days_of_month, month_days = self._calendar(index)
        papers, base = papers_on(facts, first, self.cohort.policies), in_force(facts.bases, first)
        if self.before is not None and self._goes_on(self.before, papers, base, last):
            paid, paid_days = self.before, days_of_month
            spans = [(first, last)]
        else:
            jobs = [j for j in facts.jobs if j.first <= last and (j.last is None or j.last >= first)]
            spans = [(max(j.first, first), last if j.last is None else min(j.last, last)) for j in jobs]
            paid_days = sum([weekdays(*span) for span in spans])
            if paid_days == 0:
                self.before = None
                return self._nothing_due(place, person, facts, index)
            paid = self._paid(facts, jobs, spans, papers, base, index, wages)
            self.before = paid if spans == [(first, last)] and len(self.rates.pieces(first, last)) == 1 else None
        row, over = len(self.sheet.rows), divisor(paid_days, days_of_month, month_days)
        for rate, days in paid.rates.items():  # a whole month has one rate, and its own number of days
            self.sheet.cells.append(Cell(row, rate, days_of_month if paid is self.before else days, over))
        once = once_of(facts, index)
        self.sheet.rows.append(
            Row(
                place, index, True, paid.wage, paid.declared, paid.rule, (*paid.causes, *once.causes), once, paid.exits,
                self._doubled(row, facts, spans, index) if facts.unwritten else (),
                self._away(row, facts, paid.job, spans[-1][1], (paid_days, over)) if facts.attended else (),
                settled_in(facts.unused, index) if facts.unused else (),
                self._honoured(facts, index, (paid_days, over)), paid.schooled,
            )
        )  # fmt: skip
        return True

    def _goes_on(self, before: Paid, papers: Papers, base: Fact | None, last: date) -> bool:
        """Nothing that a month is paid by has begun or ended since the whole month before."""
        ends = before.job.last
        return (
            before.papers == papers
            and before.base is base
            and (ends is None or ends > last)
            and self.rates.begun_by(last) == before.cuts
        )

    def _paid(
        self, facts: Known, jobs: Sequence[Job], spans: Sequence[tuple[date, date]], papers: Papers, base: Fact | None,
        index: int, wages: dict[int, int],
    ) -> Paid:  # fmt: skip
        first, last, _, _ = self._calendar(index)
        rates, (graded, judged) = self.rates.of(facts, spans, papers, index)
        ends = [j.stopped.cause for j in jobs if j.stopped is not None and j.stopped.effective <= last]
        starts = [j.cause for j in jobs if j.first > first]
        return Paid(
            jobs[-1], rates, papers, base, self.rates.begun_by(last), self._wage(facts, jobs[-1], wages),
            (base.number, base.second) if base is not None else None,
            self.rates.rule(rates),
            (
                (*starts, *graded, *ends),
                judged or graded,
                (papers.certificate.cause,) if papers.certificate is not None else (),
                (base.cause,) if base is not None else (jobs[-1].cause,),
            ),
            weighed(jobs, last) if ends else (), (papers.schooling.cause,) if papers.schooling is not None else (),
        )  # fmt: skip

    def _doubled(self, row: int, facts: Known, spans: Sequence[tuple[date, date]], index: int) -> tuple[UUID, ...]:
        """Days of the month without a written contract (Labour Contract Law art. 82); the facts that say so."""
        first, _, days_of_month, month_days = self._calendar(index)
        found = [
            (max(begin, lack.effective), min(end, lack.until))
            for begin, end in spans
            for lack in facts.unwritten
            if lack.until is not None and max(begin, lack.effective) <= min(end, lack.until)
        ]
        said = tuple(lack.cause for lack in facts.unwritten if lack.effective <= self._calendar(index)[1])
        days = sum(weekdays(begin, end) for begin, end in found)
        if not days:
            return said
        rates, _ = self.rates.of(facts, found, papers_on(facts, first, self.cohort.policies), index)
        over = divisor(days, days_of_month, month_days)
        self.sheet.doubled.extend(Cell(row, rate, each, over) for rate, each in rates.items())
        return said

    def _away(self, row: int, facts: Known, job: Job, last: date, days: tuple[int, int]) -> tuple[UUID, ...]:
        """What attendance told of the month, at the rate of its last paid day."""
        index, first = month_index(last), last.replace(day=1)
        found = told(facts.attended, index)
        if found is None:
            return ()
        if any(found[0]):
            rate = self.rates.on(facts, last, papers_on(facts, first, self.cohort.policies), index)[0]
            since, late = job.since or job.first, days_late(self.cohort, facts.sick, found[0].sick, first)
            self.sheet.away.append(away(row, rate, found[0], days, since, last, self.cohort.policies, late))
            return (*found[1], *causes_of(facts.sick, first, last)) if late else found[1]
        return found[1]

    def _nothing_due(self, place: int, person: Person, facts: Known, index: int) -> bool:
        """No paid day: what was paid for the month is taken back, a settlement that falls in it is still due."""
        settled = any(j.stopped is not None and month_index(j.stopped.effective) == index for j in facts.jobs)
        once = once_of(facts, index)
        unused, honoured = settled_in(facts.unused, index), self._honoured(facts, index)
        due = settled or unused or once.due or honoured.award or honoured.exempt
        if not due and (person.worker_id, index) not in self.cohort.paid:
            return False
        exits = tuple(j.stopped.cause for j in facts.jobs if j.stopped is not None)
        self.sheet.rows.append(
            Row(
                place,
                index,
                False,
                self._wage(facts, facts.jobs[0], {}),
                None,
                "stopped",
                (exits, exits, exits, exits, *once.causes),
                once,
                weighed(facts.jobs, self._calendar(index)[1]),
                unused=unused,
                honoured=honoured,
            )
        )
        return True

    def _honoured(self, facts: Known, index: int, days: tuple[int, int] = (0, 1)) -> Honoured:
        """What honours are worth in the month."""
        if not facts.honours:
            return NOT_HONOURED
        return honoured_in(facts.honours, facts.jobs, index, self.cohort.policies, days)

    def _wage(self, facts: Known, job: Job, wages: dict[int, int]) -> int:
        """The place of the rate on the job's first day."""
        place = month_index(job.first)
        if place not in wages:
            papers = papers_on(facts, job.first.replace(day=1), self.cohort.policies)
            self.sheet.wages.append(self.rates.on(facts, job.first, papers, place)[0])
            wages[place] = len(self.sheet.wages) - 1
        return wages[place]

    def _calendar(self, index: int) -> tuple[date, date, int, int]:
        """First and last day, weekdays, and by what part of a month is divided, in hundredths of a day."""
        if index not in self.months:
            first, last = of_index(index).first, of_index(index).last
            self.months[index] = (
                first,
                last,
                weekdays(first, last),
                self.cohort.policies.month_days_hundredths.on(first),
            )
        return self.months[index]
