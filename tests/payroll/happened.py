"""Facts as payroll keeps them, each with a place in the log of its own: what happened to the person of the tests."""

from datetime import date
from uuid import UUID

from services.payroll.domain.attendance_events import COUNTED, AttendanceHeard, attendance_fact
from services.payroll.domain.facts import Fact, FactKind
from services.payroll.domain.honour_events import HonourHeard, HonourWithdrawalHeard, honour_fact
from services.payroll.domain.sickness_events import SicknessHeard, sickness_fact
from services.payroll.domain.unused_leave_events import UnusedLeaveHeard, unused_leave_fact
from services.payroll.domain.year_declaration_events import DeductionsConfirmed, confirmed_fact
from shared.kernel import Month, Region
from tests.payroll.county import COMMUNITY, JOB, STREET, WORKER


def enrolled(
    first: date, *, at: int = 10, job: UUID = JOB, employer: Region = STREET, heard: date | None = None
) -> Fact:
    return Fact(
        at, FactKind.ENROLLED, job, first, cause(at), word="DEDICATED_STAFF", since=heard or first, region=employer
    )


def stopped(
    last: date, *, at: int = 90, job: UUID = JOB, severance: bool = False, since: date | None = None
) -> Fact:  # fmt: skip
    return Fact(
        at, FactKind.STOPPED, job, last, cause(at), word="MUTUAL", since=since or last, until=last, flag=severance
    )


def weighed(
    halves: int, last: date, *, at: int = 91, kind: str = "N", in_lieu: bool = False, job: UUID = JOB
) -> Fact:  # fmt: skip
    """What personnel weighed of the exit: so many half months, once or twice, perhaps a month instead of notice."""
    return Fact(at, FactKind.EXIT_WEIGHED, job, last, cause(at), word=kind, number=halves, since=last, flag=in_lieu)


def unlawful(halves: int, found: date, *, at: int = 92, job: UUID = JOB) -> Fact:
    """Found on this day: so many half months in all."""
    return Fact(at, FactKind.EXIT_UNLAWFUL, job, found, cause(at), number=halves)


def unwritten(since: date, until: date, *, at: int = 19, job: UUID = JOB) -> Fact:
    """No written contract on any day from the second month on until this one."""
    return Fact(at, FactKind.CONTRACT_MISSING, job, since, cause(at), number=1, until=until)


def attended(month: str, *, at: int = 93, unit: Region = COMMUNITY, version: int = 1, **counts: int) -> Fact:
    """A month's attendance: sick_days, insured_days, unpaid_days, absent_hours, overtime_…_hours."""
    named = {name: counts.get(name, 0) for name in COUNTED}
    assert set(counts) <= set(named)
    heard = AttendanceHeard(
        effective=Month.parse(month).first, worker_id=WORKER, unit=unit, version=version, cause=cause(at), **named
    )
    return attendance_fact(heard, at)


def sick(first: date, last: date, *, at: int = 17, leave: int = 700, version: int = 0, cancelled: bool = False) -> Fact:
    """Leave for sickness by its calendar."""
    heard = SicknessHeard(
        effective=first, worker_id=WORKER, leave_id=UUID(int=leave), ends=last, version=version, cancelled=cancelled,
        cause=cause(at),
    )  # fmt: skip
    return sickness_fact(heard, at)


def unused(days: int, last: date, *, at: int = 95, version: int = 1, job: UUID = JOB) -> Fact:
    """Days of the year's annual leave that are owed in money."""
    heard = UnusedLeaveHeard(
        effective=last, worker_id=WORKER, employment_id=job, year=last.year, days=days, version=version, cause=cause(at)
    )
    return unused_leave_fact(heard, at)


def graded(grade: int, effective: date, *, at: int = 11, decision: UUID | None = None) -> Fact:
    return Fact(at, FactKind.GRADE, decision or UUID(int=5000 + at), effective, cause(at), word="STAFF", number=grade)


def certified(level: str, registered: date, *, at: int = 12) -> Fact:
    return Fact(at, FactKind.CERTIFICATE, cause(at), registered, cause(at), word=level)


def schooled(education: str, since: date, *, at: int = 23, before: bool = False, id: UUID | None = None) -> Fact:
    """An education held from the day on; `before`: it was held when the person was hired on the day."""
    return Fact(at, FactKind.EDUCATION, id or UUID(int=15_000 + at), since, cause(at), word=education, flag=before)


def judged(result: str, effective: date, *, at: int = 13, id: UUID | None = None) -> Fact:
    return Fact(
        at, FactKind.RESULT, id or UUID(int=6000 + at), effective, cause(at), word=result, number=effective.year - 1
    )


def based(fen: int, effective: date, *, at: int = 14, fund: int | None = None, fact: UUID | None = None) -> Fact:
    id = fact or UUID(int=7000 + at)
    return Fact(at, FactKind.INSURANCE_BASE, id, effective, id, number=fen, second=fen if fund is None else fund)


def deducted(
    fen: int, effective: date, *, at: int = 15, until: date | None = None, fact: UUID | None = None
) -> Fact:  # fmt: skip
    id = fact or UUID(int=8000 + at)
    return Fact(at, FactKind.DEDUCTION, id, effective, id, word="CHILD_EDUCATION", number=fen, until=until)


def confirmed(year: int, *, at: int = 17) -> Fact:
    """The worker's word that what was declared is right for a tax year."""
    first = date(year, 1, 1)
    return confirmed_fact(DeductionsConfirmed(effective=first, worker_id=WORKER, tax_year=year, confirmed_on=first), at)


def granted(fen: int, day: date, *, at: int = 16, taxed: str = "SEPARATE", fact: UUID | None = None) -> Fact:
    id = fact or UUID(int=9000 + at)
    return Fact(at, FactKind.BONUS, id, day, id, word=taxed, number=fen)


def on_duty(
    fen: int, month: date, *, at: int = 19, days: int = 1, exempt: bool = False, fact: UUID | None = None
) -> Fact:  # fmt: skip
    """A subsidy for days of duty in the month that begins on the day; nothing is one taken back."""
    id = fact or UUID(int=12_000 + at)
    return Fact(at, FactKind.SUBSIDY, id, month, cause(at), number=fen, second=days, flag=exempt, annulled=fen == 0)


def honoured(
    kind: str, level: str, day: date, *, at: int = 21, since: date | None = None, never_was: bool = False,
    honour: UUID | None = None,
) -> Fact:  # fmt: skip
    """An honour granted on the day; withdrawn from `since` on, or annulled."""
    id = honour or UUID(int=14_000 + at)
    if since is None and not never_was:
        heard = HonourHeard(
            effective=day, worker_id=WORKER, honour_id=id, kind=kind, level=level, revision=0, cause=cause(at)
        )
        return honour_fact(heard, at)
    withdrawn = HonourWithdrawalHeard(
        effective=since or day, worker_id=WORKER, honour_id=id, kind=kind, level=level, granted_on=day,
        never_was=never_was, cause=cause(at),
    )  # fmt: skip
    return honour_fact(withdrawn, at)


def ordered(
    kind: str, total: int, monthly: int, first: date, *, at: int = 20, until: date | None = None,
    fact: UUID | None = None, annulled: bool = False,
) -> Fact:  # fmt: skip
    """A decision to keep a part of the wages."""
    id = fact or UUID(int=13_000 + at)
    return Fact(
        at, FactKind.WITHHOLDING, id, first, id, word=kind, number=total, second=monthly, until=until, annulled=annulled
    )


def opened(
    first: date, last: date, income: int, insured: int, tax: int, *, at: int = 17, employer: Region = STREET
) -> Fact:
    """What the employer's agent paid on paper in these months."""
    id = UUID(int=10_000 + at)
    return Fact(
        at, FactKind.TAX_OPENING, id, first, id, number=income, second=insured, third=tax, until=last, region=employer
    )


def first_wage(year: int, *, at: int = 18) -> Fact:
    id = UUID(int=11_000 + at)
    return Fact(at, FactKind.FIRST_WAGE, id, date(year, 1, 1), id)


def cause(at: int) -> UUID:
    """The published event a fact recorded at this position was heard with."""
    return UUID(int=900_000 + at)
