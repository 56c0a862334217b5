"""A form filled in from the workforce: what every column comes to, for a region and each of its parts."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from services.personnel.domain.spell import Spell
from services.personnel.domain.statistics_forms import Column, Form, Measure, Row, Table, span_of
from services.personnel.domain.workforce import Person, Workforce
from shared.kernel import Region, Span, Tree, region, segments, within


def tabulate(workforce: Workforce, form: Form, place: Region, period: str) -> Table:
    """The form filled in for a region and its parts, as they lay on the last day of the period."""
    span = span_of(form.every, period)
    day = _last(span)
    layout, names = Tree(workforce.moves).on(day), dict(workforce.standing(day))
    units = [place, *(path for path in names if path != place and _parent(path) == place)]
    cells = {unit: [0] * len(form.columns) for unit in units}

    @cache
    def counted_in(workplace: Region) -> tuple[Region, ...]:
        at = layout.resolve(workplace)
        return tuple(unit for unit in units if within(unit, at))

    for person in workforce.people.values():
        for workplace, column in _counts(person, form, span):
            for unit in counted_in(workplace):
                cells[unit][column] += 1
    rows = tuple(Row(unit=unit, name=names.get(unit, ""), cells=tuple(cells[unit])) for unit in units)
    return Table(form=form, region=place, period=period, as_of=day, rows=rows)


def _last(span: Span) -> date:
    assert span.last is not None
    return span.last


def _parent(path: Region) -> Region:
    return region(*segments(path)[:-1])


def _counts(person: Person, form: Form, span: Span) -> Iterator[tuple[Region, int]]:
    """(workplace, number of the column) for every time the person counts."""
    day = _last(span)
    present = person.spell_on(day)
    for number, column in enumerate(form.columns):
        match column.measure:
            case Measure.HIRED:
                yield from ((s.workplace_on(s.starts), number) for s in person.spells if span.covers(s.starts))
            case Measure.LEFT:
                gone = ((s, s.last_day) for s in person.spells if s.last_day is not None and span.covers(s.last_day))
                yield from ((s.workplace_on(last), number) for s, last in gone)
            case _ if present is not None and _matches(column, person, present, day):
                yield present.workplace_on(day), number
            case _:
                continue


def _matches(column: Column, person: Person, spell: Spell, day: date) -> bool:
    match column.measure:
        case Measure.PEOPLE:
            return True
        case Measure.POST:
            return bool(set(column.values) & person.posts_on(day))
        case Measure.POSTS_TOGETHER:
            return set(column.values) <= person.posts_on(day)
        case Measure.AGE:
            return _lies(column, person.age_on(day))
        case Measure.GRADE:
            return _lies(column, person.grades.on(day))
        case _:
            return _word(column.measure, person, spell, day) in column.values


def _lies(column: Column, number: int | None) -> bool:
    if number is None:
        return False
    return (column.least is None or column.least <= number) and (column.most is None or number <= column.most)


def _word(measure: Measure, person: Person, spell: Spell, day: date) -> str | None:
    words = {
        Measure.SEX: person.sex, Measure.EDUCATION: person.education_on(day), Measure.CATEGORY: spell.category_on(day),
        Measure.CERTIFICATE: person.certificate_on(day), Measure.POST_CATEGORY: person.post_categories.on(day),
    }  # fmt: skip
    return words.get(measure)
