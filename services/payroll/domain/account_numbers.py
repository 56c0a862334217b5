"""Account numbers as they are written on a card or passbook, checked before anything is sealed."""

from typing import Final

from shared.kernel import Rejected

CARD_LENGTHS: Final = range(16, 20)
PASSBOOK_LENGTHS: Final = range(8, 31)
CARD_STARTS: Final = ("62", "4", "5")
MOST_BANK: Final = 60


def account_number(text: str, field: str = "/account") -> str:
    """Digits without spaces. Raises Rejected for another form, and for a card whose last digit is not right.

    A number that begins like a card's (62 for UnionPay, 4 or 5 for the older ones) and is as long as one ends with the check
    digit of ISO/IEC 7812-1 annex B; passbooks have none.
    """
    digits = text.replace(" ", "").replace("-", "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) in PASSBOOK_LENGTHS):
        raise Rejected("accounts.number", field=field)
    card = digits.startswith(CARD_STARTS) and len(digits) in CARD_LENGTHS
    if len(set(digits)) == 1 or (card and not passes(digits)):
        raise Rejected("accounts.check-digit", field=field)
    return digits


def passes(digits: str) -> bool:
    """Luhn: from the right every second digit doubled, nine taken off where it becomes two digits, the sum a multiple of ten."""
    doubled = [2 * int(digit) if place % 2 else int(digit) for place, digit in enumerate(reversed(digits))]
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0


def bank_name(text: str, field: str = "/bank") -> str:
    """The bank and branch as the bank file names them."""
    name = " ".join(text.split())
    if not 0 < len(name) <= MOST_BANK or not name.isprintable():
        raise Rejected("accounts.bank", field=field)
    return name
