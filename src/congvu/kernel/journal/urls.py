"""Addresses of the journal."""

from __future__ import annotations

from datetime import date

from django.urls import path, register_converter

from congvu.kernel.journal import views


class DayConverter:
    """A day as YYYY-MM-DD."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "day")

app_name = "journal"
urlpatterns = [
    path("", views.lines, name="lines"),
    path("bills/", views.bills, name="bills"),
    path("bills/<day:day>.bill", views.bill_text, name="bill_text"),
    path("bills/<day:day>.sig", views.bill_signature, name="bill_signature"),
    path("streams/<path:stream>/", views.stream, name="stream"),
]
