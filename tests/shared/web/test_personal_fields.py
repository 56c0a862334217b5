"""Whoever has a right at all may know what is kept of people, why and for how long (PIPL art. 17)."""

import pytest

from shared.privacy import catalogue
from shared.web.rights import Role
from tests.shared.web.conftest import Web, problem


@pytest.mark.parametrize("role", list(Role))
async def test_everybody_is_told_purpose_law_retention_and_owner_of_every_field(web: Web, role: Role) -> None:
    answer = await web.ask("GET", "/personal-fields", role=role)
    assert answer.status_code == 200
    told = {field["name"]: field for field in answer.json()}
    assert set(told) == set(catalogue())
    number = told["personnel.worker.id_number"]
    assert (number["purpose"], number["owner"], number["sensitivity"]) == ("identity", "personnel", "sensitive")
    assert number["retention"] == {"after": "exit", "months": 24, "days": 0, "source": "劳动合同法 第五十条"}
    assert {"law": "社会保险法", "article": "第五十八条"} in number["basis"]
    assert [name for name, field in told.items() if not field["stored"]] == []


async def test_nobody_is_told_without_a_token(web: Web) -> None:
    problem(await web.client.get("/personal-fields"), 401, "access.no-token")
