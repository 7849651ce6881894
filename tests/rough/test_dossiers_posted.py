"""Phiếu tiếp nhận gửi sai cách: nonsense in every field, lying and endless files, an expired form or session."""

from __future__ import annotations

import random
import re
import tracemalloc
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congvu.core.refusals import Invalid
from congvu.domain.onestop.models import Bundle, Dossier, GivenPaper
from congvu.domain.procedures.models import Version
from congvu.kernel.accounts.models import Account
from congvu.kernel.casework.models import Case
from congvu.kernel.documents.actions.files import store_upload
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.documents.policy.uploads import max_bytes
from congvu.kernel.org.models import Official
from tests.domain.onestop.shop import MONDAY, Shop
from tests.kernel.accounts.cast import give, make_account
from tests.kernel.documents import papers
from tests.rough.test_anything_typed import JUNK, broken


@pytest.fixture
def clerk(shop: Shop) -> Account:
    account = make_account("mot-cua", Official.objects.get(code="mot-cua-01"))
    give(account, "one_stop_clerk", shop.ward)
    return account


@pytest.fixture
def client(clerk: Account) -> Client:
    found = Client(raise_request_exception=False)
    found.force_login(clerk)
    return found


@pytest.fixture
def address(shop: Shop) -> str:
    return f"/onestop/receive/?case={shop.variant('copy').pk}"


#: Everything the browser sends of the reception form, right.
RIGHT = {
    "kind": "citizen", "id_kind": "personal", "id_number": "001099000001", "phone": "0912 345 678", "after": "",
    "name": "Nguyễn Văn Minh Họa", "born_on": "02/01/1990", "address": "Thôn 1", "email": "a@b.vn", "content": "Xin",
    "sets": "1", "channel": "counter", "delivery": "counter", "deliver_to": "", "proxy_name": "", "proxy_id": "",
    "proxy_authority": "", "key": "", "state_1": "given", "originals_1": "1", "copies_1": "0", "state_2": "given",
    "originals_2": "1", "copies_2": "0", "count_1": "1", "paid_1": "cash", "exempt_1": "", "extra": "", "copies_0": "",
    "kept_1": "", "kept_2": "", "words": "", "ground": "", "do": "receive", "choose": "",
}  # fmt: skip
#: Values that one field or another takes; anything may stand in any.
LIKELY = (
    *JUNK, *sorted({value for value in RIGHT.values() if value}), "ask", "decline", "find", "missing", "held", "shown",
    "post", "online", "tax", "passport", "decision", "none", "dossier_refusal.duplicate", "123/QĐ-UBND", "-5", "1e5",
    "999999999", "9" * 18, "Nguyê\u0303n", "a\x00b", "\U0001f9a6" * 50,
)  # fmt: skip


def told(answer: Any) -> str:
    """What the page says, one way or another."""
    return re.sub(r"<[^>]+>", " ", answer.content.decode())


def settled_in_words(answer: Any) -> None:
    """Either a dossier, or a page that names what is wrong; never an accident."""
    assert broken(answer) == ""
    if answer.status_code == 302:
        assert Dossier.objects.exists()
    elif answer.status_code == 422:
        form = answer.context["form"]
        assert form.errors
        assert all(len(str(words)) > 10 for many in form.errors.values() for words in many)
    else:
        assert answer.status_code in (200, 400, 403, 404, 409), answer.status_code


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_form_makes_a_dossier_or_says_what_is_wrong(client: Client, address: str, data: st.DataObject) -> None:
    value = st.sampled_from(LIKELY) | st.text(max_size=30)
    wrong = data.draw(st.dictionaries(st.sampled_from(sorted(RIGHT)), value, max_size=8))
    left_out = data.draw(st.sets(st.sampled_from(sorted(RIGHT)), max_size=3))
    sent = {name: typed for name, typed in {**RIGHT, **wrong}.items() if name not in left_out}
    settled_in_words(client.post(address, sent))


@pytest.mark.parametrize("do", ["receive", "ask", "decline", "find"])
def test_every_nonsense_somewhere(client: Client, address: str, do: str) -> None:
    rng = random.Random(do)
    free = ("name", "address", "content", "exempt_1", "extra", "words", "ground", "deliver_to", "proxy_name", "key",
            "after", "copies_1", "count_1", "born_on", "paid_1", "kept_1", "choose")  # fmt: skip
    for value in LIKELY:
        settled_in_words(client.post(address, {**RIGHT, "do": do, "paid_1": "", rng.choice(free): value}))


@pytest.mark.parametrize(("count", "said"), [("-1", "âm"), ("NaN", "âm"), ("1e9", "âm"), ("9" * 15, "âm"), ("0", "âm")])
def test_a_count_of_fees_that_is_none_is_said_and_everything_stays_typed(
    client: Client, address: str, count: str, said: str
) -> None:
    answer = client.post(address, {**RIGHT, "count_1": count})
    assert answer.status_code == 422
    assert said in told(answer)
    page = answer.content.decode()
    for kept in ("Nguyễn Văn Minh Họa", "001099000001", "02/01/1990", f'value="{count}"'):
        assert kept in page, kept
    assert not Dossier.objects.exists()


def test_a_version_that_ended_while_the_form_was_filled_in_keeps_what_was_typed(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200
    Version.objects.update(to_on=MONDAY.date())
    answer = client.post(address, RIGHT)
    assert answer.status_code == 422
    assert "09/11/2026" in told(answer)
    assert "Nguyễn Văn Minh Họa" in answer.content.decode()
    assert client.get(address).status_code in (409, 422)


# Files


class Endless(BytesIO):
    """A file that never ends and is never made: it counts what is read of it."""

    given = 0

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size >= 0, "read without a limit"
        self.given += size
        return b"%PDF-1.7\n" + b"0" * (size - 9)


def test_two_gigabytes_are_refused_after_what_is_allowed(shop: Shop) -> None:
    file = Endless()
    tracemalloc.start()
    with pytest.raises(Invalid, match="MB"):
        store_upload(actor=shop.clerk, name="to.pdf", content=file, now=MONDAY)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert file.given <= max_bytes() + 1
    assert most < 4 * max_bytes()
    assert not StoredFile.objects.exists()


def test_a_file_too_large_is_said_and_the_other_one_is_kept(client: Client, address: str, settings: Any) -> None:
    settings.CONGVU_UPLOAD_BYTES = 1024 * 1024
    large = SimpleUploadedFile("lon.pdf", b"%PDF-1.7" + b"0" * (1024 * 1024 + 1))
    good = SimpleUploadedFile("don.txt", "Đơn đề nghị cấp bản sao".encode())
    answer = client.post(address, {**RIGHT, "file_1": good, "file_2": large})
    assert answer.status_code == 422
    assert "1 MB" in told(answer)
    assert "don.txt" in answer.content.decode()
    assert not Dossier.objects.exists()
    mark = re.search(r'name="kept_1" value="([^"]+)"', answer.content.decode())
    assert mark is not None
    assert client.post(address, {**RIGHT, "kept_1": mark[1]}).status_code == 302
    assert GivenPaper.objects.get(position=1).file_name == "don.txt"


@pytest.mark.parametrize(
    ("name", "content"),
    [("don.pdf", b"MZ\x90\x00 program"), ("don.docx", papers.pdf([["x"]])), ("don.jpg", b"<script>alert(1)</script>"),
     ("don.exe", b"MZ"), ("bom.docx", papers.bomb()), ("don", b"?"), ("rong.pdf", b""), ("x" * 400 + ".pdf", b"\x00"),
     ("../../etc/passwd", b"root"), ("don.pdf.\u202efdp", b"%PDF")],
)  # fmt: skip
def test_files_of_a_false_type_are_refused_by_name(client: Client, address: str, name: str, content: bytes) -> None:
    answer = client.post(address, {**RIGHT, "file_1": SimpleUploadedFile(name, content)})
    assert broken(answer) == ""
    assert answer.status_code == 422, told(answer)
    assert not StoredFile.objects.exists()
    assert not Dossier.objects.exists()


# An expired form, an expired session


def test_an_old_form_writes_nothing_and_the_page_says_how_to_go_on(clerk: Account, address: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(clerk)
    answer = strict.post(address, RIGHT)
    assert answer.status_code == 403
    assert "hết hiệu lực" in told(answer)
    assert not Dossier.objects.exists()


def test_after_a_sign_out_the_form_is_found_again_and_the_tab_has_kept_what_was_typed(
    client: Client, address: str
) -> None:
    page = client.get(address).content.decode()
    assert re.search(r"<form[^>]+data-draft=", page), "the browser keeps what is typed only in forms so marked"
    client.logout()
    answer = client.post(address, RIGHT, HTTP_REFERER=f"http://testserver{address}")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")
    assert "receive" in answer["Location"]
    assert not Dossier.objects.exists()


# A sheet


def sheet(rows: int, **wrong: str) -> SimpleUploadedFile:
    """A sheet of so many people; `wrong` stands in the first of them."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["Họ và tên", "Số giấy tờ", "Ngày sinh", "Điện thoại"])
    for n in range(rows):
        given = wrong if n == 0 else {}
        page.append([given.get("name", f"Người {n}"), given.get("number", f"0010990{n:05d}"), given.get("born", ""),
                     given.get("phone", "")])  # fmt: skip
    kept = BytesIO()
    book.save(kept)
    return SimpleUploadedFile("danh-sach.xlsx", kept.getvalue())


@pytest.mark.parametrize("rows", [0, 1000])
def test_sheets_too_long_or_empty(client: Client, shop: Shop, rows: int) -> None:
    path = f"/onestop/receive/many/?case={shop.variant('copy').pk}"
    sent = {"organisation": "Công ty Minh Họa", "key": "k", "do": "receive", "file": sheet(rows)}
    answer = client.post(path, sent)
    assert broken(answer) == ""
    assert answer.status_code == 422, told(answer)
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"number": "12"}, {"name": ""}, {"born": "31/02/1990"}, {"phone": "abc"}, {"born": "01/01/2999"}, {"name": "12"}],
)
def test_a_line_that_cannot_be_is_named_and_nothing_is_received(
    client: Client, shop: Shop, wrong: dict[str, str]
) -> None:
    path = f"/onestop/receive/many/?case={shop.variant('copy').pk}"
    sent = {"organisation": "Công ty Minh Họa", "key": "k", "do": "receive", "file": sheet(3, **wrong)}
    answer = client.post(path, sent)
    assert broken(answer) == ""
    assert answer.status_code in (200, 422)
    assert re.search(r"\b2\b", told(answer))
    assert not Bundle.objects.exists()


@pytest.fixture(autouse=True)
def sound(db: None, request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever was sent: at the end journal and rows belong together, no code was given out twice."""
    yield
    if "address" in request.fixturenames:
        call_command("verify", quiet=True)
        codes = list(Case.objects.values_list("code", flat=True))
        assert len(codes) == len(set(codes))
