"""A draft is simulated word for word before it is published; another draft, another day, another version are other questions."""

from dataclasses import replace
from datetime import date

import pytest

from services.payroll.domain.pay_standard import StandardKind, StandardPublished, StandardSimulated
from services.payroll.domain.simulations import RecordSimulation, SimulateStandard, check_window
from services.payroll.domain.standards import PublishStandard
from services.payroll.domain.streams import STANDARD
from shared.kernel import Rejected
from tests.payroll.county import COUNTY, TERMS, demo_terms, on

TODAY = date(2026, 2, 1)
given = on(STANDARD, TODAY, "approver")
DEARER = demo_terms(base_fen=350_000)
PUBLISHED = StandardPublished(
    effective=date(2026, 1, 1), county=COUNTY, kind=StandardKind.GRADE_PAY, version=1, terms=TERMS,
    document="示范〔2026〕1号", source="第十二条", published_by="approver", simulation="", means="月薪酬标准", article="第一条", open_by="",
)  # fmt: skip
ASKED = SimulateStandard(
    county=COUNTY, kind=StandardKind.GRADE_PAY, effective=date(2026, 7, 1), terms=DEARER, first_month="2026-07", months=12,
)  # fmt: skip
SIMULATE = RecordSimulation(
    asked=ASKED, known_after=1, known_at=99, people=3, winners=3, losers=0, left_out=0, before_fen=10, after_fen=12,
    digest="sha-256:aa",
)  # fmt: skip
SIMULATED = StandardSimulated(
    effective=TODAY, county=COUNTY, kind=StandardKind.GRADE_PAY, draft_effective=date(2026, 7, 1), terms=DEARER,
    known_after=1, known_at=99, first_month="2026-07", months=12, people=3, winners=3, losers=0, left_out=0, before_fen=10,
    after_fen=12, digest="sha-256:aa", simulated_by="approver",
)  # fmt: skip
PUBLISH = PublishStandard(
    county=COUNTY, kind=StandardKind.GRADE_PAY, effective=date(2026, 7, 1), terms=DEARER, document="示范〔2026〕2号",
    source="第十二条", simulation="sha-256:aa", means="月薪酬标准", article="第一条",
)  # fmt: skip
SECOND = replace(
    PUBLISHED, effective=date(2026, 7, 1), version=2, terms=DEARER, document="示范〔2026〕2号", simulation="sha-256:aa"
)


def test_what_was_simulated_is_published_with_its_digest() -> None:
    given(PUBLISHED).when(SIMULATE).then(SIMULATED)
    given(PUBLISHED, SIMULATED).when(SIMULATE).then()
    given(PUBLISHED, SIMULATED).when(PUBLISH).then(SECOND)


def test_only_a_county_s_first_version_is_published_unseen() -> None:
    given().when(replace(PUBLISH, simulation="")).then(replace(SECOND, version=1, simulation=""))
    given(PUBLISHED).when(replace(PUBLISH, simulation="")).then_rejected("standards.not-simulated")


@pytest.mark.parametrize(
    "change", [{"simulation": "sha-256:bb"}, {"effective": date(2026, 8, 1)}, {"terms": demo_terms(base_fen=350_001)}]
)
def test_the_digest_of_anything_else_is_refused(change: dict[str, object]) -> None:
    asked = replace(PUBLISH, **change)  # type: ignore[arg-type]
    given(PUBLISHED, SIMULATED).when(asked).then_rejected("standards.other-simulation")


def test_a_simulation_counts_until_another_version_is_published() -> None:
    given(PUBLISHED, SIMULATED, SECOND).when(replace(PUBLISH, effective=date(2026, 9, 1))).then_rejected(
        "standards.other-simulation"
    )
    given(PUBLISHED, SIMULATED, SECOND).when(SIMULATE).then_rejected("simulations.outdated")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"months": 0}, "simulations.months"),
        ({"months": 25}, "simulations.months"),
        ({"first_month": "2026-1"}, "runs.month"),
        ({"first_month": "2025-01"}, "simulations.first-month"),
        ({"first_month": "2028-03"}, "simulations.first-month"),
    ],
)
def test_the_months_lie_within_reach(change: dict[str, object], code: str) -> None:
    with pytest.raises(Rejected) as refused:
        check_window(replace(ASKED, **change), TODAY)  # type: ignore[arg-type]
    assert refused.value.code == code
