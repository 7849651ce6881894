"""Addresses of the rulebook."""

from __future__ import annotations

from django.urls import path

from congvu.kernel.rules.views import book, choices

app_name = "rules"
urlpatterns = [
    path("", book.rulebook, name="book"),
    path("grounds/", book.grounds, name="grounds"),
    path("authority/", book.authority, name="authority"),
    path("rule/<str:code>/", book.one_rule, name="rule"),
    path("rule/<str:code>/choose/", choices.choose, name="choose"),
    path("grounds/add/", choices.add_ground, name="add_ground"),
    path("choices/<int:pk>/withdraw/", choices.withdraw, name="withdraw"),
]
