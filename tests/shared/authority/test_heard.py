"""What a service hears of authority: the newest news counts, in whatever order it was handled."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from shared.authority.heard import (
    AUTHORITY_HEARD,
    REGION_HEARD,
    AuthorityHeard,
    HearAuthority,
    HearMove,
    RegionMoveHeard,
    hear,
)
from shared.kernel import Facts, Region
from shared.published import News
from shared.published.personnel.authorities import AuthorityChangedV1
from shared.published.personnel.regions import RegionMovedV1
from shared.testing.spec import Spec, sent

DAY = date(2027, 3, 1)
STREET, OTHER = Region("51/01/07/001/_"), Region("51/01/07/002/_")
FACTS = Facts(today=DAY, now=datetime(2027, 3, 1, tzinfo=UTC), by="service:personnel", policies=None)
GIVEN = AuthorityChangedV1(
    grant_id=UUID(int=7), holder="li", role="street_officer", region=STREET, starts=DAY, ends=None, in_force=True,
    principal=None, underlying=None,
)  # fmt: skip
MOVED = RegionMovedV1(path=STREET, to=OTHER, merged=False)
HEARD = AuthorityHeard(
    effective=DAY, told=5, grant_id=UUID(int=7), holder="li", role="street_officer", region=STREET, starts=DAY, ends=None,
    in_force=True, principal=None, underlying=None,
)  # fmt: skip
REVOKED = replace(HEARD, told=9, in_force=False)
grants, moves = Spec(AUTHORITY_HEARD, FACTS).given, Spec(REGION_HEARD, FACTS).given


def test_a_grant_is_remembered_as_it_was_told() -> None:
    grants().when(HearAuthority(news=GIVEN, told=5, effective=DAY)).then(HEARD)
    revoked = HearAuthority(news=replace(GIVEN, in_force=False), told=9, effective=DAY)
    grants(HEARD).when(revoked).then(REVOKED)
    grants(HEARD, REVOKED).when(revoked).then()


def test_older_news_that_was_parked_does_not_revive_a_revoked_grant() -> None:
    grants(REVOKED).when(HearAuthority(news=GIVEN, told=5, effective=DAY)).then()


def test_a_region_moves_once() -> None:
    heard = RegionMoveHeard(effective=DAY, told=5, path=STREET, to=OTHER, merged=False)
    moves().when(HearMove(news=MOVED, told=5, effective=DAY)).then(heard)
    moves(heard).when(HearMove(news=MOVED, told=5, effective=DAY)).then()


def test_news_of_a_grant_goes_to_the_stream_of_the_grant() -> None:
    news: News[AuthorityChangedV1] = News(
        event=GIVEN, event_id=UUID(int=1), source="personnel", position=5, subject=None, region=STREET, effective=DAY,
        recorded=FACTS.now, actor="shen", correlation=UUID(int=2),
    )  # fmt: skip
    (asked,) = sent(list(hear(GIVEN, news)))
    assert asked == ("authority_heard", UUID(int=7), HearAuthority(news=GIVEN, told=5, effective=DAY))
    ((stream, _, move),) = sent(list(hear(MOVED, news)))
    assert (stream, move) == ("region_heard", HearMove(news=MOVED, told=5, effective=DAY))
