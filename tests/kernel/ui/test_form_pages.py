"""A form shown, refused with words beside the field, or carried out and gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from congvu.core.refusals import Invalid, MoveRefused, Refusal, TooMany
from congvu.kernel.ui.form_pages import blame, fill, posted


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


class WindowForm(forms.Form):
    """A window of a counter."""

    name = forms.CharField(label="Tên quầy", max_length=20)


class DrawingForm(WindowForm):
    """With a file besides."""

    drawing = forms.FileField(label="Sơ đồ", required=False)


def sent(rf: RequestFactory, name: str) -> HttpRequest:
    """The form sent, with somewhere to keep messages."""
    request = rf.post("/quay/", {"name": name})
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]  # what the middleware does
    return request


def page(request: HttpRequest, act: Callable[[], str], note: str = "", done: str = "") -> HttpResponse:
    form = WindowForm(posted(request))
    return fill(request, form, act, title="Mở quầy", button="Mở", back="/quay/", note=note, done=done)


def refusing(refusal: Refusal) -> Callable[[], str]:
    def act() -> str:
        raise refusal

    return act


def never() -> str:
    raise AssertionError("carried out")


def test_a_form_is_first_shown_without_faults(rf: RequestFactory) -> None:
    """Title, button, the way back; a note keeps its lines."""
    answer = page(rf.get("/quay/"), never, note="Một\nHai")
    html = answer.content.decode()
    assert answer.status_code == 200
    for words in ("Mở quầy", 'class="btn btn-primary">Mở<', 'href="/quay/"', "Một<br>Hai", "Quay lại", "Hủy"):
        assert words in html
    assert 'role="alert" tabindex="-1" data-error-summary' not in html


def test_what_is_not_filled_in_is_never_carried_out(rf: RequestFactory) -> None:
    """422, and the page says so."""
    answer = page(sent(rf, ""), never)
    assert answer.status_code == 422
    assert "data-error-summary" in answer.content.decode()


def test_an_accepted_form_goes_where_the_act_says(rf: RequestFactory) -> None:
    """And the person is told what is done."""
    request = sent(rf, "Quầy 1")
    answer = page(request, lambda: "/quay/1/", done="Quầy đã mở.")
    assert (answer.status_code, answer["Location"]) == (302, "/quay/1/")
    assert [str(one) for one in get_messages(request)] == ["Quầy đã mở."]


def test_an_accepted_form_says_so_in_any_case(rf: RequestFactory) -> None:
    """Else the browser would offer what was typed again on the next empty form of this address."""
    request = sent(rf, "Quầy 1")
    page(request, lambda: "/quay/1/")
    assert [str(one) for one in get_messages(request)] == ["Đã lưu."]


def test_what_was_typed_is_kept_for_the_whole_address(rf: RequestFactory) -> None:
    """A form about one thing does not get what was typed about another."""
    html = page(rf.get("/quay/", {"item": "7"}), never).content.decode()
    assert 'data-draft="/quay/?item=7"' in html


def test_a_refusal_stands_beside_its_field_and_keeps_what_was_typed(rf: RequestFactory) -> None:
    """What happened and what to do next."""
    answer = page(sent(rf, "Quầy 1"), refusing(Invalid("Đã có quầy này.", hint="Đặt tên khác.", field="name")))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#id_name">Tên quầy</a>: Đã có quầy này. Đặt tên khác.' in html
    assert 'value="Quầy 1"' in html


@pytest.mark.parametrize("refusal", [MoveRefused("Quầy đã đóng."), Invalid("Quầy đã đóng.", field="unknown")])
def test_a_refusal_of_no_field_stands_above_the_form(rf: RequestFactory, refusal: Refusal) -> None:
    """Nothing is lost because a form lacks the field."""
    answer = page(sent(rf, "Quầy 1"), refusing(refusal))
    assert answer.status_code == 422
    assert "<li>Quầy đã đóng.</li>" in answer.content.decode()


def test_whoever_is_too_quick_is_told_when_to_try_again(rf: RequestFactory) -> None:
    """429 with the seconds for machines."""
    answer = page(sent(rf, "Quầy 1"), refusing(TooMany("Đợi một lát.", retry_after=30)))
    assert (answer.status_code, answer["Retry-After"]) == (429, "30")


def test_a_field_of_the_act_may_be_called_otherwise_on_the_form() -> None:
    """The form says where the words belong."""
    form = WindowForm({"name": "Quầy 1"})
    assert form.is_valid()
    blame(form, Invalid("Quá dài.", field="title"), {"title": "name"})
    assert form.errors == {"name": ["Quá dài."]}


def test_the_refusals_of_the_core_are_said_in_the_language_of_the_screen() -> None:
    """The core knows English only."""
    form = WindowForm({"name": "Quầy 1"})
    assert form.is_valid()
    blame(form, Invalid("no such day", code="bad_moment", field="name"))
    assert "no such day" not in str(form.errors)


def test_a_form_with_a_file_is_sent_with_it(rf: RequestFactory) -> None:
    """Only then."""
    request = rf.get("/quay/")
    assert "multipart/form-data" in fill(request, DrawingForm(), never, title="Sơ đồ").content.decode()
    assert "multipart/form-data" not in fill(request, WindowForm(), never, title="Mở quầy").content.decode()
