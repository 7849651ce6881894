"""Addresses of the catalogue."""

from __future__ import annotations

from django.urls import path

from congvu.domain.procedures.views import (
    announcing,
    catalogue,
    delegated,
    drafting,
    exchange,
    importing,
    posting,
    routes,
)

app_name = "procedures"
urlpatterns = [
    path("", catalogue.index, name="catalogue"),
    path("coverage/", catalogue.coverage, name="coverage"),
    path("deadlines/", announcing.listed, name="deadlines"),
    path("import/", importing.upload, name="import"),
    path("import/sample/", importing.sample, name="import_sample"),
    path("import/<str:ticket>/", importing.check, name="import_check"),
    path("exchange/", exchange.index, name="exchange"),
    path("exchange/catalogue.<slug:fmt>", exchange.export, name="export"),
    path("exchange/<str:ticket>/", exchange.check, name="exchange_check"),
    path("new/", drafting.new, name="new"),
    path("delegations/", delegated.index, name="delegations"),
    path("delegations/new/", delegated.new, name="record_delegation"),
    path("delegations/<int:delegation_id>/", delegated.delegation, name="delegation"),
    path("delegations/<int:delegation_id>/correct/", delegated.correct, name="correct_delegation"),
    path("delegations/<int:delegation_id>/end/", delegated.end, name="end_delegation"),
    path("desks/", posting.index, name="desks"),
    path("desks/<int:desk_id>/", posting.desk, name="desk_postings"),
    path("desks/<int:desk_id>/note/", posting.note, name="note_posted"),
    path("desks/<int:desk_id>/own/", posting.choose, name="choose_posting"),
    path("desks/<int:desk_id>/sheets.pdf", posting.sheets, name="desk_sheets"),
    path("desks/<int:desk_id>/<int:procedure_id>/down/", posting.take_down, name="take_down"),
    path("desks/<int:desk_id>/<int:procedure_id>/rule/", posting.follow_rule, name="follow_rule"),
    path("<int:procedure_id>/competence/", delegated.competence, name="competence"),
    path("versions/<int:version_id>/sheet.<str:fmt>", posting.sheet, name="sheet"),
    path("<int:procedure_id>/", catalogue.procedure, name="procedure"),
    path("<int:procedure_id>/compare/", catalogue.compare, name="compare"),
    path("<int:procedure_id>/begin/", drafting.begin, name="begin"),
    path("<int:procedure_id>/abolish/", announcing.abolish, name="abolish"),
    path("versions/<int:version_id>/", drafting.draft, name="draft"),
    path("versions/<int:version_id>/cases/", drafting.add_variant, name="add_variant"),
    path("versions/<int:version_id>/announce/", announcing.announce, name="announce"),
    path("versions/<int:version_id>/publish/", announcing.publish, name="publish"),
    path("cases/<int:variant_id>/", drafting.variant, name="variant"),
    path("cases/<int:variant_id>/add/<slug:kind>/", drafting.add_row, name="add_row"),
    path("cases/<int:variant_id>/stations/<int:position>/", drafting.change_station, name="change_station"),
    path("cases/<int:variant_id>/change/", drafting.change_row, name="change_row"),
    path("cases/<int:variant_id>/route/", routes.drawn, name="route"),
    path("cases/<int:variant_id>/route.bpmn", routes.file, name="route_file"),
    path("cases/<int:variant_id>/route/read/", routes.read, name="read_route"),
    path("cases/<int:variant_id>/remove/", drafting.remove_variant, name="remove_variant"),
]
