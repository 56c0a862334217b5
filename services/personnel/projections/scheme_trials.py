"""Drafts of grade schemes that were tried, and which county had its costs valued or signed why it cannot."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Date, Integer, Table, Text, Uuid, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain.grade_schemes import SchemeEvent
from services.personnel.domain.scheme_costs import TrialCosted, TrialCostWaived
from services.personnel.domain.scheme_trials import SchemeTried
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

trial = Table(
    "scheme_trial",
    metadata,
    Column("scheme_id", Uuid, primary_key=True),
    Column("trial", Text, primary_key=True),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("code", Text, nullable=False),
    Column("effective", Date, nullable=False),
    Column("against", Integer, nullable=False),
    Column("first_month", Text, nullable=False),
    Column("months", Integer, nullable=False),
    Column("people", Integer, nullable=False),
    Column("higher", Integer, nullable=False),
    Column("lower", Integer, nullable=False),
    Column("tried_on", Date, nullable=False),
    Column("tried_by", Text, nullable=False),
)
trial_county = Table(
    "scheme_trial_county",
    metadata,
    Column("scheme_id", Uuid, primary_key=True),
    Column("trial", Text, primary_key=True),
    Column("county", Text(collation="C"), primary_key=True),
    Column("costs", Text),
    Column("reason", Text),
    Column("waived_by", Text),
)


def project(recorded: Recorded[SchemeEvent]) -> tuple[RowChange, ...]:
    id = recorded.stream_id
    match event := recorded.event:
        case SchemeTried():
            tried = Put(
                trial, scheme_id=id, trial=event.digest, region=event.region, code=event.code,
                effective=event.draft_effective, against=event.known_after, first_month=event.first_month,
                months=event.months, people=event.people, higher=event.higher, lower=event.lower,
                tried_on=event.effective, tried_by=event.tried_by,
            )  # fmt: skip
            nothing = {"costs": None, "reason": None, "waived_by": None}
            counties = (
                Put(trial_county, scheme_id=id, trial=event.digest, county=county, **nothing)
                for county in event.to_cost
            )
            return (tried, *counties)
        case TrialCosted(trial=of, county=county, costs=costs):
            return (Patch(trial_county, scheme_id=id, trial=of, county=county, costs=costs),)
        case TrialCostWaived(trial=of, counties=counties, reason=reason, waived_by=by):
            return tuple(
                Patch(trial_county, scheme_id=id, trial=of, county=county, reason=reason, waived_by=by)
                for county in counties
            )
        case _:
            return ()


SCHEME_TRIALS = Projection(
    name="scheme_trials", tables=(trial, trial_county), streams=("grade_scheme",), project=project
)  # fmt: skip


async def page(
    read: AsyncConnection, scope: Scope, of: str | None, *, after: tuple[str, str] | None, limit: int
) -> Sequence[Mapping[str, Any]]:
    """By region and digest, each with its counties; of one digest where it is given. `after` is (region, trial)."""
    rows, order = select(trial).where(inside(trial.c.region, scope)), (trial.c.region, trial.c.trial)
    if of is not None:
        rows = rows.where(trial.c.trial == of)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    found = (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()
    wanted = trial_county.c.trial.in_({row["trial"] for row in found})
    counties = (await read.execute(select(trial_county).where(wanted).order_by(trial_county.c.county))).mappings().all()
    shown = ("county", "costs", "reason", "waived_by")
    return [
        {
            **row,
            "counties": [
                {name: each[name] for name in shown}
                for each in counties
                if (each["scheme_id"], each["trial"]) == (row["scheme_id"], row["trial"])
            ],
        }
        for row in found
    ]
