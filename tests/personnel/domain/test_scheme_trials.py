"""A draft scheme before it is published: everybody's grades month by month, and publishing bound to what was seen."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import reduce
from uuid import UUID

import pytest

from deploy.local.story.scheme import SCHEME as TERMS
from services.personnel.domain.grade_schemes import SchemeEvent
from services.personnel.domain.grading import Grading, evolve
from services.personnel.domain.policies import Policies
from services.personnel.domain.scheme_costs import TrialCosted
from services.personnel.domain.scheme_terms import PublishedScheme
from services.personnel.domain.scheme_trials import (
    GradeCount,
    RecordTrial,
    SchemeTried,
    TryScheme,
    check_window,
    counted,
    days_of,
    laid_over,
    tried,
)
from services.personnel.domain.streams import GRADE, GRADE_SCHEME
from shared.kernel import Dated, Facts, Month, Region, Rejected
from tests.personnel.domain.test_grade_triggers import OPEN
from tests.personnel.domain.test_scheme_publishing import COUNTY, DAY, PUBLISH, PUBLISHED
from tests.personnel.people import COMMUNITY, POLICIES, on

LATER = date(2028, 1, 1)
FASTER = replace(TERMS, years_per_grade=2)
ASKED = TryScheme(
    region=COUNTY, code="DEMO-18", effective=LATER, terms=FASTER, first_month="2028-01", months=12
)  # fmt: skip
RECORD = RecordTrial(asked=ASKED, known_after=1, people=3, higher=2, lower=0, digest="sha-256:aa", counties=(COUNTY,))
TRIED = SchemeTried(
    effective=DAY, region=COUNTY, code="DEMO-18", draft_effective=LATER, terms=FASTER, known_after=1,
    first_month="2028-01", months=12, people=3, higher=2, lower=0, digest="sha-256:aa", tried_by="officer",
    counties=(COUNTY,),
)  # fmt: skip
SECOND = replace(PUBLISH, effective=LATER, terms=FASTER, simulation="sha-256:aa")
DRAFT = PublishedScheme(code="DEMO-18", version=2, terms=FASTER, region=COUNTY)
FACTS: Facts[Policies] = Facts(today=DAY, now=datetime(2027, 1, 4, tzinfo=UTC), by="", policies=POLICIES)


def graded() -> Grading:
    """Hired on 10 June 2024 with a bachelor's degree: grade 2, taken over as decided."""
    opened = on(GRADE, DAY).when(replace(OPEN, grade=2, grade_since=OPEN.starts)).then_events()
    return reduce(evolve, opened, Grading())


def test_a_trial_is_kept_with_its_digest_and_an_outdated_one_is_not() -> None:
    on(GRADE_SCHEME, DAY, PUBLISHED).when(RECORD).then(TRIED)
    on(GRADE_SCHEME, DAY, PUBLISHED, TRIED).when(RECORD).then()
    on(GRADE_SCHEME, DAY).when(RECORD).then_rejected("grade-schemes.trial-outdated")


def test_a_further_version_is_published_with_the_digest_of_exactly_what_was_tried() -> None:
    costed = TrialCosted(
        effective=DAY, region=COUNTY, trial="sha-256:aa", county=COUNTY, costs="sha-256:cc", cause=UUID(int=900)
    )
    given = on(GRADE_SCHEME, DAY, PUBLISHED, TRIED, costed)
    given.when(SECOND).then(
        replace(PUBLISHED, effective=LATER, terms=FASTER, version=2, simulation="sha-256:aa"),
    )
    for changed, code in (
        (replace(SECOND, simulation=""), "not-tried"), (replace(SECOND, simulation="sha-256:bb"), "other-trial"),
        (replace(SECOND, terms=TERMS), "other-trial"), (replace(SECOND, effective=date(2028, 2, 1)), "other-trial"),
    ):  # fmt: skip
        given.when(changed).then_rejected(f"grade-schemes.{code}")
    after: SchemeEvent = replace(PUBLISHED, effective=LATER, terms=FASTER, version=2, simulation="sha-256:aa")
    third = replace(SECOND, effective=date(2029, 1, 1))
    on(GRADE_SCHEME, DAY, PUBLISHED, TRIED, after).when(third).then_rejected("grade-schemes.other-trial")


def test_grades_are_followed_month_by_month_with_years_that_become_full_on_the_way() -> None:
    """Three years are full in June 2027, six in June 2030; by twos a further grade is due in June 2028."""
    days = days_of(Month.parse("2028-01"), 12)
    person = tried(graded(), COMMUNITY, FACTS, DRAFT, LATER, days)
    assert person is not None
    assert person.before == (3,) * 12
    assert person.after == (3,) * 6 + (4,) * 6
    assert (person.change, person.region) == (6, COMMUNITY)
    assert counted([person]) == (GradeCount(grade=3, before=1, after=0), GradeCount(grade=4, before=0, after=1))


def test_a_trial_changes_nothing_and_whoever_left_before_is_not_in_it() -> None:
    grading, days = graded(), days_of(Month.parse("2028-01"), 2)
    first = tried(grading, COMMUNITY, FACTS, DRAFT, LATER, days)
    assert first == tried(grading, COMMUNITY, FACTS, DRAFT, LATER, days)
    gone = replace(grading, closed=date(2027, 12, 31))
    assert tried(gone, COMMUNITY, FACTS, DRAFT, LATER, days) is None
    leaving = tried(replace(grading, closed=date(2028, 1, 15)), COMMUNITY, FACTS, DRAFT, LATER, days)
    assert leaving is not None
    assert leaving.after[1] == 0
    assert tried(Grading(), COMMUNITY, FACTS, DRAFT, LATER, days) is None


def test_a_county_with_a_scheme_of_its_own_is_not_touched_by_its_province_s_draft() -> None:
    own = replace(POLICIES, schemes=Dated(((date(2020, 1, 1), replace(DRAFT, version=1)),)))
    province = replace(DRAFT, region=Region("51/_/_/_/_"))
    assert laid_over(own, province, LATER) is own
    assert laid_over(POLICIES, province, LATER).schemes.on(LATER) == province
    assert laid_over(replace(POLICIES, schemes=Dated(())), province, LATER).schemes.on(LATER) == province


@pytest.mark.parametrize(
    "changed", [{"months": 0}, {"months": 25}, {"first_month": "2028-13"}, {"first_month": "2035-01"}]
)
def test_a_trial_has_a_window_that_somebody_can_know(changed: dict[str, object]) -> None:
    assert check_window(ASKED, DAY) == Month.parse("2028-01")
    with pytest.raises(Rejected, match=r"grade-schemes\.trial-months"):
        check_window(replace(ASKED, **changed), DAY)  # type: ignore[arg-type]
