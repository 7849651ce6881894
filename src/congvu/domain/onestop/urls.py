"""Addresses of the one-stop shop."""

from __future__ import annotations

from django.urls import path

from congvu.domain.onestop.views import acts, desk, desks, dossiers, duties, many, portal, reports, risk, scores

app_name = "onestop"
urlpatterns = [
    path("", desk.index, name="desk"),
    path("reports/settlement/", reports.settlement, name="settlement"),
    path("reports/settlement/dossiers/", reports.dossiers_behind, name="behind"),
    path("reports/scores/", scores.index, name="scores"),
    path("reports/scores/<int:agency_id>/", scores.staff, name="staff_scores"),
    path("dossiers/", dossiers.index, name="dossiers"),
    path("dossiers/views/", dossiers.save_view, name="save_view"),
    path("dossiers/views/<int:pk>/drop/", dossiers.drop_view, name="drop_view"),
    path("dossiers/mine/", dossiers.mine, name="mine"),
    path("dossiers/signing/", dossiers.signing, name="signing"),
    path("dossiers/late/", risk.late, name="late"),
    path("dossiers/many/", many.choose, name="many"),
    path("dossiers/many/<slug:act>/", many.act, name="many_act"),
    path("dossiers/<str:code>/applicant/", dossiers.applicant, name="applicant"),
    path("dossiers/<int:dossier_id>/papers/<int:position>/", dossiers.paper, name="paper"),
    *(path(f"dossiers/<str:code>/{act}/", acts.page_of(act), name=f"act_{act}") for act in acts.PAGES),
    path("risk/", risk.board, name="risk"),
    path("duties/", duties.index, name="duties"),
    path("duties/<int:agency_id>/<int:variant_id>/", duties.duty, name="duty"),
    path("portal/", portal.index, name="portal"),
    path("portal/again/", portal.again, name="portal_again"),
    path("portal/messages/<int:message_id>/", portal.message, name="portal_message"),
    path("portal/comparisons/", portal.reconciliations, name="reconciliations"),
    path("portal/comparisons/<int:pk>/", portal.reconciliation, name="reconciliation"),
    path("portal/comparisons/<int:pk>/appeal/", portal.appeal, name="appeal"),
    path("desks/", desks.index, name="desks"),
    path("desks/add/", desks.add, name="add_desk"),
    path("desks/<int:agency_id>/", desks.change, name="change_desk"),
]
