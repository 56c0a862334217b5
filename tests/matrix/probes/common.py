"""What every service has, and what the probes of all have in common."""

from collections.abc import Mapping
from typing import Any, Final

from tests.matrix.probe import Probe, Reach

OBJECT, BODY, LIST, OWN, EVERYWHERE, NEVER, PUBLIC = Reach
WORKER: Final = {"worker_id": "{worker}"}


RULES: Final[Mapping[str, str]] = {
    "personnel": "notice_days", "training": "yearly_hours", "assessment": "publicity_days", "payroll": "fund_ppm",
}  # fmt: skip
TOLD: Final[Mapping[str, Any]] = {
    "personnel": {"at": "community", "shows": "{worker}"},
    "training": {"at": "community", "shows": "{other_worker}"},
    "assessment": {"at": "county", "shows": "{scheme}"},
    "payroll": {"at": "county", "shows": "payroll.run.closed.v1"},
}


def common(service: str, *, source: str, file: str = "") -> dict[str, Probe]:
    """What every service has. `file` is one that its operations make."""
    work = {"operation_id": f"{{{service}_work}}"}
    kind = {"personnel": "roster-import", "assessment": "open-results", "payroll": "calculate-run"}.get(service, "")
    seen = (
        Probe(reach=OBJECT, path=work, narrowed=kind) if kind else Probe(reach=NEVER, path={"operation_id": "{never}"})
    )
    named = Probe(reach=OBJECT, path={**work, "name": file}, narrowed=kind)
    nothing = Probe(reach=NEVER, path={"operation_id": "{never}", "name": "errors.json"})
    person = "{probationer}" if service == "training" else "{worker}"
    place, seal = "street" if service == "payroll" else "community", f"{{{service}_seal}}"
    return {
        "list_seals": Probe(reach=EVERYWHERE, filters={"after": 1}),
        "read_seal": Probe(reach=EVERYWHERE, path={"size": seal}, shows="note"),
        "read_consistency": Probe(reach=EVERYWHERE, query={"from": 1, "to": seal}, shows="proof"),
        "prove_event": Probe(reach=OBJECT, at=place, path={"position": f"{{{service}_event}}"}),
        "read_evidence": Probe(reach=OBJECT, at=place, query={"person": person}),
        "export_log": Probe(reach=OBJECT, at="nation"),
        "read_operation": seen, "follow_operation": seen, "cancel_operation": seen,
        "read_operation_file": named if file else nothing,
        "list_parked": Probe(reach=OBJECT, at="nation"),
        "release_parked": Probe(reach=OBJECT, at="nation", body={"source": source, "position": 1}),
        "read_events": Probe(reach=LIST, query={"limit": 1_000}, **TOLD[service]),
        "list_accesses": Probe(reach=LIST, at=place, query={"person": "{worker}"}, shows="{worker}", filters={"person": "{other_worker}"}),
        "list_own_accesses": Probe(reach=OWN, subject="{worker}"),
        "list_purposes": Probe(reach=EVERYWHERE, shows="complaint-handling"),
        "list_policies": Probe(reach=EVERYWHERE, filters={"region": "51/_/_/_/_", "as_of": "2030-01-01", "about": "_", "document": "第"}),
        "read_policy": Probe(reach=EVERYWHERE, path={"policy": RULES[service]}),
        "list_personal_fields": Probe(reach=EVERYWHERE, shows="personnel.worker.name"),
        "list_unusual_readings": Probe(reach=LIST, shows="curious"),
        "live": Probe(reach=PUBLIC), "ready": Probe(reach=PUBLIC), "metrics": Probe(reach=PUBLIC),
    }  # fmt: skip
