"""A purpose that may be stated has a meaning in both languages, a legal basis, and opens no more than it says."""

import re

import pytest

from shared.privacy import catalogue
from shared.privacy.catalogue import FILE
from shared.privacy.purposes import purposes

SHOWN_TO_NOBODY = ("payroll.bank.fingerprint",)


@pytest.mark.parametrize("code", sorted(purposes()))
def test_a_purpose_says_what_it_is_for_and_what_it_rests_on(code: str) -> None:
    purpose = purposes()[code]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
    assert re.search(r"[\u4e00-\u9fff]", purpose.zh)
    assert purpose.en
    assert not re.search(r"[\u4e00-\u9fff]", purpose.en)
    assert purpose.basis
    assert purpose.opens
    assert set(purpose.opens) <= set(catalogue())


def test_paying_opens_the_account_and_not_the_phone() -> None:
    opens = purposes()["payment"].opens
    assert "payroll.entitlement.bank_account" in opens
    assert not {"personnel.worker.phone", "personnel.worker.id_number"} & set(opens)


def test_what_only_the_system_compares_is_opened_by_no_purpose() -> None:
    assert not {name for purpose in purposes().values() for name in purpose.opens} & set(SHOWN_TO_NOBODY)


def test_every_field_is_opened_by_some_purpose_and_sensitive_ones_by_few() -> None:
    for name, field in ((n, f) for n, f in catalogue().items() if n not in (FILE, *SHOWN_TO_NOBODY)):
        opened_by = [p.code for p in purposes().values() if name in p.opens]
        assert opened_by, name
        if field.sensitivity == "sensitive":
            assert len(opened_by) < len(purposes()), name
