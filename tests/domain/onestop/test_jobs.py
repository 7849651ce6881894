"""What the one-stop shop says by itself: submissions, results, dossiers never completed. Once each."""

from __future__ import annotations

from congvu.domain.onestop.actions import ending, submitting, supplementing
from congvu.domain.onestop.actions.reminding import alert_submissions, say_next_events
from congvu.kernel.casework.models import Case, Reminder
from congvu.kernel.journal.queries import of_stream
from tests.domain.onestop.shop import Shop, at


def _submitted(shop: Shop) -> Case:
    dossier = submitting.submit_online(
        actor=shop.clerk.system(), desk_id=shop.ward_desk_id, reception=shop.reception(key="k1"), now=at(9)
    )
    return Case.objects.get(pk=dossier.pk)


def test_the_desk_is_told_of_a_submission_after_two_hours_and_again_when_the_answer_is_overdue(shop: Shop) -> None:
    case = _submitted(shop)
    assert alert_submissions(now=at(9, 10)) == 0
    assert alert_submissions(now=at(9, 11)) == 2  # both clerks
    assert alert_submissions(now=at(9, 11, 10)) == 0
    assert set(Reminder.objects.values_list("step", flat=True)) == {"waiting"}
    assert alert_submissions(now=at(10, 10)) == 2
    assert Reminder.objects.filter(step="overdue", case=case).count() == 2
    submitting.accept_submission(actor=shop.clerk, case_id=case.pk, now=at(10, 10))
    assert alert_submissions(now=at(11)) == 0


def _verbs(case_id: int) -> list[str]:
    return [line.verb for line in of_stream(Case.objects.get(pk=case_id).stream).order_by("seq")]


def test_a_dossier_never_completed_is_proposed_to_be_closed_not_closed(shop: Shop) -> None:
    dossier = shop.receive()
    shop.forward(dossier, shop.clerk, at(9, 10))
    supplementing.ask_supplement(actor=shop.specialist, case_id=dossier.pk, words="Ảnh", now=at(10))
    assert say_next_events(now=at(20)) == 0
    assert say_next_events(now=at(7, month=12)) == 1
    assert say_next_events(now=at(7, 10, month=12)) == 0
    case = Case.objects.get(pk=dossier.pk)
    assert case.closed_at is None
    assert case.next_event_at is not None
    assert case.next_event_at > at(7, month=12)
    assert _verbs(dossier.pk)[-1] == "dossier.close_proposed"


def test_a_result_nobody_fetches_is_remembered_every_thirty_days(shop: Shop) -> None:
    dossier = shop.receive()
    shop.forward(dossier, shop.clerk, at(9, 10))
    shop.forward(dossier, shop.specialist, at(10))
    ending.settle(actor=shop.chairman, case_id=dossier.pk, now=at(10, 10))
    assert say_next_events(now=at(30)) == 0
    assert say_next_events(now=at(14, month=12)) == 1
    assert _verbs(dossier.pk)[-1] == "dossier.collect_reminded"
    assert Case.objects.get(pk=dossier.pk).phase == "settled"
