"""Who may be given what follows from the body he acts for: the matrix of bodies and actions of the region (P-15.1)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from services.personnel.domain.authorities import ConfirmGrant
from services.personnel.domain.authority import GrantProposed, given_before_bodies
from services.personnel.domain.governing import (
    ACTIONS,
    BodyPart,
    GovernedAction,
    GoverningBody,
    MatrixRow,
    bodies_for,
    body_of,
)
from services.personnel.domain.streams import AUTHORITY
from shared.kernel import ADMINISTRATORS, NO_OFFICE, Facts, Rejected, Role, always
from shared.testing.spec import Spec
from tests.personnel.domain.test_authorities import CONFIRM, CONFIRMED, DAY, PROPOSE, PROPOSED
from tests.personnel.people import POLICIES, on

MATRIX = POLICIES.authority_matrix.on(DAY)


def proposed(role: Role, body: GoverningBody | None) -> GrantProposed:
    (event,) = on(AUTHORITY, DAY, by="he").when(replace(PROPOSE, role=role, body=body)).then_events()
    assert isinstance(event, GrantProposed)
    return event


def test_whoever_acts_for_a_body_is_given_what_the_body_carries_out() -> None:
    assert proposed(Role.ORGANISATION, GoverningBody.ORGANISATION).body is GoverningBody.ORGANISATION
    assert proposed(Role.COUNTY_APPROVER, GoverningBody.SOCIAL_WORK).body is GoverningBody.SOCIAL_WORK
    assert proposed(Role.SUPERVISOR, GoverningBody.AUDIT).body is GoverningBody.AUDIT


@pytest.mark.parametrize(
    ("role", "body"),
    [
        (Role.ORGANISATION, GoverningBody.FINANCE),
        (Role.COUNTY_APPROVER, GoverningBody.STAFFING),
        (Role.STREET_OFFICER, GoverningBody.EDUCATION),
        (Role.FINANCE, GoverningBody.POLITICAL_LEGAL),
        (Role.SECURITY_ADMIN, GoverningBody.ORGANISATION),
    ],
)
def test_what_a_body_only_promotes_guides_or_has_nothing_to_do_with_is_not_given_for_it(
    role: Role, body: GoverningBody
) -> None:
    wrong = replace(PROPOSE, role=role, body=body)
    on(AUTHORITY, DAY, by="he").when(wrong).then_rejected("authorities.not-of-body")


def test_without_a_body_the_first_that_does_it_in_the_region_is_kept() -> None:
    assert proposed(Role.STREET_OFFICER, None).body is GoverningBody.STREET
    assert proposed(Role.COUNTY_OFFICER, None).body is GoverningBody.SOCIAL_WORK
    assert proposed(Role.PARTNER, None).body is None


def test_before_there_were_departments_of_social_work_civil_affairs_did_their_part() -> None:
    before = POLICIES.authority_matrix.on(date(2024, 3, 27))
    assert bodies_for(before, Role.COUNTY_APPROVER) == (GoverningBody.CIVIL_AFFAIRS,)
    assert bodies_for(MATRIX, Role.COUNTY_APPROVER) == (GoverningBody.SOCIAL_WORK,)


def test_a_region_adds_a_body_and_what_nobody_does_is_given_to_nobody() -> None:
    own = MatrixRow(
        action=GovernedAction.FILING, part=BodyPart.CARRIES_OUT, bodies=(GoverningBody.SOCIAL_WORK,), document="武组〔2027〕1号",
        article="第一条",
    )  # fmt: skip
    assert body_of((*MATRIX, own), Role.ORGANISATION, GoverningBody.SOCIAL_WORK) is GoverningBody.SOCIAL_WORK
    with pytest.raises(Rejected, match=r"authorities\.nobodys-action"):
        body_of((), Role.ORGANISATION, None)


def test_what_the_region_took_from_a_body_before_the_second_signature_is_not_confirmed() -> None:
    nobody = replace(POLICIES, authority_matrix=always(()))
    facts = Facts(today=DAY, now=datetime(2027, 1, 4, tzinfo=UTC), by="shen", policies=nobody)
    Spec(AUTHORITY, facts).given(PROPOSED).when(CONFIRM).then_rejected("authorities.not-of-body")


def test_a_grant_from_before_bodies_were_kept_is_confirmed_as_it_was_proposed() -> None:
    old = replace(PROPOSED, body=None)
    on(AUTHORITY, DAY, old, by="shen").when(ConfirmGrant(held=())).then(replace(CONFIRMED, body=None))
    assert given_before_bodies({"holder": "li"}) == {"holder": "li", "body": None}


def test_asking_twice_without_a_body_is_harmless() -> None:
    on(AUTHORITY, DAY, PROPOSED, by="he").when(PROPOSE).then()
    other = replace(PROPOSE, body=GoverningBody.SOCIAL_WORK)
    on(AUTHORITY, DAY, PROPOSED, by="he").when(other).then_rejected("authorities.exists")


@pytest.mark.parametrize("role", sorted(set(Role) - NO_OFFICE - ADMINISTRATORS))
def test_every_office_belongs_to_some_body_of_the_nation(role: Role) -> None:
    assert role in ACTIONS
    assert bodies_for(MATRIX, role)
