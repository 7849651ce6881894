"""Nobody fills in a form that will be refused: whoever answers for another agency is told before he types."""

from __future__ import annotations

from django.test import Client

from congvu.domain.procedures.actions import announcing
from tests.domain.procedures.conftest import FIRST, Desk
from tests.kernel.accounts.cast import give, make_account


def test_forms_of_another_agency_stay_closed(desk: Desk, client: Client) -> None:
    version, variant = desk.version, desk.version.variants.get()
    stranger = make_account("noi-khac")
    give(stranger, "par_officer", desk.office.stc)
    client.force_login(stranger)
    for page in (
        f"versions/{version.pk}/", f"versions/{version.pk}/announce/", f"versions/{version.pk}/publish/",
        f"{version.procedure_id}/abolish/", f"cases/{variant.pk}/", f"cases/{variant.pk}/add/paper/",
        f"cases/{variant.pk}/route/read/",
    ):
        assert client.get(f"/procedures/{page}").status_code == 403, page


def test_what_is_announced_and_published_is_not_asked_for_again(desk: Desk, client: Client) -> None:
    officer = make_account("kstt")
    give(officer, "par_officer", None)
    client.force_login(officer)
    desk.complete()
    assert client.get(f"/procedures/versions/{desk.version.pk}/announce/").status_code == 200
    desk.announce()
    home = f"/procedures/{desk.version.procedure_id}/"
    assert client.get(f"/procedures/versions/{desk.version.pk}/announce/")["Location"] == home
    assert client.get(f"/procedures/versions/{desk.version.pk}/publish/").status_code == 200
    announcing.publish(actor=desk.announcer, version_id=desk.version.pk, on=FIRST, now=desk.office.now)
    assert client.get(f"/procedures/versions/{desk.version.pk}/publish/")["Location"] == home
