"""A campaign is planned within the policy, approved by another hand, and its list follows from the scores alone."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.personnel.domain import campaign_events as events
from services.personnel.domain.campaign_events import CampaignPhase, ResultStage
from services.personnel.domain.campaign_plan import AgeLimit, BonusPoints, SourceTag, TieBreak, VacantPost
from services.personnel.domain.campaign_ranking import Scored, ranked
from services.personnel.domain.campaigns import (
    AnnounceCampaign,
    ApproveCampaign,
    CloseReview,
    FileCampaign,
    FollowCampaign,
    PlanCampaign,
    PublishResult,
    ReserveCampaignQuota,
)
from services.personnel.domain.recruiting_terms import Disqualifier
from services.personnel.domain.scheme_terms import Certificate, Education, PostCategory
from services.personnel.domain.streams import CAMPAIGN
from shared.kernel import Release, Take, region
from tests.personnel.people import STREET, on
from tests.personnel.recruiting import (
    ANNOUNCED,
    APPROVED,
    COUNTY,
    EXAMINED,
    FIRST,
    ID,
    INTERVIEWED,
    LAST,
    PLACES,
    PLAN,
    PLANNED,
    REGISTERING,
    RESERVED,
    START,
    TODAY,
    at,
    published,
    who,
)

PLANNING = PlanCampaign(campaign_id=ID, region=COUNTY, title="2027年公开招聘", plan=PLAN)
REVIEWING = (*REGISTERING, at(CampaignPhase.QUALIFICATION_REVIEW))


def test_a_plan_within_the_policy_is_kept_as_data() -> None:
    on(CAMPAIGN, TODAY).when(PLANNING).then(PLANNED)
    on(CAMPAIGN, TODAY, PLANNED).when(PLANNING).then()


VACANCY = PLAN.vacancies[0]
KEPT = VacantPost(code="B", street=STREET, post_category=PostCategory.STAFF, places=1, graduates_only=True)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"vacancies": ()}, "campaigns.vacancies"),
        ({"vacancies": (VACANCY, VACANCY)}, "campaigns.vacancies"),
        ({"vacancies": (replace(VACANCY, places=0),)}, "campaigns.vacancies"),
        ({"vacancies": (replace(VACANCY, street=region("51", "01", "08", "001")),)}, "campaigns.vacancies"),
        ({"vacancies": (replace(VACANCY, street=COUNTY),)}, "campaigns.vacancies"),
        ({"vacancies": (replace(VACANCY, places=1), replace(KEPT, places=2))}, "campaigns.graduates"),
        ({"written_percent": 60, "interview_percent": 41}, "campaigns.weights"),
        ({"written_percent": 80, "interview_percent": 20}, "campaigns.weights"),
        ({"applicants_per_place": 2}, "campaigns.applicants"),
        ({"interviewed_per_place": 2}, "campaigns.interviewed"),
        ({"publicity_days": 6}, "campaigns.publicity"),
        ({"ages": ()}, "campaigns.ages"),
        ({"ages": (AgeLimit(oldest=46, certificate=None, community_years=0),)}, "campaigns.ages"),
        ({"disqualifiers": (Disqualifier.STUDENT,)}, "campaigns.disqualifiers"),
        ({"bonuses": PLAN.bonuses * 2}, "campaigns.bonus"),
        ({"bonuses": (BonusPoints(source=SourceTag.VETERAN, hundredths=501),)}, "campaigns.bonus"),
        ({"tie_break": (TieBreak.NEARBY, TieBreak.NEARBY)}, "campaigns.tie-break"),
    ],
)
def test_what_the_policy_does_not_allow_is_refused(changes: dict[str, Any], code: str) -> None:
    on(CAMPAIGN, TODAY).when(replace(PLANNING, plan=replace(PLAN, **changes))).then_rejected(code)


def test_half_of_the_places_may_be_for_graduates() -> None:
    plan = replace(PLAN, vacancies=(replace(VACANCY, places=1), KEPT))
    on(CAMPAIGN, TODAY).when(replace(PLANNING, plan=plan)).then(replace(PLANNED, plan=plan))


def test_a_campaign_belongs_to_a_city_or_a_county_and_has_a_title() -> None:
    on(CAMPAIGN, TODAY).when(replace(PLANNING, region=STREET)).then_rejected("campaigns.region")
    on(CAMPAIGN, TODAY).when(replace(PLANNING, title=" ")).then_rejected("campaigns.title")


def test_places_are_held_before_another_hand_approves() -> None:
    on(CAMPAIGN, TODAY, PLANNED).when(ReserveCampaignQuota(places=PLACES)).then(RESERVED)
    approve = ApproveCampaign(document="1号")
    on(CAMPAIGN, TODAY, PLANNED, by="approver").when(approve).then_rejected("campaigns.phase")
    on(CAMPAIGN, TODAY, PLANNED, RESERVED, by="approver").when(approve).then(APPROVED)
    for same in ("officer", "li for officer"):
        on(CAMPAIGN, TODAY, PLANNED, RESERVED, by=same).when(approve).then_rejected("campaigns.own-plan")
    nameless = replace(approve, document="")
    on(CAMPAIGN, TODAY, PLANNED, RESERVED, by="approver").when(nameless).then_rejected("campaigns.document")
    assert CAMPAIGN.reserves(ID, approve, RESERVED) == tuple(Take(kind="headcount", key=p.place) for p in PLACES)


def test_registration_begins_and_ends_with_its_days() -> None:
    announce = AnnounceCampaign(notice="公告1号", registration_from=FIRST, registration_until=LAST)
    on(CAMPAIGN, TODAY, *START[:3]).when(announce).then(ANNOUNCED)
    on(CAMPAIGN, FIRST, *START[:3]).when(announce).then(
        replace(ANNOUNCED, effective=FIRST), at(CampaignPhase.REGISTRATION, FIRST)
    )
    early = replace(announce, registration_from=TODAY - timedelta(days=1))
    on(CAMPAIGN, TODAY, *START[:3]).when(early).then_rejected("campaigns.registration-days")
    on(CAMPAIGN, TODAY, *START[:3]).when(replace(announce, notice="")).then_rejected("campaigns.notice")
    on(CAMPAIGN, TODAY, *START).when(FollowCampaign()).then()
    on(CAMPAIGN, FIRST, *START).when(FollowCampaign()).then(at(CampaignPhase.REGISTRATION, FIRST))
    on(CAMPAIGN, LAST, *REGISTERING).when(FollowCampaign()).then()
    closed = LAST + timedelta(days=1)
    on(CAMPAIGN, closed, *REGISTERING).when(FollowCampaign()).then(at(CampaignPhase.QUALIFICATION_REVIEW, closed))
    on(CAMPAIGN, closed, *EXAMINED).when(FollowCampaign()).then()


def test_where_too_few_are_admitted_places_are_given_back() -> None:
    review = CloseReview(admitted=(("A01", 5),), pending=0)
    cut = events.VacancyCut(
        effective=TODAY, campaign_id=ID, vacancy="A01", admitted=5, left=1, given_back=(PLACES[1].place,)
    )
    on(CAMPAIGN, TODAY, *REVIEWING).when(review).then(cut, at(CampaignPhase.WRITTEN))
    enough = replace(review, admitted=(("A01", 6),))
    on(CAMPAIGN, TODAY, *REVIEWING).when(enough).then(at(CampaignPhase.WRITTEN))
    nobody = on(CAMPAIGN, TODAY, *REVIEWING).when(replace(review, admitted=())).then_events()
    assert [getattr(event, "left", None) for event in nobody] == [0, None]
    on(CAMPAIGN, TODAY, *REVIEWING).when(replace(review, pending=1)).then_rejected("campaigns.pending")
    assert CAMPAIGN.reserves(ID, review, cut) == (Release(kind="headcount", key=PLACES[1].place),)


def scored(number: int, written: int, interview: int = 0, **changes: Any) -> Scored:
    plain = Scored(
        applicant_id=who(number), vacancy="A01", number=number, written=written, interview=interview, sources=(),
        education=Education.BACHELOR, certificate=None,
    )  # fmt: skip
    return replace(plain, **changes)


def test_three_for_each_place_go_on_to_the_interview() -> None:
    people = tuple(scored(n, 9_000 - n) for n in range(1, 8))
    (list_, moved) = (
        on(CAMPAIGN, TODAY, *EXAMINED, by="approver")
        .when(PublishResult(stage=ResultStage.WRITTEN, scored=people))
        .then_events()
    )
    assert isinstance(list_, events.CampaignResultPublished)
    assert list_.going_on == tuple(who(n) for n in range(1, 7))
    assert [each.rank for each in list_.ranked] == list(range(1, 8))
    assert moved == at(CampaignPhase.RECHECK)


def test_the_total_is_sixty_to_forty_in_whole_hundredths_with_bonus_points_that_do_not_stack() -> None:
    people = (
        scored(1, 8_050, 7_033),
        scored(2, 8_050, 7_033, sources=(SourceTag.SOCIAL_WORKER, SourceTag.ASSISTANT_SOCIAL_WORKER)),
        scored(3, 8_001, 7_001, sources=(SourceTag.ASSISTANT_SOCIAL_WORKER,)),
    )
    found = {each.applicant_id: each for each in ranked(PLAN, ResultStage.FINAL, people)}
    assert [found[who(n)].total for n in (1, 2, 3)] == [7_643, 7_743, 7_651]
    assert [found[who(n)].bonus for n in (1, 2, 3)] == [0, 100, 50]
    assert [found[who(n)].rank for n in (2, 3, 1)] == [1, 2, 3]


def test_equal_totals_are_decided_as_the_plan_says_and_last_by_the_number() -> None:
    people = (
        scored(1, 8_000, 8_000), scored(2, 8_000, 8_000, certificate=Certificate.SENIOR),
        scored(3, 8_000, 8_000, sources=(SourceTag.NEARBY,)), scored(4, 8_000, 8_000), scored(5, 8_400, 7_400),
    )  # fmt: skip
    found = ranked(PLAN, ResultStage.FINAL, people)
    assert [each.applicant_id for each in found] == [who(n) for n in (5, 2, 3, 1, 4)]
    assert [each.tie_break for each in found] == [
        None, TieBreak.WRITTEN, TieBreak.CERTIFICATE, TieBreak.NEARBY, TieBreak.NUMBER,
    ]  # fmt: skip


@given(
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)), max_size=12).flatmap(
        lambda scores: st.permutations([scored(n, *each) for n, each in enumerate(scores)])
    )
)
def test_the_same_scores_give_the_same_list_in_whatever_order_they_come(people: list[Scored]) -> None:
    one = ranked(PLAN, ResultStage.FINAL, people)
    assert one == ranked(PLAN, ResultStage.FINAL, sorted(people, key=lambda each: each.number))
    assert [each.rank for each in one] == list(range(1, len(people) + 1))
    assert [each.total for each in one] == sorted((each.total for each in one), reverse=True)


def test_one_for_each_place_is_in_line_and_nothing_is_published_out_of_turn() -> None:
    people = tuple(scored(n, 9_000 - n, 8_000) for n in range(1, 5))
    final = PublishResult(stage=ResultStage.FINAL, scored=people)
    (list_, moved) = on(CAMPAIGN, TODAY, *INTERVIEWED, by="approver").when(final).then_events()
    assert isinstance(list_, events.CampaignResultPublished)
    assert (list_.going_on, moved) == ((who(1), who(2)), at(CampaignPhase.PHYSICAL))
    on(CAMPAIGN, TODAY, *EXAMINED).when(final).then_rejected("campaigns.phase")
    on(CAMPAIGN, TODAY, *EXAMINED).when(PublishResult(stage=ResultStage.WRITTEN, scored=())).then(
        replace(published(ResultStage.WRITTEN, 0, 0), published_by="officer"), at(CampaignPhase.HIRED)
    )


def test_what_was_not_filled_is_given_back_when_the_campaign_is_filed() -> None:
    done = (*EXAMINED, at(CampaignPhase.HIRED))
    keys = tuple(each.place for each in PLACES)
    filed = events.CampaignFiled(effective=TODAY, campaign_id=ID, document="9号", hired=0, given_back=keys)
    on(CAMPAIGN, TODAY, *done).when(FileCampaign(document="9号")).then(filed)
    on(CAMPAIGN, TODAY, *done).when(FileCampaign(document="")).then_rejected("campaigns.document")
    on(CAMPAIGN, TODAY, *done, filed).when(FileCampaign(document="9号")).then_rejected("campaigns.phase")
    assert CAMPAIGN.reserves(ID, FileCampaign(document="9号"), filed) == tuple(
        Release(kind="headcount", key=key) for key in keys
    )


def test_age_limits_open_with_a_certificate_or_years_in_communities() -> None:
    day, thirty_five, forty = date(2027, 3, 8), date(1991, 3, 9), date(1986, 3, 9)
    assert PLAN.young_enough(thirty_five, day, None, 0)
    assert not PLAN.young_enough(date(1991, 3, 8), day, None, 0)
    assert PLAN.young_enough(forty, day, Certificate.SENIOR, 0)
    assert not PLAN.young_enough(forty, day, None, 2)
    assert PLAN.young_enough(date(1981, 3, 9), day, None, 3)
