"""Papers as they come: empty, scanned, endless, in old fonts, lying, exploding; through the upload of a directive."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from congvu.domain.directives.models import Clause, Directive
from congvu.kernel.documents.models import StoredFile
from tests.domain.directives.conftest import TEXT
from tests.kernel.documents import papers
from tests.kernel.documents.test_extract import TCVN3
from tests.rough.conftest import SignIn, Town
from tests.rough.test_acts_with_one_wrong_word import values_of


@pytest.fixture
def desk(town: Town, sign_in: SignIn) -> Client:
    """The directive desk's browser."""
    return sign_in("directive_desk")


def bring(desk: Client, name: str, content: bytes) -> str:
    """Upload a file that is taken; the address of the second step."""
    answer = desk.post("/directives/new/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, dict(answer.context["form"].errors)
    return str(answer.headers["Location"])


def registered(desk: Client, step: str, **more: object) -> Directive:
    """Register what was brought, with what the text does not say typed in."""
    given = values_of(desk.get(step).context["form"])
    typed = {"issued_on": "2026-11-02", "issuer": "Ủy ban nhân dân tỉnh", "subject": "Trích yếu"}
    answer = desk.post(step, {name: given.get(name) or value for name, value in (typed | given).items()} | typed | more)
    assert answer.status_code == 302, dict(answer.context["form"].errors)
    return Directive.objects.latest("pk")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rong.txt", b""),
        ("rong.pdf", b""),
        ("trang.txt", b" \n\t\r\n "),
        ("noi-doi.pdf", b"MZ\x90\x00 program"),
        ("noi-doi.docx", papers.pdf([["x"]])),
        ("bom.docx", papers.bomb()),
        ("bom.docx", papers.bomb(claimed=10)),
        ("chong.docx", papers.overlapping()),
        ("hong.pdf", b"%PDF-1.7\n1 0 obj << /Type /Catalog"),
        ("hong.docx", papers.docx(["x"])[:-40]),
        ("nhi-phan.txt", bytes(range(256)) * 40),
        ("mat.txt", "MẬT\nỦY BAN NHÂN DÂN TỈNH\nSố: 01/CT-UBND\n".encode()),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence_and_not_kept(desk: Client, name: str, content: bytes) -> None:
    known = Directive.objects.count()
    answer = desk.post("/directives/new/", {"file": SimpleUploadedFile(name, content)})
    if answer.status_code == 302:  # taken as a file; then it has no text, and the second step says so
        page = desk.get(answer.headers["Location"])
        assert page.context.get("scan") or not page.context["reading"].is_directive
    else:
        assert answer.status_code == 422
        assert len(str(answer.context["form"].errors["file"][0])) > 20
        assert not StoredFile.objects.exists()
    assert Directive.objects.count() == known


def test_a_scan_without_text_says_so_and_registers_nothing(desk: Client) -> None:
    step = bring(desk, "ban-quet.pdf", papers.scanned_pdf(64, 64, b"\xff" * 4096))
    page = desk.get(step)
    assert page.context["scan"]
    assert b"disabled" in page.content
    known = Directive.objects.count()
    given = {"kind": "cong_van", "code": "9/UBND", "issued_on": "2026-11-02", "issuer": "UBND tỉnh", "subject": "x",
             "urgency": "normal", "arrived_on": "2026-11-03"}  # fmt: skip
    answer = desk.post(step, given)
    assert answer.status_code == 422
    assert Directive.objects.count() == known


@pytest.mark.slow
def test_three_hundred_pages_come_in_whole(desk: Client) -> None:
    pages = [[f"{n}. Sở Nội vụ báo cáo kết quả đợt {n} trước ngày 15/12/2026."] for n in range(1, 299)]
    head = [line for line in TEXT.splitlines()[:12] if line.strip()]
    content = papers.pdf([head, ["Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:"], *pages])
    directive = registered(desk, bring(desk, "ba-tram-trang.pdf", content))
    assert "đợt 298 trước" in directive.text
    assert desk.get(f"/directives/{directive.pk}/review/").status_code == 200
    assert Clause.objects.filter(directive=directive).count() > 250


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_the_encoding_does_not_matter(desk: Client, encoding: str) -> None:
    step = bring(desk, "van-ban.txt", TEXT.replace("\n", "\r\n").encode(encoding))
    form = desk.get(step).context["form"]
    assert form.initial["code"] == "212/UBND-TH"


def test_an_old_font_is_read_and_noted(desk: Client) -> None:
    page = desk.get(bring(desk, "cu.txt", TCVN3.encode("latin-1")))
    assert "Giao Sở Nội vụ chủ trì" in page.context["found"].text


def test_a_story_is_no_directive_but_may_be_registered(desk: Client) -> None:
    step = bring(desk, "truyen.txt", "Ngày xửa ngày xưa có một làng bên sông. Dân làng sống yên vui.".encode())
    page = desk.get(step)
    assert not page.context["reading"].is_directive
    directive = registered(desk, step, code="1/BC")
    assert not Clause.objects.filter(directive=directive).exists()


def test_days_that_do_not_exist_are_not_invented(desk: Client) -> None:
    text = TEXT.replace("ngày 15 tháng 12 năm 2026", "ngày 31 tháng 02 năm 2027").replace("02 tháng 11", "45 tháng 13")
    step = bring(desk, "ngay-sai.txt", text.replace("212/", "213/").encode())
    assert desk.get(step).context["form"].initial["issued_on"] is None
    directive = registered(desk, step)
    dates = set(Clause.objects.filter(directive=directive).values_list("due_on", flat=True))
    assert dates == {None}


def test_ten_megabytes_pasted_are_refused_politely(desk: Client) -> None:
    answer = desk.post("/directives/new/", {"text": "Sở Nội vụ báo cáo. " * 530_000})
    assert answer.status_code in (400, 413, 422)
    assert "<html" in answer.content.decode()


def test_words_of_a_text_are_never_markup_nor_sql(desk: Client) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>'; DROP TABLE casework_case; --"
    text = TEXT.replace("Sở Nội vụ chủ trì", f"Sở Nội vụ {evil} chủ trì").replace("212/", "214/")
    step = bring(desk, "<b>độc</b>.txt", text.encode())
    directive = registered(desk, step, subject=evil, issuer=evil, signer_name=evil[:100])
    clause = directive.clauses.first()
    assert clause is not None
    desk.post(f"/directives/{directive.pk}/clauses/{clause.pk}/reject/", {"words": evil})
    for path in ("", "review/", "issue/", f"clauses/{clause.pk}/"):
        page = desk.get(f"/directives/{directive.pk}/{path}", follow=True).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    for path in ("/directives/", "/search/?q=script", "/documents/", "/journal/"):
        assert "<script>alert" not in desk.get(path).content.decode()


def test_a_number_registered_twice_is_asked_about(desk: Client) -> None:
    known = Directive.objects.count()
    first = registered(desk, bring(desk, "a.txt", TEXT.replace("giải ngân", "quyết toán").encode()), code="77/UBND-TH")
    assert Directive.objects.count() == known + 1
    step = bring(desk, "b.txt", TEXT.replace("giải ngân", "nghiệm thu").encode())
    entry = {"kind": "cong_van", "code": "77/UBND-TH", "issued_on": "2026-11-02", "issuer": first.document.issuer,
             "subject": "x", "urgency": "normal", "arrived_on": "2026-11-03"}  # fmt: skip
    answer = desk.post(step, entry)
    assert answer.status_code == 422
    assert "confirm_duplicate" in answer.context["form"].fields
    assert Directive.objects.count() == known + 1
