"""Pages for what went wrong, and the headers of every page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound, Refusal
from congvu.kernel.ui import errors
from congvu.kernel.ui.middleware import CONTENT_SECURITY_POLICY, Refusals, SecurityHeaders

FRAGMENT = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (NotAllowed("Không được giao việc này.", hint="Hỏi Văn phòng."), 403),
        (NotFound("Không có nhiệm vụ này."), 404),
        (MoveRefused("Nhiệm vụ đã kết thúc."), 409),
        (Invalid("Ngày không hợp lệ.", field="due_on"), 422),
        (Refusal("Không thực hiện được."), 409),
    ],
)
def test_a_refusal_becomes_a_page_with_its_own_sentence(rf: RequestFactory, refusal: Refusal, status: int) -> None:
    """Status, what happened, what is safe, what to do next."""
    answer = Refusals(lambda _request: HttpResponse()).process_exception(rf.get("/"), refusal)
    assert answer is not None
    assert answer.status_code == status
    html = page(answer)
    assert refusal.message in html
    assert refusal.hint in html
    for heading in ("Việc đã xảy ra", "Tình trạng dữ liệu", "Việc cần làm tiếp"):
        assert heading in html


def test_an_accident_is_not_a_refusal(rf: RequestFactory) -> None:
    """It goes on to the page for accidents."""
    assert Refusals(lambda _request: HttpResponse()).process_exception(rf.get("/"), ValueError("x")) is None


def test_a_fragment_gets_the_refusal_above_the_page(rf: RequestFactory) -> None:
    """Not a whole page in the middle of an old one."""
    answer = errors.refusal_page(rf.post("/", headers=FRAGMENT), MoveRefused("Nhiệm vụ đã kết thúc."))
    assert answer["HX-Retarget"] == "#flash"
    assert "<html" not in page(answer)
    assert "Nhiệm vụ đã kết thúc." in page(answer)
    assert 'role="alert"' in page(answer)


def test_words_of_a_refusal_are_escaped(rf: RequestFactory) -> None:
    """They may quote what somebody typed."""
    html = page(errors.refusal_page(rf.get("/"), NotFound("<script>alert(1)</script>")))
    assert "<script>alert" not in html


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.not_found, 404),
        (errors.csrf_failure, 403),
        (errors.server_error, 500),
    ],
)
def test_each_error_page_stands_alone(rf: RequestFactory, answer: object, status: int) -> None:
    """Without user, actor, session or database."""
    assert callable(answer)
    made = answer(rf.get("/x/"))
    assert made.status_code == status
    assert "Về trang chủ" in page(made)


def test_too_much_data_is_answered_as_too_large(rf: RequestFactory) -> None:
    """Django reports it as a bad request."""
    answer = errors.bad_request(rf.post("/"), RequestDataTooBig("big"))
    assert answer.status_code == 413
    assert "Tệp quá lớn" in page(answer)


def test_reasons_are_shown_only_where_they_were_written_for_people(rf: RequestFactory) -> None:
    """A path dump of the resolver is not."""
    assert "urlconf" not in page(errors.not_found(rf.get("/"), Http404({"tried": "urlconf"})))
    assert "tệp mật" in page(errors.forbidden(rf.get("/"), PermissionDenied("tệp mật")))


def test_an_accident_on_the_error_page_still_answers(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain text instead of a second accident."""

    def fail(*_args: object, **_options: object) -> HttpResponse:
        raise RuntimeError("no templates")

    monkeypatch.setattr(errors, "_page", fail)
    answer = errors.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert answer["Content-Type"].startswith("text/plain")
    assert "Hệ thống gặp lỗi" in page(answer)


def test_every_answer_carries_the_security_headers(rf: RequestFactory) -> None:
    """A view may set its own; the others are added."""

    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Referrer-Policy": "no-referrer"})

    answer = SecurityHeaders(view)(rf.get("/"))
    assert answer["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "Cache-Control" not in answer


@pytest.mark.parametrize(("signed_in", "kept"), [(True, "private, no-store"), (False, None)])
def test_pages_of_people_are_not_kept_by_caches(rf: RequestFactory, signed_in: bool, kept: str | None) -> None:
    """Nor shown again after signing out."""

    class Person:
        is_authenticated = signed_in

    request = rf.get("/")
    request.user = Person()  # type: ignore[assignment]
    answer = SecurityHeaders(lambda _request: HttpResponse(headers={"Vary": "Cookie"}))(request)
    assert answer.get("Cache-Control") == kept
