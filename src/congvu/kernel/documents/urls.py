"""Addresses of documents and registers."""

from __future__ import annotations

from django.urls import path

from congvu.kernel.documents.views import entries, files, registers

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
    path("files/<int:pk>/", files.download, name="download"),
]
