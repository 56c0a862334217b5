"""The dated rules this service asks for; their values live in ../policies/*/*.yaml. A county's own are its scheme."""

from shared.kernel import Dated, record


@record
class Policies:
    assessed_from_days: Dated[int]
    proposed_from_month: Dated[int]
    publicity_days: Dated[int]
    takes_effect_in_month: Dated[int]
    honour_kinds: Dated[tuple[str, ...]]
    honour_publicity_days: Dated[int]
