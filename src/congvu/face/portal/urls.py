"""Addresses of the public side, below cong-dan/."""

from __future__ import annotations

from django.urls import path

from congvu.face.portal.views import filing, following, mine, procedures, published, signing_in, verifying

app_name = "portal"

urlpatterns = [
    path("", procedures.home, name="home"),
    path("tim/", procedures.search, name="search"),
    path("thu-tuc/", procedures.index, name="procedures"),
    path("thu-tuc/<str:code>/", procedures.procedure, name="procedure"),
    path("thu-tuc/<str:code>/qr.svg", procedures.procedure_code_picture, name="procedure_code_picture"),
    path("dang-nhap/", signing_in.sign_in, name="sign_in"),
    path("dang-nhap/tra-ve/", signing_in.came_back, name="came_back"),
    path("dang-nhap/<slug:code>/", signing_in.provider, name="provider"),
    path("thoat/", signing_in.sign_out, name="sign_out"),
    path("da-thoat/", signing_in.signed_out, name="signed_out"),
    path("cua-toi/", mine.mine, name="mine"),
    path("ho-so/", following.follow, name="follow"),
    path("ho-so/<str:code>/", following.dossier, name="followed"),
    path("ho-so/<str:code>/han-tra/", following.certificate, name="certificate"),
    path("ho-so/<str:code>/danh-gia/", following.evaluate, name="evaluate"),
    path("ho-so/<str:code>/bien-nhan/", filing.receipt, name="receipt"),
    path("ho-so/<str:code>/bo-sung/", filing.supplement, name="supplement"),
    path("ho-so/<str:code>/dung/", filing.stop, name="stop"),
    path("nop/<str:code>/", filing.begin, name="file"),
    path("ban-nhap/<slug:key>/", filing.draft, name="draft"),
    path("ban-nhap/<slug:key>/xem-lai/", filing.review, name="review"),
    path("ban-nhap/<slug:key>/bo/", filing.throw_away, name="throw_away"),
    path("ban-nhap/<slug:key>/bo-tep/<int:paper_id>/", filing.remove, name="remove_paper"),
    path("kiem-tra/", verifying.check, name="verify"),
    path("cong-khai/", published.published, name="published"),
]
