"""Addresses of the room."""

from __future__ import annotations

from django.urls import URLPattern, path

from congvu.domain.conduct.views import acts, files, registers

app_name = "conduct"

#: Kỷ luật, kiểm điểm trách nhiệm.
DISCIPLINE: list[URLPattern] = [
    path("discipline/", files.file_list, name="files"),
    path("discipline/new/", files.new_file, name="new_file"),
    path("discipline/earlier/", files.earlier_list, name="earlier"),
    path("discipline/earlier/new/", files.new_earlier, name="new_earlier"),
    path("discipline/<str:code>/<slug:which>.<slug:fmt>", files.paper, name="paper"),
    path("reviews/", files.review_list, name="reviews"),
    path("reviews/new/", files.new_review, name="new_review"),
    *(path(f"case/<str:code>/{act}/", acts.page_of(act), name=f"act_{act}") for act in acts.PAGES),
]

#: Sổ: biện pháp xử lý, người thôi việc, công khai.
REGISTERS: list[URLPattern] = [
    path("measures/", registers.measures, name="measures"),
    path("measures/new/", registers.new_measure, name="new_measure"),
    path("leavers/", registers.leavers, name="leavers"),
    path("leavers/new/", registers.new_leaver, name="new_leaver"),
    path("leavers/year/", registers.leavers_year, name="leavers_year"),
    path("publications/", registers.publications, name="publications"),
    path("publications/new/", registers.new_publication, name="new_publication"),
    path("publications/<int:publication_id>/", registers.publication, name="publication"),
    path("publications/<int:publication_id>/approve/", registers.approve, name="approve_publication"),
    path("publications/<int:publication_id>/remove/", registers.remove, name="remove_publication"),
]

urlpatterns: list[URLPattern] = [*DISCIPLINE, *REGISTERS]
