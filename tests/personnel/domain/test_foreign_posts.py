"""Posts of other departments are registered until they are cleared out; nobody hires for one, and who tries is on record."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.personnel.domain.foreign_posts import (
    AskSponsoredHire,
    ClearForeignPost,
    ClearOutMoved,
    ClearOutOverdue,
    ClearOutWay,
    FollowForeignPost,
    ForeignPostCleared,
    ForeignPostRegistered,
    MoveClearOut,
    RegisterForeignPost,
    SponsorshipRejected,
)
from services.personnel.domain.streams import FOREIGN_POST
from services.personnel.publications import sponsorship
from shared.kernel import region
from shared.published.personnel.sponsorship import SponsorshipRejectedV1
from tests.personnel.people import COMMUNITY, on

ID, TODAY, LAST = UUID(int=80), date(2027, 3, 1), date(2027, 6, 30)
REGISTER = RegisterForeignPost(
    post_id=ID,
    region=COMMUNITY,
    sponsor="区城管局",
    title="城管协管员",
    people=3,
    funding_source="城管专项经费",
    clear_out=LAST,
)
REGISTERED = ForeignPostRegistered(
    effective=TODAY, post_id=ID, region=COMMUNITY, sponsor="区城管局", title="城管协管员", people=3,
    funding_source="城管专项经费", clear_out=LAST,
)  # fmt: skip
OVERDUE = ClearOutOverdue(effective=date(2027, 7, 1), post_id=ID, clear_out=LAST)
ASK = AskSponsoredHire(post_id=ID, region=COMMUNITY, sponsor="区城管局", title="城管协管员", people=2)


def test_a_post_is_registered_with_its_money_and_the_day_it_is_cleared_out() -> None:
    on(FOREIGN_POST, TODAY).when(REGISTER).then(REGISTERED)
    on(FOREIGN_POST, TODAY, REGISTERED).when(REGISTER).then()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"region": region("51", "01", "07")}, "foreign-posts.region"), ({"sponsor": " "}, "foreign-posts.sponsor"),
        ({"title": ""}, "foreign-posts.sponsor"), ({"people": 0}, "foreign-posts.people"),
        ({"funding_source": ""}, "foreign-posts.funding"), ({"clear_out": date(2027, 2, 28)}, "foreign-posts.clear-out"),
    ],
)  # fmt: skip
def test_what_is_missing_is_refused(changes: dict[str, Any], code: str) -> None:
    on(FOREIGN_POST, TODAY).when(replace(REGISTER, **changes)).then_rejected(code)


def test_the_day_after_the_clear_out_the_post_is_overdue() -> None:
    on(FOREIGN_POST, LAST, REGISTERED).when(FollowForeignPost()).then()
    on(FOREIGN_POST, date(2027, 7, 1), REGISTERED).when(FollowForeignPost()).then(OVERDUE)
    on(FOREIGN_POST, date(2027, 7, 2), REGISTERED, OVERDUE).when(FollowForeignPost()).then()


def test_the_day_is_moved_with_a_reason() -> None:
    later = MoveClearOut(clear_out=date(2027, 12, 31), reason="合同未到期")
    moved = ClearOutMoved(effective=TODAY, post_id=ID, clear_out=date(2027, 12, 31), reason="合同未到期")
    on(FOREIGN_POST, TODAY, REGISTERED).when(later).then(moved)
    on(FOREIGN_POST, TODAY, REGISTERED, moved).when(later).then()
    on(FOREIGN_POST, TODAY, REGISTERED).when(replace(later, reason="")).then_rejected("foreign-posts.reason")
    past = replace(later, clear_out=date(2027, 2, 1))
    on(FOREIGN_POST, TODAY, REGISTERED).when(past).then_rejected("foreign-posts.clear-out")
    after = (REGISTERED, OVERDUE, replace(moved, effective=date(2027, 7, 2)))
    on(FOREIGN_POST, date(2028, 1, 1), *after).when(FollowForeignPost()).then_events()


def test_a_post_is_cleared_out_once_with_a_document() -> None:
    clear = ClearForeignPost(way=ClearOutWay.CONVERTED, document="5号")
    cleared = ForeignPostCleared(effective=TODAY, post_id=ID, way=ClearOutWay.CONVERTED, document="5号")
    on(FOREIGN_POST, TODAY, REGISTERED).when(clear).then(cleared)
    on(FOREIGN_POST, TODAY, REGISTERED).when(replace(clear, document="")).then_rejected("foreign-posts.document")
    on(FOREIGN_POST, TODAY, REGISTERED, cleared).when(clear).then_rejected("foreign-posts.not-standing")
    on(FOREIGN_POST, date(2027, 7, 1), REGISTERED, cleared).when(FollowForeignPost()).then()


@pytest.mark.parametrize("by", ["street", "county", "organisation", "li for wang"])
def test_hiring_for_a_department_is_kept_as_an_attempt_whoever_asks(by: str) -> None:
    attempt = SponsorshipRejected(
        effective=TODAY, post_id=ID, region=COMMUNITY, sponsor="区城管局", title="城管协管员", people=2, asked_by=by
    )
    on(FOREIGN_POST, TODAY, by=by).when(ASK).then(attempt)
    on(FOREIGN_POST, TODAY, attempt, by=by).when(ASK).then()
    on(FOREIGN_POST, TODAY, attempt, by=by).when(
        ClearForeignPost(way=ClearOutWay.ENDED, document="5号")
    ).then_rejected("foreign-posts.not-standing")  # fmt: skip
    assert sponsorship.publish(attempt) == SponsorshipRejectedV1(post_id=ID, sponsor="区城管局", people=2)


def test_even_an_attempt_says_who_wants_whom() -> None:
    on(FOREIGN_POST, TODAY).when(replace(ASK, sponsor="")).then_rejected("foreign-posts.sponsor")
