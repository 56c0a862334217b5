"""The reverse index (B-07): from a document and an article to the rules that rest on it, and to the people whose pay they decide."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from services.payroll.domain.clauses import Touched, touched_by
from services.payroll.domain.contribution_tables import TableKind, table_rule
from services.payroll.domain.pay_standard import StandardKind, rule_of
from services.payroll.domain.runs import month_named
from services.payroll.domain.wage_figures import WageFigureKind, figure_rule
from services.payroll.projections import touched, wage_figures
from services.payroll.rights import SEE_PAY
from services.payroll.routes.explained import Papers, papers_of
from shared.kernel import Month, Region, record
from shared.policies import Clause, PolicyBook, clauses
from shared.web.asked import RegionPath
from shared.web.handles import Reading, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(prefix="/clauses", tags=["clauses"])
Reader = Annotated[Reading, Depends(reader(may=SEE_PAY))]
Document = Annotated[str, Query(min_length=2, max_length=100)]
Article = Annotated[str, Query(max_length=40)]
Place = Annotated[RegionPath, Query(alias="region")]


@record
class RestingRule:
    """`rule` as slips and explanations name it; `article` is null where the rule names only its document."""

    rule: str
    region: str
    since: date
    document: str
    article: str | None
    means: str


@record
class ClauseIndex:
    """`people` have a slip of the month, in the caller's regions, of which a line rests on one of the rules."""

    document: str
    article: str
    month: str
    rules: tuple[RestingRule, ...]
    people: int


@router.get("", operation_id="list_clause_rules")
async def rules(reader: Reader, place: Place, document: Document, month: str, article: Article = "") -> ClauseIndex:
    """Every rule in force in a month that rests on a document, or on one article of it; and how many people it touches."""
    reader.require(Region(place))
    asked = month_named(month, "/month")
    found, sought = await _resting(reader, Region(place), asked, document, article)
    async with reader.reading() as read:
        people = await touched.count(read, reader.runtime.log, sought, asked, reader.scope)
    return ClauseIndex(document=document, article=article, month=str(asked), rules=tuple(found), people=people)


@router.get("/people", operation_id="list_clause_people")
async def people(
    reader: Reader, place: Place, document: Document, month: str, article: Article = "", limit: Limit = 100,
    cursor: Cursor = None,
) -> Page[dict[str, Any]]:  # fmt: skip
    """Who is touched: the slips of a month of which a line rests on it, in the caller's regions, without amounts."""
    turn = reader.turning(cursor, limit, place=place, document=document, month=month, article=article)
    after = turn.after(UUID)
    reader.require(Region(place))
    asked = month_named(month, "/month")
    _, sought = await _resting(reader, Region(place), asked, document, article)
    async with reader.reading() as read:
        rows = await touched.page(read, reader.runtime.log, sought, asked, reader.scope, after=after, limit=limit)
    return turn.page([dict(row) for row in rows], rows, "payslip_id")


async def _resting(
    reader: Reading, place: Region, month: Month, document: str, article: str
) -> tuple[list[RestingRule], Touched]:
    async with reader.reading() as read:
        papers = await papers_of(read, place)
        figures = await wage_figures.versions(read, place, known_at=await reader.runtime.log.head())
    day = month.last
    found = [r for r in _rules(reader.runtime.book, papers, place, day) if _rests(r, document, article)]
    names = {r.rule.removeprefix("policy:") for r in found if r.rule.startswith("policy:")}
    return found, touched_by(names, {r.rule for r in found} - {f"policy:{n}" for n in names}, figures, day)


def _rests(rule: RestingRule, document: str, article: str) -> bool:
    return document in rule.document and (not article or article in (rule.article or ""))


def _rules(book: PolicyBook[Any], papers: Papers, place: Region, day: date) -> Iterator[RestingRule]:
    """Each rule begun by the day, once for each clause that it rests on."""
    for name, rulings in book.rulings(place).items():
        for ruling in [each for each in rulings if each.since <= day][-1:]:
            level = "/".join(ruling.entry.level)
            for clause in clauses(ruling.entry.source):
                yield _rule(f"policy:{name}", level, ruling.since, clause, ruling.entry.means)
    yield from (rule for rule in _published(papers) if rule.since <= day)


def _published(papers: Papers) -> Iterator[RestingRule]:
    """Standards rest on the county's paper and on the legal basis that it names; tables and figures on one article."""
    for row in papers.standards:
        rule = rule_of(Region(row["county"]), StandardKind(row["kind"]), row["version"])
        for clause in (Clause(row["document"], row["article"] or None), *clauses(row["source"])):
            yield _rule(rule, row["county"], row["effective"], clause, row["means"] or row["kind"])
    for row in papers.tables:
        rule = table_rule(Region(row["region"]), TableKind(row["kind"]), row["version"])
        yield _rule(
            rule, row["region"], row["effective"], Clause(row["document"], row["article"]), row["means"] or row["kind"]
        )
    for row in papers.figures:
        rule = figure_rule(Region(row["region"]), WageFigureKind(row["kind"]), row["version"])
        yield _rule(
            rule, row["region"], row["effective"], Clause(row["document"], row["article"]), row["means"] or row["kind"]
        )


def _rule(rule: str, region: str, since: date, clause: Clause, means: str) -> RestingRule:
    return RestingRule(
        rule=rule, region=region, since=since, document=clause.document, article=clause.article, means=means.strip()
    )
