"""A tried scheme is published once payroll has valued it for every county in it, or somebody else signed why a county cannot."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services.personnel.domain.grade_schemes import scheme_id
from services.personnel.domain.scheme_costs import (
    HearTrialCost,
    NotePayStandard,
    PayStandardNoted,
    TrialCosted,
    TrialCostWaived,
    WaiveTrialCost,
)
from services.personnel.domain.scheme_trials import TriedPerson, counties_of, tried_before_counties
from services.personnel.domain.streams import GRADE_SCHEME
from services.personnel.publications import publish
from services.personnel.reactions.payroll import react
from shared.kernel import Region
from shared.published import News
from shared.published.payroll.pay import SchemeCostedV1, StandardPublishedV1
from shared.published.personnel.grades import SchemeTriedV1
from shared.testing.spec import sent
from tests.personnel.domain.test_scheme_publishing import COUNTY, DAY, PUBLISHED
from tests.personnel.domain.test_scheme_trials import FASTER, LATER, RECORD, SECOND, TRIED
from tests.personnel.people import COMMUNITY, on

CAUSE, NEXT = UUID(int=900), Region("51/01/08/_/_")
HEAR = HearTrialCost(region=COUNTY, trial="sha-256:aa", county=COUNTY, costs="sha-256:cc", cause=CAUSE)
COSTED = TrialCosted(
    effective=DAY, region=COUNTY, trial="sha-256:aa", county=COUNTY, costs="sha-256:cc", cause=CAUSE
)  # fmt: skip
WAIVE = WaiveTrialCost(region=COUNTY, trial="sha-256:aa", reason="尚未发布薪酬标准")
WAIVED = TrialCostWaived(
    effective=DAY, region=COUNTY, trial="sha-256:aa", counties=(COUNTY,), reason="尚未发布薪酬标准", waived_by="officer"
)
PAYS = PayStandardNoted(effective=DAY, region=COUNTY, cause=CAUSE)
IN_FORCE = replace(PUBLISHED, effective=LATER, terms=FASTER, version=2, simulation="sha-256:aa")


def news(event: Any) -> News[Any]:
    return News(
        event=event, event_id=CAUSE, source="payroll", position=1, subject=None, region=COUNTY, effective=DAY,
        recorded=datetime(2027, 1, 5, tzinfo=UTC), actor="finance", correlation=UUID(int=901),
    )  # fmt: skip


def test_a_version_is_published_after_payroll_valued_its_trial() -> None:
    on(GRADE_SCHEME, DAY, PUBLISHED, TRIED).when(SECOND).then_rejected("grade-schemes.not-costed")
    on(GRADE_SCHEME, DAY, PUBLISHED, TRIED).when(HEAR).then(COSTED)
    on(GRADE_SCHEME, DAY, PUBLISHED, TRIED, COSTED).when(SECOND).then(IN_FORCE)


def test_costs_are_heard_once_and_those_of_another_trial_or_county_change_nothing() -> None:
    given = on(GRADE_SCHEME, DAY, PUBLISHED, TRIED, COSTED)
    given.when(HEAR).then()
    given.when(replace(HEAR, costs="sha-256:dd")).then()
    given.when(replace(HEAR, trial="sha-256:zz")).then()
    given.when(replace(HEAR, county=NEXT)).then()
    on(GRADE_SCHEME, DAY, PUBLISHED, TRIED, COSTED, IN_FORCE).when(HEAR).then()


def test_every_county_of_a_citys_trial_is_valued() -> None:
    both = replace(TRIED, counties=(COUNTY, NEXT))
    on(GRADE_SCHEME, DAY, PUBLISHED, both, COSTED).when(SECOND).then_rejected("grade-schemes.not-costed")
    other = replace(COSTED, county=NEXT)
    on(GRADE_SCHEME, DAY, PUBLISHED, both, COSTED, other).when(SECOND).then(IN_FORCE)
    on(GRADE_SCHEME, DAY, PUBLISHED, both, other).when(WAIVE).then(WAIVED)


def test_nobody_in_a_trial_costs_nothing() -> None:
    nobody = replace(TRIED, people=0, higher=0, counties=())
    on(GRADE_SCHEME, DAY, PUBLISHED, nobody).when(SECOND).then(IN_FORCE)


def test_a_county_without_a_standard_is_waived_with_a_reason_and_published_by_another_hand() -> None:
    given = on(GRADE_SCHEME, DAY, PUBLISHED, TRIED)
    given.when(WAIVE).then(WAIVED)
    given.when(replace(WAIVE, reason=" ")).then_rejected("grade-schemes.waiver-reason")
    given.when(replace(WAIVE, trial="sha-256:zz")).then_rejected("grade-schemes.other-trial")
    waived = on(GRADE_SCHEME, DAY, PUBLISHED, TRIED, WAIVED)
    waived.when(WAIVE).then()
    waived.when(SECOND).then_rejected("grade-schemes.own-waiver")
    on(GRADE_SCHEME, DAY, PUBLISHED, TRIED, WAIVED, by="approver").when(SECOND).then(IN_FORCE)
    other = on(GRADE_SCHEME, DAY, PUBLISHED, TRIED, WAIVED, by="approver")
    other.when(WAIVE).then(replace(WAIVED, waived_by="approver"))
    on(GRADE_SCHEME, DAY, PUBLISHED, TRIED, COSTED).when(WAIVE).then()


def test_whoever_has_a_standard_has_the_trial_valued_instead() -> None:
    note = NotePayStandard(region=COUNTY, cause=CAUSE)
    on(GRADE_SCHEME, DAY).when(note).then(PAYS)
    on(GRADE_SCHEME, DAY, PAYS).when(note).then()
    on(GRADE_SCHEME, DAY, PAYS, PUBLISHED, TRIED).when(WAIVE).then_rejected("grade-schemes.can-be-costed")
    on(GRADE_SCHEME, DAY, PUBLISHED, TRIED, WAIVED, PAYS, by="approver").when(SECOND).then(IN_FORCE)


def test_a_trial_of_before_payroll_was_told_is_tried_again() -> None:
    stored = {"region": COUNTY, "digest": "sha-256:aa"}
    assert tried_before_counties(stored) == {**stored, "counties": []}
    old = replace(TRIED, counties=())
    on(GRADE_SCHEME, DAY, PUBLISHED, old).when(SECOND).then_rejected("grade-schemes.not-costed")
    on(GRADE_SCHEME, DAY, PUBLISHED, old).when(RECORD).then(TRIED)
    on(GRADE_SCHEME, DAY, PUBLISHED, old, TRIED, COSTED).when(SECOND).then(IN_FORCE)


def test_a_trial_names_the_counties_of_its_people() -> None:
    regions = (COMMUNITY, COUNTY, NEXT, Region("51/02/_/_/_"))
    people = [TriedPerson(worker_id=UUID(int=n), region=r, before=(1,), after=(1,)) for n, r in enumerate(regions)]
    assert counties_of(people) == (COUNTY, NEXT, Region("51/02/_/_/_"))


def test_a_trial_is_told_with_the_digest_of_its_file_and_what_is_heard_stays_inside() -> None:
    assert publish("grade_scheme", UUID(int=1), TRIED) == SchemeTriedV1(
        region=COUNTY, trial="sha-256:aa", code="DEMO-18", draft_effective=date(2028, 1, 1), first_month="2028-01",
        months=12,
    )  # fmt: skip
    assert [publish("grade_scheme", UUID(int=1), event) for event in (COSTED, WAIVED, PAYS)] == [None] * 3


def test_payrolls_news_are_kept_with_the_scheme_they_are_about() -> None:
    costed = SchemeCostedV1(region=COUNTY, county=COUNTY, trial="sha-256:aa", costs="sha-256:cc")
    assert sent(tuple(react(news(costed)))) == [("grade_scheme", scheme_id(COUNTY), HEAR)]
    standard = StandardPublishedV1(region=COUNTY, code="GRADE_PAY", version=1)
    assert sent(tuple(react(news(standard)))) == [
        ("grade_scheme", scheme_id(COUNTY), NotePayStandard(region=COUNTY, cause=CAUSE))
    ]
