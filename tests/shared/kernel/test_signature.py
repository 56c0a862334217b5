"""One line of text says whose hands did something; it has one reading only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel import Role, exclude, hands, is_subject, same_hand, signed
from shared.kernel.roles import ADMINISTRATORS

SUBJECTS = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=12)


@given(SUBJECTS, SUBJECTS)
def test_a_double_signature_binds_exactly_the_two(deputy: str, principal: str) -> None:
    assert hands(signed(deputy, principal)) == {deputy, principal}
    assert hands(signed(deputy)) == {deputy}


@given(SUBJECTS, SUBJECTS, SUBJECTS)
def test_whoever_stands_behind_both_is_the_same_hand(one: str, two: str, other: str) -> None:
    assert same_hand(signed(one, two), one)
    assert same_hand(two, signed(one, two))
    assert same_hand(signed(one, two), signed(other, two))
    assert same_hand(one, other) == (one == other)


@pytest.mark.parametrize("text", ["", "li wang", "li for wang", "li\n", "李", "x" * 129])
def test_what_could_be_read_as_two_is_no_subject(text: str) -> None:
    assert not is_subject(text)


@pytest.mark.parametrize("text", ["timer", "service:personnel", "service:"])
def test_no_person_signs_as_the_system_does(text: str) -> None:
    assert not is_subject(text)


@given(st.sets(st.sampled_from(Role)))
def test_an_administrator_holds_nothing_beside(roles: set[Role]) -> None:
    assert exclude(roles) == (len(roles) > 1 and any(role in ADMINISTRATORS for role in roles))
