"""From a line's rule to what it means and where it is written."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.contribution_tables import TableKind, table_rule
from services.payroll.domain.pay_standard import StandardKind, rule_of
from services.payroll.domain.payslips import SlipLine
from services.payroll.domain.wage_figures import WageFigureKind, figure_rule
from services.payroll.projections import contribution_tables, standards, wage_figures
from shared.kernel import Region, to_yuan
from shared.policies import PolicyBook

_OF_TABLE: Final = ("table_id", "version", "region", "effective", "document", "article", "published_by")


def line(issued: SlipLine) -> dict[str, Any]:
    return {
        "component": issued.component, "for_month": issued.for_month, "amount": to_yuan(issued.amount_fen),
        "arrears": issued.arrears, "rule": issued.rule, "causes": issued.causes,
    }  # fmt: skip


class Papers(NamedTuple):
    """What was published for a county and above it, every version."""

    standards: Sequence[Mapping[Any, Any]]
    tables: Sequence[Mapping[Any, Any]]
    figures: Sequence[Mapping[Any, Any]]


async def papers_of(read: AsyncConnection, county: Region) -> Papers:
    return Papers(
        await standards.above(read, county), await contribution_tables.above(read, county),
        await wage_figures.above(read, county),
    )  # fmt: skip


def explanations(
    county: Region,
    rules: Iterable[str],
    papers: Papers,
    book: PolicyBook[Any],
) -> dict[str, dict[str, Any]]:
    """Each of the rules: the standard's or table's paper and day, or the policy's meaning and source."""
    versions = {rule_of(Region(v["county"]), StandardKind(v["kind"]), v["version"]): v for v in papers.standards}
    tables = {table_rule(Region(t["region"]), TableKind(t["kind"]), t["version"]): t for t in papers.tables}
    figures = {figure_rule(Region(f["region"]), WageFigureKind(f["kind"]), f["version"]): f for f in papers.figures}
    found: dict[str, dict[str, Any]] = {}
    for rule in sorted(set(rules)):
        kind, _, name = rule.partition(":")
        if kind == "policy":
            found[rule] = _policy(name, county, book)
        elif rule in tables:
            found[rule] = {key: tables[rule][key] for key in _OF_TABLE}
        elif rule in figures:
            found[rule] = {key: figures[rule][key] for key in ("figure_id", *_OF_TABLE[1:])}
        elif rule in versions:
            version = versions[rule]
            shown = ("standard_id", "version", "effective", "document", "article", "source", "published_by")
            found[rule] = {key: version[key] for key in shown}
    return found


def _policy(name: str, county: Region, book: PolicyBook[Any]) -> dict[str, Any]:
    """The citation of the nearest level that gives the value."""
    nearest = book.cited(name, county)
    return {"means": nearest.means, "source": nearest.source, "region": nearest.region}
