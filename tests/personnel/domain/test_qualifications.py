from dataclasses import replace
from datetime import date
from uuid import UUID

from services.personnel.domain.qualifications import EndQualification, MoveQualification, RegisterQualification
from services.personnel.domain.scheme_terms import Certificate, Education
from services.personnel.domain.streams import WORKER
from services.personnel.domain.worker import QualificationEnded, QualificationRegistered, Worker, WorkerRegistered
from shared.kernel import Release, Sealed, Take
from tests.personnel import people
from tests.personnel.people import COMMUNITY, NAME, on

DAY = date(2027, 5, 10)
KNOWN = WorkerRegistered(
    effective=date(2027, 3, 1), worker_id=people.WORKER, region=COMMUNITY, name=NAME, id_number=Sealed("id"),
    phone=None, sex="FEMALE", birth_month="1990-05", education=Education.BACHELOR,
)  # fmt: skip


def register(level: Certificate, day: date = date(2027, 1, 15)) -> RegisterQualification:
    return RegisterQualification(
        worker_id=people.WORKER, level=level, number=Sealed("number"), number_hash="hash", registered_on=day
    )


def registered(level: Certificate, day: date = date(2027, 1, 15)) -> QualificationRegistered:
    return QualificationRegistered(
        effective=day, worker_id=people.WORKER, level=level, number=Sealed("number"), certificate=level
    )


def test_a_certificate_counts_from_the_day_of_registration_also_when_heard_late() -> None:
    on(WORKER, DAY, KNOWN).when(register(Certificate.SOCIAL_WORKER)).then(registered(Certificate.SOCIAL_WORKER))


def test_each_level_is_registered_once_and_each_number_by_one_person() -> None:
    history = (KNOWN, registered(Certificate.SOCIAL_WORKER))
    on(WORKER, DAY, *history).when(register(Certificate.SOCIAL_WORKER)).then_rejected("qualifications.held")
    command = register(Certificate.SENIOR)
    assert WORKER.reserves(people.WORKER, command, registered(Certificate.SENIOR)) == (
        Take(kind="certificate", key="hash"),
    )


def test_a_lower_level_registered_later_leaves_the_higher_one_the_highest() -> None:
    later = replace(registered(Certificate.ASSISTANT), certificate=Certificate.SENIOR)
    on(WORKER, DAY, KNOWN, registered(Certificate.SENIOR)).when(register(Certificate.ASSISTANT)).then(later)


def test_nothing_is_registered_for_tomorrow_or_for_nobody() -> None:
    tomorrow = register(Certificate.SENIOR, date(2027, 5, 11))
    on(WORKER, DAY, KNOWN).when(tomorrow).then_rejected("qualifications.future")
    on(WORKER, DAY).when(register(Certificate.SENIOR)).then_rejected("qualifications.unknown-worker")


def test_the_highest_level_of_the_day_counts_whatever_the_order_of_registration() -> None:
    worker = Worker(
        known=True,
        certificates=((date(2027, 6, 1), Certificate.SENIOR), (date(2027, 7, 1), Certificate.ASSISTANT)),
    )
    assert worker.certificate_on(date(2027, 5, 31)) is None
    assert worker.certificate_on(date(2027, 8, 1)) is Certificate.SENIOR


END = EndQualification(
    worker_id=people.WORKER, fact=UUID(int=77), level=Certificate.SENIOR, last_day=date(2027, 4, 30), number_hash="hash"
)


def test_what_ended_leaves_the_highest_of_the_others_and_may_be_registered_anew() -> None:
    history = (KNOWN, registered(Certificate.SOCIAL_WORKER), registered(Certificate.SENIOR))
    ended = QualificationEnded(
        effective=date(2027, 4, 30), worker_id=people.WORKER, fact=UUID(int=77), level=Certificate.SENIOR,
        certificate=Certificate.SOCIAL_WORKER,
    )  # fmt: skip
    on(WORKER, DAY, *history).when(END).then(ended)
    on(WORKER, DAY, *history, ended).when(END).then()
    on(WORKER, DAY, *history, ended).when(register(Certificate.SENIOR)).then(registered(Certificate.SENIOR))
    assert WORKER.reserves(people.WORKER, END, ended) == (Release(kind="certificate", key="hash"),)
    assert WORKER.reserves(people.WORKER, replace(register(Certificate.SENIOR), number_hash=""), ended) == ()


def test_a_registration_moved_to_its_right_day_ends_as_if_it_never_was() -> None:
    move = MoveQualification(
        worker_id=people.WORKER, fact=UUID(int=77), level=Certificate.SENIOR, number=Sealed("number"),
        registered_on=date(2027, 2, 1),
    )  # fmt: skip
    never, moved = on(WORKER, DAY, KNOWN, registered(Certificate.SENIOR)).when(move).then_events()
    assert (never.effective, never.certificate) == (date(2027, 1, 14), None)
    assert moved == registered(Certificate.SENIOR, date(2027, 2, 1))
    on(WORKER, DAY, KNOWN).when(move).then_rejected("qualifications.unknown")
