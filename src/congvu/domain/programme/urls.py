"""Addresses of the programme room."""

from __future__ import annotations

from django.urls import path

from congvu.domain.programme.views import drafts, importing, items, journal, programmes

app_name = "programme"
urlpatterns = [
    path("", programmes.index, name="index"),
    path("new/", programmes.new, name="new"),
    path("consents/", items.consents, name="consents"),
    path("journal/", journal.journal, name="journal"),
    path("journal/print.<str:fmt>", journal.printed, name="journal_print"),
    path("journal/table.xlsx", journal.sheet, name="journal_sheet"),
    path("drafts/", drafts.index, name="drafts"),
    path("drafts/new/", drafts.new, name="draft_new"),
    path("drafts/<str:code>/compare/", drafts.compare, name="draft_compare"),
    path("drafts/<str:code>/return/", drafts.give_back, name="draft_return"),
    path("drafts/<str:code>/finish/", drafts.finish, name="draft_finish"),
    path("import/sample.xlsx", importing.sample, name="import_sample"),
    path("<int:programme_id>/", programmes.board, name="board"),
    path("<int:programme_id>/print.<str:fmt>", programmes.printed, name="print"),
    path("<int:programme_id>/approve/", programmes.approve, name="approve"),
    path("<int:programme_id>/register/", items.register, name="register"),
    path("<int:programme_id>/import/", importing.upload, name="import"),
    path("<int:programme_id>/import/<str:ticket>/", importing.check, name="import_check"),
]
