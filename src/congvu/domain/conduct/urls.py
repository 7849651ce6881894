"""Addresses of the room."""

from __future__ import annotations

from django.urls import URLPattern, path

from congvu.domain.conduct.views import acts, files, praise, registers, work
from congvu.domain.conduct.views.praise_acts import PRAISE_PAGES

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

#: Khen thưởng, đề xuất đổi mới sáng tạo, kết quả công việc.
RECOGNITION: list[URLPattern] = [
    path("praise/", praise.commendations, name="commendations"),
    path("praise/month/", praise.candidates, name="candidates"),
    path("praise/new/", praise.new_praise, name="new_praise"),
    path("praise/thanks/", praise.thanks, name="thanks"),
    path("praise/thanks/new/", praise.new_thanks, name="new_thanks"),
    path("praise/public/", praise.honours, name="honours"),
    path("praise/<str:code>/paper.<slug:fmt>", praise.praise_paper, name="praise_paper"),
    path("proposals/", praise.proposal_list, name="proposals"),
    path("proposals/new/", praise.new_proposal, name="new_proposal"),
    path("proposals/<str:code>/paper.<slug:fmt>", praise.proposal_paper, name="proposal_paper"),
    path("items/", work.work, name="work"),
    path("items/mine/", work.my_work, name="my_work"),
    path("items/of/<int:official_id>/", work.work_of, name="work_of"),
    path("items/not-mine/", work.disown, name="disown"),
    path("items/contest/<str:code>/", work.contest, name="contest"),
    path("items/answer/<int:contest_id>/", work.answer_contest, name="answer_contest"),
    path("items/weights/new/", work.new_weight, name="new_weight"),
    *(path(f"case/<str:code>/{act}/", acts.page_of(act, PRAISE_PAGES), name=f"act_{act}") for act in PRAISE_PAGES),
]

urlpatterns: list[URLPattern] = [*DISCIPLINE, *REGISTERS, *RECOGNITION]
