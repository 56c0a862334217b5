from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.personnel.domain.headcount import (
    ApproveQuota,
    PopulationRecorded,
    Quota,
    QuotaApproved,
    QuotaRequested,
    RecordPopulation,
    RequestQuota,
    vacant_place,
)
from services.personnel.domain.streams import QUOTA
from shared.kernel import Rejected
from tests.personnel.people import COMMUNITY, STREET, on

DAY = date(2027, 1, 4)
FROM = date(2027, 1, 1)


def population(residents: int, effective: date = FROM) -> PopulationRecorded:
    return PopulationRecorded(effective=effective, unit=STREET, residents=residents, source="2026 年度人口")


def requested(places: int, residents: int) -> QuotaRequested:
    return QuotaRequested(
        effective=FROM, unit=STREET, places=places, residents=residents, per_10000=18, requested_by="officer"
    )


APPROVED = QuotaApproved(
    effective=FROM, unit=STREET, places=149, document="武编〔2027〕1号", requested_by="officer", approved_by="approver"
)


@pytest.mark.parametrize(("residents", "places"), [(83_000, 149), (10_000, 18), (555, 0), (556, 1), (1_000_000, 1_800)])
def test_eighteen_for_ten_thousand_residents_whole_places_only(residents: int, places: int) -> None:
    request = RequestQuota(unit=STREET, effective=FROM)
    on(QUOTA, DAY, population(residents)).when(request).then(requested(places, residents))


def test_the_population_of_the_effective_day_counts_not_the_newest() -> None:
    later = population(90_000, date(2027, 7, 1))
    request = RequestQuota(unit=STREET, effective=FROM)
    on(QUOTA, DAY, population(83_000), later).when(request).then(requested(149, 83_000))


def test_no_quota_without_a_population() -> None:
    on(QUOTA, DAY).when(RequestQuota(unit=STREET, effective=FROM)).then_rejected("headcount.no-population")


def test_nobody_approves_their_own_request() -> None:
    history = (population(83_000), requested(149, 83_000))
    approve = ApproveQuota(document="武编〔2027〕1号")
    on(QUOTA, DAY, *history).when(approve).then_rejected("headcount.own-request")
    on(QUOTA, DAY, *history, by="approver").when(approve).then(APPROVED)


def test_neither_a_deputy_nor_his_principal_approves_what_the_other_requested() -> None:
    approve = ApproveQuota(document="武编〔2027〕1号")
    asked = requested(149, 83_000)
    for maker, checker in (("li for officer", "officer"), ("officer", "li for officer"), ("li for officer", "li")):
        history = (population(83_000), replace(asked, requested_by=maker))
        on(QUOTA, DAY, *history, by=checker).when(approve).then_rejected("headcount.own-request")


def test_an_approval_names_its_document_and_needs_a_request() -> None:
    history = (population(83_000), requested(149, 83_000))
    on(QUOTA, DAY, *history, by="approver").when(ApproveQuota(document=" ")).then_rejected("headcount.document")
    on(QUOTA, DAY, *history, APPROVED).when(ApproveQuota(document="x")).then_rejected("headcount.nothing-requested")


def test_recording_the_same_population_again_is_harmless() -> None:
    said = RecordPopulation(unit=STREET, residents=83_000, effective=FROM, source="2026 年度人口")
    on(QUOTA, DAY).when(said).then(population(83_000))
    on(QUOTA, DAY, population(83_000)).when(said).then()


@pytest.mark.parametrize("residents", [0, -1, 60_000_000])
def test_a_population_is_a_number_of_people(residents: int) -> None:
    said = RecordPopulation(unit=STREET, residents=residents, effective=FROM, source="x")
    on(QUOTA, DAY).when(said).then_rejected("headcount.residents")


def test_quotas_belong_to_streets() -> None:
    said = RecordPopulation(unit=COMMUNITY, residents=5, effective=FROM, source="x")
    on(QUOTA, DAY).when(said).then_rejected("headcount.not-a-street")


def test_a_quota_counts_from_its_day() -> None:
    quota = Quota(unit=STREET, approved=((FROM, 20), (date(2027, 7, 1), 10)))
    assert [quota.places_on(d) for d in (date(2026, 12, 31), FROM, date(2027, 6, 30), date(2027, 7, 1))] == [
        0,
        20,
        20,
        10,
    ]


@given(st.integers(0, 30), st.sets(st.integers(1, 40)), st.integers(0, 10_000))
def test_a_vacant_place_is_free_and_inside_the_quota_or_there_is_none(places: int, taken: set[int], begin: int) -> None:
    quota = Quota(unit=STREET, approved=((FROM, places),))
    free = set(range(1, places + 1)) - taken
    if not free:
        with pytest.raises(Rejected, match=r"headcount\.no-vacancy"):
            vacant_place(quota, frozenset(taken), DAY, begin=begin)
    else:
        assert vacant_place(quota, frozenset(taken), DAY, begin=begin) in free
