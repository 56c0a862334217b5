"""Rules as dated data: YAML with meaning, source and days, read into a service's typed Policies.

`policies/national/*.yaml`, then `policies/<province>/<city>/<county>/*.yaml`. A value binds every level below it unless it says
by which document it is `open`: altogether, within bounds (`at_least`, `at_most`), or `only` in some fields.
"""

from shared.policies.book import Citation, PolicyBook
from shared.policies.entries import Clause, Entry, Opening, clauses
from shared.policies.faults import PolicyFault
from shared.policies.levels import Ruling, until
from shared.policies.typed import typed

__all__ = [
    "Citation", "Clause", "Entry", "Opening", "PolicyBook", "PolicyFault", "Ruling", "clauses", "typed", "until",
]  # fmt: skip
