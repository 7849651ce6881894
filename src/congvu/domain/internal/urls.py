"""Addresses of the room."""

from __future__ import annotations

from django.urls import path

from congvu.domain.internal.views import routes

app_name = "internal"
urlpatterns = [
    path("", routes.index, name="routes"),
    path("new/", routes.new, name="new"),
    path("<int:route_id>/", routes.route, name="route"),
    path("<int:route_id>/compare/", routes.compare, name="compare"),
    path("<int:route_id>/review/", routes.review, name="review"),
    path("<int:route_id>/start/", routes.start, name="start"),
    path("versions/<int:version_id>/", routes.draft, name="draft"),
    path("versions/<int:version_id>/force/", routes.force, name="force"),
    path("versions/<int:version_id>/end/", routes.end, name="end"),
    path("versions/<int:version_id>/stations/<int:position>/remove/", routes.remove, name="remove"),
    path(
        "versions/<int:version_id>/stations/<int:position>/up/", routes.move, {"way": "up"}, name="move_up"
    ),
    path(
        "versions/<int:version_id>/stations/<int:position>/down/", routes.move, {"way": "down"}, name="move_down"
    ),
]
