"""The small one-stop shop seen from outside: its procedure is published, a citizen has come in with a code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from congvu.domain.citizens.actions import counter, presences
from congvu.domain.citizens.models import Person
from congvu.domain.citizens.policy.details import mark_of
from congvu.domain.onestop.models import Dossier
from congvu.domain.procedures.actions import announcing
from congvu.face.portal.models import OnlineDraft
from tests.domain.internal.conftest import may
from tests.domain.onestop.shop import Shop
from tests.domain.procedures.conftest import ANNOUNCE, FIRST, READ

NUMBER = "001099000001"


@dataclass
class Street:
    """What a citizen does in front of the public side."""

    shop: Shop
    client: Client

    def publish(self, sort: str = "copy") -> str:
        """Publish a procedure of the shop; returns its code."""
        version = self.shop.variant(sort).version
        announcer = may(self.shop.office.desk, READ, ANNOUNCE)
        announcing.publish(actor=announcer, version_id=version.pk, on=FIRST, now=self.shop.office.now)
        return version.procedure.code

    def come_in(self, number: str = NUMBER, name: str = "Nguyễn Văn Minh Họa") -> Person:
        """With a one-time code of the counter."""
        clerk = may(self.shop.office.chief, "citizens.code.make")
        counter.make_code(
            actor=clerk, agency_id=self.shop.office.snv.pk, name=name, id_number=number, seen="Thẻ căn cước",
            now=timezone.now(),
        )  # fmt: skip
        person = Person.objects.get(subject=mark_of(number))
        self.client.cookies["congvu_citizen"] = presences.begin(person=person, now=timezone.now())
        return person

    def begin(self, code: str) -> OnlineDraft:
        """A draft of the procedure."""
        answer = self.client.post(f"/cong-dan/nop/{code}/")
        assert answer.status_code == 302, answer.content.decode()
        return OnlineDraft.objects.get(key=answer["Location"].rstrip("/").rpartition("/")[2])

    def fill(self, draft: OnlineDraft, act: str = "review", **given: Any) -> Any:
        """Fill the draft in, all papers with it."""
        said = {
            "desk": str(self.shop.ward_desk_id), "phone": "0912345678", "address": "Thôn 1, xã Minh Họa",
            "delivery": "counter", act: "1", **{f"paper-{number}": paper(number) for number in (1, 2)}, **given,
        }  # fmt: skip
        return self.client.post(f"/cong-dan/ban-nhap/{draft.key}/", said)

    def send(self, draft: OnlineDraft) -> Any:
        """Send it."""
        return self.client.post(f"/cong-dan/ban-nhap/{draft.key}/xem-lai/")

    def filed(self, sort: str = "copy") -> Dossier:
        """All of it."""
        draft = self.begin(self.publish(sort))
        assert self.fill(draft).status_code == 302
        answer = self.send(draft)
        assert answer.status_code == 302, answer.content.decode()
        return Dossier.objects.select_related("case").get()

    def text(self, path: str, **given: str) -> str:
        """What a page says."""
        answer = self.client.get(path, given)
        assert answer.status_code == 200, answer.status_code
        return str(answer.content.decode())


def paper(number: int = 1, content: bytes = b"", name: str = "") -> SimpleUploadedFile:
    """A file that is what it says."""
    text = content or f"Đơn đề nghị số {number}\nKính gửi Ủy ban nhân dân xã".encode()
    return SimpleUploadedFile(name or f"don-{number}.txt", text)


@pytest.fixture
def street(shop: Shop, client: Client) -> Street:
    return Street(shop, client)
