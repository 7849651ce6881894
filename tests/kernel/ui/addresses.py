"""The room alone on the web: its tests need no higher room."""

from __future__ import annotations

from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [path("language/", set_language, name="set_language"), path("ui/", include("congvu.kernel.ui.urls"))]
handler404 = "congvu.kernel.ui.errors.not_found"
handler500 = "congvu.kernel.ui.errors.server_error"
