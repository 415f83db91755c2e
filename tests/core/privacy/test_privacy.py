"""Personal data in texts: what must be found, and what only looks like it."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ledger.core.identity import Identities, Patient
from ledger.core.personal_number import spellings
from ledger.core.privacy import Allowance, Allowances, personal_data

NOBODY = Identities()
GIVEN = ("Ana", "Beatriz", "Chloë", "Dmitri", "Esmé", "Fatima", "Gürkan", "Håkon", "Imani", "José", "Keisha", "Łucja")
FAMILY = (
    "Lopez-Diaz",
    "O'Neil",
    "Ñuñez",
    "Sørensen",
    "van den Berg",
    "Weiß",
    "Ødegård",
    "Abernathy",
    "Li",
    "de la Cruz",
)
FRAMES = (
    "Called about {}.",
    "  summary: {} was seen twice",
    "- {{name: {}}}",
    "RE: {}; claim 0026030217755",
    "file: scans/{}.pdf",
    "({})",
    "{}",
)


def who(*names: str, born_on: date | None = None) -> Identities:
    return Identities(tuple(Patient(f"P-{number}", name=name, born_on=born_on) for number, name in enumerate(names)))


def found(text: str, identities: Identities = NOBODY) -> list[tuple[str, int]]:
    return [(finding.code, finding.line) for finding in personal_data(text, identities)]


# names


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe",
        "JANE DOE",
        "jane doe",
        "Doe, Jane",
        "Doe Jane",
        "Doe,Jane",
        "Jane Q. Doe",
        "Doe, Jane Q",
        "DOE JR, JANE",
        "Jané Döe",
        "jane_doe.pdf",
        "jane.doe",
        "Jane\n  Doe",
        "Ja\u00adne Doe",
        "Mrs. Jane Doe's chart",
    ],
)
def test_a_name_is_found_in_every_spelling(text: str) -> None:
    assert found(f"one\n{text}\nthree", who("Jane Doe")) == [("LED710", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "Jane",
        "Doe",
        "Janet Doe",
        "Jane Doering",
        "Jane called Doe",
        "P-0 was seen",
        "Doe; Ann and Jane",
        "jlee",
        "JaneDoe",
    ],
)
def test_parts_of_a_name_and_other_names_are_left_alone(text: str) -> None:
    assert found(text, who("Jane Doe")) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Lopez Diaz, Ana", "Ana Lopez"),
        ("Lopez Diaz, Ana", "Diaz, Ana"),
        ("Ana Lopez-Diaz", "Ana Diaz"),
        ("Ana Lopez-Diaz", "LOPEZ DIAZ ANA"),
        ("Ana Lopez Diaz", "Ana Lopez Diaz"),
        ("Ana Lopez Diaz", "Ana L. Diaz"),
        ("Sean O'Neil", "Sean ONeil"),
        ("Sean O'Neil", "Sean O Neil"),
        ("Sean O'Neil", "O\u2019Neil, Sean"),
        ("Maria de la Cruz", "Maria de la Cruz"),
        ("Maria de la Cruz", "de la Cruz, Maria"),
        ("Maria de la Cruz", "Cruz, Maria"),
        ("Dr. John Smith Jr.", "John Smith"),
        ("Smith Jr, John", "John Smith"),
        ("Søren Weiß", "Soren Weiss"),
    ],
)
def test_names_of_several_parts_are_found_by_given_and_family_name(name: str, text: str) -> None:
    assert found(text, who(name)) == [("LED710", 1)]


@pytest.mark.parametrize("name", ["Jane", "", "Jr.", "de la", "Doe,", "Mr. Doe"])
def test_a_name_of_one_word_finds_nothing(name: str) -> None:
    assert found("Jane and Mr. Doe of de la Jr.", who(name)) == []


def test_the_name_on_remittances_stands_family_first() -> None:
    remit = Identities((Patient("P-1", name="Test Patient Eight", name_on_remit="EIGHT TEST P"),))

    assert found("Test Eight", remit) == [("LED710", 1)]
    assert found("EIGHT, TEST", remit) == [("LED710", 1)]
    assert found("x", Identities((Patient("P-1", name_on_remit="EIGHT, TEST"),))) == []


def test_a_birth_date_beside_the_name_is_found_without_a_label() -> None:
    identities = who("Jane Doe", born_on=date(1988, 3, 6))

    assert found("Jane Doe 3/6/1988\nJane Doe 3/7/1988\n3/6/1988", identities) == [
        ("LED710", 1),
        ("LED713", 1),
        ("LED710", 2),
    ]


# numbers


@pytest.mark.parametrize(
    "text",
    [
        "123-45-6789",
        "SSN:123-45-6789",
        "(123-45-6789)",
        "ssn-123-45-6789",
        "123\u201345\u20136789",
        "ssn 123456789",
        "SSN no. 123 45 6789",
        "123456789 is the social security number",
        "Social Security: 123.45.6789",
        "ssns: 123456789",
    ],
)
def test_a_social_security_number_is_found(text: str) -> None:
    assert found(f"ok\n{text}") == [("LED711", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "000-45-6789",
        "666-45-6789",
        "923-45-6789",
        "123-00-6789",
        "123-45-0000",
        "123456789",
        "claim 123456789",
        "123-45-67890",
        "26-123-45-6789",
        "123-45-6789-1",
        "512-555-0100",
        "7022 0410 0001 5566 7788",
        "session 123456789",
        "associal 123456789",
        "ssn of a patient, which is never written here; claim 123456789",
        "ssn 000456789",
        "ssn A123456789",
    ],
)
def test_what_is_no_social_security_number_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["1EG4-TE5-MK72", "1EG4TE5MK72", "1eg4te5mk72", "mbi_1EG4TE5MK72.pdf", "MBI-1EG4-TE5-MK72"]
)
def test_a_medicare_number_is_found(text: str) -> None:
    assert found(text) == [("LED712", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "0EG4-TE5-MK72",  # begins with 0
        "1SG4-TE5-MK72",  # S, L, O, I, B and Z are not used
        "1EG4-TE5-MKA2",
        "1EG4TE5MK721",
        "X1EG4TE5MK72",
        "LSX000000001",
        "2226010400731",
        "01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "550e8400-e29b-41d4-a716-446655440000",
        sha256(b"a paper").hexdigest(),
    ],
)
def test_what_is_no_medicare_number_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "DOB 3/6/1988",
        "born_on: 1988-03-06",
        "Date of birth: March 6, 1988",
        "Birthday 6 Mar 1988",
        "d.o.b. 03-06-88",
        "19880306 (DOB)",
        "birthdate = 3.6.1988",
    ],
)
def test_a_birth_date_beside_its_label_is_found(text: str) -> None:
    assert found(text) == [("LED713", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "dated 3/6/2026",
        "1988-03-06",
        "stubborn: 3/6/1988",
        "a newborn; the letter of the payer that we were sent is dated 3/6/2026",
        "DOB 3/6/1988/2",
    ],
)
def test_a_bare_date_is_no_evidence(text: str) -> None:
    assert found(text) == []


def test_a_birth_date_is_a_warning_in_a_file_and_an_error_in_a_message() -> None:
    assert personal_data("DOB 3/6/1988", NOBODY)[0].severity == ""
    assert personal_data("DOB 3/6/1988", NOBODY, in_message=True)[0].severity == "error"


def test_all_spellings_of_a_day_are_known() -> None:
    assert {"1988-03-06", "3/6/1988", "03/06/1988", "3/6/88", "march 6, 1988", "6 march 1988", "19880306"} <= set(
        spellings(date(1988, 3, 6))
    )


# what a finding says, and what is let through


def test_a_finding_names_the_line_and_never_the_value() -> None:
    identities = who("Jane Doe", born_on=date(1988, 3, 6))
    text = "Jane Doe 3/6/1988\n123-45-6789\n1EG4-TE5-MK72\nssn 123456789"

    said = " ".join(
        f"{one.message} {one.hint}" for one in personal_data(text, identities, Allowances("salt"), "cases/x.yaml")
    ).casefold()

    for value in ("jane", "doe", "1988", "6789", "1eg4", "123-45", "123456789", "te5"):
        assert value not in said


def test_a_line_with_a_reason_is_let_through_and_without_one_it_is_not() -> None:
    identities = who("Jane Doe")

    assert found("Jane Doe  # phi-ok: our own provider of that name", identities) == []
    assert found("Jane Doe  # phi-ok:  ", identities) == [("LED710", 1)]
    assert found("Jane Doe  # phi-ok", identities) == [("LED710", 1)]
    assert found("x  # phi-ok: other line\nJane Doe", identities) == [("LED710", 2)]


def test_a_listed_value_is_let_through_in_its_file_alone() -> None:
    identities = who("Jane Doe")
    hint = personal_data("Jane Doe", identities, Allowances("salt"), "cases/a.yaml")[0].hint
    digest = hint.rpartition(" ")[2]
    listed = Allowances("salt", (Allowance(digest, "cases/a.yaml", "a street name", "jlee"),))

    assert personal_data("see DOE, JANE", identities, listed, "cases/a.yaml") == []
    assert len(personal_data("Jane Doe", identities, listed, "cases/b.yaml")) == 1
    assert len(personal_data("Jane Doe", identities, Allowances("other", listed.entries), "cases/a.yaml")) == 1
    for entry in (Allowance(digest, "cases/a.yaml", "", "jlee"), Allowance(digest, "cases/a.yaml", "why", "")):
        assert len(personal_data("Jane Doe", identities, Allowances("salt", (entry,)), "cases/a.yaml")) == 1


def test_findings_come_in_the_order_of_lines_one_for_each_kind() -> None:
    text = "123-45-6789 and 123-45-6788\nJane Doe, Jane Doe\nborn 3/6/1988"

    assert found(text, who("Jane Doe")) == [("LED711", 1), ("LED710", 2), ("LED713", 3)]


# planted values and look-alikes


def _mbi(chance: Random) -> str:
    letters, digits = "ACDEFGHJKMNPQRTUVWXY", "0123456789"
    kinds = (
        digits[1:],
        letters,
        letters + digits,
        digits,
        letters,
        letters + digits,
        digits,
        letters,
        letters,
        digits,
        digits,
    )
    word = "".join(chance.choice(kind) for kind in kinds)
    return word if chance.random() < 0.5 else f"{word[:4]}-{word[4:7]}-{word[7:]}"


def _ssn(chance: Random) -> str:
    area = chance.choice([number for number in range(1, 900) if number != 666])
    parts = (f"{area:03}", f"{chance.randint(1, 99):02}", f"{chance.randint(1, 9999):04}")
    return "-".join(parts) if chance.random() < 0.5 else f"SSN {''.join(parts)}"


def _name(chance: Random, given_name: str, family: str) -> str:
    middle = chance.choice(["", " Q.", " Q"])
    spelled = chance.choice(
        [f"{given_name}{middle} {family}", f"{family}, {given_name}{middle}", f"{family} {given_name}"]
    )
    return chance.choice([spelled, spelled.upper(), spelled.lower()])


def test_none_of_three_hundred_planted_values_is_missed() -> None:
    chance = Random(4)  # noqa: S311 - the same values in every run
    people = [(given_name, family) for given_name in GIVEN for family in FAMILY]
    identities = who(*(f"{given_name} {family}" for given_name, family in people))
    planted = [_name(chance, *chance.choice(people)) for _ in range(120)]
    planted += [_ssn(chance) for _ in range(60)] + [_mbi(chance) for _ in range(60)]
    planted += [f"DOB {chance.choice(spellings(date(1940 + number, 1 + number % 12, 9)))}" for number in range(60)]

    missed = [text for text in planted if not personal_data(chance.choice(FRAMES).format(text), identities)]

    assert len(planted) == 300
    assert missed == []


def test_look_alikes_are_not_blocked() -> None:
    chance = Random(5)  # noqa: S311 - the same values in every run
    crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    lines = []
    for number in range(20_000):
        digits = "".join(chance.choice("0123456789") for _ in range(24))
        token = "".join(chance.choice(crockford) for _ in range(26))
        lines.append(
            f"- {{number: {digits[:13]}, patient: P-{digits[13:17]}, account: {digits[:9]}, trace: EFT {digits[:7]}}}"
        )
        lines.append(f"id: RC-2026-{token[:6]}  reference: LSH-OP-2026-{digits[:4]}  ulid: {token}  icn: {digits[:15]}")
        lines.append(
            f"proof: {digits[:4]} {digits[4:8]}  fax: {digits[:3]}-555-{digits[3:7]}  zip {digits[:5]}-{digits[5:9]}"
        )
        lines.append(
            f"sha256: {sha256(digits.encode()).hexdigest()}  demand AR-{digits[:7]}  on 2026-03-1{number % 10}"
        )
    identities = who(*(f"{given_name} {family}" for given_name in GIVEN for family in FAMILY))

    blocked = personal_data("\n".join(lines), identities)

    assert [lines[one.line - 1] for one in blocked] == []


@settings(max_examples=150, deadline=None)
@given(st.text(), st.text(max_size=20), st.text(max_size=20))
@example("İ\n" * 40 + "DOB 3/6/1988", "", "")
@example("ß" * 50 + "\nssn 123456789", "", "")
@example("\u2028Jane Doe", "Jane Doe", "")
def test_no_text_and_no_name_raises_and_lines_exist(text: str, name: str, remit: str) -> None:
    identities = Identities((Patient("P-1", name=name, name_on_remit=remit, born_on=date(1988, 3, 6)),))

    for finding in personal_data(f"{text}\n{name}\n{remit} 3/6/1988", identities):
        assert 1 <= finding.line <= f"{text}\n{name}\n{remit}".count("\n") + 1


@pytest.mark.parametrize("text", ["ssn " * 50_000, "1" * 500_000, "1-" * 200_000, "dob 1/" * 40_000, "jane " * 100_000])
def test_a_hostile_text_is_gone_through_to_its_end(text: str) -> None:
    assert found(f"{text}\n\nJane Doe", who("Jane Doe"))[-1] == ("LED710", 3)
