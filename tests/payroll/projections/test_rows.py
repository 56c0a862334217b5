from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services.payroll.domain.payslips import LEDGER, Component
from services.payroll.projections import entitlements, payslips, runs, standards
from shared.kernel import Recorded
from shared.readmodel import Put
from shared.readmodel.fold import Folded
from tests.payroll.county import COUNTY, JOB, STREET, TERMS, WORKER
from tests.payroll.domain.test_declarations import BASED
from tests.payroll.domain.test_entitlements import ENROLLED, GRADED, STOPPED
from tests.payroll.domain.test_payslips import SLIP
from tests.payroll.domain.test_runs import APPROVED, BANK, CALCULATED, CHECKED, CLOSED, DISCARDED, FROZEN, OPENED, TAX
from tests.payroll.domain.test_standards import PUBLISHED

ID = UUID(int=77)


def rows(project: Any, stream_id: UUID, events: Sequence[Any]) -> dict[str, list[dict[str, Any]]]:
    """The rows left after these events by table, as one batch folds them."""
    folded = Folded()
    for position, event in enumerate(events, 1):
        recorded = Recorded(
            position=position, stream_type="", stream_id=stream_id, version=position, event=event,
            event_id=UUID(int=900), subject=None, region=STREET, recorded=datetime(2026, 1, 1, tzinfo=UTC),
            effective=date(2026, 1, 1), actor="finance", correlation=UUID(int=901), causation=None,
        )  # fmt: skip
        assert folded.take(project(recorded))
    found: dict[str, list[dict[str, Any]]] = {}
    for row in folded.rows.values():
        if isinstance(row, Put):
            found.setdefault(row.table.name, []).append(row.values)
    return found


def test_every_event_is_a_dated_fact_and_none_is_overwritten() -> None:
    found = rows(entitlements.project, WORKER, (ENROLLED, GRADED, BASED, STOPPED))
    facts = found["pay_fact"]
    assert [(f["position"], f["kind"]) for f in facts] == [
        (1, "ENROLLED"), (2, "GRADE"), (3, "INSURANCE_BASE"), (4, "STOPPED"),
    ]  # fmt: skip
    assert (facts[1]["number"], facts[1]["cause"], facts[2]["second"]) == (2, GRADED.cause, 500_000)
    assert (facts[3]["flag"], facts[3]["until"]) == (True, STOPPED.effective)


def test_the_pay_list_shows_the_employer_the_county_and_the_last_day() -> None:
    [listed] = rows(entitlements.project, WORKER, (ENROLLED, STOPPED))["pay_person"]
    assert (listed["employment_id"], listed["county"], listed["employer"], listed["name"]) == (
        JOB, COUNTY, STREET, "token",
    )  # fmt: skip
    assert (listed["pay_from"], listed["last_day"]) == (ENROLLED.pay_from, STOPPED.effective)


def test_a_version_is_read_back_as_it_was_published() -> None:
    [row] = rows(standards.project, ID, (PUBLISHED,))["pay_standard"]
    assert standards.terms_of(row["terms"]) == TERMS
    assert (row["county"], row["version"], row["effective"], row["position"]) == (COUNTY, 1, PUBLISHED.effective, 1)


def test_a_run_is_followed_to_its_end() -> None:
    [row] = rows(runs.project, ID, (OPENED, FROZEN, CALCULATED, CHECKED, APPROVED, BANK, TAX, CLOSED))["pay_run"]
    assert (row["stage"], row["known_at"], row["slips"], row["net_fen"]) == ("CLOSED", 2, 2, 565_340)
    assert row["exceptions"] == [[str(WORKER), "runs.no-grade", "2026-03"]]
    assert (row["opened_by"], row["checked_by"], row["approved_by"]) == ("finance", "street", "approver")
    assert rows(runs.project, ID, (OPENED, DISCARDED))["pay_run"][0]["stage"] == "DISCARDED"


def test_a_slip_enters_the_ledgers_of_its_months_and_of_the_tax_year() -> None:
    found = rows(payslips.project, ID, (SLIP,))
    [slip], [month], [year] = found["payslip"], found["month_paid"], found["tax_year"]
    assert (slip["payslip_id"], slip["net_fen"]) == (ID, SLIP.sums.net_fen)
    amounts = dict(zip(LEDGER, month["amounts"], strict=True))
    assert (month["for_month"], amounts[Component.BASIC], amounts[Component.PENSION], amounts[Component.SEVERANCE]) == (
        2026 * 12, 285_600, 37_592, 0,
    )  # fmt: skip
    assert (year["tax_year"], year["agent"], year["income_fen"], year["insured_fen"]) == (2026, COUNTY, 357_000, 74_330)
