"""Chuyển khoản bằng VietQR: a transfer to a bank account, written as a QR code's text and read back.

The format is EMVCo's merchant-presented code with the account under tag 38, as NAPAS uses it: application A000000727,
service QRIBFTTA (to an account) or QRIBFTTC (to a card). Amounts are whole đồng.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from congvu.core.refusals import Invalid
from congvu.core.text import fold
from congvu.core.vietqr import tlv

NAPAS = "A000000727"
_DONG, _VIETNAM = "704", "VN"
_FIXED, _FOR_ONE_TRANSFER = "11", "12"
_BIN = re.compile(r"\d{6}\Z", re.ASCII)
_NUMBER = re.compile(r"[0-9A-Za-z]{1,19}\Z")
_REFERENCE = re.compile(r"[ -~]{0,25}\Z")
_AMOUNT = re.compile(r"[1-9]\d{0,12}(?:\.0{1,2})?\Z", re.ASCII)
LARGEST_AMOUNT = 10**13 - 1
LONGEST_REFERENCE = 25


class Service(StrEnum):
    """Dịch vụ. Whether the number is that of an account or of a card."""

    ACCOUNT = "QRIBFTTA"
    CARD = "QRIBFTTC"


@dataclass(frozen=True, slots=True)
class Transfer:
    """Lệnh chuyển khoản. To whom (`bank` is the six-digit BIN, `number` the account), how much, with which words.

    `amount` 0 leaves it to the payer. `reference` is plain ASCII of at most 25 characters (see `plain_reference`).
    Raises `Invalid` for anything a bank's program would not take.
    """

    bank: str
    number: str
    amount: int = 0
    reference: str = ""
    service: Service = Service.ACCOUNT

    def __post_init__(self) -> None:
        if not _BIN.match(self.bank):
            raise _refused("The bank's code has six digits.", "bank", "Look it up in the list of the payment network.")
        if not _NUMBER.match(self.number):
            raise _refused("An account number has 1 to 19 letters and digits.", "number", "Write it without blanks.")
        if not 0 <= self.amount <= LARGEST_AMOUNT:
            raise _refused("The amount is whole đồng, not negative, of at most 13 digits.", "amount", "")
        if not _REFERENCE.match(self.reference) or self.reference != self.reference.strip():
            raise _refused("The words of a transfer are at most 25 characters without accents.", "reference", "")


def plain_reference(words: str) -> str:
    """Words as every bank passes them on: no accents, capitals, digits and single blanks, at most 25 characters."""
    kept = re.sub(r"[^A-Z0-9]+", " ", fold(words).upper()).strip()
    return kept[:LONGEST_REFERENCE].strip()


def payload(transfer: Transfer) -> str:
    """The text of the QR code, check sum at its end."""
    account = tlv.written((("00", transfer.bank), ("01", transfer.number)))
    body = tlv.written((
        ("00", "01"),
        ("01", _FOR_ONE_TRANSFER if transfer.amount else _FIXED),
        ("38", tlv.written((("00", NAPAS), ("01", account), ("02", transfer.service)))),
        ("53", _DONG),
        ("54", str(transfer.amount) if transfer.amount else ""),
        ("58", _VIETNAM),
        ("62", tlv.written((("08", transfer.reference),))),
    ))  # fmt: skip
    unsigned = f"{body}6304"
    return unsigned + tlv.check_sum(unsigned)


def read_payload(text: str) -> Transfer:
    """The transfer a QR code asks for; `Invalid` where its check sum is wrong or it is no Vietnamese transfer.

    Codes of other programs carry more than ours (names, places, a bill's number); that is passed over.
    """
    if len(text) < 8 or text[-8:-4] != "6304" or tlv.check_sum(text[:-4]) != text[-4:].upper():
        raise Invalid("The payment code is broken.", hint="Scan it again.", code="bad_payment_code")
    fields = tlv.read(text[:-8])
    merchant = tlv.read(fields.get("38", ""))
    account = tlv.read(merchant.get("01", ""))
    if merchant.get("00") != NAPAS or fields.get("53") != _DONG or fields.get("58") != _VIETNAM:
        raise Invalid("The code is not one of a transfer in Vietnam.", code="not_a_transfer")
    try:
        service = Service(merchant.get("02", Service.ACCOUNT))
    except ValueError:
        raise Invalid("The code asks for a service that is not known.", code="not_a_transfer") from None
    made = Transfer(account.get("00", ""), account.get("01", ""), _amount(fields.get("54", "")), "", service)
    return replace(made, reference=tlv.read(fields.get("62", "")).get("08", "").strip())


def _amount(text: str) -> int:
    if not text:
        return 0
    if not _AMOUNT.match(text):
        raise Invalid("The amount of the payment code is not in whole đồng.", field="amount", code="bad_payment_code")
    return int(text.partition(".")[0])


def _refused(message: str, field: str, hint: str) -> Invalid:
    return Invalid(message, field=field, hint=hint, code="bad_transfer")
