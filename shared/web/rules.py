"""The rules of a region as they stand on a day (P-15.2): each with its level, what it leaves open, its document and article.

Rules are public (Regulation on open government information, art. 20): whoever holds any role may read those of any region.
"""

from datetime import date
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, HTTPException, Query

from shared.kernel import NATION, Region, level, region
from shared.policies import Opening, Ruling, clauses, until
from shared.web.asked import Day, RegionPath
from shared.web.handles import Reading, reader
from shared.web.pages import Cursor, Limit, Page
from shared.web.rights import Right, Role

SEE_RULES: Final = Right("see the rules", frozenset(Role))

router = APIRouter(tags=["policies"])
Reader = Annotated[Reading, Depends(reader(may=SEE_RULES))]
Word = Annotated[str | None, Query(min_length=1, max_length=100)]
Place = Annotated[RegionPath, Query(alias="region")]


@router.get("/policies", operation_id="list_policies")
async def listed(
    reader: Reader, place: Place = NATION, as_of: Day | None = None, about: Word = None, document: Word = None,
    limit: Limit = 100, cursor: Cursor = None,
) -> Page[dict[str, Any]]:  # fmt: skip
    """What rules in a region on a day, today without one, by name; `about` and `document` are parts of its name and of its source.

    `region` of a rule is the level it comes from; `open` says what lower levels may fill, by which document; nothing there
    means that it binds them.
    """
    day = as_of or reader.today
    turn = reader.turning(cursor, limit, place=place, as_of=as_of, about=about, document=document)
    after = turn.after(str) or ""
    found = [
        shown(rulings, at) for rule, rulings in reader.runtime.book.rulings(Region(place)).items()
        if rule > after and (about is None or about in rule) and (at := _ruling_on(rulings, day)) is not None
    ]  # fmt: skip
    items = [rule for rule in found if document is None or document in rule["source"]][:limit]
    return turn.page(items, items, "name")


@router.get("/policies/{policy}", operation_id="read_policy")
async def one(reader: Reader, policy: str, place: Place = NATION) -> list[dict[str, Any]]:
    """A rule's values in a region in the order of days, past and future, each with the level that gave it."""
    rulings = reader.runtime.book.rulings(Region(place)).get(policy)
    if rulings is None:
        raise HTTPException(404)
    return [shown(rulings, at) for at in range(len(rulings))]


def shown(rulings: tuple[Ruling, ...], at: int) -> dict[str, Any]:
    """A ruling as it goes out; the value as the document writes it, amounts in yuan and rates in percent."""
    ruling = rulings[at]
    entry, place = ruling.entry, region(*ruling.entry.level)
    return {
        "name": entry.name, "region": place, "level": level(place), "value": ruling.value, "since": ruling.since,
        "until": until(rulings, at), "means": entry.means.strip(), "source": entry.source.strip(),
        "clauses": [{"document": each.document, "article": each.article} for each in clauses(entry.source)],
        "open": None if entry.open is None else _opening(entry.open),
    }  # fmt: skip


def _opening(opening: Opening) -> dict[str, Any]:
    return {"by": opening.by, "at_least": opening.at_least, "at_most": opening.at_most, "only": opening.only}


def _ruling_on(rulings: tuple[Ruling, ...], day: date) -> int | None:
    begun = [at for at, ruling in enumerate(rulings) if ruling.since <= day]
    return begun[-1] if begun else None
