"""The register: one owner a field, nothing asked twice, forms filled with what is held."""

import pytest

from services.personnel.domain.profile_events import ProfileField
from services.personnel.domain.register import HERE, PROFILE, prefill
from services.personnel.routes.register import register
from shared.kernel import Rejected
from shared.privacy import catalogue


def test_the_profile_keeps_exactly_the_fields_that_are_its_own() -> None:
    own = {name for name, field in register().fields.items() if (field.owner, field.kept_by) == (HERE, PROFILE)}
    assert own == {field.value.lower() for field in ProfileField}
    assert {register().recordable(name).field for name in own} == own


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("education", "profile.held-elsewhere"), ("annual_result", "profile.held-elsewhere"), ("name", "profile.held-elsewhere"),
        ("sex", "profile.derived"), ("birth_month", "profile.derived"), ("religion", "profile.no-such-field"),
    ],
)  # fmt: skip
def test_what_is_held_elsewhere_is_not_recorded_again(name: str, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        register().recordable(name)
    assert refused.value.code == code


def test_every_sealed_field_of_a_person_stands_in_the_register_under_the_same_owner() -> None:
    named = {field.catalogue: field.owner for field in register().fields.values() if field.catalogue is not None}
    of_people = {
        name: field.owner for name, field in catalogue().items() if name.startswith(("personnel.worker.", "payroll.entitlement."))
    }  # fmt: skip
    assert named == of_people


def test_what_follows_from_a_field_and_what_a_form_asks_for_is_in_the_register() -> None:
    fields = register().fields
    assert {field.derived_from for field in fields.values() if field.derived_from} <= set(fields)
    assert all(set(form.fields) <= set(fields) for form in register().forms.values())


def test_a_form_is_filled_with_what_is_held_and_asks_only_for_what_nobody_holds() -> None:
    filled = prefill(register(), register().form("INSURANCE_ENROLMENT"), {"name": "王＊＊", "phone": None})
    assert filled.held == {"name": "王＊＊"}
    assert filled.elsewhere == {"insurance_base": "payroll"}
    assert filled.ask == ("id_number", "phone", "employer", "employed_since")
    with pytest.raises(Rejected) as refused:
        register().form("NOTHING")
    assert refused.value.code == "profile.no-such-form"
