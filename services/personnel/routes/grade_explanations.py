"""Why a grade is what it is, and what the next one needs, over HTTP."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import msgspec
from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.grade_explanation import GradeStep, steps
from services.personnel.domain.grade_outlook import NextGrade, outlook
from services.personnel.domain.grade_proposed import GradeProposed
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams import GRADE
from services.personnel.projections import grades, roster
from services.personnel.rights import OWN_FILE, SEE_ROSTER
from services.personnel.routes.my_file import own
from shared.kernel import NoValueYet, Region, Rejected, record
from shared.web.handles import Reading, reader
from shared.yaml_file import read_yaml

router = APIRouter(tags=["grades"])
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]
Own = Annotated[Reading, Depends(reader(may=OWN_FILE))]


@record
class GradeExplanation:
    """`proposed` is everything it was decided by, null where the grade was taken over; `sentence` says it in both languages."""

    decision_id: UUID
    stage: str
    trigger: str
    grade: int
    from_grade: int | None
    effective: date
    scheme: str
    scheme_version: int
    scheme_document: str
    document: str | None
    steps: tuple[GradeStep, ...]
    proposed: dict[str, Any] | None
    sentence: dict[str, str]


@router.get("/workers/{worker_id}/grades/{decision_id}/explanation", operation_id="explain_grade")
async def explained(worker_id: UUID, decision_id: UUID, reader: Reader) -> GradeExplanation:
    """The inputs, every step of the formula and the version of the scheme that a proposal or decision followed."""
    async with reader.reading() as read:
        row = await roster.find(read, worker_id)
    if row is None:
        raise HTTPException(404)
    reader.require(Region(row["region"]))
    return await _explanation(reader, worker_id, decision_id)


@router.get("/my/grades/{decision_id}/explanation", operation_id="explain_own_grade")
async def mine(decision_id: UUID, reader: Own) -> GradeExplanation:
    """The same for one of the caller's own grades."""
    row = await own(reader)
    return await _explanation(reader, row["worker_id"], decision_id)


@router.get("/my/next-grade", operation_id="read_own_next_grade")
async def coming(reader: Own) -> NextGrade:
    """The caller's next grade: when, what waits to be decided, and what is missing for more."""
    row = await own(reader)
    draft = reader.runtime.handling.draft()
    await draft.load([(GRADE, row["worker_id"])])
    grading = draft.state(GRADE, row["worker_id"])
    policies: Policies = await reader.runtime.policies_for(GRADE.type, grading.region)
    try:
        scheme = policies.schemes.on(reader.today)
    except NoValueYet:
        raise Rejected("grades.no-scheme") from None
    if grading.worker_id is None or grading.closed is not None:
        raise Rejected("grade-facts.not-graded")
    return outlook(grading, scheme, reader.today)


async def _explanation(reader: Reading, worker_id: UUID, decision_id: UUID) -> GradeExplanation:
    async with reader.reading() as read:
        row = await grades.find(read, worker_id, decision_id)
    if row is None:
        raise HTTPException(404)
    proposed = None if row["proposed"] is None else msgspec.convert(row["proposed"], GradeProposed)
    found = () if proposed is None else steps(proposed)
    document = "" if proposed is None else proposed.scheme_document
    return GradeExplanation(
        decision_id=decision_id, stage=row["stage"], trigger=row["trigger"], grade=row["grade"],
        from_grade=row["from_grade"], effective=row["effective"], scheme=row["scheme"],
        scheme_version=row["scheme_version"], scheme_document=document, document=row["document"], steps=found,
        proposed=row["proposed"],
        sentence={language: _sentence(row, found, document, language) for language in ("zh", "en")},
    )  # fmt: skip


def _sentence(row: Any, found: tuple[GradeStep, ...], document: str, language: str) -> str:
    words = _words()
    told = "；" if language == "zh" else "; "
    said = told.join(_said(step, language) for step in found) or f"{row['grade']}"
    template: str = words["sentence"][language]
    return template.format(
        effective=row["effective"], trigger=words["trigger"][row["trigger"]][language], scheme=row["scheme"],
        version=row["scheme_version"], document=document or words["none"][language], steps=said,
    )  # fmt: skip


def _said(step: GradeStep, language: str) -> str:
    words = _words()
    none = words["none"][language]
    names = {"category": none, "education": none, "certificate": none, **step.given}
    given = {name: words["value"].get(said, {}).get(language, said) for name, said in names.items()}
    template: str = words["step"][step.what.value][language]
    return template.format(value=step.value, **given)


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = read_yaml(Path(__file__).parents[1] / "grade_words.yaml")
    return words
