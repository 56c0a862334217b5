"""When somebody retires follows from what is known of the person now; whoever may by a day is found by birth month first."""

from datetime import date

import pytest

from services.personnel.domain.exit_events import RetirementClass
from services.personnel.domain.retirement import Retirement, born_until, of_person
from services.personnel.domain.scheme_terms import PostCategory
from tests.personnel.people import POLICIES

TODAY = date(2027, 1, 4)
AGES = POLICIES.retirement_ages.on(TODAY)
MEN, WOMEN_55, WOMEN_50 = RetirementClass


@pytest.mark.parametrize(
    ("case", "recorded", "sex", "post", "born", "which", "retires_on", "early_from"),
    [
        ("a man", None, "MALE", "STAFF", "1968-05", MEN, date(2029, 4, 1), date(2028, 5, 1)),
        ("his birth month corrected", None, "MALE", "STAFF", "1967-05", MEN, date(2028, 1, 1), date(2027, 5, 1)),
        ("the sex corrected", None, "FEMALE", "STAFF", "1977-05", WOMEN_50, date(2028, 8, 1), date(2027, 5, 1)),
        ("the same in a post of management", None, "FEMALE", "CHIEF", "1977-05", WOMEN_55, date(2034, 4, 1), date(2032, 5, 1)),
        ("the class recorded", WOMEN_55, "FEMALE", "STAFF", "1977-05", WOMEN_55, date(2034, 4, 1), date(2032, 5, 1)),
    ],
)  # fmt: skip
def test_the_day_moves_with_birth_month_sex_post_and_class(
    case: str, recorded: RetirementClass | None, sex: str, post: str, born: str, which: RetirementClass,
    retires_on: date, early_from: date,
) -> None:  # fmt: skip
    found = of_person(recorded, sex, PostCategory(post), born, AGES, 36)
    assert found == Retirement(retirement_class=which, retires_on=retires_on, early_from=early_from), case


@pytest.mark.parametrize("post", list(PostCategory))
@pytest.mark.parametrize("sex", ["MALE", "FEMALE"])
def test_nobody_who_may_retire_by_a_day_is_overlooked(sex: str, post: PostCategory) -> None:
    until = date(2030, 6, 30)
    last = born_until(until, AGES)
    later = [
        f"{year}-{month:02}" for year in range(1960, 1991) for month in range(1, 13) if f"{year}-{month:02}" > last
    ]
    assert min(of_person(None, sex, post, born, AGES, 36).retires_on for born in later) > until
