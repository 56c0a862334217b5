"""Writing through fields that one may not set: refused by name wherever they are put, and nothing happens (API3)."""

from typing import Any, Final

import pytest

from deploy.services import SERVICES
from shared.kernel import NATION
from tests.matrix import reviewed
from tests.matrix.bodies import objects, with_body, with_fields
from tests.matrix.cells import own
from tests.matrix.county import Matrix
from tests.matrix.probe import filled
from tests.matrix.probes import PROBES

NOT_TO_BE_SET: Final[dict[str, Any]] = {
    "nobody_knows_this": 1, "role": "county_approver", "roles": ["system_admin"], "grants": [], "region": NATION,
    "scope": NATION, "stage": "APPROVED", "status": "CLOSED", "state": "succeeded", "position": 1, "version": 99,
    "recorded": "2020-01-01T00:00:00Z", "effective": "2000-01-01", "actor": "county-approver", "by": "county-approver",
    "on_behalf_of": "county-approver", "owner": "finance", "opened_by": "x", "requested_by": "x", "reviewed_by": "x",
    "approved_by": "x", "published_by": "x", "worker_id": "0192d3a0-0000-7000-8000-000000000000", "employment_id": "x",
    "stream_id": "x", "command_id": "x", "cause": "x", "source": "IMPORTED", "outcome": "EXCELLENT", "grade": 18,
    "place": "x", "id_hash": "x", "total": 1, "gross": "1.00", "tax": "0.00", "net": "1.00", "amount": "1.00",
    "amount_fen": 1, "base_fen": 1, "monthly_fen": 1, "severance": True,
}  # fmt: skip

MAY_BE_SET: Final = {  # a name of the kind above that the caller does say, and what it is
    "assessment.correct_score": {"source"},  # who gave the score
    "assessment.draft_scheme/terms/bands/0": {"outcome"},  # the word for a band of points
    "assessment.record_score": {"source"},
    "assessment.record_score_sheet": {"source"},
    **{f"payroll.{act}_bonus": {"amount"} for act in ("grant", "correct")},
    **{f"payroll.{act}_opening": {"tax"} for act in ("record", "correct")},  # what was withheld on paper
    "payroll.enter_golden_cases/cases/0": {"grade"},  # of the month that is worked out
    "payroll.enter_golden_cases/cases/0/expected/0": {"amount"},  # what finance came to
    "payroll.simulate_standard": {"effective"},  # the first day of the draft
    "payroll.simulate_standard/grades/0": {"grade"},  # whose amount it is
    "payroll.publish_wage_figure": {"effective", "region"},  # whose figure, from when
    "personnel.try_grade_scheme": {"effective", "region"},  # of the draft
    "personnel.waive_trial_cost": {"region"},  # whose scheme
    "payroll.publish_contribution_table": {"effective", "region"},  # whose table, from when
    "payroll.register_coverage": {"employment_id"},  # whose employment: one of the worker's own
    "payroll.record_receipt": {"total"},  # as the bank says
    "payroll.record_receipt/returned/0": {"amount", "worker_id"},  # what came back, and whose it was
    "payroll.publish_standard": {"effective", "source"},  # the first day and the legal basis
    "payroll.publish_standard/grades/0": {"grade"},  # whose amount it is
    "personnel.delegate_duty": {"region"},  # of one's own grant, the part that is delegated
    "personnel.freeze_statistics": {"region"},  # whose figures
    "personnel.hire_worker": {"status"},  # contract, established or public welfare
    "personnel.issue_competence_standard": {"region"},  # whose standard
    "personnel.issue_equivalence_table": {"region"},
    "personnel.merge_region": {"effective"},
    "personnel.move_region": {"effective"},
    "personnel.register_foreign_post": {"region"},  # where the post is
    "personnel.ask_sponsored_hire": {"region"},
    "personnel.plan_campaign": {"region"},  # who recruits
    "personnel.plan_campaign/plan/bonuses/0": {"source"},  # whom the points are for
    "personnel.publish_campaign_result": {"stage"},  # which list
    "personnel.propose_grant": {"region", "role"},  # what is proposed; another has to confirm it
    "personnel.add_archive_material": {"source"},  # who made the paper
    "personnel.approve_grades/proposals/0": {"worker_id"},  # whose proposal
    "personnel.found_regions": {"effective"},
    "personnel.publish_grade_scheme": {"effective", "region"},
    "personnel.record_population": {"effective", "source"},  # which statistics
    "personnel.rename_region": {"effective"},
    "personnel.correct_region_name": {"effective"},
    "personnel.recall_list": {"region"},
    "personnel.recall_grants": {"region"},
    "personnel.record_profile": {"effective"},
    "personnel.correct_profile": {"effective"},
    "personnel.record_employment_status": {"status"},  # in which somebody works
    "personnel.renew_contracts/renewals/0": {"employment_id"},  # whose contract
    "personnel.reproduce_statistics": {"version"},  # which is counted again
    "personnel.request_borrowing": {"worker_id"},  # who is borrowed
    "personnel.propose_emergency": {"region"},  # where it is
    "payroll.draft_budget": {"region"},  # whose money
    "payroll.forecast_budget": {"region"},
    "payroll.submit_budget/parts/0": {"source", "amount"},  # who gives how much
    "payroll.enter_withholding": {"total"},  # what the decision names
    "payroll.correct_withholding": {"total"},
    "payroll.record_withheld_return": {"amount"},  # as the payment says
    "personnel.list_duty/entries/0": {"worker_id"},  # who was on duty
    "personnel.open_light_record": {"worker_id"},  # whose
    "personnel.plan_care_visit": {"worker_id"},  # who is visited
    "personnel.mark_attendance": {"worker_id"},  # whose day
    "personnel.request_leave": {"worker_id"},  # whose leave
    "personnel.request_quota": {"effective"},
    "personnel.review_grades/proposals/0": {"worker_id"},
    "personnel.nominate_for_reserve": {"worker_id"},
    "personnel.recommend_delegate": {"worker_id"},
    "personnel.decide_party_post": {"worker_id"},  # who is elected or appointed
    "personnel.record_party_status": {"stage"},  # of the membership
    "personnel.correct_party_status": {"stage"},
    "personnel.nominate_for_post": {"worker_id"},  # who stands
    "personnel.start_appointment": {"worker_id"},  # who is appointed
    **{f"{service}.release_parked": {"position", "source"} for service in SERVICES},  # which message
}


def test_what_has_such_a_name_and_may_be_set_was_looked_at() -> None:
    said = {f"{name}{at}": fields & set(NOT_TO_BE_SET) for name in with_body() for at, fields in objects(name).items()}
    assert {where: fields for where, fields in said.items() if fields} == MAY_BE_SET


def test_every_body_has_a_probe() -> None:
    assert set(with_body()) == {name for name, probe in PROBES.items() if probe.body is not None} - {"clock.set_clock"}


@pytest.mark.parametrize("name", sorted(with_body()))
async def test_a_field_that_may_not_be_set_is_refused_by_name(matrix: Matrix, name: str) -> None:
    route, probe = reviewed.routes()[name], PROBES[name]
    token = matrix.token(min(route.roles), own(probe))
    path = route.template.format(**{key: filled(value, matrix.names) for key, value in probe.path.items()})
    body, before = filled(probe.body, matrix.names), await matrix.traces()
    for at, fields in objects(name).items():
        more = {field: value for field, value in NOT_TO_BE_SET.items() if field not in fields}
        answer = await matrix.ask(token, route.method, path, with_fields(body, at, more))
        refused = answer.json()
        assert (answer.status_code, refused["code"]) == (422, "request.invalid"), (at, answer.text)
        assert {error["pointer"] for error in refused["errors"]} == {f"{at}/{field}" for field in more}, at
    assert await matrix.traces() == before
