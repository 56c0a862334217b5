"""Ids that follow from what they name, and ids in the order of time."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from shared import ids
from shared.kernel.derived import derived_id

PARTS = st.lists(st.text("ab/%", max_size=4), min_size=1, max_size=4)


def test_the_same_parts_give_the_same_id_for_ever() -> None:
    assert derived_id("training.duty", "5", "INDUCTION") == UUID("17f2fccf-6190-5663-b6c6-7b6294859028")


def test_the_edge_and_the_rules_derive_the_same_ids() -> None:
    assert ids.derived_id("a", "b") == derived_id("a", "b")


@given(PARTS, PARTS)
def test_different_parts_never_give_the_same_id(one: list[str], other: list[str]) -> None:
    assert (derived_id(*one) == derived_id(*other)) == (one == other)


def test_ids_of_one_process_ascend_and_are_of_version_7() -> None:
    made = [ids.new_id() for _ in range(5_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {(id.version, id.variant) for id in made} == {(7, "specified in RFC 4122")}
