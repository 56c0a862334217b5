"""January, first days: the county's tree, its establishment, its rules, and the people it has."""

import json

from deploy.local.story import roster
from deploy.local.story.places import COUNTY, places, streets
from deploy.local.story.scheme import scheme_body, standard_body
from deploy.local.story.tale import Tale


async def found(tale: Tale) -> None:
    """Regions, quotas from population, the grade scheme and the pay standard."""
    cast, first = tale.cast, f"{tale.year - 1}-01-01"
    below = [p for p in places() if p.level in ("county", "street", "community")]
    tree = [{"path": p.path, "code": p.code, "name": p.name} for p in below]
    await cast.officer.post("/personnel/regions", {"effective": "2000-01-01", "regions": tree})
    good, _ = roster.rows(tale.day(1, 4), a_community=tale.a_community)
    for street in streets():
        people = sum(row.street == street.name for row in good)
        residents = -(-(people + 3) * 10_000 // 18)  # three vacancies in every street
        population = {"unit": street.path, "residents": residents, "effective": first, "source": "第七次人口普查推算"}
        await cast.officer.post("/personnel/populations", population)
        await cast.officer.post("/personnel/quota-requests", {"unit": street.path, "effective": first})
        await cast.approver.post("/personnel/quota-approvals", {"unit": street.path, "document": "武编〔2026〕3号"})
    ledger = [row async for row in cast.officer.pages("/personnel/quota-ledger")]
    tale.say(
        f"{len(tree)} regions; {sum(q['places'] for q in ledger)} places for {len(ledger)} streets (18 per 10,000)"
    )
    await cast.approver.post("/personnel/grade-schemes", scheme_body(COUNTY))
    await cast.approver.post("/payroll/standards", standard_body(COUNTY))
    tale.say("grade scheme DEMO-18 and the pay standard are published")


async def take_over_the_roster(tale: Tale) -> None:
    """The district's own sheet: rehearsed, imported, its broken rows brought back in two languages."""
    officer = tale.cast.officer
    sheet = roster.workbook(*roster.rows(tale.day(1, 4), a_community=tale.a_community))
    rehearsal = await officer.post("/personnel/roster-imports", content=sheet, county=COUNTY, dry_run="true")
    would = await officer.operation("personnel", rehearsal)
    tale.say(f"rehearsal of {would['rows']} rows: {would['would_import']} good, {would['refused']} broken")
    accepted = await officer.post("/personnel/roster-imports", content=sheet, county=COUNTY)
    outcome = await officer.operation("personnel", accepted)
    tale.counts["workers_imported"] = outcome["imported"]
    tale.counts["rows_refused"] = outcome["refused"]
    errors = json.loads(await officer.file(f"/personnel/operations/{accepted['operation_id']}/files/errors.json"))
    tale.say(f"imported {outcome['imported']} workers; refused {outcome['refused']} rows, for example")
    for error in [e for e in errors if not e["warning"]][:3]:
        tale.say(f"   row {error['row']} {error['column']}: {error['zh']} / {error['en']}")
    await tale.cast.settled()
