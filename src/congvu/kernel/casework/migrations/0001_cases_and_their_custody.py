"""Cases, custody, clock, requests; urging and reminders; competence, desks, feeds and views; the guards of a case."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from congvu.kernel.casework.migrations import _guards
from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("casework", "0001_cases_and_custody"),
        ("casework", "0002_urging_and_reminders"),
        ("casework", "0003_competence_desks_feeds_and_shared_views"),
        ("casework", "0004_a_case_row_may_come_with_its_whole_journal"),
        ("casework", "0005_indexes_for_what_one_may_see"),
    ]

    initial = True

    dependencies = [
        ("documents", "0001_registers_routing_and_dossiers"),
        ("journal", "0001_lines_and_bills"),
        ("org", "0001_agencies_officials_and_calendars"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=40, unique=True)),
                        ("kind", models.CharField(max_length=40)),
                        ("title", models.CharField(max_length=1000)),
                        ("skey", models.TextField()),
                        ("law_on", models.DateField()),
                        (
                            "confidentiality",
                            models.CharField(
                                choices=[
                                    ("public", "Public"),
                                    ("internal", "Internal"),
                                    ("restricted", "Restricted"),
                                    ("sealed", "Sealed"),
                                ],
                                default="internal",
                                max_length=12,
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="casework.case",
                            ),
                        ),
                        (
                            "accountable_agency",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.agency",
                            ),
                        ),
                        (
                            "issuing_agency",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.agency",
                            ),
                        ),
                        (
                            "holder_agency",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.agency",
                            ),
                        ),
                        (
                            "holder_official",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.official",
                            ),
                        ),
                        (
                            "doer_official",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.official",
                            ),
                        ),
                        (
                            "transfer_agency",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.agency",
                            ),
                        ),
                        (
                            "transfer_official",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.official",
                            ),
                        ),
                        ("transfer_at", models.DateTimeField(null=True)),
                        ("transfer_due_at", models.DateTimeField(null=True)),
                        ("phase", models.CharField(max_length=40)),
                        ("station", models.CharField(max_length=40)),
                        (
                            "whose_clock",
                            models.CharField(
                                choices=[
                                    ("agency", "Agency"),
                                    ("applicant", "Applicant"),
                                    ("consulted", "Consulted body"),
                                    ("higher", "Higher level"),
                                    ("outage", "System outage"),
                                    ("transfer", "In transfer"),
                                ],
                                default="agency",
                                max_length=12,
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        ("first_due_at", models.DateTimeField(null=True)),
                        ("due_at", models.DateTimeField(null=True)),
                        ("due_basis", models.JSONField(default=dict)),
                        ("next_event_at", models.DateTimeField(null=True)),
                        ("stopped_at", models.DateTimeField(null=True)),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("outcome", models.CharField(blank=True, default="", max_length=40)),
                        ("asking", models.CharField(blank=True, default="", max_length=12)),
                        ("times_returned", models.PositiveSmallIntegerField(default=0)),
                        ("seq", models.PositiveIntegerField()),
                        ("head", models.BinaryField(max_length=32)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("closed_at", None)),
                                fields=["holder_official", "due_at"],
                                name="case_open_by_official",
                            ),
                            models.Index(
                                condition=models.Q(("closed_at", None)),
                                fields=["holder_agency", "due_at"],
                                name="case_open_by_agency",
                            ),
                            models.Index(
                                condition=models.Q(("transfer_agency__isnull", False)),
                                fields=["transfer_agency"],
                                name="case_in_transfer",
                            ),
                            models.Index(
                                condition=models.Q(("transfer_official__isnull", False)),
                                fields=["transfer_official"],
                                name="case_offered_to",
                            ),
                            models.Index(fields=["holder_agency"], name="case_by_holder"),
                            models.Index(
                                condition=models.Q(("holder_official__isnull", False)),
                                fields=["holder_official"],
                                name="case_by_holder_official",
                            ),
                            models.Index(
                                condition=models.Q(("doer_official__isnull", False)),
                                fields=["doer_official"],
                                name="case_by_doer",
                            ),
                            models.Index(
                                condition=models.Q(("confidentiality", "public")), fields=["id"], name="case_public"
                            ),
                            models.Index(
                                condition=models.Q(("closed_at", None)),
                                fields=["due_at", "id"],
                                name="case_open_by_due",
                            ),
                            models.Index(fields=["accountable_agency", "kind", "due_at"], name="case_by_accountable"),
                            models.Index(fields=["issuing_agency", "kind", "due_at"], name="case_by_issuing"),
                            models.Index(fields=["kind", "due_at", "id"], name="case_by_kind_due"),
                            models.Index(
                                condition=models.Q(("closed_at", None)),
                                fields=["next_event_at"],
                                name="case_next_event",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("transfer_agency__isnull", True),
                                        ("transfer_at__isnull", True),
                                        ("transfer_due_at__isnull", True),
                                        ("transfer_official__isnull", True),
                                    ),
                                    models.Q(
                                        ("transfer_agency__isnull", False),
                                        ("transfer_at__isnull", False),
                                        ("transfer_due_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_transfer_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("due_at__isnull", True), ("first_due_at__isnull", True)),
                                    models.Q(("due_at__isnull", False), ("first_due_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="case_has_both_dates_or_none",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", True), ("outcome", "")),
                                    models.Q(("closed_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="case_closed_has_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_at__isnull", True),
                                    ("closed_at__gte", models.F("opened_at")),
                                    _connector="OR",
                                ),
                                name="case_closes_after_opening",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Custody",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="custody",
                                to="casework.case",
                            ),
                        ),
                        ("line_seq", models.PositiveIntegerField()),
                        (
                            "agency",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.agency",
                            ),
                        ),
                        (
                            "official",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.official",
                            ),
                        ),
                        (
                            "to_agency",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.agency",
                            ),
                        ),
                        (
                            "to_official",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.official",
                            ),
                        ),
                        ("station", models.CharField(max_length=40)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("holding", "Holding"),
                                    ("in_transfer", "In transfer"),
                                    ("stopped", "Waiting for verification"),
                                    ("closed", "Closed"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "whose_clock",
                            models.CharField(
                                choices=[
                                    ("agency", "Agency"),
                                    ("applicant", "Applicant"),
                                    ("consulted", "Consulted body"),
                                    ("higher", "Higher level"),
                                    ("outage", "System outage"),
                                    ("transfer", "In transfer"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("from_at", models.DateTimeField()),
                        ("to_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["agency", "from_at"], name="custody_by_agency")],
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "line_seq"), name="custody_numbered"),
                            models.UniqueConstraint(
                                condition=models.Q(("to_at", None)), fields=("case",), name="custody_one_open"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_at", None), ("to_at__gte", models.F("from_at")), _connector="OR"
                                ),
                                name="custody_forward",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClockEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="clock_events",
                                to="casework.case",
                            ),
                        ),
                        ("line_seq", models.PositiveIntegerField()),
                        ("i", models.PositiveSmallIntegerField(default=0)),
                        ("kind", models.CharField(max_length=12)),
                        ("at", models.DateTimeField()),
                        (
                            "whose",
                            models.CharField(
                                choices=[
                                    ("agency", "Agency"),
                                    ("applicant", "Applicant"),
                                    ("consulted", "Consulted body"),
                                    ("higher", "Higher level"),
                                    ("outage", "System outage"),
                                    ("transfer", "In transfer"),
                                ],
                                default="agency",
                                max_length=12,
                            ),
                        ),
                        ("limit", models.CharField(blank=True, default="", max_length=80)),
                        ("fixed_at", models.DateTimeField(null=True)),
                        ("rule", models.CharField(blank=True, default="", max_length=80)),
                        ("ground", models.CharField(blank=True, default="", max_length=80)),
                        ("words", models.CharField(blank=True, default="", max_length=500)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "line_seq", "i"), name="clock_event_numbered")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Request",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="requests", to="casework.case"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("extension", "Extension"), ("reassignment", "Re-assignment")], max_length=12
                            ),
                        ),
                        ("ground", models.CharField(max_length=80)),
                        ("words", models.TextField(blank=True, default="")),
                        ("new_due_at", models.DateTimeField(null=True)),
                        (
                            "to_agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.agency",
                            ),
                        ),
                        (
                            "from_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=200)),
                        (
                            "decision",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting for a decision"),
                                    ("granted", "Granted"),
                                    ("refused", "Refused"),
                                    ("taken_back", "Taken back"),
                                ],
                                default="waiting",
                                max_length=12,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("decided_by", models.CharField(blank=True, default="", max_length=200)),
                        ("decision_words", models.TextField(blank=True, default="")),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("decision", "waiting")),
                                fields=("case",),
                                name="request_one_waiting_per_case",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at", None), ("decided_by", ""), ("decision", "waiting")),
                                    models.Q(
                                        models.Q(("decision", "waiting"), _negated=True),
                                        ("decided_at__isnull", False),
                                        models.Q(("decided_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="request_decided_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Link",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="links", to="casework.case"
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="links_to", to="casework.case"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("caused_by", "Caused by"),
                                    ("answers", "Answers"),
                                    ("same_matter", "Same matter"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, default="", max_length=500)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "other", "kind"), name="link_once"),
                            models.CheckConstraint(
                                condition=models.Q(("case", models.F("other")), _negated=True), name="link_to_another"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseAccess",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="access", to="casework.case"
                            ),
                        ),
                        (
                            "official",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.official"
                            ),
                        ),
                        ("granted_at", models.DateTimeField()),
                        ("granted_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("case", "official"), name="case_access_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Watch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="watches", to="casework.case"
                            ),
                        ),
                        (
                            "official",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="org.official"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("case", "official"), name="watch_once")],
                    },
                ),
                migrations.CreateModel(
                    name="CaseDocument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="casework.case",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.storedfile",
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
                        (
                            "role",
                            models.CharField(
                                choices=[("source", "Source document"), ("evidence", "Evidence"), ("result", "Result")],
                                max_length=12,
                            ),
                        ),
                        ("added_at", models.DateTimeField()),
                        ("added_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("document__isnull", False), ("file__isnull", False), _connector="OR"
                                ),
                                name="case_document_is_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Competence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("matter", models.SlugField(max_length=60)),
                        ("label", models.CharField(max_length=300)),
                        ("article", models.CharField(max_length=120)),
                        ("instrument", models.CharField(max_length=200)),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("verified", "Verified"),
                                    ("unverified", "Not verified"),
                                    ("local", "Local choice"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(null=True)),
                        ("reason", models.CharField(blank=True, default="", max_length=500)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=200)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("ended_by", models.CharField(blank=True, default="", max_length=200)),
                        ("ended_because", models.CharField(blank=True, default="", max_length=500)),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        (
                            "tier",
                            models.CharField(
                                choices=[
                                    ("centre", "Central Government"),
                                    ("province", "Provincial People's Committee and its Chairman"),
                                    ("department", "Specialised agency of the province"),
                                    ("commune", "People's Committee of the commune and its Chairman"),
                                    ("unit", "Division or unit"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.agency",
                            ),
                        ),
                        ("post", models.CharField(blank=True, default="", max_length=120)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["matter", "valid_from"], name="competence_by_matter")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="competence_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("tier__in", ["centre", "province", "department", "commune", "unit"])
                                ),
                                name="competence_tier_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("article", ""), _negated=True),
                                    models.Q(("instrument", ""), _negated=True),
                                ),
                                name="competence_has_article",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsultationTerm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("matter", models.SlugField(max_length=60)),
                        ("label", models.CharField(max_length=300)),
                        ("article", models.CharField(max_length=120)),
                        ("instrument", models.CharField(max_length=200)),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("verified", "Verified"),
                                    ("unverified", "Not verified"),
                                    ("local", "Local choice"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(null=True)),
                        ("reason", models.CharField(blank=True, default="", max_length=500)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=200)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("ended_by", models.CharField(blank=True, default="", max_length=200)),
                        ("ended_because", models.CharField(blank=True, default="", max_length=500)),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        ("window", models.CharField(max_length=80)),
                        (
                            "silence",
                            models.CharField(
                                choices=[
                                    ("consent", "Silence counts as consent"),
                                    ("no_opinion", "Silence counts as no opinion"),
                                    ("escalates", "Silence goes to the head above"),
                                ],
                                max_length=12,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["matter", "valid_from"], name="consultation_by_matter")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="consultation_term_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("silence__in", ["consent", "no_opinion", "escalates"])),
                                name="consultation_silence_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Referral",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referrals",
                                to="casework.case",
                            ),
                        ),
                        ("line_seq", models.PositiveIntegerField()),
                        ("matter", models.CharField(max_length=60)),
                        ("label", models.CharField(max_length=300)),
                        ("basis", models.CharField(max_length=330)),
                        ("standing", models.CharField(max_length=12)),
                        ("ground", models.CharField(max_length=80)),
                        ("words", models.TextField(blank=True, default="")),
                        (
                            "from_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "to_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("by", models.CharField(max_length=200)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["at"], name="referral_by_day")],
                        "constraints": [models.UniqueConstraint(fields=("case", "line_seq"), name="referral_once")],
                    },
                ),
                migrations.CreateModel(
                    name="DeskHandover",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "giver",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.official"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        ("basis", models.CharField(max_length=300)),
                        ("words", models.TextField(blank=True, default="")),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=200)),
                        (
                            "made_by_official",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.official",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["giver", "-made_at"], name="desk_handover_of_giver")],
                    },
                ),
                migrations.CreateModel(
                    name="HandedOver",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "handover",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="casework.deskhandover",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
                            ),
                        ),
                        (
                            "receiver",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.official",
                            ),
                        ),
                        ("due_at", models.DateTimeField(null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("offered", "Waiting for the receiver"),
                                    ("confirmed", "Received"),
                                    ("stayed", "Not handed over"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("line_seq", models.PositiveIntegerField(default=0)),
                        ("why_not", models.CharField(blank=True, default="", max_length=500)),
                        ("confirmed_at", models.DateTimeField(null=True)),
                        ("confirmed_by", models.CharField(blank=True, default="", max_length=200)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["receiver", "state"], name="handed_over_to_receiver")],
                        "constraints": [
                            models.UniqueConstraint(fields=("handover", "case"), name="handed_over_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                                    models.Q(
                                        models.Q(("state", "confirmed"), _negated=True), ("confirmed_at__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="handed_over_confirmed_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarFeed",
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
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("hint", models.CharField(max_length=12)),
                        ("made_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(null=True)),
                        ("etag", models.CharField(blank=True, default="", max_length=64)),
                        ("changed_at", models.DateTimeField(null=True)),
                        ("read_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at", None)),
                                fields=("account",),
                                name="calendar_feed_one_in_use",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedView",
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
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("page", models.CharField(max_length=60)),
                        ("name", models.CharField(max_length=80)),
                        ("query", models.CharField(max_length=2000)),
                        (
                            "shared_with",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.agency",
                            ),
                        ),
                        ("is_default", models.BooleanField(default=False)),
                        ("is_pinned", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("account", "page", "name"), name="saved_view_named_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("is_default", True)),
                                fields=("account", "page"),
                                name="saved_view_one_default",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CodeSeries",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("series", models.CharField(max_length=20)),
                        ("year", models.PositiveSmallIntegerField()),
                        ("last", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("series", "year"), name="code_series_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="org.official"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="casework.case"
                            ),
                        ),
                        ("line_seq", models.PositiveIntegerField()),
                        ("verb", models.CharField(max_length=60)),
                        ("by", models.CharField(max_length=200)),
                        ("at", models.DateTimeField()),
                        ("read_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["official", "-at"], name="notice_newest")],
                        "constraints": [
                            models.UniqueConstraint(fields=("official", "case", "line_seq"), name="notice_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutMail",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.official"
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("address", models.EmailField(max_length=254)),
                        (
                            "sort",
                            models.CharField(
                                choices=[
                                    ("digest", "Morning digest"),
                                    ("reminder", "Reminder"),
                                    ("escalation", "Escalation"),
                                    ("urging", "Urging"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting to be sent"),
                                    ("sent", "Sent out"),
                                    ("failed", "Failed, will be tried again"),
                                    ("refused", "Not delivered"),
                                    ("empty", "Nothing left to say"),
                                ],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("created_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("trouble", models.CharField(blank=True, default="", max_length=120)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "-created_at"], name="out_mail_by_state")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("sort", "digest")),
                                fields=("account", "on"),
                                name="out_mail_one_digest_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sent_at__isnull", False), ("state", "sent")),
                                    models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at", None)),
                                    _connector="OR",
                                ),
                                name="out_mail_sent_has_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reminder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reminders",
                                to="casework.case",
                            ),
                        ),
                        (
                            "official",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.official"
                            ),
                        ),
                        ("step", models.CharField(max_length=20)),
                        ("occasion_at", models.DateTimeField()),
                        ("at", models.DateTimeField()),
                        ("seen_at", models.DateTimeField(null=True)),
                        (
                            "mail",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="reminders",
                                to="casework.outmail",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["official", "-at"], name="reminder_newest")],
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "official", "occasion_at"), name="reminder_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Escalation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="escalations",
                                to="casework.case",
                            ),
                        ),
                        ("line_seq", models.PositiveIntegerField()),
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Head of the unit"), (2, "Office that ordered the work")]
                            ),
                        ),
                        (
                            "official",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.official"
                            ),
                        ),
                        ("since_at", models.DateTimeField()),
                        ("at", models.DateTimeField()),
                        (
                            "mail",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="escalations",
                                to="casework.outmail",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["official", "-at"], name="escalation_newest")],
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "line_seq"), name="escalation_numbered"),
                            models.UniqueConstraint(
                                fields=("case", "level", "since_at"), name="escalation_once_per_step"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReminderChoice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "account",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("digest", models.BooleanField(default=True)),
                        (
                            "by_mail",
                            models.CharField(
                                choices=[
                                    ("at_once", "At once, outside quiet hours"),
                                    ("digest", "Only in the morning digest"),
                                    ("never", "Not by e-mail"),
                                ],
                                default="digest",
                                max_length=8,
                            ),
                        ),
                        ("shares", models.BooleanField(default=True)),
                        ("days_before", models.PositiveSmallIntegerField(null=True)),
                        ("overdue_every", models.PositiveSmallIntegerField(null=True)),
                        ("digest_at", models.TimeField(null=True)),
                        ("mail_from", models.TimeField(null=True)),
                        ("mail_until", models.TimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("days_before", None),
                                        models.Q(("days_before__gte", 1), ("days_before__lte", 30)),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("overdue_every", None),
                                        models.Q(("overdue_every__gte", 1), ("overdue_every__lte", 30)),
                                        _connector="OR",
                                    ),
                                ),
                                name="reminder_choice_days",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UrgingLetter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "from_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "to_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        ("ground", models.CharField(max_length=80)),
                        ("words", models.TextField(blank=True, default="")),
                        ("notation", models.CharField(max_length=60)),
                        ("answer_by", models.DateField(null=True)),
                        ("signer_authority", models.CharField(blank=True, default="", max_length=120)),
                        ("signer_title", models.CharField(max_length=120)),
                        ("signer_name", models.CharField(max_length=120)),
                        ("prepared_at", models.DateTimeField()),
                        ("prepared_by", models.CharField(max_length=200)),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("sent_by", models.CharField(blank=True, default="", max_length=200)),
                        ("dropped_at", models.DateTimeField(null=True)),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                        ("cases", models.ManyToManyField(related_name="+", to="casework.case")),
                    ],
                    options={
                        "indexes": [models.Index(fields=["from_agency", "-prepared_at"], name="urging_letter_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("document", None), ("sent_at", None), ("sent_by", "")),
                                    models.Q(
                                        ("document__isnull", False),
                                        ("sent_at__isnull", False),
                                        models.Q(("sent_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="urging_letter_sent_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sent_at", None), ("dropped_at", None), _connector="OR"),
                                name="urging_letter_sent_or_dropped",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Urging",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="urgings", to="casework.case"
                            ),
                        ),
                        ("line_seq", models.PositiveIntegerField()),
                        ("at", models.DateTimeField()),
                        ("by", models.CharField(max_length=200)),
                        ("behalf", models.CharField(blank=True, default="", max_length=200)),
                        ("ground", models.CharField(max_length=80)),
                        (
                            "letter",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="urgings",
                                to="casework.urgingletter",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["at"], name="urging_by_time")],
                        "constraints": [models.UniqueConstraint(fields=("case", "line_seq"), name="urging_numbered")],
                    },
                ),
            ],
        ),
        migrations.RunPython(_guards.install, migrations.RunPython.noop),
    ]
