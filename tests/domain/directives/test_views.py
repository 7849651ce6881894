"""The desk's walk on screen: upload, check the entry, review, correct, preview, issue."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from congvu.domain.directives.models import Clause, Directive, Task
from congvu.kernel.casework.models import Case
from congvu.kernel.org.models import Official
from tests.domain.directives.conftest import TEXT
from tests.kernel.accounts.cast import give, make_account
from tests.kernel.casework.office import Office


@pytest.fixture
def desk(office: Office, client: Client) -> Client:
    """A browser in which the directive desk of the Office is signed in."""
    account = make_account("vpubnd.cv01", Official.objects.get(code="desk"))
    give(account, "directive_desk", None)
    client.force_login(account)
    return client


def upload(desk: Client, text: str = TEXT, **more: object) -> str:
    file = SimpleUploadedFile("cong-van-212.txt", text.encode(), content_type="text/plain")
    answer = desk.post("/directives/new/", {"file": file, **more})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return str(answer.headers["Location"])


def register(desk: Client) -> Directive:
    step = upload(desk)
    page = desk.get(step)
    initial = page.context["form"].initial
    form = {name: value if value is not None else "" for name, value in initial.items()}
    answer = desk.post(step, form | {"issuer": initial["issuer"] or "Chủ tịch UBND tỉnh"})
    assert answer.status_code == 302, answer.context["form"].errors
    return Directive.objects.get()


def test_the_entry_is_proposed_from_the_text(desk: Client) -> None:
    page = desk.get(upload(desk))
    initial = page.context["form"].initial
    assert (initial["code"], initial["issued_on"], initial["kind"]) == ("212/UBND-TH", date(2026, 11, 2), "cong_van")


def test_the_whole_walk_from_paper_to_tasks(desk: Client) -> None:
    directive = register(desk)
    review = desk.get(f"/directives/{directive.pk}/review/")
    assert "212/UBND-TH" in review.content.decode()
    clause = next(clause for clause in directive.clauses.all() if "giải ngân" in clause.text)
    form = desk.get(f"/directives/{directive.pk}/clauses/{clause.pk}/").context["form"]
    given = {name: value if value not in (None, False) else "" for name, value in form.initial.items()}
    saved = desk.post(
        f"/directives/{directive.pk}/clauses/{clause.pk}/", given | {"due_on": "2026-12-20", "due_limit": ""}
    )
    assert saved.status_code == 302
    desk.post(f"/directives/{directive.pk}/accept/", {"all": "1"})
    preview = desk.get(f"/directives/{directive.pk}/issue/")
    chosen = [item.clause.pk for item in preview.context["plan"].items if not item.problems]
    assert clause.pk in chosen
    answer = desk.post(f"/directives/{directive.pk}/issue/", {"clause": chosen, "confirm_past": "1"})
    assert answer.status_code == 302
    assert Case.objects.filter(due_at__date=date(2026, 12, 20)).exists()
    page = desk.get(f"/directives/{directive.pk}/").content.decode()
    assert Case.objects.filter(task__clause=clause).get().code in page


@pytest.mark.parametrize("path", ["accept/", "mark/", "clauses/add/"])
def test_nonsense_in_a_review_form_is_a_sentence_not_an_error(desk: Client, path: str) -> None:
    directive = register(desk)
    nonsense = {"clause": "x", "passage": "-1", "mark": "??", "start": "1e9", "end": "-5"}
    answer = desk.post(f"/directives/{directive.pk}/{path}", nonsense, follow=True)
    assert answer.status_code == 200


def test_a_clause_that_is_gone_is_said_politely(desk: Client) -> None:
    directive = register(desk)
    for path in ("clauses/999999/", "clauses/999999/split/", "clauses/999999/reject/"):
        answer = desk.post(f"/directives/{directive.pk}/{path}", {"at": "3", "because": "x"}, follow=True)
        assert answer.status_code == 200
    assert desk.get("/directives/999999/review/").status_code == 404


def test_an_empty_upload_a_lie_and_a_secret_are_refused_with_a_sentence(desk: Client) -> None:
    empty = SimpleUploadedFile("rong.txt", b"")
    lie = SimpleUploadedFile("van-ban.pdf", b"MZ this is a program")
    for form in ({"file": empty}, {"file": lie}, {}, {"text": "Nội dung", "secret": "1"}):
        answer = desk.post("/directives/new/", form)
        assert answer.status_code == 422
        assert answer.context["form"].errors
    assert not Directive.objects.exists()


def test_the_second_of_the_same_document_is_asked_about(desk: Client) -> None:
    register(desk)
    step = upload(desk)
    form = {k: v if v is not None else "" for k, v in desk.get(step).context["form"].initial.items()}
    form["issuer"] = form["issuer"] or "Chủ tịch UBND tỉnh"
    answer = desk.post(step, form)
    assert answer.status_code == 422
    assert "confirm_duplicate" in answer.context["form"].fields
    assert desk.post(step, form | {"confirm_duplicate": "1"}).status_code == 302
    assert Directive.objects.count() == 2


def test_a_file_uploaded_by_somebody_else_is_not_shown(desk: Client, office: Office) -> None:
    step = upload(desk)
    other = make_account("vpubnd.cv02", Official.objects.get(code="desk2"))
    give(other, "directive_desk", None)
    client = Client()
    client.force_login(other)
    assert client.get(step).status_code == 422


def test_a_stranger_is_sent_to_sign_in_and_an_official_may_not_register(office: Office) -> None:
    assert Client().get("/directives/new/").status_code == 302
    account = make_account("snv.an", Official.objects.get(code="an"))
    give(account, "official", office.snv)
    client = Client()
    client.force_login(account)
    assert client.get("/directives/new/").status_code == 403
    assert client.get("/directives/").status_code == 200


def sheet(*rows: tuple[Any, ...]) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (("Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn ban đầu", "Hạn hiện tại"), *rows):
        book.active.append(row)
    buffer = BytesIO()
    book.save(buffer)
    return SimpleUploadedFile("ton-dong.xlsx", buffer.getvalue())


def test_running_tasks_come_in_with_their_original_dates(desk: Client) -> None:
    file = sheet(("Hoàn thành đề án vị trí việc làm", "Sở Nội vụ", "15/01/2026", "30/06/2026", "31/12/2026"))
    answer = desk.post("/directives/import/", {"file": file})
    check = str(answer.headers["Location"])
    assert desk.get(check).context["wrong"] == []
    assert not Task.objects.exists()
    assert desk.post(check).status_code == 302
    case = Case.objects.get()
    assert (case.opened_at.date(), case.first_due_at and case.first_due_at.date()) == (
        date(2026, 1, 15),
        date(2026, 6, 30),
    )
    assert case.due_at is not None
    assert case.due_at.date() == date(2026, 12, 31)


def test_a_sheet_with_one_wrong_row_imports_nothing_and_says_which(desk: Client) -> None:
    file = sheet(
        ("Việc đúng", "Sở Nội vụ", "15/01/2026", "30/06/2026", None),
        ("Việc sai ngày", "Sở Nội vụ", "31/02/2026", None, None),
        ("Việc không rõ đơn vị", "Sở Không Có", "15/01/2026", None, None),
        ("Hạn trước ngày giao", "Sở Nội vụ", "15/01/2026", "01/01/2026", None),
    )
    check = str(desk.post("/directives/import/", {"file": file}).headers["Location"])
    assert [row.line for row in desk.get(check).context["wrong"]] == [3, 4, 5]
    desk.post(check)
    assert not Case.objects.exists()


def test_a_file_that_is_no_sheet_is_refused(desk: Client) -> None:
    answer = desk.post("/directives/import/", {"file": SimpleUploadedFile("x.xlsx", b"PK nothing")})
    assert answer.status_code == 422


def test_the_register_costs_the_same_with_one_row_and_three(
    desk: Client, django_assert_max_num_queries: object
) -> None:
    register(desk)
    with django_assert_max_num_queries(6):  # type: ignore[operator]  # a fixture that is a context manager
        desk.get("/directives/")


def test_statistics_are_offered_as_units_were_and_as_they_are_today(desk: Client) -> None:
    for view in ("was", "now"):
        page = desk.get(f"/directives/statistics/?view={view}")
        assert page.status_code == 200
        assert page.context["view"] == view


def test_statistics_name_their_denominators(desk: Client) -> None:
    page = desk.get("/directives/statistics/?rounding=truncate_2")
    assert page.status_code == 200
    assert "nhiệm vụ đến hạn" in page.content.decode()


def test_the_sample_sheet_can_be_read_back(desk: Client) -> None:
    answer = desk.get("/directives/import/sample.xlsx")
    book = openpyxl.load_workbook(BytesIO(answer.content))
    assert book.active is not None
    assert book.active["C1"].value == "Nội dung nhiệm vụ"


def test_every_clause_state_is_drawn(desk: Client) -> None:
    directive = register(desk)
    states = [state for state, _label in Clause.State.choices]
    for clause, state in zip(directive.clauses.all(), states, strict=False):
        Clause.objects.filter(pk=clause.pk).update(state=state)
    assert desk.get(f"/directives/{directive.pk}/review/").status_code == 200
