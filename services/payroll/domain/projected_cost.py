"""What a draft standard would cost: everybody's months under the versions in force, and with the draft laid over them.

The months are laid out and valued by the very functions of the pay run. Whoever shares all that decides about wages is laid
out once; only declared contribution bases are everybody's own.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

import numpy as np

from services.payroll.domain.cohort import Cohort, Version, in_order
from services.payroll.domain.dues import AT, EMPLOYER, WAGES, dues, tables
from services.payroll.domain.facts import Fact
from services.payroll.domain.formulas.columns import Column, column
from services.payroll.domain.months import NO_RESULT, Layout, Rate, Row, Sheet, of_index
from services.payroll.domain.pay_run import RunException
from services.payroll.domain.payslips import HONOURS
from services.payroll.domain.people import Known, Mark, Person, in_force, known, month_index
from shared.kernel import Dated, Month, record

_EVER: Final = 1 << 62
_NO_GRADE: Final = 0
_HONOURS: Final = [AT[component] for component in HONOURS]


@record
class Part:
    """What one month, grade or employer would cost; winners and losers are people whose wages change."""

    name: str
    people: int
    winners: int
    losers: int
    before_fen: int
    after_fen: int


class PersonCost(NamedTuple):
    """Wages over all the months, with what is paid for honours, before and after; the grade on the first day."""

    worker_id: UUID
    employer: str
    grade: int
    before_fen: int
    after_fen: int


@record
class Projection:
    """Costs are the employer's: wages and the employer's shares. `people` in the order of worker ids."""

    total: Part
    by_month: tuple[Part, ...]
    by_grade: tuple[Part, ...]
    by_employer: tuple[Part, ...]
    people: tuple[PersonCost, ...]
    left_out: tuple[RunException, ...]


@dataclass(slots=True)
class _Profiles:
    """People by what decides about their wages between two days. `own` is a place among the declared bases, or -1."""

    first: date
    last: date
    keys: dict[tuple[object, ...], int] = field(default_factory=dict[tuple[object, ...], int])
    members: list[list[UUID]] = field(default_factory=list[list[UUID]])
    models: list[Person] = field(default_factory=list[Person])
    bases: dict[tuple[int, int], int] = field(default_factory=dict[tuple[int, int], int])
    of: list[int] = field(default_factory=list[int])
    own: list[int] = field(default_factory=list[int])
    people: list[tuple[UUID, str, int]] = field(default_factory=list[tuple[UUID, str, int]])

    def add(self, person: Person) -> None:
        facts, first = known(person.facts), self.first
        jobs = tuple(
            (j.first if j.first > first else first, j.last)
            for j in facts.jobs
            if j.first <= self.last and (j.last is None or j.last >= first)
        )
        if not jobs:
            return
        grades = facts.grades
        base = in_force(facts.bases, first) if facts.bases else None
        if base is not None and facts.bases[-1] is not base:
            base = None
        papers = self._papers(facts.certificates), self._papers(facts.educations)
        honours = tuple((f.effective, f.word, f.number, f.until, f.annulled) for f in facts.honours)
        seen = (jobs, self._during(grades), self._during(facts.results), papers, honours)
        place = self._place(seen if base is not None else (*seen, *_on_first_days(facts)), person)
        self.members[place].append(person.worker_id)
        self.of.append(place)
        self.own.append(-1 if base is None else self.bases.setdefault((base.number, base.second), len(self.bases)))
        grade = in_force(grades, first) or (grades[0] if grades else None)
        self.people.append((person.worker_id, facts.jobs[-1].region, grade.number if grade else _NO_GRADE))

    def _place(self, key: tuple[object, ...], person: Person) -> int:
        place = self.keys.setdefault(key, len(self.models))
        if place == len(self.models):
            mark = Mark(known_at=_EVER, paid_through=month_index(self.first) - 1)
            self.models.append(replace(person, mark=mark))
            self.members.append([])
        return place

    def _during(self, facts: Sequence[Fact]) -> tuple[object, ...]:
        """What is in force on the first day, and what comes until the last."""
        first = self.first
        if len(facts) == 1:
            (fact,) = facts
            return (fact.effective if fact.effective > first else first, fact.number, fact.word)
        at = max(bisect_right(facts, first, key=lambda f: f.effective) - 1, 0)
        return tuple((max(f.effective, first), f.number, f.word) for f in facts[at:] if f.effective <= self.last)

    def _papers(self, held: Sequence[Fact]) -> tuple[object, ...]:
        """Allowances that began long ago are all the same; of the others the day counts."""
        recent = self.first.year - 2
        return tuple((f.effective if f.effective.year > recent else None, f.word, f.until, f.flag) for f in held)


def _on_first_days(facts: Known) -> tuple[object, ...]:
    """What the contributions of those rest on who declare no base, or another one in between."""
    bases = tuple((f.effective, f.number, f.second) for f in facts.bases)
    hired = tuple((j.first, g.number if (g := in_force(facts.grades, j.first)) else None) for j in facts.jobs)
    papers = (*facts.certificates, *facts.educations)
    return bases, hired, tuple((f.kind, f.effective, f.word, f.until, f.flag) for f in papers)


class _Costs(NamedTuple):
    """By model and month: wages, the employer's shares, whether insured; who could not be calculated, and why."""

    wages: Column
    shares: Column
    insured: Column
    broken: dict[int, RunException]


def project(cohort: Cohort, draft: Version, months: int) -> Projection:
    """`cohort.month` is the first of the months; what was paid before does not matter."""
    last = of_index(cohort.month.index + months - 1)
    profiles = _Profiles(cohort.month.first, last.last)
    for person in cohort.people:
        profiles.add(person)
    later = replace(cohort, month=last, paid={}, again_from=None, people=tuple(profiles.models))
    before = _costs(later, cohort.month, months)
    after = _costs(replace(later, versions=in_order((*cohort.versions, draft))), cohort.month, months)
    declared = _declared(later, profiles.bases, cohort.month, months)
    broken = before.broken | after.broken
    left_out = sorted(
        (replace(broken[n], worker_id=id) for n in broken for id in profiles.members[n]), key=lambda e: e.worker_id
    )
    return _summed_up(profiles, before, after, declared, frozenset(broken), tuple(left_out), cohort.month)


def _costs(cohort: Cohort, first: Month, months: int) -> _Costs:
    sheet = Layout(cohort).lay()
    shape = (len(cohort.people), months)
    wages, shares, insured = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    model = {person.worker_id: n for n, person in enumerate(cohort.people)}
    if sheet.rows:
        due = dues(cohort, sheet, tables(cohort))
        who = column(model[sheet.people[r.person][0].worker_id] for r in sheet.rows)
        month = column(r.month - first.index for r in sheet.rows)
        np.add.at(wages, (who, month), due[:, WAGES].sum(axis=1) + due[:, _HONOURS].sum(axis=1))
        np.add.at(shares, (who, month), due[:, EMPLOYER].sum(axis=1))
        insured[who, month] = column(r.insured for r in sheet.rows)
    return _Costs(wages, shares, insured, {model[e.worker_id]: e for e in sheet.exceptions})


def _declared(cohort: Cohort, bases: Iterable[tuple[int, int]], first: Month, months: int) -> Column:
    """The employer's shares of a month on each declared base: by base and month. Months between two changes of the rules are
    the same."""
    pairs = list(bases)
    kinds = _kinds_of_month(cohort, first, months)
    starts = [kinds.index(kind) for kind in range(max(kinds) + 1)]
    sheet = Sheet(wages=[Rate(0, 0, NO_RESULT, 0)])
    sheet.rows.extend(
        Row(0, first.index + start, True, 0, pair, "", ((), (), (), ())) for pair in pairs for start in starts
    )
    if not sheet.rows or not cohort.versions:
        return np.zeros((len(pairs), months), dtype=np.int64)
    shares = dues(cohort, sheet, tables(cohort))[:, EMPLOYER].sum(axis=1).reshape(len(pairs), len(starts))
    return np.asarray(shares[:, kinds], dtype=np.int64)


def _kinds_of_month(cohort: Cohort, first: Month, months: int) -> list[int]:
    """For each month, how many times some rule had changed by its first day."""
    values: list[Any] = [getattr(cohort.policies, f.name) for f in fields(cohort.policies)]
    dated: list[Dated[Any]] = [value for value in values if isinstance(value, Dated)]
    days = [of_index(first.index + n).first for n in range(months)]
    changes = {day for value in dated for day in value.changes(days[0], days[-1]) if day > days[0]}
    changes |= {t.effective for t in cohort.tables if days[0] < t.effective <= days[-1]}
    counted = [sum(day <= first_day for day in changes) for first_day in days]
    return [sorted(set(counted)).index(n) for n in counted]


def _summed_up(
    profiles: _Profiles, before: _Costs, after: _Costs, declared: Column, broken: frozenset[int],
    left_out: tuple[RunException, ...], first: Month,
) -> Projection:  # fmt: skip
    paid = [n for n, model in enumerate(profiles.of) if model not in broken]
    people = [profiles.people[n] for n in paid]
    model, own = column(profiles.of[n] for n in paid), column(profiles.own[n] for n in paid)
    wages = [costs.wages[model] for costs in (before, after)]
    spent = [w + _shares(costs, model, own, declared) for w, costs in zip(wages, (before, after), strict=True)]
    change = np.sign(wages[1].sum(axis=1) - wages[0].sum(axis=1))
    months = range(wages[0].shape[1])
    totals = [s.sum(axis=1) for s in spent]
    persons = zip(people, wages[0].sum(axis=1).tolist(), wages[1].sum(axis=1).tolist(), strict=True)
    return Projection(
        total=_part("", change, totals[0], totals[1]),
        by_month=tuple(
            _part(
                str(of_index(first.index + m)), np.sign(wages[1][:, m] - wages[0][:, m]), spent[0][:, m], spent[1][:, m]
            )
            for m in months
        ),
        by_grade=tuple(_parts([str(grade) for _, _, grade in people], change, totals)),
        by_employer=tuple(_parts([employer for _, employer, _ in people], change, totals)),
        people=tuple(sorted(PersonCost(*person, was, will) for person, was, will in persons)),
        left_out=left_out,
    )


def _shares(costs: _Costs, model: Column, own: Column, declared: Column) -> Column:
    """By the declared base, in the months with a paid day; else as the model's."""
    shares = costs.shares[model].copy()
    with_base = own >= 0
    shares[with_base] = declared[own[with_base]] * costs.insured[model[with_base]]
    return shares


def _parts(names: Sequence[str], change: Column, totals: Sequence[Column]) -> Iterator[Part]:
    kinds = sorted(set(names), key=lambda name: (len(name), name))
    place = {name: n for n, name in enumerate(kinds)}
    of = column(place[name] for name in names)
    for n, name in enumerate(kinds):
        here = of == n
        yield _part(name, change[here], totals[0][here], totals[1][here])


def _part(name: str, change: Column, before: Column, after: Column) -> Part:
    return Part(
        name=name, people=len(change), winners=int((change > 0).sum()), losers=int((change < 0).sum()),
        before_fen=int(before.sum()), after_fen=int(after.sum()),
    )  # fmt: skip
