"""Who gives authority: always two, never to oneself, never two that exclude one another, always on a document."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.personnel.domain.authorities import (
    AuthorityCommand,
    ConfirmGrant,
    FoundAuthority,
    ProposeGrant,
    RefuseGrant,
    RevokeGrant,
)
from services.personnel.domain.authority import (
    AuthorityEvent,
    GrantConfirmed,
    GrantProposed,
    GrantRefused,
    GrantRevoked,
    founding_id,
)
from services.personnel.domain.governing import GoverningBody
from services.personnel.domain.streams import AUTHORITY
from shared.kernel import ADMINISTRATORS, NATION, Role, Take
from tests.personnel.people import STREET, on

DAY = date(2027, 1, 4)
STARTS, ENDS = date(2027, 2, 1), date(2027, 12, 31)
ID = UUID(int=7)
PROPOSE = ProposeGrant(
    grant_id=ID, holder="li", role=Role.STREET_OFFICER, region=STREET, starts=STARTS, ends=ENDS, basis="武社工〔2027〕1号",
    held=(),
)  # fmt: skip
PROPOSED = GrantProposed(
    effective=STARTS, grant_id=ID, holder="li", role=Role.STREET_OFFICER, region=STREET, ends=ENDS,
    basis="武社工〔2027〕1号", proposed_by="he", body=GoverningBody.STREET,
)  # fmt: skip
CONFIRMED = GrantConfirmed(
    effective=STARTS, grant_id=ID, holder="li", role=Role.STREET_OFFICER, region=STREET, ends=ENDS,
    basis="武社工〔2027〕1号", proposed_by="he", confirmed_by="shen", body=GoverningBody.STREET,
)  # fmt: skip
CONFIRM = ConfirmGrant(held=())
REFUSED = GrantRefused(effective=DAY, grant_id=ID, reason="no such office", refused_by="shen")
REVOKED = GrantRevoked(
    effective=DAY, grant_id=ID, holder="li", role=Role.STREET_OFFICER, region=STREET, starts=STARTS, ends=ENDS,
    reason="moved on", revoked_by="shen",
)  # fmt: skip


def test_one_proposes_another_confirms() -> None:
    on(AUTHORITY, DAY, by="he").when(PROPOSE).then(PROPOSED)
    on(AUTHORITY, DAY, PROPOSED, by="shen").when(CONFIRM).then(CONFIRMED)


def test_the_proposer_never_confirms_neither_himself_nor_by_a_deputy() -> None:
    for by in ("he", "shen for he", "he for shen"):
        on(AUTHORITY, DAY, PROPOSED, by=by).when(CONFIRM).then_rejected("authorities.own-proposal")


def test_nobody_gives_to_himself_nor_to_whom_he_stands_in_for() -> None:
    for by in ("li", "he for li", "li for he"):
        on(AUTHORITY, DAY, by=by).when(PROPOSE).then_rejected("authorities.own-grant")
        on(AUTHORITY, DAY, PROPOSED, by=by).when(CONFIRM).then_rejected("authorities.own-grant")


@pytest.mark.parametrize("administrator", sorted(ADMINISTRATORS))
def test_an_administrator_is_nothing_else_and_nobody_else_is_one(administrator: Role) -> None:
    alone = replace(PROPOSE, role=administrator, region=NATION)
    on(AUTHORITY, DAY, by="he").when(replace(alone, held=(administrator,))).then_events()
    for other in sorted(set(Role) - {administrator, Role.RESIDENT}):
        on(AUTHORITY, DAY, by="he").when(replace(alone, held=(other,))).then_rejected("authorities.roles-exclude")
        beside = replace(PROPOSE, role=other, held=(administrator,))
        on(AUTHORITY, DAY, by="he").when(beside).then_rejected("authorities.roles-exclude")
        late = ConfirmGrant(held=(other,))
        on(AUTHORITY, DAY, replace(PROPOSED, role=administrator), by="shen").when(late).then_rejected(
            "authorities.roles-exclude"
        )


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"holder": "li wang"}, "authorities.holder"),
        ({"holder": ""}, "authorities.holder"),
        ({"basis": "  "}, "authorities.basis"),
        ({"ends": date(2027, 1, 31)}, "authorities.ends"),
        ({"starts": date(2026, 1, 1), "ends": date(2027, 1, 3)}, "authorities.ends"),
        ({"role": Role.PARTNER, "ends": None}, "authorities.partner-end"),
        ({"role": Role.RESIDENT}, "authorities.no-office"),
    ],
)
def test_a_proposal_is_whole(wrong: dict[str, object], code: str) -> None:
    on(AUTHORITY, DAY, by="he").when(replace(PROPOSE, **wrong)).then_rejected(code)  # type: ignore[arg-type]


def test_without_a_last_day_it_is_good_until_revoked() -> None:
    (event,) = on(AUTHORITY, DAY, by="he").when(replace(PROPOSE, ends=None)).then_events()
    assert event.ends is None


def test_what_waited_until_its_days_were_over_is_not_confirmed() -> None:
    on(AUTHORITY, date(2028, 1, 1), PROPOSED, by="shen").when(CONFIRM).then_rejected("authorities.over")


def test_a_proposal_is_refused_and_a_grant_revoked_with_a_reason() -> None:
    on(AUTHORITY, DAY, PROPOSED, by="shen").when(RefuseGrant(reason="no such office")).then(REFUSED)
    on(AUTHORITY, DAY, PROPOSED, CONFIRMED, by="shen").when(RevokeGrant(reason="moved on")).then(REVOKED)
    on(AUTHORITY, DAY, PROPOSED, by="shen").when(RefuseGrant(reason=" ")).then_rejected("authorities.reason")
    on(AUTHORITY, DAY, CONFIRMED, by="shen").when(RevokeGrant(reason="")).then_rejected("authorities.reason")


def test_two_who_can_give_a_grant_are_always_left() -> None:
    confirmed = replace(CONFIRMED, role=Role.SECURITY_ADMIN, region=NATION)
    alone = RevokeGrant(reason="moved on", others=1)
    on(AUTHORITY, DAY, confirmed, by="shen").when(alone).then_rejected("authorities.last-two")
    (event,) = on(AUTHORITY, DAY, confirmed, by="shen").when(replace(alone, others=2)).then_events()
    assert event.role is Role.SECURITY_ADMIN


@pytest.mark.parametrize(
    ("command", "history"),
    [
        (PROPOSE, (PROPOSED,)),
        (CONFIRM, (PROPOSED, CONFIRMED)),
        (RefuseGrant(reason="x"), (PROPOSED, REFUSED)),
        (RevokeGrant(reason="x"), (PROPOSED, CONFIRMED, REVOKED)),
    ],
)
def test_asking_twice_is_harmless(command: AuthorityCommand, history: tuple[AuthorityEvent, ...]) -> None:
    on(AUTHORITY, DAY, *history, by="he").when(command).then()


@pytest.mark.parametrize(
    ("command", "history", "code"),
    [
        (replace(PROPOSE, holder="wang"), (PROPOSED,), "authorities.exists"),
        (CONFIRM, (), "authorities.unknown"),
        (CONFIRM, (PROPOSED, REFUSED), "authorities.not-proposed"),
        (CONFIRM, (PROPOSED, CONFIRMED, REVOKED), "authorities.not-proposed"),
        (RefuseGrant(reason="x"), (PROPOSED, CONFIRMED), "authorities.not-proposed"),
        (RevokeGrant(reason="x"), (PROPOSED,), "authorities.not-in-force"),
        (RevokeGrant(reason="x"), (PROPOSED, REFUSED), "authorities.not-in-force"),
    ],
)
def test_a_grant_has_one_life(command: AuthorityCommand, history: tuple[AuthorityEvent, ...], code: str) -> None:
    on(AUTHORITY, DAY, *history, by="shen").when(command).then_rejected(code)


def test_the_first_two_administrators_are_appointed_once() -> None:
    first = FoundAuthority(number=1, holder="he", basis="武安〔2027〕1号")
    (event,) = on(AUTHORITY, DAY, by="service:installation").when(first).then_events()
    assert (event.grant_id, event.role, event.region, event.ends) == (founding_id(1), Role.SECURITY_ADMIN, NATION, None)
    assert AUTHORITY.reserves(founding_id(1), first, event) == (Take(kind="founding-administrator", key="1"),)
    on(AUTHORITY, DAY, event).when(replace(first, holder="li")).then_rejected("authorities.founded")
    on(AUTHORITY, DAY).when(replace(first, holder="")).then_rejected("authorities.holder")
    on(AUTHORITY, DAY).when(replace(first, basis="")).then_rejected("authorities.basis")


def test_only_the_first_administrators_take_the_place_that_is_there_once() -> None:
    assert AUTHORITY.reserves(ID, PROPOSE, PROPOSED) == ()
