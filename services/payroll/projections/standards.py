"""Published pay standards, every version."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Column, Date, Integer, RowMapping, Table, Text, Uuid, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from services.payroll.domain.cohort import Version
from services.payroll.domain.pay_standard import (
    CertificateAllowance,
    EducationPay,
    GradePay,
    PayTerms,
    ResultFactor,
    StandardEvent,
    StandardKind,
    StandardPublished,
    rule_of,
)
from shared.kernel import NATION, Recorded, Region, Said, Scope, ancestor, segments
from shared.readmodel import Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

standard = Table(
    "pay_standard",
    metadata,
    Column("standard_id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("county", Text(collation="C"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("effective", Date, nullable=False),
    Column("terms", JSONB, nullable=False),
    Column("document", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("published_by", Text, nullable=False),
    Column("means", Text, nullable=False),
    Column("article", Text, nullable=False),
    Column("open_by", Text),
)


def project(recorded: Recorded[StandardEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    if not isinstance(event, StandardPublished):
        return ()
    return (
        Put(
            standard, standard_id=recorded.stream_id, version=event.version, position=recorded.position,
            county=event.county, kind=event.kind.value, effective=event.effective, terms=plain(event.terms),
            document=event.document, source=event.source, published_by=event.published_by, means=event.means,
            article=event.article, open_by=event.open_by,
        ),
    )  # fmt: skip


STANDARDS = Projection(name="standards", tables=(standard,), streams=("pay_standard",), project=project)


def plain(terms: PayTerms) -> dict[str, Any]:
    return {
        "grades": [[g.grade, g.monthly_fen] for g in terms.grades],
        "basic_share_ppm": terms.basic_share_ppm,
        "factors": [[f.result, f.factor_ppm] for f in terms.factors],
        "allowances": [[a.level, a.monthly_fen] for a in terms.allowances],
        "educations": [[e.education, e.monthly_fen] for e in terms.educations],
    }


def terms_of(plain: dict[str, Any]) -> PayTerms:
    return PayTerms(
        grades=tuple(GradePay(grade=grade, monthly_fen=fen) for grade, fen in plain["grades"]),
        basic_share_ppm=plain["basic_share_ppm"],
        factors=tuple(ResultFactor(result=result, factor_ppm=ppm) for result, ppm in plain["factors"]),
        allowances=tuple(CertificateAllowance(level=level, monthly_fen=fen) for level, fen in plain["allowances"]),
        educations=tuple(EducationPay(education=held, monthly_fen=fen) for held, fen in plain["educations"]),
    )


async def versions(read: AsyncConnection, county: Region, *, known_at: int) -> Sequence[Version]:
    """What was published for the county by a position."""
    rows = select(standard).where(
        standard.c.county == county, standard.c.kind == StandardKind.GRADE_PAY.value, standard.c.position <= known_at
    )
    found = (await read.execute(rows.order_by(standard.c.version))).mappings().all()
    return [
        Version(
            r["position"], r["effective"], rule_of(county, StandardKind(r["kind"]), r["version"]), terms_of(r["terms"])
        )
        for r in found
    ]


async def listed(read: AsyncConnection, scope: Scope) -> Sequence[RowMapping]:
    """Every version in these regions, the latest day first."""
    rows = select(standard).where(inside(standard.c.county, scope))
    return (
        (await read.execute(rows.order_by(standard.c.county, standard.c.effective.desc(), standard.c.version.desc())))
        .mappings()
        .all()
    )


async def above(read: AsyncConnection, path: Region) -> Sequence[RowMapping]:
    """The versions of the county a region lies in."""
    parts = path.split("/")
    counties = ["/".join([*parts[:n], *["_"] * (5 - n)]) for n in (2, 3)]
    rows = select(standard).where(standard.c.county.in_(counties))
    return (await read.execute(rows.order_by(standard.c.effective.desc(), standard.c.version.desc()))).mappings().all()


async def said_above(read: AsyncConnection, county: Region) -> tuple[Said, ...]:
    """What the city published that a county lies in."""
    rows = (
        await read.execute(select(standard).order_by(standard.c.version).where(standard.c.county == _city(county)))
    ).mappings()
    return tuple(
        Said(
            region=Region(r["county"]), effective=r["effective"], value=terms_of(r["terms"]), document=r["document"],
            open_by=r["open_by"],
        )
        for r in rows.all()
        if r["county"] != county
    )  # fmt: skip


def _city(county: Region) -> Region:
    return ancestor(county, "city") if len(segments(county)) > 1 else NATION
