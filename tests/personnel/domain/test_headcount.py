from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.personnel.domain.employment import PlaceFreed
from services.personnel.domain.headcount import (
    ApproveQuota,
    ComputeRatio,
    NoteExhausted,
    RecordPopulation,
    RequestQuota,
    whole_places,
)
from services.personnel.domain.headcount_events import (
    HeadcountEvent,
    PopulationRecorded,
    PostPlaces,
    Quota,
    QuotaApproved,
    QuotaExhausted,
    QuotaRequested,
    QuotaReviewDue,
    QuotaReviewed,
    QuotaReviewSet,
    QuotaRounding,
    QuotaStage,
    RatioComputed,
    evolve,
    stage_on,
)
from services.personnel.domain.headcount_places import (
    fits,
    place_key,
    place_keys,
    together,
    vacant_place,
    vacant_share,
)
from services.personnel.domain.headcount_review import KeepQuota, NoteReviewDue
from services.personnel.domain.scheme_terms import PostCategory
from services.personnel.domain.streams import EMPLOYMENT, QUOTA
from shared.kernel import DAY as DAY_LONG
from shared.kernel import Region, Rejected, Release, Take, add_months, region
from tests.personnel.people import COMMUNITY, STREET, hire, hired, on
from tests.personnel.people import EMPLOYMENT as SPELL
from tests.personnel.people import WORKER as PERSON

DAY = date(2027, 1, 4)
FROM = date(2027, 1, 1)


def population(residents: int, effective: date = FROM) -> PopulationRecorded:
    return PopulationRecorded(effective=effective, unit=STREET, residents=residents, source="2026 年度人口")


def requested(places: int, residents: int) -> QuotaRequested:
    return QuotaRequested(
        effective=FROM, unit=STREET, places=places, residents=residents, per_10000=18, requested_by="officer",
        rounding=QuotaRounding.DOWN, by_post=(),
    )  # fmt: skip


COUNTY = region("51", "01", "07")
APPROVED = QuotaApproved(
    effective=FROM, unit=STREET, places=149, document="武编〔2027〕1号", requested_by="officer", approved_by="approver",
    by_post=(),
)  # fmt: skip
NEXT = QuotaReviewSet(effective=APPROVED.effective, unit=APPROVED.unit, review_on=add_months(APPROVED.effective, 12))


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
    on(QUOTA, DAY, *history, by="approver").when(approve).then(APPROVED, NEXT)


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


def test_quotas_belong_to_counties_streets_and_communities() -> None:
    for unit in (COUNTY, STREET, COMMUNITY):
        said = RecordPopulation(unit=unit, residents=5, effective=FROM, source="x")
        on(QUOTA, DAY).when(said).then(replace(population(5), unit=unit, source="x"))
    for unit in (region("51", "01"), Region("51")):
        said = RecordPopulation(unit=unit, residents=5, effective=FROM, source="x")
        on(QUOTA, DAY).when(said).then_rejected("headcount.unit")
        on(QUOTA, DAY).when(RequestQuota(unit=unit, effective=FROM, places=1)).then_rejected("headcount.unit")


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


def test_a_fraction_of_a_place_becomes_whole_ones_by_the_rule_that_is_named_and_is_stored_with_it() -> None:
    rules = (QuotaRounding.DOWN, QuotaRounding.HALF_UP, QuotaRounding.UP)
    assert [whole_places(83_000 * 18, rule) for rule in rules] == [149, 149, 150]
    assert [whole_places(15_000, rule) for rule in rules] == [1, 2, 2]
    assert [whole_places(20_000, rule) for rule in rules] == [2, 2, 2]


@pytest.mark.parametrize(("residents", "places"), [(4_999, 9), (5_000, 9), (5_556, 10), (1, 9)])
def test_a_small_community_has_its_minimum(residents: int, places: int) -> None:
    least = RequestQuota(unit=COMMUNITY, effective=FROM)
    asked = replace(requested(places, residents), unit=COMMUNITY)
    on(QUOTA, DAY, replace(population(residents), unit=COMMUNITY)).when(least).then(asked)


def test_places_may_be_named_with_limits_for_categories_of_posts() -> None:
    limits = (
        PostPlaces(post_category=PostCategory.CHIEF, places=2),
        PostPlaces(post_category=PostCategory.DEPUTY, places=3),
    )
    said = RequestQuota(unit=COUNTY, effective=FROM, places=10, by_post=limits)
    asked = QuotaRequested(
        effective=FROM, unit=COUNTY, places=10, residents=None, per_10000=None, requested_by="officer", rounding=None,
        by_post=limits,
    )  # fmt: skip
    on(QUOTA, DAY).when(said).then(asked)
    on(QUOTA, DAY, asked).when(said).then()
    on(QUOTA, DAY).when(replace(said, places=-1)).then_rejected("headcount.places")
    for wrong in (limits + limits[:1], (replace(limits[0], places=-1),), (replace(limits[0], places=11),)):
        on(QUOTA, DAY).when(replace(said, by_post=wrong)).then_rejected("headcount.by-post")


def quota(unit: Region, *approved: tuple[date, int], chief: int | None = None) -> Quota:
    limits = () if chief is None else (PostPlaces(post_category=PostCategory.CHIEF, places=chief),)
    return Quota(unit=unit, approved=approved, by_post=tuple((day, limits) for day, _ in approved))


def test_streets_together_never_have_more_than_their_county_on_any_day() -> None:
    history = (population(83_000), requested(149, 83_000))
    beside = (quota(region("51", "01", "07", "002"), (date(2026, 1, 1), 51)),)
    approve = ApproveQuota(document="武编〔2027〕1号", above=quota(COUNTY, (FROM, 200)), beside=beside)
    on(QUOTA, DAY, *history, by="approver").when(approve).then(APPROVED, NEXT)
    for too_little in (quota(COUNTY, (FROM, 199)), quota(COUNTY, (FROM, 200), (date(2028, 1, 1), 199))):
        refused = on(QUOTA, DAY, *history, by="approver").when(replace(approve, above=too_little))
        refused.then_rejected("headcount.more-than-above")
    on(QUOTA, DAY, *history, by="approver").when(replace(approve, above=Quota())).then(APPROVED, NEXT)


def test_a_unit_never_has_less_than_what_lies_below_it_in_all_and_by_category() -> None:
    history = (population(83_000), requested(149, 83_000))
    below = (quota(COMMUNITY, (FROM, 150)),)
    on(QUOTA, DAY, *history, by="approver").when(
        ApproveQuota(document="1号", below=below)
    ).then_rejected("headcount.less-than-below")  # fmt: skip
    assert fits(quota(STREET, (FROM, 10), chief=2), (quota(COMMUNITY, (FROM, 5), chief=1),) * 2, FROM)
    assert not fits(quota(STREET, (FROM, 10), chief=1), (quota(COMMUNITY, (FROM, 5), chief=1),) * 2, FROM)


def test_approvals_below_one_unit_take_turns() -> None:
    approve = ApproveQuota(document="1号", turn=3)
    assert QUOTA.reserves(SPELL, approve, APPROVED) == (Take(kind="quota-share", key=f"{COUNTY}#3"),)
    assert QUOTA.reserves(SPELL, approve, replace(APPROVED, unit=COUNTY)) == ()


def test_a_quota_is_approved_then_in_force_then_replaced() -> None:
    later = date(2027, 7, 1)
    assert stage_on(FROM, False, None, DAY) is QuotaStage.REQUESTED
    assert [stage_on(later, True, FROM, DAY), stage_on(FROM, True, FROM, DAY)] == [
        QuotaStage.APPROVED, QuotaStage.EFFECTIVE,
    ]  # fmt: skip
    assert stage_on(FROM, True, later, later) is QuotaStage.SUPERSEDED
    assert stage_on(FROM, True, None, date(2026, 1, 1)) is QuotaStage.APPROVED


def test_the_ratio_is_shown_to_a_tenth_with_what_is_missing() -> None:
    """83,000 residents need 149.4."""
    compute = ComputeRatio(unit=STREET, effective=FROM, workers=140)
    computed = RatioComputed(
        effective=FROM, unit=STREET, residents=83_000, per_10000=18, workers=140, required_tenths=1_494, ratio_tenths=169,
        gap_tenths=94,
    )  # fmt: skip
    on(QUOTA, DAY, population(83_000)).when(compute).then(computed)
    on(QUOTA, DAY, population(83_000), computed).when(compute).then()
    on(QUOTA, DAY).when(compute).then_rejected("headcount.no-population")
    (more,) = on(QUOTA, DAY, population(83_000)).when(replace(compute, workers=150)).then_events()
    assert isinstance(more, RatioComputed)
    assert more.gap_tenths == -6


def test_the_last_place_taken_is_told_once() -> None:
    full = QuotaExhausted(effective=DAY, unit=STREET, places=149)
    on(QUOTA, DAY, APPROVED).when(NoteExhausted(effective=DAY, places=149)).then(full)
    on(QUOTA, DAY, APPROVED, full).when(NoteExhausted(effective=DAY, places=149)).then()


def test_a_hire_takes_the_places_of_street_community_and_category_and_gives_them_all_back() -> None:
    keys = (place_key(STREET, 7), place_key(COMMUNITY, 2), place_key(COMMUNITY, 1, PostCategory.STAFF))
    stored = together(keys)
    assert place_keys(stored) == keys
    taken = EMPLOYMENT.reserves(SPELL, hire(), replace(hired(), place=stored))
    assert taken[:-1] == tuple(Take(kind="headcount", key=key) for key in keys)
    freed = PlaceFreed(effective=DAY, worker_id=PERSON, place=stored)
    assert EMPLOYMENT.reserves(SPELL, hire(), freed)[:-1] == tuple(Release(kind="headcount", key=key) for key in keys)


@given(st.integers(0, 20), st.sets(st.integers(1, 20)), st.integers(0, 20), st.integers(0, 10_000))
def test_who_was_there_before_the_quota_counts_in_it(places: int, taken: set[int], others: int, begin: int) -> None:
    def find() -> int:
        return vacant_share(places, frozenset(taken), others, begin=begin, code="headcount.no-vacancy-community")

    if places - others - len(taken) < 1:
        with pytest.raises(Rejected, match=r"headcount\.no-vacancy-community"):
            find()
    else:
        assert find() in set(range(1, places - others + 1)) - taken


@given(st.permutations([population(1_000, date(2026, n, 1)) for n in range(1, 6)]))
def test_the_order_in_which_populations_are_recorded_does_not_matter(order: list[HeadcountEvent]) -> None:
    state = Quota()
    for event in order:
        state = evolve(state, event)
    assert sorted(state.populations) == [(date(2026, n, 1), 1_000) for n in range(1, 6)]
    assert state.residents_on(date(2026, 3, 15)) == 1_000


def test_a_quota_is_looked_at_again_when_its_months_are_over() -> None:
    day = NEXT.review_on
    due = QuotaReviewDue(effective=day, unit=STREET, places=149)
    on(QUOTA, day - DAY_LONG, APPROVED, NEXT).when(NoteReviewDue()).then()
    on(QUOTA, day, APPROVED, NEXT).when(NoteReviewDue()).then(due)
    on(QUOTA, day, APPROVED, NEXT, due).when(NoteReviewDue()).then()
    on(QUOTA, day, APPROVED).when(NoteReviewDue()).then()


def test_a_quota_that_is_kept_needs_a_population_and_a_paper() -> None:
    day = NEXT.review_on
    keep = KeepQuota(unit=STREET, document="武编9号")
    population = PopulationRecorded(effective=FROM, unit=STREET, residents=83_000, source="人口普查")
    kept = QuotaReviewed(
        effective=day, unit=STREET, places=149, residents=83_000, document="武编9号", reviewed_by="officer"
    )
    again = QuotaReviewSet(effective=day, unit=STREET, review_on=add_months(day, 12))
    on(QUOTA, day, population, APPROVED, NEXT).when(keep).then(kept, again)
    on(QUOTA, day, APPROVED, NEXT).when(keep).then_rejected("headcount.no-population")
    on(QUOTA, day, population).when(keep).then_rejected("headcount.nothing-approved")
    on(QUOTA, day, population, APPROVED).when(KeepQuota(unit=STREET, document="")).then_rejected("headcount.document")
