"""Payment codes: what a bank's program scans is the transfer that was meant."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from congvu.core.refusals import Invalid
from congvu.core.vietqr import (
    LARGEST_AMOUNT,
    LONGEST_REFERENCE,
    Service,
    Transfer,
    check_sum,
    payload,
    plain_reference,
    read_payload,
)
from congvu.core.vietqr.tlv import read, written

ASCII = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=LONGEST_REFERENCE).map(str.strip)
TRANSFERS = st.builds(
    Transfer,
    bank=st.from_regex(r"[0-9]{6}", fullmatch=True), number=st.from_regex(r"[0-9A-Za-z]{1,19}", fullmatch=True),
    amount=st.integers(min_value=0, max_value=LARGEST_AMOUNT), reference=ASCII, service=st.sampled_from(Service),
)

FIXED = "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN63049E6F"
WITH_AMOUNT = (
    "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS6869"
    "0819thanh toan don hang63042E2E"
)


def test_the_check_sum_is_the_one_of_the_standard() -> None:
    assert check_sum("123456789") == "29B1"


def test_a_code_without_amount_is_written_as_the_payment_network_writes_it() -> None:
    assert payload(Transfer("970403", "0011012345678")) == FIXED


def test_a_code_of_another_program_is_read_although_it_carries_more() -> None:
    assert read_payload(WITH_AMOUNT) == Transfer("970403", "0011012345678", 180_000, "thanh toan don hang")


@given(TRANSFERS)
def test_every_transfer_comes_back_from_its_code(transfer: Transfer) -> None:
    text = payload(transfer)
    assert read_payload(text) == transfer
    assert text.isascii()
    assert text[:6] == "000201"


@given(TRANSFERS, st.data())
def test_one_changed_character_is_noticed(transfer: Transfer, data: st.DataObject) -> None:
    text = payload(transfer)
    place = data.draw(st.integers(min_value=0, max_value=len(text) - 1))
    other = data.draw(st.characters(min_codepoint=32, max_codepoint=126))
    assume(other.upper() != text[place].upper())
    with pytest.raises(Invalid):
        read_payload(text[:place] + other + text[place + 1 :])


@given(st.text())
def test_any_text_is_refused_politely_or_read(text: str) -> None:
    with suppress(Invalid):
        read_payload(text)


@given(st.text())
def test_any_text_behind_a_right_check_sum_is_refused_politely_or_read(text: str) -> None:
    whole = f"{text}6304"
    with suppress(Invalid):
        assert len(read_payload(whole + check_sum(whole)).bank) == 6


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"bank": "97040"}, "bank"), ({"bank": "97040３"}, "bank"), ({"bank": "970403\n"}, "bank"),
        ({"number": ""}, "number"), ({"number": "0011 0123"}, "number"), ({"number": "1" * 20}, "number"),
        ({"amount": -1}, "amount"), ({"amount": LARGEST_AMOUNT + 1}, "amount"),
        ({"reference": "Lệ phí"}, "reference"), ({"reference": "A" * 26}, "reference"),
        ({"reference": " A"}, "reference"),
    ],
)  # fmt: skip
def test_what_a_bank_would_not_take_is_refused_with_its_field(wrong: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        Transfer(**({"bank": "970403", "number": "0011012345678"} | wrong))  # type: ignore[arg-type]
    assert refused.value.field == field


@given(st.text())
def test_any_words_become_a_reference_every_bank_takes(words: str) -> None:
    made = plain_reference(words)
    assert Transfer("970403", "1", 1, made).reference == made
    assert plain_reference(made) == made


def test_a_dossier_code_stays_readable_as_a_reference() -> None:
    assert plain_reference("Lệ phí H56.18.05-250214-0007") == "LE PHI H56 18 05 250214 0"
    assert plain_reference("H56.18.05-250214-0007") == "H56 18 05 250214 0007"


def test_a_foreign_or_unknown_code_is_no_transfer() -> None:
    abroad = written((("00", "01"), ("38", written((("00", "A000000677"),))), ("53", "764"), ("58", "TH"))) + "6304"
    service = written((
        ("38", written((("00", "A000000727"), ("01", written((("00", "970403"), ("01", "1")))), ("02", "X")))),
        ("53", "704"), ("58", "VN"),
    )) + "6304"  # fmt: skip
    for text in (abroad, service):
        with pytest.raises(Invalid) as refused:
            read_payload(text + check_sum(text))
        assert refused.value.code == "not_a_transfer"


@pytest.mark.parametrize("text", ["0", "0005AB", "00AB", "0001A0001B", "٠٠01A"])
def test_broken_fields_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read(text)


def test_a_field_has_at_most_99_characters() -> None:
    assert read(written((("01", "x" * 99), ("02", "")))) == {"01": "x" * 99}
    with pytest.raises(Invalid):
        written((("01", "x" * 100),))
