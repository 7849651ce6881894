"""Agencies, posts, officials, calendars, reforms, portfolios; the stamps that renew themselves."""

import django.db.models.deletion
from django.db import migrations, models

from congvu.kernel.first_tables import CreateModels
from congvu.kernel.org.migrations import _stamps


class Migration(migrations.Migration):
    replaces = [
        ("org", "0001_the_organisation"),
        ("org", "0002_stamps_renew_themselves"),
        ("org", "0003_reorganisations_and_imports"),
        ("org", "0004_leaders_portfolios_and_secretaries"),
    ]

    initial = True

    dependencies = []

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="OrgStamp",
                    fields=[
                        ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                        ("stamp", models.CharField(max_length=32)),
                    ],
                    options={
                        "db_table": "org_stamp",
                    },
                ),
                migrations.CreateModel(
                    name="Calendar",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, unique=True)),
                        ("name", models.CharField(max_length=120)),
                        (
                            "based_on",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="variants",
                                to="org.calendar",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "org_calendar",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("based_on__isnull", True),
                                    models.Q(("based_on", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="org_calendar_not_based_on_itself",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "calendar",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="days", to="org.calendar"
                            ),
                        ),
                        ("day", models.DateField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("off", "Day off"),
                                    ("work", "Working day (swapped)"),
                                    ("half", "Half day"),
                                    ("shifts", "Other hours"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("shifts", models.CharField(blank=True, default="", max_length=60)),
                        ("label", models.CharField(blank=True, default="", max_length=120)),
                        ("label_en", models.CharField(blank=True, default="", max_length=120)),
                        ("switch", models.CharField(blank=True, default="", max_length=40)),
                        ("source", models.CharField(max_length=300)),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("verified", "Verified"),
                                    ("unverified", "Not verified"),
                                    ("local", "Local choice"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("known_from", models.DateTimeField()),
                        ("known_to", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "db_table": "org_calendarday",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("known_to__isnull", True)),
                                fields=("calendar", "day", "switch"),
                                name="org_calendarday_one_known_now",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("known_to__isnull", True),
                                    ("known_to__gte", models.F("known_from")),
                                    _connector="OR",
                                ),
                                name="org_calendarday_known_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["off", "work", "half", "shifts"])),
                                name="org_calendarday_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("standing__in", ["verified", "unverified", "local"])),
                                name="org_calendarday_standing_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source", ""), _negated=True), name="org_calendarday_has_a_source"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarYear",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "calendar",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="years", to="org.calendar"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("source", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("verified", "Verified"),
                                    ("unverified", "Not verified"),
                                    ("local", "Local choice"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("known_from", models.DateTimeField()),
                        ("known_to", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "db_table": "org_calendaryear",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("known_to__isnull", True)),
                                fields=("calendar", "year"),
                                name="org_calendaryear_one_known_now",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("known_to__isnull", True),
                                    ("known_to__gte", models.F("known_from")),
                                    _connector="OR",
                                ),
                                name="org_calendaryear_known_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("year__gte", 1900), ("year__lte", 2200)),
                                name="org_calendaryear_in_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("standing__in", ["verified", "unverified", "local"])),
                                name="org_calendaryear_standing_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarShift",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "calendar",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="shifts", to="org.calendar"
                            ),
                        ),
                        (
                            "use",
                            models.CharField(
                                choices=[("processing", "Processing hours"), ("reception", "Reception hours")],
                                default="processing",
                                max_length=10,
                            ),
                        ),
                        ("weekday", models.PositiveSmallIntegerField()),
                        ("starts", models.TimeField()),
                        ("ends", models.TimeField()),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        ("source", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("verified", "Verified"),
                                    ("unverified", "Not verified"),
                                    ("local", "Local choice"),
                                ],
                                default="local",
                                max_length=10,
                            ),
                        ),
                        ("known_from", models.DateTimeField()),
                        ("known_to", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "db_table": "org_calendarshift",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends__gt", models.F("starts"))),
                                name="org_calendarshift_ends_after_begin",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weekday__lte", 6)), name="org_calendarshift_weekday"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="org_calendarshift_valid",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("use__in", ["processing", "reception"])),
                                name="org_calendarshift_use_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("known_to__isnull", True),
                                    ("known_to__gte", models.F("known_from")),
                                    _connector="OR",
                                ),
                                name="org_calendarshift_known_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Agency",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=60, unique=True)),
                        ("name", models.CharField(max_length=200)),
                        ("short_name", models.CharField(blank=True, default="", max_length=80)),
                        ("symbol", models.CharField(blank=True, default="", max_length=20)),
                        ("aliases", models.JSONField(blank=True, default=list)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("peoples_committee", "People's Committee"),
                                    ("peoples_council", "People's Council"),
                                    ("office", "Office"),
                                    ("department", "Department"),
                                    ("inspectorate", "Inspectorate"),
                                    ("board", "Management board"),
                                    ("vertical", "Vertical-sector agency"),
                                    ("front", "Fatherland Front and unions"),
                                    ("service_centre", "Public administration service centre"),
                                    ("public_unit", "Public non-business unit"),
                                    ("division", "Division"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("province", "Provincial level"),
                                    ("district", "District level"),
                                    ("commune", "Commune level"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "place_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("province", "Province"),
                                    ("district", "Rural district"),
                                    ("city", "Provincial city"),
                                    ("town", "Town"),
                                    ("commune", "Commune"),
                                    ("ward", "Ward"),
                                    ("township", "Township"),
                                    ("special_zone", "Special zone"),
                                ],
                                default="",
                                max_length=12,
                            ),
                        ),
                        ("place_name", models.CharField(blank=True, default="", max_length=80)),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="units",
                                to="org.agency",
                            ),
                        ),
                        (
                            "calendar",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agencies",
                                to="org.calendar",
                            ),
                        ),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        ("skey", models.CharField(db_index=True, max_length=320)),
                        ("sort_key", models.CharField(max_length=320)),
                        ("position", models.PositiveSmallIntegerField(default=500)),
                        ("address", models.CharField(blank=True, default="", max_length=200)),
                        ("phone", models.CharField(blank=True, default="", max_length=40)),
                        ("email", models.EmailField(blank=True, default="", max_length=254)),
                        ("website", models.CharField(blank=True, default="", max_length=120)),
                    ],
                    options={
                        "db_table": "org_agency",
                        "indexes": [models.Index(fields=["valid_from", "valid_to"], name="org_agency_valid")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="org_agency_ends_after_begin",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "peoples_committee",
                                            "peoples_council",
                                            "office",
                                            "department",
                                            "inspectorate",
                                            "board",
                                            "vertical",
                                            "front",
                                            "service_centre",
                                            "public_unit",
                                            "division",
                                        ],
                                    )
                                ),
                                name="org_agency_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("level__in", ["province", "district", "commune"])),
                                name="org_agency_level_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "place_kind__in",
                                        [
                                            "",
                                            "province",
                                            "district",
                                            "city",
                                            "town",
                                            "commune",
                                            "ward",
                                            "township",
                                            "special_zone",
                                        ],
                                    )
                                ),
                                name="org_agency_place_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("parent__isnull", True),
                                    models.Q(("parent", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="org_agency_not_its_own_parent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="org_agency_has_a_name"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Outage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outages",
                                to="org.agency",
                            ),
                        ),
                        (
                            "calendar",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outages",
                                to="org.calendar",
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField(blank=True, null=True)),
                        ("announced_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.CharField(max_length=300)),
                        ("source", models.CharField(blank=True, default="", max_length=300)),
                    ],
                    options={
                        "db_table": "org_outage",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("agency__isnull", True), ("calendar__isnull", False)),
                                    models.Q(("agency__isnull", False), ("calendar__isnull", True)),
                                    _connector="OR",
                                ),
                                name="org_outage_of_agency_or_calendar",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_at__isnull", True), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                                ),
                                name="org_outage_ends_after_begin",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="org_outage_has_a_reason"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Succession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "predecessor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="successions", to="org.agency"
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inheritances",
                                to="org.agency",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("merge", "Merger"),
                                    ("split", "Split"),
                                    ("rename", "Renaming"),
                                    ("transfer", "Transfer"),
                                    ("abolish", "Abolition"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("on", models.DateField()),
                        ("share", models.DecimalField(decimal_places=8, max_digits=9)),
                        ("decision", models.CharField(blank=True, default="", max_length=300)),
                    ],
                    options={
                        "db_table": "org_succession",
                        "indexes": [models.Index(fields=["on"], name="org_succession_on")],
                        "constraints": [
                            models.UniqueConstraint(fields=("predecessor", "successor"), name="org_succession_once"),
                            models.CheckConstraint(
                                condition=models.Q(("share__gt", 0), ("share__lte", 1)),
                                name="org_succession_share_in_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                                name="org_succession_not_to_itself",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["merge", "split", "rename", "transfer", "abolish"])),
                                name="org_succession_kind_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgencyGroup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, unique=True)),
                        ("name", models.CharField(max_length=160)),
                        ("surfaces", models.JSONField(default=list)),
                        ("rule", models.JSONField(default=dict)),
                        ("position", models.PositiveSmallIntegerField(default=500)),
                    ],
                    options={
                        "db_table": "org_agencygroup",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="org_agencygroup_has_a_name"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reform",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("decision", models.CharField(max_length=300)),
                        ("on", models.DateField()),
                        ("lines", models.JSONField(default=list)),
                        ("founded", models.JSONField(blank=True, default=list)),
                        ("staff", models.JSONField(blank=True, default=list)),
                        ("pins", models.JSONField(blank=True, default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("running", "Being carried out"),
                                    ("applied", "Carried out"),
                                    ("revoked", "Revoked"),
                                ],
                                default="draft",
                                max_length=8,
                            ),
                        ),
                        ("drafted_at", models.DateTimeField()),
                        ("drafted_by", models.CharField(max_length=200)),
                        ("applied_at", models.DateTimeField(blank=True, null=True)),
                        ("applied_by", models.CharField(blank=True, default="", max_length=200)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        ("fault", models.TextField(blank=True, default="")),
                        ("to_move", models.PositiveIntegerField(default=0)),
                        ("moved", models.PositiveIntegerField(default=0)),
                        ("result", models.JSONField(blank=True, default=dict)),
                    ],
                    options={
                        "db_table": "org_reform",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="org_reform_has_a_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "running", "applied", "revoked"])),
                                name="org_reform_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["draft", "running"]),
                                    models.Q(
                                        ("applied_at__isnull", False), models.Q(("applied_by", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="org_reform_applied_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReformMoves",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "reform",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="moves", to="org.reform"
                            ),
                        ),
                        ("moves", models.JSONField(default=list)),
                    ],
                    options={
                        "db_table": "org_reformmoves",
                    },
                ),
                migrations.CreateModel(
                    name="Intake",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
                        ("digest", models.CharField(max_length=64)),
                        ("rows", models.JSONField(default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("checking", "Being checked"),
                                    ("faulty", "Has errors"),
                                    ("checked", "Checked, not taken in"),
                                    ("running", "Being taken in"),
                                    ("applied", "Taken in"),
                                ],
                                default="checking",
                                max_length=8,
                            ),
                        ),
                        ("plan", models.JSONField(blank=True, default=dict)),
                        ("changes", models.JSONField(blank=True, default=list)),
                        ("problems", models.JSONField(blank=True, default=list)),
                        ("done", models.PositiveIntegerField(default=0)),
                        ("total", models.PositiveIntegerField(default=0)),
                        ("brought_at", models.DateTimeField()),
                        ("brought_by", models.CharField(max_length=200)),
                        ("account_id", models.BigIntegerField(blank=True, null=True)),
                        ("applied_at", models.DateTimeField(blank=True, null=True)),
                        ("secret", models.TextField(blank=True, default="")),
                        ("secret_count", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "db_table": "org_intake",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["checking", "faulty", "checked", "running", "applied"])
                                ),
                                name="org_intake_state_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Official",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=60, unique=True)),
                        ("full_name", models.CharField(max_length=120)),
                        ("skey", models.CharField(db_index=True, max_length=200)),
                        ("sort_key", models.CharField(max_length=200)),
                        ("phone", models.CharField(blank=True, default="", max_length=40)),
                        ("email", models.EmailField(blank=True, default="", max_length=254)),
                        ("is_active", models.BooleanField(default=True)),
                    ],
                    options={
                        "db_table": "org_official",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("full_name", ""), _negated=True), name="org_official_has_a_name"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Post",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="org.agency"
                            ),
                        ),
                        ("code", models.SlugField(max_length=60)),
                        ("title", models.CharField(max_length=120)),
                        ("is_head", models.BooleanField(default=False)),
                        ("is_deputy", models.BooleanField(default=False)),
                        ("position", models.PositiveSmallIntegerField(default=500)),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "db_table": "org_post",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="org_post_ends_after_begin",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("is_deputy", True), ("is_head", True), _negated=True),
                                name="org_post_head_or_deputy",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="org_post_has_a_title"
                            ),
                            models.UniqueConstraint(fields=("agency", "code", "valid_from"), name="org_post_code_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("agency", "code"),
                                name="org_post_code_once_now",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_head", True), ("valid_to__isnull", True)),
                                fields=("agency",),
                                name="org_post_one_head_now",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appointment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "official",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="org.official",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to="org.post"
                            ),
                        ),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField(blank=True, null=True)),
                        ("decision", models.CharField(blank=True, default="", max_length=300)),
                    ],
                    options={
                        "db_table": "org_appointment",
                        "indexes": [models.Index(fields=["official", "from_on"], name="org_appointment_official")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on__isnull", True), ("to_on__gt", models.F("from_on")), _connector="OR"
                                ),
                                name="org_appointment_ends_after_begin",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("to_on__isnull", True)),
                                fields=("post",),
                                name="org_appointment_one_person_now",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Absence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "official",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="absences", to="org.official"
                            ),
                        ),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField()),
                        ("reason", models.CharField(blank=True, default="", max_length=200)),
                        (
                            "deputy",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deputising",
                                to="org.official",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "db_table": "org_absence",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gt", models.F("from_on"))),
                                name="org_absence_ends_after_begin",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("deputy__isnull", True),
                                    models.Q(("deputy", models.F("official")), _negated=True),
                                    _connector="OR",
                                ),
                                name="org_absence_deputy_is_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delegation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "from_official",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegations_given",
                                to="org.official",
                            ),
                        ),
                        (
                            "to_official",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegations_received",
                                to="org.official",
                            ),
                        ),
                        ("scope", models.CharField(max_length=300)),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField(blank=True, null=True)),
                        ("basis", models.CharField(max_length=300)),
                        ("recorded_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "db_table": "org_delegation",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on__isnull", True), ("to_on__gt", models.F("from_on")), _connector="OR"
                                ),
                                name="org_delegation_ends_after_begin",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("from_official", models.F("to_official")), _negated=True),
                                name="org_delegation_to_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Portfolio",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="portfolios", to="org.agency"
                            ),
                        ),
                        (
                            "leader",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="portfolios",
                                to="org.official",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.agency",
                            ),
                        ),
                        ("field", models.CharField(blank=True, default="", max_length=300)),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField(blank=True, null=True)),
                        ("basis", models.CharField(max_length=300)),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "db_table": "org_portfolio",
                        "indexes": [models.Index(fields=["agency", "from_on"], name="org_portfolio_agency")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on__isnull", True), ("to_on__gt", models.F("from_on")), _connector="OR"
                                ),
                                name="org_portfolio_ends_after_begin",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("field", ""), ("unit__isnull", False)),
                                    models.Q(("unit__isnull", True), models.Q(("field", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="org_portfolio_field_or_unit",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Secretary",
                    fields=[
                        (
                            "delegation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="secretary",
                                serialize=False,
                                to="org.delegation",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "org_secretary",
                    },
                ),
            ],
        ),
        migrations.RunPython(_stamps.install, _stamps.remove),
    ]
