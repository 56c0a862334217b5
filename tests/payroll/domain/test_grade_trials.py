"""Only a trial that personnel told is valued, and only for a county of its region."""

from datetime import date
from uuid import UUID

import pytest

from services.payroll.domain.grade_trials import (
    GradeTrial,
    GradeTrialHeard,
    HearGradeTrial,
    check_heard,
    evolve,
    trial_id,
)
from services.payroll.domain.streams import GRADE_TRIAL
from services.payroll.publications import publish
from services.payroll.reactions.personnel import react
from shared.kernel import Region, Rejected
from shared.published.personnel.grades import SchemeTriedV1
from shared.testing.spec import sent
from tests.payroll.county import COUNTY, on
from tests.payroll.reactions.test_personnel import EVENT, news

TODAY = date(2026, 1, 20)
CITY = Region("51/01/_/_/_")
HEAR = HearGradeTrial(
    region=CITY, trial="sha-256:aa", code="DEMO-18", draft_effective=date(2027, 1, 1), cause=EVENT
)  # fmt: skip
HEARD = GradeTrialHeard(
    effective=TODAY, region=CITY, trial="sha-256:aa", code="DEMO-18", draft_effective=date(2027, 1, 1), cause=EVENT
)
hearing = on(GRADE_TRIAL, TODAY)


def test_a_trial_is_heard_once_and_stays_inside() -> None:
    hearing().when(HEAR).then(HEARD)
    hearing(HEARD).when(HEAR).then()
    assert publish("grade_trial", UUID(int=1), HEARD) is None


def test_it_is_found_by_the_digest_of_its_file() -> None:
    tried = SchemeTriedV1(
        region=CITY,
        trial="sha-256:aa",
        code="DEMO-18",
        draft_effective=date(2027, 1, 1),
        first_month="2027-01",
        months=12,
    )
    assert sent(tuple(react(news(tried)))) == [("grade_trial", trial_id("sha-256:aa"), HEAR)]
    assert trial_id("sha-256:aa") != trial_id("sha-256:ab")


def test_a_file_that_personnel_did_not_make_and_a_county_elsewhere_are_refused() -> None:
    assert check_heard(evolve(GradeTrial(), HEARD), COUNTY) == CITY
    with pytest.raises(Rejected, match=r"grade-costs\.unknown-trial"):
        check_heard(GradeTrial(), COUNTY)
    with pytest.raises(Rejected, match=r"grade-costs\.other-region"):
        check_heard(evolve(GradeTrial(), HEARD), Region("51/02/01/_/_"))
