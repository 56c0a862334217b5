"""A new version of a grade scheme measures everybody of its region again: started by the publication itself, in chunks, never by hand."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from services.personnel.domain.grade_schemes import SchemeToFollow
from services.personnel.domain.grade_triggers import FollowScheme
from services.personnel.domain.streams import GRADE
from services.personnel.projections import roster
from shared.draft import Ask
from shared.eventlog import Conflict
from shared.kernel import Rejected, Scope
from shared.operations import Work

CHUNK: Final = 200


async def follow_scheme(work: Work) -> dict[str, Any]:
    """Outcome: people looked at, and for how many something follows. Carried on from the beginning after a crash: who was
    measured already has nothing more to follow.
    """
    asked: SchemeToFollow = work.request(SchemeToFollow)
    await work.caught_up()
    people, scope = 0, Scope.of([asked.region], await work.service.authority.layout())
    followed, after = 0, None
    while True:
        async with work.service.engine.connect() as read:
            rows = await roster.page(read, scope, asked.since, after=after, limit=CHUNK, employed=False)
        followed += await _chunk(work, [row["worker_id"] for row in rows], asked.since)
        people += len(rows)
        await work.progress(work.done, total=people)
        if len(rows) < CHUNK:
            return {"people": people, "followed": followed}
        after = (rows[-1]["region"], rows[-1]["worker_id"])


HANDLERS: Final = {"follow-grade-scheme": follow_scheme}


async def _chunk(work: Work, workers: Sequence[UUID], since: date) -> int:
    """One append for the chunk; a conflict with a command that came between is decided anew."""
    while True:
        draft, followed = work.draft(), 0
        await draft.load([(GRADE, worker) for worker in workers])
        for worker in workers:
            before = draft.version(GRADE, worker)
            try:
                await draft.decide(Ask(stream=GRADE, to=worker, command=FollowScheme(since=since)), work.origin)
            except Rejected:
                continue
            followed += draft.version(GRADE, worker) > before
        if draft.empty:
            return 0
        try:
            await work.commit(draft.append(), done=work.done + followed)
            return followed
        except Conflict:
            continue
