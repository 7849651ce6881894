"""Addresses of the directives room."""

from __future__ import annotations

from django.urls import path

from congvu.domain.directives.views import importing, issuing, lineage, meetings, registering, reviewing, statistics

app_name = "directives"
urlpatterns = [
    path("", registering.register, name="register"),
    path("new/", registering.new, name="new"),
    path("new/<str:ticket>/", registering.facts, name="facts"),
    path("import/", importing.upload, name="import"),
    path("import/sample.xlsx", importing.sample, name="import_sample"),
    path("import/<str:ticket>/", importing.check, name="import_check"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("statistics/units/", statistics.units, name="statistics_units"),
    path("statistics/cases/<slug:figure>/<slug:promise>/", statistics.cases, name="figure_cases"),
    path("extensions/", statistics.extensions, name="extensions"),
    path("<int:directive_id>/extensions/", statistics.extensions_of, name="extensions_of"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.new, name="meeting_new"),
    path("meetings/<int:meeting_id>/", meetings.meeting, name="meeting"),
    path("meetings/<int:meeting_id>/change/", meetings.change, name="meeting_change"),
    path("meetings/<int:meeting_id>/cancel/", meetings.cancel, name="meeting_cancel"),
    path("meetings/<int:meeting_id>/issue/", meetings.issue, name="meeting_issue"),
    path("meetings/<int:meeting_id>/notice.<str:fmt>", meetings.notice, name="meeting_notice"),
    path("meetings/<int:meeting_id>/<int:conclusion_id>/", meetings.conclusion, name="conclusion"),
    path("meetings/<int:meeting_id>/<int:conclusion_id>/accept/", meetings.accept, name="conclusion_accept"),
    path("meetings/<int:meeting_id>/<int:conclusion_id>/remove/", meetings.remove, name="conclusion_remove"),
    path("<int:directive_id>/", registering.directive, name="directive"),
    path("<int:directive_id>/lineage/", lineage.lineage, name="lineage"),
    path("<int:directive_id>/lineage/declare/", lineage.declare, name="declare"),
    path("<int:directive_id>/plans/", lineage.expect, name="expect"),
    path("<int:directive_id>/targets/<int:target_id>/", lineage.result, name="target_result"),
    path("plans/<int:expected_id>/waive/", lineage.waive, name="waive"),
    path("lineage/<int:answering_id>/", lineage.comparison, name="comparison"),
    path("lineage/<int:answering_id>/<slug:act>/", lineage.decide, name="links"),
    path("<int:directive_id>/end/", issuing.end, name="end"),
    path("<int:directive_id>/review/", reviewing.review, name="review"),
    path("<int:directive_id>/accept/", reviewing.accept, name="accept"),
    path("<int:directive_id>/mark/", reviewing.mark, name="mark"),
    path("<int:directive_id>/clauses/add/", reviewing.add, name="add"),
    path("<int:directive_id>/clauses/<int:clause_id>/", reviewing.clause, name="clause"),
    path("<int:directive_id>/clauses/<int:clause_id>/reject/", reviewing.reject, name="reject"),
    path("<int:directive_id>/clauses/<int:clause_id>/proposed-limit/", reviewing.propose, name="propose"),
    path("<int:directive_id>/clauses/<int:clause_id>/split/", reviewing.split, name="split"),
    path("<int:directive_id>/clauses/<int:clause_id>/merge/", reviewing.merge, name="merge"),
    path("<int:directive_id>/issue/", issuing.issue, name="issue"),
]
