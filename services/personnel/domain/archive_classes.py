"""The classes of materials in a personnel archive (干部人事档案材料十大类), as policy gives them."""

from shared.kernel import record


@record
class ArchiveClass:
    """`retention_years`: how long a material of the class is kept after the person has left."""

    code: str
    title: str
    retention_years: int
