"""What is done to all results of a county and year: opened, proposed within the quota, publicised, confirmed.

Each chunk of results is one append with the operation's step in it. A result that refuses is counted by its code and
left for a person to look at; the others go on. Asking the whole operation again is harmless.
"""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.assessment.domain.annual_result import Stage, result_id
from services.assessment.domain.ranking import Scored, propose_all
from services.assessment.domain.results import ConfirmResult, OpenResult, PubliciseResult
from services.assessment.domain.schemes import SchemeStage, scheme_id
from services.assessment.domain.streams import ASSESSEE, RESULT, SCHEME
from services.assessment.domain.terms import CountyYear
from services.assessment.projections import assessees, results
from shared.draft import Ask, Draft
from shared.eventlog import Conflict
from shared.kernel import Rejected, Stream, within
from shared.operations import Work

CHUNK: Final = 200
T = TypeVar("T")
MakeAsk = Callable[[Draft, UUID], Ask | None]
Looked = Stream[Any, Any, Any, Any] | None


async def open_results(work: Work) -> dict[str, Any]:
    """A result for everybody employed in the county long enough who stays, under its issued scheme."""
    asked: CountyYear = work.request(CountyYear)
    scheme = await _scheme(work, asked)
    if scheme.stage not in (SchemeStage.ISSUED, SchemeStage.FROZEN):
        raise Rejected("schemes.not-issued")
    workers = await _read(work, lambda read: assessees.employed_in(read, asked.county, asked.year))

    def ask(draft: Draft, worker_id: UUID) -> Ask | None:
        assessee = draft.state(ASSESSEE, worker_id)
        if not within(asked.county, assessee.region):
            return None
        command = OpenResult(
            worker_id=worker_id, year=asked.year, region=assessee.region,
            scheme_id=scheme_id(asked.county, asked.year), employed_days=assessee.days_employed(asked.year),
            left=assessee.left,
        )  # fmt: skip
        to = result_id(worker_id, asked.year)
        return Ask(stream=RESULT, to=to, command=command, region=assessee.region)

    return await _each(work, workers, ask, look_at=ASSESSEE)


async def propose_results(work: Work) -> dict[str, Any]:
    """Everybody with all scores is ranked and proposed by the frozen scheme; places left by what is public already."""
    asked: CountyYear = work.request(CountyYear)
    scheme = await _scheme(work, asked)
    if scheme.stage is not SchemeStage.FROZEN or scheme.terms is None:
        raise Rejected("schemes.not-frozen")
    rows = await _read(work, lambda read: results.to_rank(read, asked.county, asked.year))
    assessed, given = await _read(work, lambda read: results.quota_basis(read, asked.county, asked.year))
    ranked = [
        Scored(result_id=row["result_id"], scores={head: row[column.name] for head, column in results.SCORES.items()})
        for row in rows
    ]
    id = scheme_id(asked.county, asked.year)
    proposals = dict(propose_all(ranked, id, scheme.terms, assessed=assessed, places_given=given))
    ordered = sorted(proposals)
    return await _each(work, ordered, lambda _, to: Ask(stream=RESULT, to=to, command=proposals[to]))


async def publicise_results(work: Work) -> dict[str, Any]:
    """Everything proposed is shown to the public from today."""
    return await _all_at(work, Stage.PROPOSED, PubliciseResult())


async def confirm_results(work: Work) -> dict[str, Any]:
    """Everything whose publicity ended is confirmed, by somebody who did not propose it."""
    return await _all_at(work, Stage.PUBLICISED, ConfirmResult())


HANDLERS: Final = {
    "open-results": open_results,
    "propose-results": propose_results,
    "publicise-results": publicise_results,
    "confirm-results": confirm_results,
}


async def _all_at(work: Work, stage: Stage, command: PubliciseResult | ConfirmResult) -> dict[str, Any]:
    asked: CountyYear = work.request(CountyYear)
    ids = await _read(work, lambda read: results.ids_at(read, asked.county, asked.year, stage))
    return await _each(work, ids, lambda _, to: Ask(stream=RESULT, to=to, command=command))


async def _scheme(work: Work, asked: CountyYear) -> Any:
    draft, id = work.draft(), scheme_id(asked.county, asked.year)
    await draft.load(((SCHEME, id),))
    return draft.state(SCHEME, id)


async def _read(work: Work, query: Callable[[AsyncConnection], Awaitable[T]]) -> T:
    """Ask a read model that shows everything appended before the operation."""
    await work.caught_up()
    async with work.service.engine.connect() as read:
        return await query(read)


async def _each(work: Work, ids: Sequence[UUID], make: MakeAsk, *, look_at: Looked = None) -> dict[str, Any]:
    """One ask for each id. After a crash the list is read again: what was done answers nothing the second time."""
    refused: Counter[str] = Counter()
    events = 0
    await work.progress(work.done, total=work.done + len(ids))
    for start in range(0, len(ids), CHUNK):
        decided, codes = await _commit(work, ids[start : start + CHUNK], make, look_at)
        refused.update(codes)
        events += decided
    return {"results": len(ids), "events": events, "refused": dict(refused)}


async def _commit(work: Work, chunk: Sequence[UUID], make: MakeAsk, look_at: Looked) -> tuple[int, list[str]]:
    """How many events, and the refusals. Decided again when somebody changed one of the results meanwhile."""
    while True:
        draft = work.draft()
        if look_at is not None:
            await draft.load((look_at, id) for id in chunk)
        asks = [ask for id in chunk if (ask := make(draft, id)) is not None]
        await draft.load((ask.stream, ask.to) for ask in asks)
        events, codes = await _decide(work, draft, asks)
        try:
            await work.commit(draft.append(), done=work.done + len(chunk))
        except Conflict:
            continue
        return events, codes


async def _decide(work: Work, draft: Draft, asks: Sequence[Ask]) -> tuple[int, list[str]]:
    events, codes = 0, list[str]()
    for ask in asks:
        try:
            events += await draft.decide(ask, work.origin)
        except Rejected as no:
            codes.append(no.code)
    return events, codes
