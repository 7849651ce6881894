"""Addresses of the public side, below cong-dan/."""

from __future__ import annotations

from django.urls import path

from congvu.face.portal.views import mine, procedures, signing_in

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
]
