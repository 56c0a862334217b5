"""Name and national id: one person proposes, another confirms; the number is held meanwhile."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.personnel.domain.erasure_events import ErasureBasis, PersonalDataErased, Purpose
from services.personnel.domain.erasures import ErasePersonalData
from services.personnel.domain.identity import ConfirmIdentity, ProposeIdentity, RefuseIdentity
from services.personnel.domain.profile_events import (
    IdentityCorrected,
    IdentityCorrectionProposed,
    IdentityCorrectionRefused,
    IdNumberCorrected,
)
from services.personnel.domain.streams import WORKER as PERSON
from services.personnel.domain.worker import NATIONAL_ID, PROPOSED_ID
from services.personnel.publications.worker import publish
from shared.kernel import Release, Sealed, Take
from shared.published.personnel.identity import WorkerIdentifiedV1
from tests.personnel.domain.test_profile import REGISTERED, TODAY
from tests.personnel.people import NAME, WORKER, on

ID = UUID(int=21)
PROPOSE = ProposeIdentity(
    worker_id=WORKER, correction_id=ID, name=None, id_number=Sealed("right"), id_hash="hash", sex="MALE",
    birth_month="1990-06", reason="与身份证件不符",
)  # fmt: skip
PROPOSED = IdentityCorrectionProposed(
    effective=TODAY, worker_id=WORKER, correction_id=ID, name=NAME, id_number=Sealed("right"), sex="MALE",
    birth_month="1990-06", changed=("id_number",), reason="与身份证件不符", proposed_by="officer",
)  # fmt: skip
CORRECTED = IdentityCorrected(
    effective=date(2027, 6, 1), worker_id=WORKER, correction_id=ID, name=NAME, id_number=Sealed("right"), sex="MALE",
    birth_month="1990-06", changed=("id_number",), reason="与身份证件不符", proposed_by="officer", confirmed_by="approver",
)  # fmt: skip
NUMBER = IdNumberCorrected(effective=date(2027, 6, 1), worker_id=WORKER, correction_id=ID, id_number=Sealed("right"))
CONFIRM = ConfirmIdentity(worker_id=WORKER, held=("old",), wanted=("hash",))


def test_a_number_is_proposed_and_holds_only_once_another_hand_confirmed_it() -> None:
    on(PERSON, TODAY, REGISTERED).when(PROPOSE).then(PROPOSED)
    waiting = on(PERSON, TODAY, REGISTERED, PROPOSED).state()
    assert (waiting.id_number, waiting.sex) == (Sealed("id"), "FEMALE")
    on(PERSON, TODAY, REGISTERED, PROPOSED, by="approver").when(CONFIRM).then(CORRECTED, NUMBER)
    corrected = on(PERSON, TODAY, REGISTERED, PROPOSED, CORRECTED, NUMBER).state()
    assert (corrected.id_number, corrected.sex, corrected.birth_month) == (Sealed("right"), "MALE", "1990-06")


def test_the_number_is_told_sealed_at_the_registration_and_when_it_is_corrected_and_a_name_alone_is_not() -> None:
    assert publish(REGISTERED) == WorkerIdentifiedV1(worker_id=WORKER, id_number=REGISTERED.id_number)
    assert publish(NUMBER) == WorkerIdentifiedV1(worker_id=WORKER, id_number=Sealed("right"))
    renamed = replace(PROPOSED, changed=("name",))
    events = on(PERSON, TODAY, REGISTERED, renamed, by="approver").when(CONFIRM).then_events()
    assert [type(event) for event in events] == [IdentityCorrected]


def test_nobody_confirms_what_he_proposed_nor_a_deputy_for_him() -> None:
    for by in ("officer", "deputy for officer"):
        on(PERSON, TODAY, REGISTERED, replace(PROPOSED, proposed_by=by), by=by).when(CONFIRM).then_rejected(
            "identity.own-proposal"
        )


def test_a_name_alone_keeps_number_sex_and_month() -> None:
    renamed = replace(PROPOSE, name=Sealed("new"), id_number=None, id_hash=None, sex=None, birth_month=None)
    (event,) = on(PERSON, TODAY, REGISTERED).when(renamed).then_events()
    assert isinstance(event, IdentityCorrectionProposed)
    assert (event.changed, event.id_number, event.sex, event.name) == (("name",), Sealed("id"), "FEMALE", Sealed("new"))


def test_the_new_number_is_held_from_the_proposal_and_the_old_one_free_from_the_confirmation() -> None:
    assert PERSON.reserves(WORKER, PROPOSE, PROPOSED) == (Take(kind=PROPOSED_ID, key="hash"),)
    assert PERSON.reserves(WORKER, CONFIRM, CORRECTED) == (
        Release(kind=NATIONAL_ID, key="old"), Release(kind=PROPOSED_ID, key="hash"), Take(kind=NATIONAL_ID, key="hash"),
    )  # fmt: skip
    assert PERSON.reserves(WORKER, ConfirmIdentity(worker_id=WORKER, held=("old",)), CORRECTED) == ()


def test_a_refusal_says_why_and_leaves_everything() -> None:
    refuse = RefuseIdentity(worker_id=WORKER, reason="材料不足", wanted=("hash",))
    refused = IdentityCorrectionRefused(
        effective=TODAY, worker_id=WORKER, correction_id=ID, reason="材料不足", refused_by="approver"
    )
    on(PERSON, TODAY, REGISTERED, PROPOSED, by="approver").when(refuse).then(refused)
    assert on(PERSON, TODAY, REGISTERED, PROPOSED, refused).state().id_number == Sealed("id")
    on(PERSON, TODAY, REGISTERED, PROPOSED).when(replace(refuse, reason="")).then_rejected("profile.reason")
    assert PERSON.reserves(WORKER, refuse, refused) == (Release(kind=PROPOSED_ID, key="hash"),)


def test_what_is_refused() -> None:
    on(PERSON, TODAY).when(PROPOSE).then_rejected("profile.unknown-person")
    on(PERSON, TODAY, REGISTERED).when(replace(PROPOSE, id_number=None)).then_rejected("identity.nothing")
    on(PERSON, TODAY, REGISTERED).when(replace(PROPOSE, reason="")).then_rejected("profile.reason")
    on(PERSON, TODAY, REGISTERED, PROPOSED).when(PROPOSE).then_rejected("identity.proposed")
    on(PERSON, TODAY, REGISTERED).when(CONFIRM).then_rejected("identity.nothing-proposed")
    on(PERSON, TODAY, REGISTERED, PROPOSED, CORRECTED).when(CONFIRM).then_rejected("identity.nothing-proposed")


def test_an_erased_identity_leaves_no_proposal_and_no_number_behind() -> None:
    erased = PersonalDataErased(
        effective=TODAY, worker_id=WORKER, purposes=(Purpose.IDENTITY,), basis=ErasureBasis.RETENTION_ENDED,
        document="3号", proposed_by="timer", erased_by="approver", next_due=None,
    )  # fmt: skip
    on(PERSON, TODAY, REGISTERED, PROPOSED, erased, by="approver").when(CONFIRM).then_rejected(
        "identity.nothing-proposed"
    )
    erase = ErasePersonalData(
        worker_id=WORKER, purposes=(Purpose.IDENTITY,), document="3号", national_ids=(), certificates=(),
        proposed_ids=("hash",),
    )  # fmt: skip
    assert PERSON.reserves(WORKER, erase, erased) == (Release(kind=PROPOSED_ID, key="hash"),)
