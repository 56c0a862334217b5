"""A holder has somebody stand in for him: his own duty, within its bounds, for a time, once the deputy has accepted."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.personnel.domain.authority import evolve
from services.personnel.domain.delegations import (
    NOT_DELEGATED,
    AcceptDuty,
    DelegateDuty,
    DelegationCommand,
    DelegationEnded,
    DelegationEvent,
    DutyAccepted,
    DutyDelegated,
    EndDelegation,
)
from services.personnel.domain.streams import AUTHORITY, DELEGATION
from shared.kernel import ADMINISTRATORS, Role
from tests.personnel.domain.test_authorities import CONFIRMED, PROPOSED, REVOKED
from tests.personnel.domain.test_authorities import ID as GRANT
from tests.personnel.people import COMMUNITY, on

DAY = date(2027, 3, 1)
ENDS = date(2027, 3, 31)
ID = UUID(int=9)
IN_FORCE = AUTHORITY.decider.fold((PROPOSED, CONFIRMED))
DELEGATE = DelegateDuty(
    delegation_id=ID, deputy="wang", region=COMMUNITY, starts=DAY, ends=ENDS, basis="武社工〔2027〕9号", grant=IN_FORCE,
    inside=True, held=(Role.SECRETARY,),
)  # fmt: skip
OFFERED = DutyDelegated(
    effective=DAY, delegation_id=ID, grant_id=GRANT, principal="li", deputy="wang", role=Role.STREET_OFFICER,
    region=COMMUNITY, ends=ENDS, basis="武社工〔2027〕9号", delegated_by="li",
)  # fmt: skip
ACCEPTED = DutyAccepted(
    effective=DAY, delegation_id=ID, grant_id=GRANT, principal="li", deputy="wang", role=Role.STREET_OFFICER,
    region=COMMUNITY, ends=ENDS, basis="武社工〔2027〕9号", delegated_by="li", accepted_by="wang",
)  # fmt: skip
ACCEPT = AcceptDuty(held=())
END = EndDelegation(reason="back from leave", as_authority=False)


def ended(by: str) -> DelegationEnded:
    return DelegationEnded(
        effective=DAY, delegation_id=ID, grant_id=GRANT, principal="li", deputy="wang", role=Role.STREET_OFFICER,
        region=COMMUNITY, starts=DAY, ends=ENDS, reason="back from leave", ended_by=by,
    )  # fmt: skip


def test_the_holder_offers_and_the_deputy_accepts() -> None:
    on(DELEGATION, DAY, by="li").when(DELEGATE).then(OFFERED)
    on(DELEGATION, DAY, OFFERED, by="wang").when(ACCEPT).then(ACCEPTED)


@pytest.mark.parametrize("by", ["he", "wang", "wang for li", "li for he"])
def test_only_the_holder_delegates_and_nobody_passes_on_what_was_delegated_to_him(by: str) -> None:
    on(DELEGATION, DAY, by=by).when(DELEGATE).then_rejected("delegations.no-such-grant")


def test_only_a_grant_in_force_is_delegated() -> None:
    waiting, revoked = AUTHORITY.decider.fold((PROPOSED,)), evolve(IN_FORCE, REVOKED)
    for grant in (waiting, revoked):
        on(DELEGATION, DAY, by="li").when(replace(DELEGATE, grant=grant)).then_rejected("delegations.not-in-force")
    nothing = replace(DELEGATE, grant=AUTHORITY.decider.initial)
    on(DELEGATION, DAY, by="li").when(nothing).then_rejected("delegations.no-such-grant")
    on(DELEGATION, date(2028, 1, 1), by="li").when(DELEGATE).then_rejected("delegations.not-in-force")


@pytest.mark.parametrize("role", sorted(NOT_DELEGATED))
def test_administrators_and_those_without_an_office_have_no_deputies(role: Role) -> None:
    grant = AUTHORITY.decider.fold((PROPOSED, replace(CONFIRMED, role=role)))
    on(DELEGATION, DAY, by="li").when(replace(DELEGATE, grant=grant)).then_rejected("delegations.not-a-duty")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"inside": False}, "delegations.outside"),
        ({"deputy": "li"}, "delegations.deputy"),
        ({"deputy": "two words"}, "delegations.deputy"),
        ({"basis": " "}, "delegations.basis"),
        ({"starts": date(2027, 1, 31)}, "delegations.starts"),
        ({"ends": date(2027, 2, 28)}, "delegations.ends"),
        ({"starts": date(2027, 2, 1), "ends": date(2027, 2, 28)}, "delegations.ends"),
        ({"ends": DAY + timedelta(days=180)}, "delegations.ends"),
        ({"starts": date(2027, 12, 1), "ends": date(2028, 1, 1)}, "delegations.beyond-grant"),
    ],
)
def test_an_offer_stays_within_the_grant_and_the_longest_time(wrong: dict[str, object], code: str) -> None:
    on(DELEGATION, DAY, by="li").when(replace(DELEGATE, **wrong)).then_rejected(code)  # type: ignore[arg-type]


def test_the_longest_time_counts_the_first_and_the_last_day() -> None:
    on(DELEGATION, DAY, by="li").when(replace(DELEGATE, ends=DAY + timedelta(days=179))).then_events()


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_an_administrator_is_nobodys_deputy(role: Role) -> None:
    on(DELEGATION, DAY, by="li").when(replace(DELEGATE, held=(role,))).then_rejected("delegations.administrator")
    became = AcceptDuty(held=(role,))
    on(DELEGATION, DAY, OFFERED, by="wang").when(became).then_rejected("delegations.administrator")


def test_the_second_signature_is_the_deputys_own() -> None:
    for by in ("li", "he", "he for wang", "wang for li"):
        on(DELEGATION, DAY, OFFERED, by=by).when(ACCEPT).then_rejected("delegations.unknown")
    on(DELEGATION, DAY, by="wang").when(ACCEPT).then_rejected("delegations.unknown")


def test_an_offer_lapses_with_its_last_day() -> None:
    on(DELEGATION, date(2027, 4, 1), OFFERED, by="wang").when(ACCEPT).then_rejected("delegations.over")


@pytest.mark.parametrize("by", ["li", "wang"])
def test_either_side_ends_it_accepted_or_not(by: str) -> None:
    on(DELEGATION, DAY, OFFERED, by=by).when(END).then(ended(by))
    on(DELEGATION, DAY, OFFERED, ACCEPTED, by=by).when(END).then(ended(by))


def test_a_security_administrator_ends_it_and_no_stranger() -> None:
    on(DELEGATION, DAY, OFFERED, ACCEPTED, by="he").when(replace(END, as_authority=True)).then(ended("he"))
    on(DELEGATION, DAY, OFFERED, ACCEPTED, by="he").when(END).then_rejected("delegations.unknown")
    on(DELEGATION, DAY, OFFERED, by="li").when(replace(END, reason="")).then_rejected("delegations.reason")
    on(DELEGATION, DAY, by="he").when(replace(END, as_authority=True)).then_rejected("delegations.unknown")


@pytest.mark.parametrize(
    ("command", "history", "by"),
    [
        (DELEGATE, (OFFERED,), "li"),
        (ACCEPT, (OFFERED, ACCEPTED), "wang"),
        (END, (OFFERED, ended("li")), "wang"),
    ],
)
def test_asking_twice_is_harmless(command: DelegationCommand, history: tuple[DelegationEvent, ...], by: str) -> None:
    on(DELEGATION, DAY, *history, by=by).when(command).then()


def test_what_ended_does_not_begin_again() -> None:
    on(DELEGATION, DAY, OFFERED, ended("li"), by="wang").when(ACCEPT).then_rejected("delegations.ended")
    other = replace(DELEGATE, deputy="zhao")
    on(DELEGATION, DAY, OFFERED, by="li").when(other).then_rejected("delegations.exists")
