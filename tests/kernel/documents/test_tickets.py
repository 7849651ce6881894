"""A file that was brought is used by its bringer only, and for a day only."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core import signing

from congvu.core.refusals import Invalid
from congvu.kernel.documents.actions import store_upload
from congvu.kernel.documents.queries.tickets import SALT, file_behind, ticket_for
from tests.kernel.accounts.cast import Cast, cast

__all__ = ["cast"]


def test_a_ticket_is_for_its_bringer(cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    alice, bob = cast.actor("alice"), cast.actor("bob")
    file = store_upload(actor=alice, name="a.txt", content="Nội dung".encode(), now=now)
    ticket = ticket_for(alice, file)
    assert file_behind(alice, ticket) == file
    forged = signing.dumps({"file": file.pk, "by": alice.account_id}, salt="another")
    for actor, text in ((bob, ticket), (alice, ticket[:-1]), (alice, ""), (alice, forged)):
        with pytest.raises(Invalid) as refused:
            file_behind(actor, text)
        assert refused.value.field == "file"
    lost = signing.dumps({"file": file.pk + 1, "by": alice.account_id}, salt=SALT)
    with pytest.raises(Invalid):
        file_behind(alice, lost)
    monkeypatch.setattr("congvu.kernel.documents.queries.tickets.SECONDS", -1)
    with pytest.raises(Invalid):
        file_behind(alice, ticket)
