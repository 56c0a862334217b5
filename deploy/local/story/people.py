"""People who do not exist: national ids with valid check digits that belong to nobody.

The area prefix was never assigned; women have the never-issued sequence 000, men 001; so a number is unique by its birth date.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from shared.kernel.national_id import check_digit

RECRUITED: Final = {"ground": "PUBLIC_RECRUITMENT", "document": "武社招〔2026〕1号"}
"""By what newcomers begin whom no campaign of the story brings: the city recruited them."""
AREA: Final = "990107"
_SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟"
)
_GIVEN: Final = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红建文辉力斌梅鑫波宇浩凯健俊帆雪婷莹璐雯琳欣悦宁思远志国庆"
)
_OLDEST: Final = date(1969, 3, 1)


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    id_number: str
    female: bool
    born: date
    phone: str


def person(number: int) -> Person:
    """The same person for the same number, another for another."""
    random = Random(number)
    female = number % 3 != 0
    born = _OLDEST + timedelta(days=number * 12 + random.randrange(12))
    digits = f"{AREA}{born:%Y%m%d}{'000' if female else '001'}"
    given = "".join(random.choice(_GIVEN) for _ in range(random.choice((1, 2, 2))))
    phone = f"199{random.randrange(10**8):08d}"
    return Person(random.choice(_SURNAMES) + given, digits + check_digit(digits), female, born, phone)
