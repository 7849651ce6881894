"""Addresses of the desk."""

from __future__ import annotations

from django.urls import path

from congvu.face.desk.views import acts, board, cases, home, page, pick, reminders, urging

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("notices/read/", home.read_notices, name="read_notices"),
    path("search/", home.search, name="search"),
    path("overview/", board.overview, name="overview"),
    path("overview/lateness/", board.lateness, name="lateness"),
    path("sweeps/", board.sweeps, name="sweeps"),
    path("urging/", urging.preview, name="urging"),
    path("urging/send/", urging.send, name="urge"),
    path("urging/letters/", urging.letter_list, name="letters"),
    path("urging/letters/zip/", urging.letter_zip, name="letter_zip"),
    path("urging/letters/<int:pk>/", urging.letter, name="letter"),
    path("urging/letters/<int:pk>/act/", urging.letter_act, name="letter_act"),
    path("urging/letters/<int:pk>/<slug:fmt>/", urging.letter_file, name="letter_file"),
    path("reminders/", reminders.digest, name="digest"),
    path("reminders/seen/", reminders.seen, name="reminders_seen"),
    path("reminders/mine/", reminders.mine, name="my_reminders"),
    path("outbox/", reminders.outbox, name="outbox"),
    path("outbox/again/", reminders.again, name="send_again"),
    path("cases/", cases.cases, name="cases"),
    path("cases/views/", cases.save_view, name="save_view"),
    path("cases/views/<int:pk>/", cases.change_view, name="change_view"),
    path("cases/<str:code>/", page.case, name="case"),
    path("cases/<str:code>/certificate/", page.certificate, name="certificate"),
    path("cases/<str:code>/files/<int:pk>/", page.file, name="file"),
    path("cases/<str:code>/watch/", acts.watch, name="watch"),
    path("cases/<str:code>/acts/<str:act>/", acts.act, name="act"),
    path("pick/units/", pick.units, name="pick_units"),
    path("pick/people/", pick.officials, name="pick_people"),
]
