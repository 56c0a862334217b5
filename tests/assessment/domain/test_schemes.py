from dataclasses import replace
from datetime import date

import pytest

from services.assessment.domain.schemes import (
    DraftScheme,
    FreezeScheme,
    IssueScheme,
    SchemeDrafted,
    SchemeFrozen,
    SchemeIssued,
    scheme_id,
)
from services.assessment.domain.streams import SCHEME
from services.assessment.domain.terms import Band, Head, Outcome, Terms, Weight
from shared.kernel import Region
from shared.testing.spec import Spec
from tests.assessment.year import COMMUNITY, COUNTY, TERMS, facts

TODAY = date(2026, 2, 1)
given = Spec(SCHEME, facts(TODAY)).given

DRAFT = DraftScheme(county=COUNTY, year=2026, terms=TERMS)
DRAFTED = SchemeDrafted(effective=TODAY, county=COUNTY, year=2026, terms=TERMS)
ISSUE = IssueScheme(document="武社发〔2026〕3号")
ISSUED = SchemeIssued(effective=TODAY, county=COUNTY, year=2026, document="武社发〔2026〕3号")
FROZEN = SchemeFrozen(effective=TODAY, county=COUNTY, year=2026)


def bands(*pairs: tuple[Outcome, int]) -> tuple[Band, ...]:
    return tuple(Band(outcome=outcome, at_least=at_least) for outcome, at_least in pairs)


def test_a_scheme_is_drafted_issued_and_frozen() -> None:
    given().when(DRAFT).then(DRAFTED)
    given(DRAFTED).when(ISSUE).then(ISSUED)
    given(DRAFTED, ISSUED).when(FreezeScheme()).then(FROZEN)


def test_asking_twice_changes_nothing() -> None:
    given(DRAFTED).when(DRAFT).then()
    given(DRAFTED, ISSUED).when(ISSUE).then()
    given(DRAFTED, ISSUED, FROZEN).when(FreezeScheme()).then()


def test_an_issued_scheme_drafted_anew_is_to_be_issued_again() -> None:
    other = replace(TERMS, excellent_quota_ppm=200_000)
    again = replace(DRAFTED, terms=other)
    given(DRAFTED, ISSUED).when(replace(DRAFT, terms=other)).then(again)
    given(DRAFTED, ISSUED, again).when(FreezeScheme()).then_rejected("schemes.not-issued")


def test_a_frozen_scheme_never_changes() -> None:
    given(DRAFTED, ISSUED, FROZEN).when(DRAFT).then_rejected("schemes.frozen")


def test_nothing_is_issued_before_it_is_drafted_nor_frozen_before_it_is_issued() -> None:
    given().when(ISSUE).then_rejected("schemes.unknown")
    given(DRAFTED).when(FreezeScheme()).then_rejected("schemes.not-issued")


def test_a_scheme_is_issued_with_the_number_of_its_document() -> None:
    given(DRAFTED).when(IssueScheme(document=" ")).then_rejected("schemes.document")


def test_a_county_or_a_city_without_counties_issues_a_scheme() -> None:
    given().when(replace(DRAFT, county=COMMUNITY)).then_rejected("schemes.not-a-county")
    given().when(replace(DRAFT, county=Region("Wuhou"))).then_rejected("schemes.not-a-county")
    city = Region("44/19/_/_/_")
    given().when(replace(DRAFT, county=city)).then(replace(DRAFTED, county=city))


def test_a_scheme_of_a_distant_year_is_a_slip_of_the_pen() -> None:
    given().when(replace(DRAFT, year=2062)).then_rejected("schemes.year")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (replace(TERMS, weights=TERMS.weights[:2]), "schemes.heads"),
        (replace(TERMS, weights=(*TERMS.weights[:2], TERMS.weights[0])), "schemes.heads"),
        (replace(TERMS, weights=tuple(Weight(head=head, points=33) for head in Head)), "schemes.weights"),
        (
            replace(TERMS, weights=tuple(Weight(head=h, points=p) for h, p in zip(Head, (0, 50, 50), strict=True))),
            "schemes.weights",
        ),
        (replace(TERMS, bands=bands((Outcome.EXCELLENT, 9000), (Outcome.FAIL, 0))), "schemes.bands"),
        (
            replace(TERMS, bands=bands((Outcome.EXCELLENT, 9000), (Outcome.QUALIFIED, 9000), (Outcome.FAIL, 0))),
            "schemes.bands",
        ),
        (
            replace(TERMS, bands=bands((Outcome.EXCELLENT, 9000), (Outcome.QUALIFIED, 7000), (Outcome.FAIL, 1))),
            "schemes.bands",
        ),
        (
            replace(
                TERMS,
                bands=bands(
                    (Outcome.EXCELLENT, 9000), (Outcome.BASIC, 8000), (Outcome.QUALIFIED, 7000), (Outcome.FAIL, 0)
                ),
            ),
            "schemes.bands",
        ),
        (replace(TERMS, excellent_quota_ppm=1_000_001), "schemes.quota"),
        (replace(TERMS, counting=(Outcome.GOOD,)), "schemes.counting"),
    ],
)
def test_terms_that_do_not_add_up_are_refused(wrong: Terms, code: str) -> None:
    given().when(replace(DRAFT, terms=wrong)).then_rejected(code)


def test_there_is_one_scheme_for_a_county_and_a_year() -> None:
    assert scheme_id(COUNTY, 2026) == scheme_id(COUNTY, 2026)
    assert len({scheme_id(COUNTY, 2026), scheme_id(COUNTY, 2027), scheme_id(COMMUNITY, 2026)}) == 3
