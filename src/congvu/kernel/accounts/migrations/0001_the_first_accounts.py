"""Accounts, roles with their scope, sign-ins and tokens."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import congvu.kernel.accounts.models.people
from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("org", "0001_agencies_officials_and_calendars"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Account",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("failed_attempts", models.PositiveIntegerField(default=0)),
                        ("last_failed_at", models.DateTimeField(blank=True, null=True)),
                        ("locked_until", models.DateTimeField(blank=True, null=True)),
                        (
                            "login",
                            models.CharField(
                                max_length=60,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[a-z0-9](?:[a-z0-9._-]{0,58}[a-z0-9])?$",
                                        "Only a–z, 0–9, dot, dash and underscore.",
                                    )
                                ],
                                verbose_name="Log-in name",
                            ),
                        ),
                        (
                            "official",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accounts",
                                to="org.official",
                                verbose_name="Official",
                            ),
                        ),
                        (
                            "full_name",
                            models.CharField(blank=True, default="", max_length=120, verbose_name="Full name"),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("vi", "Tiếng Việt"), ("en", "English")],
                                default="vi",
                                max_length=2,
                                verbose_name="Language",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="In use")),
                        ("is_demo", models.BooleanField(default=False, verbose_name="One-click sign-in in demo mode")),
                        (
                            "must_change_password",
                            models.BooleanField(default=False, verbose_name="Must change the password"),
                        ),
                        ("totp_secret", models.TextField(blank=True, default="")),
                        ("totp_last_step", models.BigIntegerField(default=0)),
                        (
                            "grants_version",
                            models.BigIntegerField(default=congvu.kernel.accounts.models.people.new_stamp),
                        ),
                        ("skey", models.CharField(db_index=True, max_length=200)),
                        ("created_at", models.DateTimeField(verbose_name="Created at")),
                    ],
                    options={
                        "verbose_name": "Account",
                        "ordering": ["login"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("login", django.db.models.functions.text.Lower(models.F("login")))),
                                name="account_login_is_lower_case",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("login", ""), _negated=True), name="account_login_is_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("language__in", ["vi", "en"])), name="account_language_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("full_name", ""), _negated=True),
                                    ("official__isnull", False),
                                    _connector="OR",
                                ),
                                name="account_has_a_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("totp_last_step__gte", 0)), name="account_totp_step_not_negative"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecoveryCode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recovery_codes",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("code_hash", models.CharField(max_length=64)),
                        ("used_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("account", "code_hash"), name="recovery_code_once_per_account"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Stranger",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("failed_attempts", models.PositiveIntegerField(default=0)),
                        ("last_failed_at", models.DateTimeField(blank=True, null=True)),
                        ("locked_until", models.DateTimeField(blank=True, null=True)),
                        ("fingerprint", models.CharField(max_length=64, unique=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Role",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, unique=True)),
                        ("name_vi", models.CharField(max_length=80)),
                        ("name_en", models.CharField(max_length=80)),
                        ("permissions", models.JSONField(default=list)),
                        ("shipped", models.BooleanField(default=False)),
                        ("order", models.PositiveSmallIntegerField(default=100)),
                    ],
                    options={
                        "verbose_name": "Role",
                        "ordering": ["order", "code"],
                    },
                ),
                migrations.CreateModel(
                    name="Grant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grants",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="accounts.role"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grants",
                                to="org.agency",
                            ),
                        ),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "Grant",
                        "indexes": [models.Index(fields=["account", "from_on"], name="grant_by_account")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"
                                ),
                                name="grant_ends_after_start",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("to_on__isnull", True)),
                                fields=("account", "role", "agency"),
                                name="grant_open_once_per_place",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("agency__isnull", True), ("to_on__isnull", True)),
                                fields=("account", "role"),
                                name="grant_open_once_everywhere",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignIn",
                    fields=[
                        (
                            "session_key",
                            models.CharField(
                                max_length=40, primary_key=True, serialize=False, verbose_name="session key"
                            ),
                        ),
                        ("session_data", models.TextField(verbose_name="session data")),
                        ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                        (
                            "account",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sign_ins",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("started_at", models.DateTimeField()),
                        ("last_seen_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ip", models.GenericIPAddressField(blank=True, null=True)),
                        ("user_agent", models.CharField(blank=True, default="", max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("password", "Password"),
                                    ("second_factor", "Password and second factor"),
                                    ("recovery", "Password and recovery code"),
                                    ("demo", "Demo"),
                                ],
                                default="password",
                                max_length=20,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "session",
                        "verbose_name_plural": "sessions",
                        "abstract": False,
                        "indexes": [models.Index(fields=["account", "-last_seen_at"], name="sign_in_by_account")],
                    },
                ),
                migrations.CreateModel(
                    name="ApiToken",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tokens",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("label", models.CharField(max_length=80, verbose_name="Label")),
                        ("hint", models.CharField(max_length=12)),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("scopes", models.JSONField(default=list)),
                        ("created_at", models.DateTimeField()),
                        ("expires_on", models.DateField(verbose_name="Expires on")),
                        ("last_used_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-created_at"],
                    },
                ),
                migrations.CreateModel(
                    name="KeptForm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="kept_forms",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("path", models.CharField(max_length=500)),
                        ("came_from", models.CharField(blank=True, default="", max_length=500)),
                        ("sealed", models.TextField()),
                        ("kept_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-kept_at"],
                    },
                ),
                migrations.CreateModel(
                    name="AccessLog",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("login", models.CharField(max_length=60)),
                        ("name", models.CharField(max_length=120)),
                        ("what", models.CharField(max_length=60)),
                        ("subject", models.CharField(max_length=120)),
                        ("minute", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-minute", "-pk"],
                        "indexes": [models.Index(fields=["subject", "-minute"], name="access_log_by_subject")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("login", "what", "subject", "minute"), name="access_log_once_a_minute"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
