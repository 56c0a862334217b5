"""When somebody retires (渐进式延迟法定退休年龄, from 2025): the age of before, later by months that a table gives.

delay = floor(months from the table's first birth month ÷ step) + 1, at most so many; born before it: none.
"""

from collections.abc import Iterable
from datetime import date

from services.personnel.domain.exit_events import RetirementClass
from services.personnel.domain.scheme_terms import PostCategory
from shared.kernel import Month, add_months, record


@record
class RetirementAge:
    """`born_from` is the first birth month (1965-01) that is delayed; ages in full years."""

    retirement_class: RetirementClass
    age: int
    born_from: str
    step_months: int
    most_months: int


def delay_months(birth_month: str, age: RetirementAge) -> int:
    since = Month.parse(birth_month).index - Month.parse(age.born_from).index
    return 0 if since < 0 else min(age.most_months, since // age.step_months + 1)


def retirement_month(birth_month: str, age: RetirementAge) -> Month:
    """The month in which the statutory age is reached."""
    return Month.parse(birth_month).plus(12 * age.age + delay_months(birth_month, age))


def earliest(birth_month: str, age: RetirementAge, flexible_months: int) -> date:
    """The first day on which one may retire by agreement: so many months earlier, never before the age of before 2025."""
    statutory = retirement_month(birth_month, age)
    before = Month.parse(birth_month).plus(12 * age.age)
    return max(add_months(statutory.first, -flexible_months), before.first)


def class_of(sex: str, post: PostCategory) -> RetirementClass:
    """Women in management and professional posts 55, others 50, unless it is recorded otherwise."""
    if sex != "FEMALE":
        return RetirementClass.MEN_60
    return RetirementClass.WOMEN_50 if post is PostCategory.STAFF else RetirementClass.WOMEN_55


@record
class Retirement:
    """The first day on or after which the statutory age is reached, and the first that may be agreed on."""

    retirement_class: RetirementClass
    retires_on: date
    early_from: date


def of_person(
    recorded: RetirementClass | None, sex: str, post: PostCategory, birth_month: str, ages: Iterable[RetirementAge],
    flexible_months: int,
) -> Retirement:  # fmt: skip
    """By what is known of the person now: nothing of it is kept, so that a corrected sex, birth month, post or class moves it at once.
    `recorded` is the class where the post does not say it.
    """
    which = recorded or class_of(sex, post)
    age = next(each for each in ages if each.retirement_class is which)
    return Retirement(
        retirement_class=which, retires_on=retirement_month(birth_month, age).first,
        early_from=earliest(birth_month, age, flexible_months),
    )  # fmt: skip


def born_until(day: date, ages: Iterable[RetirementAge]) -> str:
    """The last birth month with which anybody retires by the day, whatever the class: YYYY-MM."""
    return str(Month.of(day).plus(-12 * min(age.age for age in ages)))
