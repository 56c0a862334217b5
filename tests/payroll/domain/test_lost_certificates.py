from dataclasses import replace
from datetime import date

from services.payroll.domain.entitlement_events import CertificateHeld, CertificateLost
from services.payroll.domain.lost_certificates import LoseCertificate
from services.payroll.domain.people import known
from services.payroll.domain.streams import ENTITLEMENT
from tests.payroll.county import WORKER, on
from tests.payroll.domain.test_entitlements import CAUSE, ENROLLED, MARCH, OTHER, TODAY

HELD = CertificateHeld(effective=MARCH, worker_id=WORKER, level="SENIOR", cause=CAUSE)
LOSE = LoseCertificate(worker_id=WORKER, level="SENIOR", last_day=date(2026, 6, 30), cause=OTHER)
LOST = CertificateLost(
    effective=date(2026, 6, 30), worker_id=WORKER, fact=CAUSE, level="SENIOR", held_since=MARCH, cause=OTHER
)


def test_a_certificate_is_held_until_its_last_day() -> None:
    on(ENTITLEMENT, TODAY)(ENROLLED, HELD).when(LOSE).then(LOST)
    (fact,) = known(on(ENTITLEMENT, TODAY)(ENROLLED, HELD, LOST).state().known).certificates
    assert (fact.effective, fact.until, fact.word) == (MARCH, date(2026, 6, 30), "SENIOR")


def test_one_that_never_was_is_not_there_and_one_never_heard_of_is_harmless() -> None:
    never = replace(LOSE, last_day=date(2026, 2, 28))
    state = on(ENTITLEMENT, TODAY)(ENROLLED, HELD).when(never).then_state()
    assert known(state.known).certificates == ()
    on(ENTITLEMENT, TODAY)(ENROLLED).when(LOSE).then()
    on(ENTITLEMENT, TODAY)(ENROLLED, HELD, LOST).when(LOSE).then()
