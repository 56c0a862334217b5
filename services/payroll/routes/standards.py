"""Pay standards over HTTP: amounts as decimal strings, rates in parts per million."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Protocol
from uuid import UUID

from fastapi import APIRouter, Depends

from services.payroll.domain.pay_standard import (
    CertificateAllowance,
    EducationPay,
    GradePay,
    PayTerms,
    ResultFactor,
    StandardKind,
    standard_id,
)
from services.payroll.domain.standards import PublishStandard
from services.payroll.domain.streams import STANDARD
from services.payroll.projections import contribution_tables, standards
from services.payroll.rights import PUBLISH_STANDARDS, SEE_STANDARDS
from shared.handling import Receipt
from shared.kernel import Region, record, to_yuan
from shared.web.asked import Asked, RegionPath, Yuan
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(prefix="/standards", tags=["standards"])
Approver = Annotated[Handle, Depends(handler(STANDARD, may=PUBLISH_STANDARDS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_STANDARDS))]


@record
class GradeAmount:
    """The whole monthly standard of a grade, basic and performance part together."""

    grade: int
    monthly: Yuan


@record
class Factor:
    """1,000,000 = the whole performance part."""

    result: str
    factor_ppm: int


@record
class LevelAmount:
    level: str
    monthly: Yuan


@record
class EducationAmount:
    """What is paid each month beside the standard by the highest education held."""

    education: str
    monthly: Yuan


@record
class NewStandard:
    """The next version of a county's standard, in force from the effective day, which may have passed: the next run pays
    the difference. `document` is the county's paper, `article` the place in it, `source` the legal basis, `means` what it says is
    paid, `simulation` the digest of what these very terms were seen to cost: asked of every version but the first. `open_by`
    names the document that leaves a city's standard to its counties: without one it binds them.
    """

    county: RegionPath
    effective: date
    means: str
    document: str
    article: str
    source: str
    grades: tuple[GradeAmount, ...]
    basic_share_ppm: int
    factors: tuple[Factor, ...] = ()
    allowances: tuple[LevelAmount, ...] = ()
    educations: tuple[EducationAmount, ...] = ()
    kind: StandardKind = StandardKind.GRADE_PAY
    simulation: str = ""
    open_by: str = ""


class Terms(Protocol):
    """A body that says what a standard says."""

    @property
    def grades(self) -> Sequence[GradeAmount]: ...
    @property
    def basic_share_ppm(self) -> int: ...
    @property
    def factors(self) -> Sequence[Factor]: ...
    @property
    def allowances(self) -> Sequence[LevelAmount]: ...
    @property
    def educations(self) -> Sequence[EducationAmount]: ...


def terms_of(asked: Terms) -> PayTerms:
    return PayTerms(
        grades=tuple(GradePay(grade=g.grade, monthly_fen=g.monthly) for g in asked.grades),
        basic_share_ppm=asked.basic_share_ppm,
        factors=tuple(ResultFactor(result=f.result, factor_ppm=f.factor_ppm) for f in asked.factors),
        allowances=tuple(CertificateAllowance(level=a.level, monthly_fen=a.monthly) for a in asked.allowances),
        educations=tuple(EducationPay(education=e.education, monthly_fen=e.monthly) for e in asked.educations),
    )


@router.post("", status_code=201, operation_id="publish_standard")
async def publish(command: Asked[NewStandard], handle: Approver) -> Receipt:
    """Publish the next version of a county's pay standard; the receipt names the standard and the version. A golden case that
    comes out differently blocks it."""
    county = Region(command.county)
    async with handle.reading() as read:
        above = await standards.said_above(read, county)
        tables = await contribution_tables.versions(read, county)
    asked = PublishStandard(
        county=county, kind=command.kind, effective=command.effective, document=command.document, means=command.means,
        article=command.article, source=command.source, terms=terms_of(command), simulation=command.simulation,
        open_by=command.open_by, above=above, tables=tables,
    )  # fmt: skip
    return await handle(standard_id(county, command.kind), asked, region=county)


@router.get("", operation_id="list_standards")
async def listed(reader: Reader, region: RegionPath | None = None) -> list[dict[str, Any]]:
    """Every version in the caller's regions; with a region those of the county it lies in, for whoever has it in scope."""
    async with reader.reading() as read:
        if region is None:
            rows = await standards.listed(read, reader.scope)
        else:
            reader.require(Region(region))
            rows = await standards.above(read, Region(region))
    return [_shown(row) for row in rows]


@router.get("/{standard_id}", operation_id="read_standard")
async def versions(standard_id: UUID, reader: Reader) -> list[dict[str, Any]]:
    """The versions of one standard in the caller's regions."""
    async with reader.reading() as read:
        rows = await standards.listed(read, reader.scope)
    return [_shown(row) for row in rows if row["standard_id"] == standard_id]


def _shown(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        **{name: row[name] for name in ("standard_id", "version", "county", "kind", "effective", "document", "source")},
        **{name: row[name] for name in ("means", "article", "open_by", "published_by")}, **terms_shown(row["terms"]),
    }  # fmt: skip


def terms_shown(terms: Mapping[str, Any]) -> dict[str, Any]:
    """As a body says them."""
    return {
        "basic_share_ppm": terms["basic_share_ppm"],
        "grades": [{"grade": grade, "monthly": to_yuan(fen)} for grade, fen in terms["grades"]],
        "factors": [{"result": result, "factor_ppm": ppm} for result, ppm in terms["factors"]],
        "allowances": [{"level": level, "monthly": to_yuan(fen)} for level, fen in terms["allowances"]],
        "educations": [{"education": held, "monthly": to_yuan(fen)} for held, fen in terms["educations"]],
    }
