"""January: the assessment of the year before, from the scheme to confirmed results."""

from random import Random
from typing import Any

from deploy.local.story.frontend import batches
from deploy.local.story.places import COUNTY
from deploy.local.story.scheme import assessment_body
from deploy.local.story.tale import Tale

HEADS = {
    "POLITICAL_QUALITY": "COUNTY_PANEL",
    "WORK_RESULTS": "STREET_PANEL",
    "RESIDENT_SATISFACTION": "RESIDENT_SURVEY",
}


async def assess(tale: Tale) -> None:
    """Opened, scored, proposed, publicised; the clock has to pass the publicity before they are confirmed."""
    officer, year = tale.cast.officer, tale.year - 1
    drafted = await officer.post("/assessment/schemes", assessment_body(COUNTY, year))
    scheme = f"/assessment/schemes/{drafted['stream_id']}"
    await officer.post(f"{scheme}/issues", {"document": f"武社工〔{tale.year}〕3号"})
    asked = {"county": COUNTY, "year": year}
    await _operation(tale, "openings", asked)
    await officer.post(f"{scheme}/freezes", {})
    results = [result async for result in officer.pages("/assessment/results", year=year)]
    await _score(tale, [result["result_id"] for result in results])
    await _operation(tale, "proposals", asked)
    await _operation(tale, "publications", asked)
    tale.say(f"{len(results)} results of {year} scored, proposed and publicised for seven days")


async def confirm(tale: Tale) -> None:
    """Somebody who did not propose them confirms; personnel, pay and training hear of it."""
    approver, year = tale.cast.approver, tale.year - 1
    accepted = await approver.post("/assessment/county-results/confirmations", {"county": COUNTY, "year": year})
    await approver.operation("assessment", accepted)
    await tale.cast.settled()
    counts = await approver.get("/assessment/result-counts", year=year)
    tale.say("confirmed: " + ", ".join(f"{c['outcome']} {c['results']}" for c in counts if c["outcome"]))


async def _operation(tale: Tale, what: str, asked: dict[str, Any]) -> None:
    accepted = await tale.cast.officer.post(f"/assessment/county-results/{what}", asked)
    await tale.cast.officer.operation("assessment", accepted)


async def _score(tale: Tale, result_ids: list[str]) -> None:
    """A sheet for each head and two hundred people; a few do badly."""
    random = Random(2)
    level = {id: random.choices((9_200, 8_300, 7_000, 5_400, 4_000), (14, 30, 52, 3, 1))[0] for id in result_ids}
    sheets = [(head, batch) for head in HEADS for batch in batches(result_ids)]
    with tale.progress("score sheets", len(sheets)) as bar:
        for head, batch in sheets:
            sheet = {
                "head": head, "source": HEADS[head], "scored_on": tale.day(1, 4).isoformat(),
                "lines": [{"result_id": id, "score": level[id] + random.randrange(-200, 200)} for id in batch],
            }  # fmt: skip
            await tale.cast.assessor.post("/assessment/score-sheets", sheet)
            bar.step()
