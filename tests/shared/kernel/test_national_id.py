"""The citizen identity number: what is refused, what follows from it, and the law of its check digit."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel import Rejected
from shared.kernel.national_id import NationalId, Sex, area_is_known, check_digit, parse

TODAY = date(2026, 11, 23)
SPECIMENS = (
    "11010519491231002X",  # both from GB 11643-1999
    "440524188001010014",
    "360426199101010071",
    "510104199001010000",
    "310110200002290003",  # 29 February
)


def numbers() -> st.SearchStrategy[str]:
    """Valid numbers of every area, birth date and sequence."""
    area = st.integers(100_000, 999_999)
    birth = st.dates(date(1000, 1, 1), TODAY)
    sequence = st.integers(0, 999)
    head = st.tuples(area, birth, sequence).map(lambda n: f"{n[0]}{n[1]:%Y%m%d}{n[2]:03d}")
    return head.map(lambda seventeen: seventeen + check_digit(seventeen))


def refusal(text: str, today: date = TODAY) -> str:
    with pytest.raises(Rejected) as refused:
        parse(text, today)
    return refused.value.code


@pytest.mark.parametrize("number", SPECIMENS)
def test_the_specimens_of_the_standard_and_of_practice_are_valid(number: str) -> None:
    assert parse(number, TODAY).number == number
    assert check_digit(number[:17]) == number[17]


def test_birth_sex_and_area_follow_from_the_number() -> None:
    assert parse("11010519491231002X", TODAY) == NationalId(
        number="11010519491231002X", area="110105", birth=date(1949, 12, 31), sex=Sex.FEMALE
    )
    assert parse("440524188001010014", TODAY).sex is Sex.MALE


@pytest.mark.parametrize("text", ["11010519491231002x", " 11010519491231002X ", "\t11010519491231002x\n"])
def test_a_small_x_and_outer_spaces_are_put_right(text: str) -> None:
    assert parse(text, TODAY).number == "11010519491231002X"


@pytest.mark.parametrize(
    "text",
    [
        "", "1", "110105491231002", "11010519491231002", "11010519491231002XX", "01010519491231002X", "1101051949123100２X",
        "١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", "11010519491231002Ｘ", "1101051949X231002X", "110105 19491231002X", "-1010519491231002X",
    ],
)  # fmt: skip
def test_anything_but_eighteen_plain_characters_is_refused(text: str) -> None:
    assert refusal(text) == "national-id.format"


@pytest.mark.parametrize("day", ["19490231", "19491301", "19490001", "19490100", "00000101", "19000229", "20260431"])
def test_a_day_that_no_calendar_has_is_refused(day: str) -> None:
    seventeen = f"110105{day}002"
    assert refusal(seventeen + check_digit(seventeen)) == "national-id.birth-date"


def test_nobody_is_born_after_today() -> None:
    seventeen = f"110105{TODAY:%Y%m%d}002"
    number = seventeen + check_digit(seventeen)
    assert parse(number, TODAY).birth == TODAY
    assert refusal(number, TODAY - timedelta(days=1)) == "national-id.birth-date"


def test_another_check_digit_is_refused() -> None:
    assert [refusal(f"11010519491231002{last}") for last in "0123456789"] == ["national-id.check-digit"] * 10


def test_a_refusal_names_the_field_of_the_command_it_came_with() -> None:
    with pytest.raises(Rejected) as refused:
        parse("1", TODAY)
    assert refused.value.field == "/id_number"
    with pytest.raises(Rejected) as refused:
        parse("1", TODAY, field="/people/0/id_number")
    assert (refused.value.field, refused.value.facts) == ("/people/0/id_number", {})


@given(numbers())
def test_every_well_made_number_is_accepted_and_parsing_it_again_changes_nothing(number: str) -> None:
    parsed = parse(number, TODAY)
    assert (parsed.number, parsed.area, f"{parsed.birth:%Y%m%d}") == (number, number[:6], number[6:14])
    assert (parsed.sex is Sex.MALE) == (number[16] in "13579")
    assert parse(number.lower(), TODAY) == parsed


@given(numbers(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_any_single_wrong_character_is_found(number: str, at: int, wrong: str) -> None:
    changed = number[:at] + wrong + number[at + 1 :]
    if changed == number:
        assert parse(changed, TODAY).number == number
    else:
        assert refusal(changed) in {"national-id.format", "national-id.birth-date", "national-id.check-digit"}


@given(st.text("0123456789", min_size=17, max_size=17), st.integers(0, 15))
def test_two_neighbours_changing_places_are_found_by_the_check_digit(seventeen: str, at: int) -> None:
    swapped = seventeen[:at] + seventeen[at + 1] + seventeen[at] + seventeen[at + 2 :]
    assert (check_digit(swapped) == check_digit(seventeen)) == (swapped == seventeen)


@given(st.text("0123456789", min_size=17, max_size=17))
def test_the_check_digit_is_that_of_iso_7064_mod_11_2(seventeen: str) -> None:
    product = 0
    for character in seventeen:
        product = (product + int(character)) * 2 % 11
    check = check_digit(seventeen)
    assert (product + (10 if check == "X" else int(check))) % 11 == 1


def test_an_area_is_known_by_its_province_alone_and_an_unknown_one_is_no_refusal() -> None:
    assert area_is_known("510104")
    assert area_is_known("319999"), "areas below a province come and go with reforms"
    assert area_is_known("830000")
    assert not area_is_known("990101")
    seventeen = "99010119900101001"
    assert parse(seventeen + check_digit(seventeen), TODAY).area == "990101"
