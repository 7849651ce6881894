"""Nothing hangs: units where nobody can act, cases nobody has in hand, absent receivers; calendars and kept views."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from congvu.core.refusals import Invalid, NotFound
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor, actor_of
from congvu.kernel.casework import actions
from congvu.kernel.casework.actions import notes, saved_views
from congvu.kernel.casework.actions.daily_sweep import sweep
from congvu.kernel.casework.actions.feeds import make_feed, note_reading, revoke_feed
from congvu.kernel.casework.models import CalendarFeed, Case, Notice
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.dead_groups import dead_groups
from congvu.kernel.casework.queries.feeds import entries_of, feed_by_token
from congvu.kernel.casework.queries.kept_views import default_view, pinned_views, shared_with
from congvu.kernel.journal.models import Line
from congvu.kernel.org.models import Absence, Appointment, Official
from tests.kernel.accounts.cast import give, make_account
from tests.kernel.casework.office import Office

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def away(office: Office, who: Actor, deputy: Actor | None) -> None:
    on = people.local_date(office.now)
    Absence.objects.create(
        official_id=who.official_id or 0, from_on=on, to_on=on + 5 * DAY, recorded_at=office.now,
        deputy_id=deputy.official_id if deputy else None,
    )  # fmt: skip


def watcher(office: Office) -> Actor:
    grants = {"casework.unit.watch": None, "casework.case.read": None}
    return replace(office.chief, grants=grants)


def log_in(office: Office, who: Actor, unit: str = "snv") -> Account:
    account = make_account(who.login, Official.objects.get(pk=who.official_id or 0))
    give(account, "official", {"snv": office.snv, "stc": office.stc}[unit])
    return account


# --- offers to people who are away ---


def test_an_offer_to_an_absent_person_goes_to_the_deputy_with_both_names(office: Office) -> None:
    case = actions.accept(actor=office.chief, case_id=office.case().pk, now=office.now)
    away(office, office.an, office.binh)
    actions.offer(
        actor=office.chief, case_id=case.pk, to_agency_id=office.snv.pk, to_official_id=office.an.official_id,
        now=office.now,
    )  # fmt: skip
    case.refresh_from_db()
    assert case.transfer_official_id == office.binh.official_id
    text = str(Line.objects.get(stream=case.stream, seq=case.seq).text)
    assert "Chuyên viên An" in text
    assert "Chuyên viên Bình" in text


def test_an_absent_person_without_a_deputy_gets_nothing(office: Office) -> None:
    case = actions.accept(actor=office.chief, case_id=office.case().pk, now=office.now)
    away(office, office.an, None)
    with pytest.raises(Invalid):
        actions.offer(
            actor=office.chief, case_id=case.pk, to_agency_id=office.snv.pk, to_official_id=office.an.official_id,
            now=office.now,
        )  # fmt: skip
    case.refresh_from_db()
    assert case.transfer_agency_id is None


# --- units where nobody can act ---


def test_a_unit_whose_log_ins_are_locked_is_listed(office: Office) -> None:
    case = actions.accept(actor=office.chief, case_id=office.case().pk, now=office.now)
    accounts = [log_in(office, office.chief), log_in(office, office.an)]
    assert dead_groups(watcher(office), office.now) == []
    for account in accounts:
        Account.objects.filter(pk=account.pk).update(locked_until=office.now + HOUR)
    (row,) = dead_groups(watcher(office), office.now)
    assert (row.agency_id, row.official_id, row.count) == (case.holder_agency_id, None, 1)


def test_a_unit_where_everybody_is_away_is_listed_and_a_deputy_saves_it(office: Office) -> None:
    actions.accept(actor=office.chief, case_id=office.case().pk, now=office.now)
    log_in(office, office.binh)
    away(office, office.chief, None)
    away(office, office.an, None)
    assert [row.agency_id for row in dead_groups(watcher(office), office.now)] == [office.snv.pk]
    Absence.objects.filter(official_id=office.an.official_id or 0).update(deputy_id=office.binh.official_id)
    Absence.objects.filter(official_id=office.an.official_id or 0).first().save()  # type: ignore[union-attr]
    assert [row for row in dead_groups(watcher(office), office.now) if row.official_id is None] == []


def test_the_desk_of_somebody_who_left_is_listed(office: Office) -> None:
    case = actions.accept(
        actor=office.chief, case_id=office.case().pk, official_id=office.an.official_id, now=office.now
    )
    log_in(office, office.chief)
    for row in Appointment.objects.filter(official_id=office.an.official_id or 0):
        row.to_on = people.local_date(office.now)
        row.save()
    (found,) = dead_groups(watcher(office), office.now)
    assert (found.official_id, found.agency_id) == (case.holder_official_id, office.snv.pk)


def test_a_sealed_case_alone_raises_no_alarm(office: Office) -> None:
    case = actions.accept(actor=office.chief, case_id=office.case().pk, now=office.now)
    notes.restrict(actor=office.desk, case_id=case.pk, confidentiality="sealed", reason="x", now=office.now)
    assert dead_groups(watcher(office), office.now) == []
    assert dead_groups(office.stranger, office.now) == []


# --- the daily sweep ---


def test_the_head_hears_of_a_case_nobody_has_had_in_hand_for_a_working_day(office: Office) -> None:
    case = actions.accept(actor=office.chief, case_id=office.case().pk, now=office.now)
    assert sweep(now=office.now + DAY)["nameless"] == 0
    (offered,) = [office.case()]
    actions.deem_received(case_id=offered.pk, now=office.now + 10 * DAY)
    offered.refresh_from_db()
    assert offered.holder_official_id == office.chief.official_id, "it went to the head by name"
    nameless = office.case(
        holder_agency_id=office.snv.pk, holder_official_id=None, transfer_agency_id=None, transfer_at=None,
        transfer_due_at=None, phase="in_progress",
    )  # fmt: skip
    counts = sweep(now=office.now + 5 * DAY)
    assert counts["nameless"] == 1
    notice = Notice.objects.get(verb="case.left_nameless")
    assert (notice.case_id, notice.official_id) == (nameless.pk, office.chief.official_id)
    assert Line.objects.filter(stream="sweep", verb="sweep.done").count() == 2
    assert case.pk != nameless.pk


# --- the calendar of a person ---


def test_a_feed_has_what_i_hold_without_titles_of_restricted_and_never_what_is_sealed(office: Office) -> None:
    account = log_in(office, office.an)
    cases = [office.case(title=f"Việc {n}") for n in range(3)]
    for case in cases:
        actions.accept(actor=office.chief, case_id=case.pk, official_id=office.an.official_id, now=office.now)
    for case, level in zip(cases[1:], ("restricted", "sealed"), strict=True):
        notes.restrict(
            actor=office.desk, case_id=case.pk, confidentiality=level, official_ids=(office.an.official_id or 0,),
            reason="x", now=office.now,
        )  # fmt: skip
    actor = actor_of(account, people.local_date(office.now))
    feed, token = make_feed(actor=actor, now=office.now)
    assert token not in (feed.token_hash, feed.hint)
    found = feed_by_token(token, office.now)
    assert found is not None
    entries = entries_of(found[1], office.now)
    assert [entry.key for entry in entries] == [cases[0].code, cases[1].code]
    assert "Việc 0" in entries[0].title
    assert "Việc 1" not in f"{entries[1].title}{entries[1].text}"


def test_a_renewed_or_revoked_feed_answers_no_more_and_a_locked_account_neither(office: Office) -> None:
    account = log_in(office, office.an)
    actor = actor_of(account, people.local_date(office.now))
    _first, old = make_feed(actor=actor, now=office.now)
    _second, new = make_feed(actor=actor, now=office.now)
    assert feed_by_token(old, office.now) is None
    assert feed_by_token(new, office.now) is not None
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert feed_by_token(new, office.now) is None
    Account.objects.filter(pk=account.pk).update(is_active=True)
    revoke_feed(actor=actor, now=office.now)
    assert feed_by_token(new, office.now) is None
    with pytest.raises(NotFound):
        revoke_feed(actor=actor, now=office.now)
    assert feed_by_token("nonsense", office.now) is None


def test_the_moment_of_change_moves_only_with_the_content(office: Office) -> None:
    actor = actor_of(log_in(office, office.an), people.local_date(office.now))
    feed, _token = make_feed(actor=actor, now=office.now)
    note_reading(feed=feed, etag="a", now=office.now)
    note_reading(feed=feed, etag="a", now=office.now + HOUR)
    assert CalendarFeed.objects.get(pk=feed.pk).changed_at == office.now
    note_reading(feed=feed, etag="b", now=office.now + HOUR)
    assert CalendarFeed.objects.get(pk=feed.pk).changed_at == office.now + HOUR


# --- kept views ---


def test_views_are_shared_within_the_agency_pinned_and_one_is_the_default(office: Office) -> None:
    on = date(2026, 11, 24)
    an, rival = actor_of(log_in(office, office.an), on), actor_of(log_in(office, office.rival, "stc"), on)
    chief = actor_of(log_in(office, office.chief), on)
    first = saved_views.save_view(actor=an, page="desk.cases", name="Quá hạn", query="state=overdue")
    second = saved_views.save_view(actor=an, page="desk.cases", name="Sắp đến hạn", query="state=due_soon")
    saved_views.share_view(actor=an, view_id=first.pk, on=True)
    assert [view.name for view in shared_with(chief, "desk.cases")] == ["Quá hạn"]
    assert shared_with(rival, "desk.cases") == []
    saved_views.make_default(actor=an, view_id=first.pk, on=True)
    saved_views.make_default(actor=an, view_id=second.pk, on=True)
    assert default_view(an, "desk.cases") == second
    saved_views.pin_view(actor=an, view_id=first.pk, on=True)
    assert [view.name for view in pinned_views(an)] == ["Quá hạn"]
    with pytest.raises(NotFound):
        saved_views.share_view(actor=chief, view_id=first.pk, on=False)
    assert Case.objects.count() == 0
