"""Addresses of the counters. Display and kiosk are public: the one shows no names, the other has a secret address."""

from __future__ import annotations

from django.urls import path

from congvu.domain.counters.views import desks, public, serving

app_name = "counters"
urlpatterns = [
    path("", desks.index, name="desks"),
    path("<int:agency_id>/", desks.desk, name="desk"),
    path("<int:agency_id>/add/<slug:what>/", desks.add, name="add"),
    path("<int:agency_id>/numbers/", desks.numbers, name="numbers"),
    path("<int:agency_id>/waits/", desks.waits, name="waits"),
    path("windows/<int:window_id>/change/", desks.change_window, name="change_window"),
    path("end/<slug:what>/<int:pk>/", desks.end, name="end"),
    path("windows/<int:window_id>/", serving.window, name="window"),
    path("windows/<int:window_id>/next/", serving.call_next, name="call_next"),
    path("windows/<int:window_id>/tickets/<int:ticket_id>/<slug:act>/", serving.act, name="act"),
    path("display/<int:agency_id>/", public.display, name="display"),
    path("display/<int:agency_id>/board/", public.board, name="board"),
    path("chime.wav", public.chime, name="chime"),
    path("kiosk/<str:key>/", public.kiosk, name="kiosk"),
    path("kiosk/<str:key>/<int:ticket_id>/", public.ticket, name="ticket"),
]
