"""Addresses of the accounts room."""

from __future__ import annotations

from django.urls import path

from congvu.kernel.accounts.views import accounts, kept_work, own, signing_in

app_name = "accounts"

urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-in/demo/", signing_in.sign_in_demo, name="sign_in_demo"),
    path("sign-in/unlock/", signing_in.unlock, name="unlock"),
    path("sign-in/code/", signing_in.code, name="sign_in_code"),
    path("sign-in/new-password/", signing_in.new_password, name="sign_in_new_password"),
    path("sign-in/second-factor/", signing_in.enrol, name="sign_in_enrol"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("kept-work/", kept_work.kept_work, name="kept_work"),
    path("kept-work/<int:pk>/send/", kept_work.send_again, name="send_again"),
    path("kept-work/<int:pk>/drop/", kept_work.drop, name="drop_kept"),
    path("account/", own.profile, name="profile"),
    path("account/language/", own.language, name="language"),
    path("account/password/", own.password, name="password"),
    path("account/second-factor/", own.second_factor, name="second_factor"),
    path("account/recovery-codes/", own.recovery_codes, name="recovery_codes"),
    path("account/sign-ins/end-others/", own.end_others, name="end_others"),
    path("account/sign-ins/<slug:key>/end/", own.end_sign_in, name="end_own_sign_in"),
    path("account/tokens/new/", own.new_token, name="new_token"),
    path("account/tokens/<int:pk>/revoke/", own.revoke_token, name="revoke_token"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.new_account, name="new_account"),
    path("accounts/roles/", accounts.roles, name="roles"),
    path("accounts/access-log/", accounts.access_log, name="access_log"),
    path("accounts/<int:pk>/", accounts.account, name="account"),
    path("accounts/<int:pk>/roles/", accounts.grant, name="grant"),
    path("accounts/<int:pk>/roles/<int:grant_pk>/revoke/", accounts.revoke, name="revoke"),
    path("accounts/<int:pk>/reset-password/", accounts.reset, name="reset"),
    path("accounts/<int:pk>/unlock/", accounts.unlock, name="unlock_account"),
    path("accounts/<int:pk>/deactivate/", accounts.deactivate, name="deactivate"),
    path("accounts/<int:pk>/reactivate/", accounts.reactivate, name="reactivate"),
    path("accounts/<int:pk>/sign-ins/<slug:key>/end/", accounts.end_sign_in, name="end_sign_in"),
]
