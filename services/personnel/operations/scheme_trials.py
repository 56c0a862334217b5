"""A draft of a grade scheme over everybody of its region: read in chunks, kept as a table whose digest binds the publishing."""

from typing import Any, Final
from uuid import UUID

import msgspec

from services.personnel.domain.grade_schemes import Scheme, scheme_id
from services.personnel.domain.policies import Policies
from services.personnel.domain.scheme_terms import PublishedScheme
from services.personnel.domain.scheme_trials import (
    RecordTrial,
    TriedPerson,
    TryScheme,
    check_window,
    counted,
    counties_of,
    days_of,
    tried,
)
from services.personnel.domain.streams import GRADE, GRADE_SCHEME
from services.personnel.projections import roster
from shared.crypto import content_digest
from shared.draft import Ask
from shared.kernel import Facts, Region, Scope, segments
from shared.operations import Work

CHUNK: Final = 200
COUNTY_DEPTH: Final = 3


async def try_scheme(work: Work) -> dict[str, Any]:
    """Outcome: the digest that publishing names, and how many rise or fall. File: trial.json, everybody's grades month by month."""
    asked: TryScheme = work.request(TryScheme)
    await work.caught_up()
    draft = work.draft()
    await draft.load([(GRADE_SCHEME, scheme_id(asked.region))])
    scheme: Scheme = draft.state(GRADE_SCHEME, scheme_id(asked.region))
    people = await _Trial(work, asked, scheme.version).everybody()
    rows = [[str(p.worker_id), p.region, list(p.before), list(p.after)] for p in people]
    content = msgspec.json.encode({"asked": msgspec.to_builtins(asked), "against": scheme.version, "people": rows})
    named = content_digest(content)
    await work.keep_file("trial.json", content)
    higher, lower = (sum((p.change * sign) > 0 for p in people) for sign in (1, -1))
    command = RecordTrial(
        asked=asked, known_after=scheme.version, people=len(people), higher=higher, lower=lower, digest=named,
        counties=counties_of(people),
    )  # fmt: skip
    to = scheme_id(asked.region)
    await work.record(Ask(stream=GRADE_SCHEME, to=to, command=command, region=asked.region))
    grades = [msgspec.to_builtins(each) for each in counted(people)]
    return {"digest": named, "people": len(people), "higher": higher, "lower": lower, "by_grade": grades}


HANDLERS: Final = {"try-grade-scheme": try_scheme}


class _Trial:
    """The draft, and the rules of each county met, looked up once."""

    def __init__(self, work: Work, asked: TryScheme, version: int) -> None:
        self.work = work
        self.asked = asked
        self.draft = PublishedScheme(
            code=asked.code, version=version + 1, terms=asked.terms, region=asked.region, document=""
        )
        self.days = days_of(check_window(asked, work.draft().today), asked.months)
        self.known: dict[tuple[str, ...], Policies] = {}

    async def everybody(self) -> list[TriedPerson]:
        scope = Scope.of([self.asked.region], await self.work.service.authority.layout())
        found: list[TriedPerson] = []
        after = None
        while True:
            async with self.work.service.engine.connect() as read:
                rows = await roster.page(read, scope, self.days[0], after=after, limit=CHUNK, employed=False)
            found += await self._chunk([(row["worker_id"], Region(row["region"])) for row in rows])
            await self.work.progress(self.work.done, total=len(found))
            if len(rows) < CHUNK:
                return sorted(found, key=lambda p: p.worker_id)
            after = (rows[-1]["region"], rows[-1]["worker_id"])

    async def _chunk(self, people: list[tuple[UUID, Region]]) -> list[TriedPerson]:
        draft = self.work.draft()
        await draft.load([(GRADE, worker) for worker, _ in people])
        found: list[TriedPerson] = []
        for worker, region in people:
            facts = Facts(today=draft.today, now=draft.now, by="", policies=await self._policies(region))
            one = tried(draft.state(GRADE, worker), region, facts, self.draft, self.asked.effective, self.days)
            found += [] if one is None else [one]
        return found

    async def _policies(self, region: Region) -> Policies:
        county = tuple(segments(region)[:COUNTY_DEPTH])
        if county not in self.known:
            self.known[county] = await self.work.handling.policies_for(GRADE.type, region)
        return self.known[county]
