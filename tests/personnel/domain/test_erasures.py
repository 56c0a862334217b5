from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.personnel.domain.erasure_events import (
    ErasureBasis,
    ErasureDeclined,
    ErasureProposed,
    PersonalDataErased,
    Purpose,
    RetentionBegan,
)
from services.personnel.domain.erasures import (
    BeginRetention,
    DeclineErasure,
    ErasePersonalData,
    ProposeDueErasures,
    ProposeErasure,
)
from services.personnel.domain.qualifications import RegisterQualification
from services.personnel.domain.scheme_terms import Certificate, Education
from services.personnel.domain.streams import WORKER
from services.personnel.domain.worker import RegisterWorker
from services.personnel.reactions.calendar import react
from shared.kernel import Due, Rejected, Release, Sealed
from shared.testing.spec import sent
from tests.personnel import people
from tests.personnel.domain.test_qualifications import KNOWN
from tests.personnel.people import COMMUNITY, NAME, on

LAST = date(2027, 6, 30)
AFTER, KEPT_TO = date(2027, 7, 1), date(2029, 7, 1)
ID, CONTACT, PAY, CARE = Purpose
LEFT = RetentionBegan(effective=LAST, worker_id=people.WORKER, next_due=AFTER)


def proposed(
    day: date, *purposes: Purpose, due: date | None = None, basis: ErasureBasis = ErasureBasis.RETENTION_ENDED,
    by: str = "timer", then: date | None = KEPT_TO,
) -> ErasureProposed:  # fmt: skip
    return ErasureProposed(
        effective=day,
        worker_id=people.WORKER,
        purposes=purposes,
        due=due or day,
        basis=basis,
        proposed_by=by,
        next_due=then,
    )


def declined(day: date, until: date, *purposes: Purpose, then: date | None) -> ErasureDeclined:
    return ErasureDeclined(
        effective=day, worker_id=people.WORKER, purposes=purposes, reason="档案法", kept_until=until,
        declined_by="approver", next_due=then,
    )  # fmt: skip


def erased(day: date, *purposes: Purpose, then: date | None = None, by: str = "timer") -> PersonalDataErased:
    return PersonalDataErased(
        effective=day, worker_id=people.WORKER, purposes=purposes, basis=ErasureBasis.RETENTION_ENDED,
        document="武社工〔2029〕3号", proposed_by=by, erased_by="approver", next_due=then,
    )  # fmt: skip


def erase(*purposes: Purpose, document: str = "武社工〔2029〕3号") -> ErasePersonalData:
    return ErasePersonalData(
        worker_id=people.WORKER, purposes=purposes, document=document, national_ids=("n",), certificates=("c", "d")
    )


def propose(basis: ErasureBasis, *purposes: Purpose) -> ProposeErasure:
    return ProposeErasure(worker_id=people.WORKER, purposes=purposes, basis=basis)


def decline(until: date, *purposes: Purpose, reason: str = "档案法") -> DeclineErasure:
    return DeclineErasure(worker_id=people.WORKER, purposes=purposes, reason=reason, kept_until=until)


BEGIN = BeginRetention(worker_id=people.WORKER, last_day=LAST)
DUE = ProposeDueErasures(worker_id=people.WORKER)
BOTH = proposed(KEPT_TO, ID, PAY, due=KEPT_TO, then=None)
REQUESTED, UNLAWFUL, ENDED = ErasureBasis.REQUESTED, ErasureBasis.UNLAWFUL, ErasureBasis.RETENTION_ENDED


def test_with_the_exit_the_phone_is_proposed_at_once_and_the_rest_waits_two_years() -> None:
    began = RetentionBegan(effective=LAST, worker_id=people.WORKER, next_due=AFTER)
    on(WORKER, AFTER, KNOWN, by="timer").when(BEGIN).then(began, proposed(AFTER, CONTACT))


def test_an_exit_heard_years_late_proposes_everything_that_is_due_each_with_its_own_day() -> None:
    late = date(2030, 1, 1)
    events = on(WORKER, late, KNOWN, by="timer").when(BEGIN).then_events()
    assert events[1:] == (proposed(late, CONTACT, due=AFTER), proposed(late, ID, PAY, due=KEPT_TO, then=None))


def test_the_calendar_asks_twice_and_nothing_more_follows() -> None:
    history = (KNOWN, LEFT, proposed(AFTER, CONTACT))
    on(WORKER, AFTER, *history).when(BEGIN).then()
    on(WORKER, AFTER, *history).when(DUE).then()
    on(WORKER, KEPT_TO - timedelta(days=1), *history).when(DUE).then()
    on(WORKER, KEPT_TO, *history, by="timer").when(DUE).then(BOTH)
    on(WORKER, AFTER).when(BEGIN).then()


def test_the_days_that_come_ask_the_person() -> None:
    left = Due(kind="left", stream_id=people.WORKER, day=AFTER)
    assert sent(list(react(left))) == [("worker", people.WORKER, BEGIN)]
    assert sent(list(react(Due(kind="retention", stream_id=people.WORKER, day=KEPT_TO)))) == [
        ("worker", people.WORKER, DUE)
    ]


def test_whoever_works_here_keeps_identity_and_pay_and_may_have_the_phone_erased() -> None:
    for purpose in (ID, PAY):
        on(WORKER, LAST, KNOWN).when(propose(UNLAWFUL, purpose)).then_rejected("erasures.employed")
    asked = proposed(LAST, CONTACT, CARE, basis=REQUESTED, by="officer", then=None)
    on(WORKER, LAST, KNOWN).when(propose(REQUESTED, CONTACT, CARE, CONTACT)).then(asked)
    on(WORKER, LAST, KNOWN).when(propose(ENDED, CONTACT)).then_rejected("erasures.employed")


def test_a_law_that_keeps_it_longer_is_named_with_its_day_unless_it_was_never_lawful() -> None:
    refused = on(WORKER, AFTER, KNOWN, LEFT).when(propose(REQUESTED, ID)).then_rejected("erasures.kept-by-law")
    assert dict(refused.facts) == {"purpose": "identity", "due": KEPT_TO}
    never = proposed(AFTER, ID, basis=UNLAWFUL, by="officer", then=AFTER)
    on(WORKER, AFTER, KNOWN, LEFT).when(propose(UNLAWFUL, ID)).then(never)
    on(WORKER, KEPT_TO, KNOWN, LEFT).when(propose(REQUESTED, ID)).then_events()


def test_proposing_what_is_proposed_or_erased_says_nothing_new() -> None:
    history = (KNOWN, LEFT, proposed(AFTER, CONTACT), BOTH, erased(KEPT_TO, ID))
    on(WORKER, KEPT_TO, *history).when(propose(REQUESTED, ID, CONTACT, PAY)).then()
    on(WORKER, KEPT_TO, *history).when(propose(REQUESTED)).then_rejected("erasures.purposes")


def test_what_somebody_else_proposed_is_erased_by_a_document() -> None:
    history = (KNOWN, LEFT, proposed(AFTER, CONTACT), BOTH)
    on(WORKER, KEPT_TO, *history, by="approver").when(erase(ID, PAY)).then(erased(KEPT_TO, ID, PAY))
    on(WORKER, KEPT_TO, *history, by="approver").when(erase(ID, document=" ")).then_rejected("erasures.document")
    on(WORKER, KEPT_TO, *history, by="timer").when(erase(ID)).then_rejected("erasures.own-proposal")


def test_neither_a_deputy_nor_the_principal_erases_what_the_other_proposed() -> None:
    asked = proposed(LAST, CONTACT, basis=REQUESTED, by="li for wang", then=None)
    for hand in ("li", "wang", "zhao for wang", "li for chen"):
        on(WORKER, LAST, KNOWN, asked, by=hand).when(erase(CONTACT)).then_rejected("erasures.own-proposal")
    on(WORKER, LAST, KNOWN, asked, by="chen for zhao").when(erase(CONTACT)).then_events()


def test_nothing_is_erased_that_nobody_proposed() -> None:
    history = (KNOWN, LEFT, proposed(AFTER, CONTACT))
    for command in (erase(ID), erase(CONTACT, ID), erase()):
        on(WORKER, AFTER, *history, by="approver").when(command).then_rejected("erasures.not-proposed")


def test_erasing_twice_is_harmless_and_what_is_left_is_erased() -> None:
    history = (KNOWN, LEFT, proposed(AFTER, CONTACT), BOTH, erased(KEPT_TO, ID))
    on(WORKER, KEPT_TO, *history, by="approver").when(erase(ID)).then()
    on(WORKER, KEPT_TO, *history, by="approver").when(erase(ID, PAY)).then(erased(KEPT_TO, PAY))


def test_proposals_of_two_makers_are_two_decisions() -> None:
    by_officer = proposed(LAST, CONTACT, basis=REQUESTED, by="officer", then=None)
    events = on(WORKER, KEPT_TO, KNOWN, by_officer, LEFT, BOTH, by="approver").when(erase(CONTACT, ID)).then_events()
    assert [(e.purposes, e.proposed_by) for e in events if isinstance(e, PersonalDataErased)] == [
        ((CONTACT,), "officer"), ((ID,), "timer"),
    ]  # fmt: skip


def test_with_the_identity_the_numbers_are_given_back_and_with_nothing_else() -> None:
    numbers = (
        Release(kind="national-id", key="n"), Release(kind="certificate", key="c"), Release(kind="certificate", key="d"),
    )  # fmt: skip
    assert WORKER.reserves(people.WORKER, erase(ID), erased(KEPT_TO, ID, PAY)) == numbers
    assert WORKER.reserves(people.WORKER, erase(ID), erased(KEPT_TO, CONTACT)) == ()
    assert WORKER.reserves(people.WORKER, DUE, BOTH) == ()


def test_what_is_declined_is_kept_and_proposed_again_the_day_after() -> None:
    until = date(2031, 12, 31)
    again = date(2032, 1, 1)
    no = declined(KEPT_TO, until, ID, then=again)
    on(WORKER, KEPT_TO, KNOWN, LEFT, BOTH, by="approver").when(decline(until, ID)).then(
        declined(KEPT_TO, until, ID, then=AFTER)
    )
    history = (KNOWN, LEFT, proposed(AFTER, CONTACT), BOTH, no)
    on(WORKER, KEPT_TO, *history[:-1], by="approver").when(decline(until, ID)).then(no)
    on(WORKER, until, *history).when(DUE).then()
    on(WORKER, until, *history).when(propose(REQUESTED, ID)).then_rejected("erasures.kept-by-law")
    on(WORKER, again, *history, by="timer").when(DUE).then(proposed(again, ID, then=None))


def test_a_refusal_names_its_law_and_its_day() -> None:
    history = (KNOWN, LEFT, BOTH)
    until = date(2031, 12, 31)
    on(WORKER, KEPT_TO, *history).when(decline(until, ID, reason=" ")).then_rejected("erasures.reason")
    on(WORKER, KEPT_TO, *history).when(decline(KEPT_TO - timedelta(days=1), ID)).then_rejected("erasures.kept-until")
    on(WORKER, KEPT_TO, *history).when(decline(until, CARE)).then_rejected("erasures.not-proposed")


def test_nobody_is_behind_an_erased_identity_any_more() -> None:
    history = (KNOWN, LEFT, BOTH, erased(KEPT_TO, ID))
    paper = RegisterQualification(
        worker_id=people.WORKER, level=Certificate.SENIOR, number=Sealed("n"), number_hash="h", registered_on=LAST
    )
    on(WORKER, KEPT_TO, *history).when(paper).then_rejected("qualifications.unknown-worker")
    again = RegisterWorker(
        worker_id=people.WORKER, region=COMMUNITY, name=NAME, id_number=Sealed("id"), id_hash="h", phone=None,
        sex="FEMALE", birth_month="1990-05", education=Education.BACHELOR, starts=KEPT_TO,
    )  # fmt: skip
    on(WORKER, KEPT_TO, *history).when(again).then_rejected("hiring.known-person")


purposes = st.lists(st.sampled_from(list(Purpose)), max_size=4).map(tuple)
days = st.dates(date(2027, 7, 1), date(2034, 12, 31))
commands = st.one_of(
    st.just(BEGIN), st.just(DUE),
    st.builds(lambda p, b: propose(b, *p), purposes, st.sampled_from(list(ErasureBasis))),
    st.builds(lambda p, d: decline(d, *p), purposes, days), purposes.map(lambda p: erase(*p)),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(days, commands, st.sampled_from(["officer", "approver", "timer"])), max_size=12))
def test_whatever_is_asked_in_whatever_order_the_two_people_differ_and_nothing_is_erased_twice(
    asked: list[tuple[date, Any, str]],
) -> None:
    history: tuple[Any, ...] = (KNOWN,)
    for day, command, by in sorted(asked, key=lambda each: each[0]):
        try:
            history += on(WORKER, day, *history, by=by).when(command).then_events()
        except Rejected:
            continue
    gone = [p for e in history if isinstance(e, PersonalDataErased) for p in e.purposes]
    assert len(gone) == len(set(gone))
    assert all(e.proposed_by != e.erased_by for e in history if isinstance(e, PersonalDataErased))
    keeping = on(WORKER, date(2034, 12, 31), *history).state().keeping
    assert len({p.purpose for p in keeping.proposed}) == len(keeping.proposed)
    assert not {p.purpose for p in keeping.proposed} & set(keeping.erased)
    for event in history:
        if isinstance(event, ErasureProposed) and event.basis is not UNLAWFUL and ID in event.purposes:
            assert event.effective >= KEPT_TO
