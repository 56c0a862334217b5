"""Every personal field says what it is kept for; what is shown of it is enough to recognise and not enough to use."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.privacy import NotCatalogued, catalogue, masked, personal
from shared.privacy.catalogue import MaskKind, Purpose
from tests.golden.samples import services


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_a_field_names_its_purpose_basis_retention_and_owner(name: str) -> None:
    field = personal(name)
    assert field.name == name
    assert (field.purpose in get_args(Purpose), field.mask in get_args(MaskKind)) == (True, True)
    assert all((field.basis, field.retention, field.sensitivity))
    assert field.owner == name.split(".")[0], "a field is named after the service that owns it"
    assert field.owner in {"personnel", "training", "assessment", "payroll", "platform"}
    assert all((each.law and each.article) for each in field.basis)
    assert field.retention.source
    assert field.retention.months >= 0 <= field.retention.days
    assert field.sensitivity in {"personal", "sensitive"}


@pytest.mark.parametrize("name", ["", "name", "personnel.worker", "personnel.worker.name ", "PERSONNEL.WORKER.NAME"])
def test_a_field_without_an_entry_is_refused(name: str) -> None:
    with pytest.raises(NotCatalogued):
        personal(name)


def test_every_owner_of_personal_fields_is_a_service() -> None:
    assert {field.owner for field in catalogue().values()} - {"platform"} <= set(services())


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("surname", "王小明", "王＊＊"), ("surname", "王明", "王＊"), ("surname", "王", "王＊"), ("surname", "", "＊"),
        ("surname", "欧阳修", "欧阳＊"), ("surname", "欧阳", "欧＊"), ("surname", "阿不都·热合曼", "阿＊＊＊＊＊＊"),
        ("id_number", "11010519491231002X", "110***********002X"), ("id_number", "1234567", "*******"),
        ("id_number", "110105491231002", "***************"),
        ("phone", "13800138000", "138****8000"), ("phone", "12345", "***45"), ("phone", "02885551234", "028****1234"),
        ("phone", "85551234", "****1234"), ("tail", "6222021234567890", "************7890"),
        ("tail", "1234", "**34"), ("tail", "12345", "***45"), ("tail", "1", "*"),
    ],
)  # fmt: skip
def test_a_mask_shows_a_little(kind: MaskKind, text: str, shown: str) -> None:
    assert masked(kind, text) == shown


def test_a_masked_identity_number_never_shows_the_birth_date() -> None:
    assert not set("19491231") & set(masked("id_number", "55555519491231666X")[3:14]) - {"*"}


@given(st.sampled_from(["id_number", "phone", "tail"]), st.text("0123456789X", max_size=30))
def test_a_mask_keeps_the_length_and_hides_the_middle(kind: MaskKind, text: str) -> None:
    shown = masked(kind, text)
    assert len(shown) == len(text)
    hidden = shown.count("*")
    assert hidden >= min(len(text), 1)
    assert all(one in (other, "*") for one, other in zip(shown, text, strict=True))
    assert len(text) - hidden <= 7
    assert len(text) - hidden <= max(len(text) // 2, 7 if len(text) >= 11 else 0)
