"""`congvu demo`: where it refuses, and what it says when the province is there already."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from congvu.demo.accounts import LOGINS
from congvu.demo.loading import LOADED, STREAM
from congvu.demo.upload import NAME
from congvu.kernel.accounts.actions import create_account
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.journal.actions import record
from congvu.kernel.org.models import Agency
from tests.demo.conftest import NOW
from tests.kernel.accounts.cast import make_agency

pytestmark = pytest.mark.django_db


def run(*options: str) -> str:
    out = StringIO()
    call_command("demo", *options, stdout=out)
    return out.getvalue()


def test_it_wants_demo_mode() -> None:
    with pytest.raises(CommandError, match="CONGVU_DEMO=1"):
        run()
    assert not Agency.objects.exists()


@pytest.mark.parametrize("options", [(), ("--fresh",)])
def test_it_touches_no_other_data(settings: object, options: tuple[str, ...]) -> None:
    settings.CONGVU_DEMO = True  # type: ignore[attr-defined]  # the fixture of pytest-django
    agency = make_agency("snv", "Sở Nội vụ")
    with pytest.raises(CommandError):
        run(*options)
    assert list(Agency.objects.all()) == [agency]
    assert not Case.objects.exists()


def test_it_says_that_it_is_there_and_who_may_sign_in(settings: object) -> None:
    settings.CONGVU_DEMO = True  # type: ignore[attr-defined]  # the fixture of pytest-django
    record(stream=STREAM, verb=LOADED, at=NOW, actor="demo", body={})
    first = LOGINS[0]
    create_account(
        actor=Actor.system(), login=first.login, full_name="Chủ tịch", with_password=False, is_demo=True, now=NOW
    )
    said = run()
    assert first.login in said
    assert str(first.tries) in said
    assert NAME in said
    assert not Case.objects.exists()
