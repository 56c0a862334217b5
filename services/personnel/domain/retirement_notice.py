"""Who reaches the age of retirement is told of ahead, by what is known of the person on the day of looking.

Nothing waits for a day that was reckoned long ago: it is looked again when a class could be near, then every year, and as soon
as birth month, sex or class are put right.
"""

from datetime import date
from typing import Final

from services.personnel.domain.employment import Employment, EmploymentEvent
from services.personnel.domain.exit_events import RetirementReckoned
from services.personnel.domain.policies import Policies
from services.personnel.domain.retirement import class_of, of_person, retirement_month
from services.personnel.domain.scheme_terms import PostCategory
from shared.kernel import DAY, Facts, Month, add_months, record

FIRST_LOOK_AGE: Final = 45
"""Nobody is looked at before: below every statutory age by more than any notice."""
YEAR: Final = 12


@record
class ReckonRetirement:
    """The calendar; `post_category` is that of the present grade, none where the hire's still stands."""

    sex: str
    birth_month: str
    post_category: PostCategory | None


def first_look(starts: date, birth_month: str) -> date:
    """Not before the day after the first: the first may have been walked already when the hire is told."""
    return max(starts + DAY, Month.parse(birth_month).plus(YEAR * FIRST_LOOK_AGE).first)


def reckon(employment: Employment, command: ReckonRetirement, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    """Nothing where the employment has ended."""
    if employment.worker_id is None or employment.last_day is not None:
        return ()
    today, ages = facts.today, facts.policies.retirement_ages.on(facts.today)
    own = of_person(
        employment.leaving.retirement_class, command.sex, command.post_category or employment.post_category,
        command.birth_month, ages, facts.policies.retirement_flexible_months.on(today),
    )  # fmt: skip
    notice = facts.policies.retirement_notice_months.on(today)
    possible = {own.retirement_class, *(class_of(command.sex, post) for post in PostCategory)}
    days = {
        age.retirement_class: add_months(retirement_month(command.birth_month, age).first, -notice)
        for age in ages if age.retirement_class in possible
    }  # fmt: skip
    return (
        RetirementReckoned(
            effective=today, worker_id=employment.worker_id, retirement_class=own.retirement_class,
            retires_on=own.retires_on, near=days[own.retirement_class] <= today,
            next_look=_next_look(today, tuple(days.values())),
        ),
    )  # fmt: skip


def _next_look(today: date, days: tuple[date, ...]) -> date:
    """`days` are those on which each class that may come to apply would be near."""
    ahead = [day for day in days if day > today]
    return min(ahead if len(ahead) == len(days) else [*ahead, add_months(today, YEAR)])
