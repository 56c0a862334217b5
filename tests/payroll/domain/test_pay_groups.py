from dataclasses import replace
from datetime import date

import pytest

from services.payroll.domain.agents import Agents, Named
from services.payroll.domain.pay_groups import NameWithholdingAgent, WithholdingAgentNamed
from services.payroll.domain.people import month_index
from services.payroll.domain.streams import PAY_GROUP
from shared.kernel import Region
from tests.payroll.county import COUNTY, OTHER_STREET, STREET, on

TODAY, AUGUST = date(2026, 7, 5), date(2026, 8, 1)
NAME = NameWithholdingAgent(unit=STREET, agent=STREET, starts=AUGUST, document="武财〔2026〕40号")
NAMED = WithholdingAgentNamed(
    effective=AUGUST, unit=STREET, agent=STREET, document="武财〔2026〕40号", named_by="approver"
)
given = on(PAY_GROUP, TODAY, "approver")


def test_a_unit_or_its_county_is_named_from_the_first_of_a_month() -> None:
    given().when(NAME).then(NAMED)
    given(NAMED).when(NAME).then()
    given(NAMED).when(replace(NAME, agent=COUNTY)).then(replace(NAMED, agent=COUNTY))
    given().when(replace(NAME, agent=OTHER_STREET)).then_rejected("pay-groups.agent")
    given().when(replace(NAME, starts=TODAY)).then_rejected("pay-groups.not-a-month")
    given().when(replace(NAME, document=" ")).then_rejected("pay-groups.document")


@pytest.mark.parametrize("unit", ["51/_/_/_/_", "_/_/_/_/_", "51/01/07/017/k3f", "nowhere"])
def test_only_units_that_pay_have_an_agent(unit: str) -> None:
    given().when(replace(NAME, unit=Region(unit), agent=Region(unit))).then_rejected("pay-groups.unit")


def test_the_nearest_group_and_its_latest_naming_decide() -> None:
    agents = Agents("county", [Named(5, STREET, month_index(AUGUST), STREET), Named(9, STREET, 2027 * 12, COUNTY)])
    found = [agents.of(STREET, month) for month in (2026 * 12, 2026 * 12 + 7, 2027 * 12)]
    assert found == [COUNTY, STREET, COUNTY]
    assert agents.of(OTHER_STREET, 2026 * 12 + 7) == COUNTY
    assert Agents("street", []).of(OTHER_STREET, 0) == OTHER_STREET
