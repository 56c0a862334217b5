"""The profile: each field dated, recorded in any order, corrected, annulled; what is held elsewhere is no part of it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.personnel.domain.profile import AnnulProfile, CorrectProfile, RecordProfile, check
from services.personnel.domain.profile_events import (
    ProfileAnnulled,
    ProfileCorrected,
    ProfileField,
    ProfileRecorded,
    ProfileValue,
)
from services.personnel.domain.scheme_terms import Education
from services.personnel.domain.streams import WORKER as PERSON
from services.personnel.domain.worker import WorkerRegistered
from shared.kernel import Rejected, Sealed
from tests.personnel.people import COMMUNITY, NAME, WORKER, on

TODAY, FIRST, LATER = date(2027, 6, 1), date(2027, 3, 1), date(2027, 5, 1)
FACT = UUID(int=11)
PHONE = ProfileField.PHONE
REGISTERED = WorkerRegistered(
    effective=FIRST, worker_id=WORKER, region=COMMUNITY, name=NAME, id_number=Sealed("id"), phone=Sealed("old"),
    sex="FEMALE", birth_month="1990-05", education=Education.BACHELOR,
)  # fmt: skip
RECORD = RecordProfile(
    worker_id=WORKER, fact=FACT, field=PHONE, effective=LATER, value=ProfileValue(phone=Sealed("new"))
)
RECORDED = ProfileRecorded(
    effective=LATER, worker_id=WORKER, fact=FACT, field=PHONE, phone=Sealed("new"), address=None,
    recorded_by="officer",
)  # fmt: skip
CORRECT = CorrectProfile(
    worker_id=WORKER, fact=FACT, effective=FIRST, value=ProfileValue(phone=Sealed("right")), reason="录入有误"
)
CORRECTED = ProfileCorrected(
    effective=FIRST, worker_id=WORKER, fact=FACT, field=PHONE, phone=Sealed("right"), address=None,
    reason="录入有误", corrected_by="officer",
)  # fmt: skip
ANNULLED = ProfileAnnulled(
    effective=LATER, worker_id=WORKER, fact=FACT, field=PHONE, reason="重复", annulled_by="officer"
)


def phones(*events: object) -> list[Sealed | None]:
    profile = on(PERSON, TODAY, REGISTERED, *events).state().profile
    return [fact.value.phone if (fact := profile.on(PHONE, day)) else None for day in (date(2027, 2, 28), FIRST, LATER)]


def test_the_phone_of_the_hire_is_the_first_one() -> None:
    assert phones() == [None, Sealed("old"), Sealed("old")]


def test_a_field_is_so_from_its_day_on_and_not_before() -> None:
    on(PERSON, TODAY, REGISTERED).when(RECORD).then(RECORDED)
    assert phones(RECORDED) == [None, Sealed("old"), Sealed("new")]


def test_a_correction_replaces_value_and_day_and_an_annulment_brings_back_what_was_before() -> None:
    on(PERSON, TODAY, REGISTERED, RECORDED).when(CORRECT).then(CORRECTED)
    on(PERSON, TODAY, REGISTERED, RECORDED, CORRECTED).when(CORRECT).then()
    assert phones(RECORDED, CORRECTED) == [None, Sealed("right"), Sealed("right")]
    annul = AnnulProfile(worker_id=WORKER, fact=FACT, reason="重复")
    on(PERSON, TODAY, REGISTERED, RECORDED).when(annul).then(ANNULLED)
    on(PERSON, TODAY, REGISTERED, RECORDED, ANNULLED).when(annul).then()
    assert phones(RECORDED, ANNULLED) == phones()


def test_what_is_refused() -> None:
    on(PERSON, TODAY).when(RECORD).then_rejected("profile.unknown-person")
    on(PERSON, TODAY, REGISTERED).when(replace(RECORD, effective=date(2027, 6, 2))).then_rejected("profile.future")
    on(PERSON, TODAY, REGISTERED, RECORDED).when(RECORD).then_rejected("profile.recorded")
    on(PERSON, TODAY, REGISTERED).when(CORRECT).then_rejected("profile.unknown-fact")
    on(PERSON, TODAY, REGISTERED, RECORDED, ANNULLED).when(CORRECT).then_rejected("profile.unknown-fact")
    on(PERSON, TODAY, REGISTERED, RECORDED).when(replace(CORRECT, reason=" ")).then_rejected("profile.reason")
    on(PERSON, TODAY, REGISTERED, RECORDED).when(replace(CORRECT, effective=date(2027, 6, 2))).then_rejected(
        "profile.future"
    )
    unsaid = AnnulProfile(worker_id=WORKER, fact=FACT, reason="")
    on(PERSON, TODAY, REGISTERED, RECORDED).when(unsaid).then_rejected("profile.reason")


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        (ProfileField.PHONE, "19912345678", "12345"),
        (ProfileField.PHONE, "028-8555555", "028"),
        (ProfileField.ADDRESS, "浆洗街1号", " "),
    ],
)
def test_a_value_is_one_of_its_field(field: ProfileField, good: str, bad: str) -> None:
    check(field, good)
    with pytest.raises(Rejected):
        check(field, bad)
