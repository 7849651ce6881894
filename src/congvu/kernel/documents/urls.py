"""Addresses of documents and registers."""

from __future__ import annotations

from django.urls import path

from congvu.kernel.documents.views import (
    composing,
    dossiers,
    entries,
    files,
    layout,
    numbering,
    recalling,
    registers,
    routing,
)

app_name = "documents"
urlpatterns = [
    path("", registers.incoming, name="register"),
    path("outgoing/", registers.outgoing, name="outgoing"),
    path("print/<str:direction>/", registers.printed, name="print"),
    path("new/", entries.new, name="new"),
    path("<int:pk>/", entries.detail, name="detail"),
    path("<int:pk>/correct/", entries.correct, name="correct"),
    path("<int:pk>/transfer/", entries.transfer, name="transfer"),
    path("<int:pk>/attach/", entries.add_file, name="attach"),
    path("<int:pk>/route/", routing.route, name="route"),
    path("<int:pk>/assign/", routing.assign, name="assign"),
    path("<int:pk>/propose/", routing.propose, name="propose"),
    path("<int:pk>/progress/", routing.progress, name="progress"),
    path("<int:pk>/recall/", recalling.recall, name="recall"),
    path("<int:pk>/slip/", routing.slip, name="slip"),
    path("<int:pk>/into-dossier/", dossiers.put_document, name="into_dossier"),
    path("files/<int:pk>/", files.download, name="download"),
    path("files/<int:pk>/layout/", layout.check_stored, name="check_stored"),
    path("follow-up/", registers.follow_up, name="follow_up"),
    path("numbering/", numbering.numbering, name="numbering"),
    path("compose/", composing.new_paper, name="compose"),
    path("compose/preview/", composing.preview, name="preview"),
    path("outgoing/new/", layout.new_outgoing, name="new_outgoing"),
    path("check/", layout.check, name="check"),
    path("dossiers/", dossiers.dossiers, name="dossiers"),
    path("dossiers/new/<int:agency_id>/", dossiers.new_dossier, name="new_dossier"),
    path("dossiers/<int:pk>/", dossiers.dossier, name="dossier"),
    path("dossiers/<int:pk>/contents/", dossiers.contents, name="dossier_contents"),
    path("dossiers/<int:pk>/export/", dossiers.export, name="dossier_export"),
    path("dossiers/<int:pk>/<slug:act>/", dossiers.act_on_dossier, name="dossier_act"),
    path("dossiers/of/<int:agency_id>/hand-over/", dossiers.hand_over, name="hand_over"),
    path("dossiers/of/<int:agency_id>/<int:year>/approve/", dossiers.approve, name="approve_dossiers"),
    path("dossiers/of/<int:agency_id>/<int:year>/print/<slug:what>/", dossiers.print_list, name="print_dossiers"),
]
