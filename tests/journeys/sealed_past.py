"""A draw of the last days, laid into a served demo: published and drawn, with the secrets sealed to the key that the
ordering person's browser has registered. Run as a program in the environment of the installation; prints its code."""

from __future__ import annotations

from datetime import timedelta


def lay_down(slots: int) -> str:
    """The draw; returns its code."""
    from django.utils import timezone

    from congvu.domain.inspections.actions import rounds
    from congvu.domain.inspections.models import Team
    from congvu.domain.inspections.policy.sealed import OWN_MAGIC, read_base64
    from congvu.domain.inspections.queries import draws
    from congvu.kernel.accounts.models import Account
    from congvu.kernel.accounts.policy import actor_of
    from congvu.kernel.org import queries as org
    from tests.domain.inspections.browser import Secrets, seal

    now = timezone.now() - timedelta(days=4)
    account = Account.objects.select_related("official").get(login="chu-tich")
    actor = actor_of(account, now.date())
    code = draws.next_code("hanh-trinh", now.year)
    made = Secrets.make(code, slots)
    assert actor.official_id is not None
    key = draws.newest_key(actor.official_id)
    assert key is not None
    content = b"".join(bytes.fromhex(one) for one in made.all)
    team = next(
        one for one in Team.objects.all()
        if one.members.filter(role="head", official__code="snv-deputy-01", left_on=None).exists()
    )  # fmt: skip
    rounds.commit_round(
        actor=actor, agency_id=team.agency_id, team_id=team.pk, code=code, name="Đợt thử trong hành trình",
        unit_ids=[org.agency_by_code(one).pk for one in ("stc", "xa-an-khanh", "phuong-lam-son")], slots=slots,
        team_size=2, beacon_source="Xổ số kiến thiết", beacon_at=now + timedelta(days=1),
        opens_until=(now + timedelta(days=30)).date(), commitments=made.commitments,
        own_copy=seal(content, [read_base64(key.public, "public")], OWN_MAGIC), now=now,
    )  # fmt: skip
    rounds.enter_beacon(actor=actor, code=code, beacon="giải đặc biệt 482915", read_at="báo tỉnh",
                        now=now + timedelta(days=2))  # fmt: skip
    return code


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congvu.config.settings")
    django.setup()
    print(lay_down(4))  # noqa: T201 -- told to the test
