"""Which form a slip is printed on: the law of the dossier's day decides, and number 05 changed its meaning."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from congvu.core.refusals import NotFound
from congvu.domain.onestop.papers import FORMS, Form, FormCode, form_on

BEFORE, AFTER = date(2025, 9, 14), date(2025, 9, 15)


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        (FormCode.RECEIPT, "01", "01"), (FormCode.SUPPLEMENT, "02", "02"), (FormCode.REFUSAL, "03", "03"),
        (FormCode.APOLOGY, "04", "04"), (FormCode.CONTROL, "05", "06"), (FormCode.REGISTER, "06", "07"),
    ],
)  # fmt: skip
def test_each_form_has_its_number_of_the_day(code: FormCode, before: str, after: str) -> None:
    old, new = form_on(code, BEFORE), form_on(code, AFTER)
    assert (old.number, old.basis) == (before, "Thông tư số 01/2018/TT-VPCP")
    assert (new.number, new.basis) == (after, "Thông tư số 03/2025/TT-VPCP")


def test_number_05_is_the_control_slip_before_and_the_stop_notice_after() -> None:
    fives = {form.basis: form.code for form in FORMS if form.number == "05"}
    assert set(fives.values()) == {FormCode.CONTROL, FormCode.STOP}
    assert form_on(FormCode.STOP, AFTER).title == "Thông báo dừng giải quyết hồ sơ"


def test_the_apology_was_a_new_appointment_and_is_now_an_extension_too() -> None:
    assert form_on(FormCode.APOLOGY, BEFORE).title == "Phiếu xin lỗi và hẹn lại ngày trả kết quả"
    assert form_on(FormCode.APOLOGY, AFTER).title == "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"


@pytest.mark.parametrize(("code", "on"), [(FormCode.STOP, BEFORE), (FormCode.RECEIPT, date(2018, 12, 31))])
def test_a_day_without_the_form_says_from_when_there_is_one(code: FormCode, on: date) -> None:
    with pytest.raises(NotFound) as refused:
        form_on(code, on)
    assert form_on(code, AFTER).basis in refused.value.hint


def test_what_was_not_verified_says_so_and_why() -> None:
    unsure = [form for form in FORMS if form.standing == "unverified"]
    assert all(form.note for form in unsure)
    assert FormCode.STOP in {form.code for form in unsure}
    assert all(form.note == "" for form in FORMS if form.standing == "verified")


def test_at_most_one_form_of_a_kind_holds_on_any_day() -> None:
    for code in FormCode:
        own = sorted((form for form in FORMS if form.code is code), key=lambda form: form.valid_from)
        for earlier, later in pairwise(own):
            assert earlier.valid_to == later.valid_from


def test_a_number_bears_the_sign_of_form_and_desk() -> None:
    assert form_on(FormCode.RECEIPT, AFTER).symbol("TTPVHCC") == "TN-TTPVHCC"
    assert form_on(FormCode.APOLOGY, AFTER).symbol("") == "PXL"
    assert form_on(FormCode.REGISTER, AFTER).symbol("TTPVHCC") == ""


def test_a_province_may_have_its_own_list() -> None:
    local = (*FORMS, Form(FormCode.RECEIPT, "1a", "Giấy hẹn", "Quyết định số 1/QĐ-UBND", date(2026, 1, 1)))
    assert form_on(FormCode.RECEIPT, date(2026, 2, 1), local).number == "1a"
    assert form_on(FormCode.RECEIPT, date(2025, 12, 31), local).number == "01"
