"""Directives, clauses and tasks; recurring and standing duties; answering documents and plans; meetings."""

import django.db.models.deletion
from django.db import migrations, models

from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("directives", "0001_directives_and_tasks"),
        ("directives", "0002_recurring_and_standing_duties"),
        ("directives", "0003_answering_documents_and_plans"),
        ("directives", "0004_meetings"),
    ]

    initial = True

    dependencies = [
        ("casework", "0001_cases_and_their_custody"),
        ("documents", "0001_registers_routing_and_dossiers"),
        ("org", "0001_agencies_officials_and_calendars"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Directive",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                            ),
                        ),
                        (
                            "owner_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("in_review", "In review"), ("issued", "Issued"), ("withdrawn", "Withdrawn")],
                                default="in_review",
                                max_length=12,
                            ),
                        ),
                        ("text", models.TextField()),
                        ("text_is_recognised", models.BooleanField(default=False)),
                        ("retelling", models.BooleanField(default=False)),
                        ("addressees", models.JSONField(default=list)),
                        ("facts", models.JSONField(default=dict)),
                        ("notes", models.JSONField(default=list)),
                        ("skey", models.TextField()),
                        ("registered_at", models.DateTimeField()),
                        ("registered_by", models.CharField(max_length=200)),
                        ("issued_at", models.DateTimeField(null=True)),
                        ("issued_by", models.CharField(blank=True, default="", max_length=200)),
                        ("ended_on", models.DateField(null=True)),
                        ("ended_by", models.CharField(blank=True, default="", max_length=200)),
                        ("end_ground", models.CharField(blank=True, default="", max_length=80)),
                        (
                            "replaced_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directives.directive",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["-registered_at", "-id"], name="directive_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("issued_at", None), ("issued_by", "")),
                                    models.Q(("issued_at__isnull", False), models.Q(("issued_by", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="directive_issued_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("end_ground", ""), ("ended_by", ""), ("ended_on", None), ("replaced_by", None)
                                    ),
                                    models.Q(
                                        ("ended_on__isnull", False),
                                        models.Q(("ended_by", ""), _negated=True),
                                        models.Q(("end_ground", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="directive_ended_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Passage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "directive",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="passages",
                                to="directives.directive",
                            ),
                        ),
                        ("start", models.PositiveIntegerField()),
                        ("end", models.PositiveIntegerField()),
                        ("proposal", models.CharField(max_length=20)),
                        (
                            "mark",
                            models.CharField(
                                choices=[
                                    ("unseen", "Not looked at"),
                                    ("clause", "Clause"),
                                    ("no_action", "No action"),
                                    ("narrative", "Narrative"),
                                    ("heading", "Heading or form"),
                                ],
                                default="unseen",
                                max_length=12,
                            ),
                        ),
                        ("because", models.CharField(blank=True, default="", max_length=300)),
                        ("marked_by", models.CharField(blank=True, default="", max_length=200)),
                        ("marked_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["start"],
                        "constraints": [
                            models.UniqueConstraint(fields=("directive", "start"), name="passage_once"),
                            models.CheckConstraint(
                                condition=models.Q(("end__gt", models.F("start"))), name="passage_forward"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("mark", "no_action"), _negated=True),
                                    models.Q(("because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="passage_no_action_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Citation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "directive",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="citations",
                                to="directives.directive",
                            ),
                        ),
                        ("start", models.PositiveIntegerField()),
                        ("end", models.PositiveIntegerField()),
                        ("type", models.CharField(blank=True, default="", max_length=100)),
                        ("number", models.CharField(blank=True, default="", max_length=100)),
                        ("issued_on", models.DateField(null=True)),
                        ("issuer", models.CharField(blank=True, default="", max_length=300)),
                        ("confidence", models.FloatField(default=0)),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["start"],
                    },
                ),
                migrations.CreateModel(
                    name="Clause",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "directive",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="clauses",
                                to="directives.directive",
                            ),
                        ),
                        ("start", models.PositiveIntegerField()),
                        ("end", models.PositiveIntegerField()),
                        ("text", models.TextField()),
                        ("heading", models.CharField(blank=True, default="", max_length=1000)),
                        ("verb", models.CharField(blank=True, default="", max_length=200)),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("task", "Task"),
                                    ("standing", "Standing duty"),
                                    ("prohibition", "Prohibition"),
                                    ("target", "Target"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed"),
                                    ("accepted", "Accepted"),
                                    ("rejected", "Rejected"),
                                    ("issued", "Issued"),
                                ],
                                default="proposed",
                                max_length=12,
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("one_lead", "One lead"),
                                    ("each_of", "Each of them"),
                                    ("circulate", "Circulate for reading"),
                                ],
                                default="one_lead",
                                max_length=12,
                            ),
                        ),
                        ("due_on", models.DateField(null=True)),
                        ("due_exclusive", models.BooleanField(default=False)),
                        ("due_limit", models.CharField(blank=True, default="", max_length=80)),
                        ("due_text", models.CharField(blank=True, default="", max_length=300)),
                        ("due_kind", models.CharField(blank=True, default="", max_length=20)),
                        ("due_rule", models.CharField(blank=True, default="", max_length=80)),
                        (
                            "recurrence",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("continuous", "Continuously"),
                                    ("weekly", "Weekly"),
                                    ("monthly", "Monthly"),
                                    ("quarterly", "Quarterly"),
                                    ("half_yearly", "Half-yearly"),
                                    ("yearly", "Yearly"),
                                ],
                                default="",
                                max_length=20,
                            ),
                        ),
                        ("recur_day", models.PositiveSmallIntegerField(null=True)),
                        ("recur_month", models.PositiveSmallIntegerField(null=True)),
                        ("recur_following", models.BooleanField(default=False)),
                        ("recur_until", models.DateField(null=True)),
                        ("recur_with_order", models.BooleanField(default=False)),
                        ("review_limit", models.CharField(blank=True, default="", max_length=80)),
                        ("report_to", models.CharField(blank=True, default="", max_length=300)),
                        ("inherited", models.BooleanField(default=False)),
                        ("confidence", models.JSONField(default=dict)),
                        ("proposed", models.JSONField(default=dict)),
                        ("edited_by", models.CharField(blank=True, default="", max_length=200)),
                        ("edited_at", models.DateTimeField(null=True)),
                        ("version", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["start", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("end__gt", models.F("start"))), name="clause_forward"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Assignee",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "clause",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="assignees",
                                to="directives.clause",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(choices=[("lead", "Lead"), ("coordinator", "Coordinator")], max_length=12),
                        ),
                        ("surface", models.CharField(max_length=300)),
                        (
                            "agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.agency",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.agencygroup",
                            ),
                        ),
                        ("warning", models.CharField(blank=True, default="", max_length=400)),
                        ("confirmed", models.BooleanField(default=True)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["role", "position", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("agency", None), ("group", None), _connector="OR"),
                                name="assignee_is_a_unit_or_a_group",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Target",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "clause",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="targets",
                                to="directives.clause",
                            ),
                        ),
                        (
                            "directive",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="targets",
                                to="directives.directive",
                            ),
                        ),
                        ("start", models.PositiveIntegerField()),
                        ("end", models.PositiveIntegerField()),
                        ("text", models.CharField(max_length=500)),
                        ("comparator", models.CharField(blank=True, default="=", max_length=2)),
                        ("quantity", models.DecimalField(decimal_places=6, max_digits=20)),
                        ("quantity_max", models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                        ("unit", models.CharField(blank=True, default="", max_length=60)),
                        ("of", models.CharField(blank=True, default="", max_length=500)),
                        ("due_on", models.DateField(null=True)),
                        ("confidence", models.FloatField(default=0)),
                    ],
                    options={
                        "ordering": ["start"],
                    },
                ),
                migrations.CreateModel(
                    name="Duty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="duty", to="casework.case"
                            ),
                        ),
                        (
                            "directive",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duties",
                                to="directives.directive",
                            ),
                        ),
                        (
                            "clause",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duties",
                                to="directives.clause",
                            ),
                        ),
                        ("rhythm", models.CharField(blank=True, default="", max_length=12)),
                        ("day", models.PositiveSmallIntegerField(null=True)),
                        ("month", models.PositiveSmallIntegerField(default=1)),
                        ("following", models.BooleanField(default=False)),
                        ("exclusive", models.BooleanField(default=False)),
                        ("since", models.DateField()),
                        ("until", models.DateField(null=True)),
                        ("with_order", models.BooleanField(default=False)),
                        ("next_starts_on", models.DateField(null=True)),
                        ("next_opens_at", models.DateTimeField(null=True)),
                        ("review_limit", models.CharField(max_length=80)),
                        ("review_at", models.DateTimeField(null=True)),
                        ("ended_on", models.DateField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_on", None)),
                                fields=["next_opens_at"],
                                name="duty_next_period",
                            ),
                            models.Index(
                                condition=models.Q(("ended_on", None)), fields=["review_at"], name="duty_next_review"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("day", None), ("rhythm", "")),
                                    models.Q(models.Q(("rhythm", ""), _negated=True), ("day__isnull", False)),
                                    _connector="OR",
                                ),
                                name="duty_comes_again_on_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rhythm", ""), ("until__isnull", False), ("with_order", True), _connector="OR"
                                ),
                                name="duty_comes_again_until",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DutyPeriod",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "duty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="periods",
                                to="directives.duty",
                            ),
                        ),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duty_period",
                                to="casework.case",
                            ),
                        ),
                        ("key", models.CharField(max_length=10)),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("due_on", models.DateField()),
                    ],
                    options={
                        "ordering": ["starts_on"],
                        "constraints": [models.UniqueConstraint(fields=("duty", "key"), name="duty_period_once")],
                    },
                ),
                migrations.CreateModel(
                    name="DutyReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "duty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="directives.duty",
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=200)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("answered_by", models.CharField(blank=True, default="", max_length=200)),
                        ("still_valid", models.BooleanField(null=True)),
                        ("words", models.TextField(blank=True, default="")),
                    ],
                    options={
                        "ordering": ["-asked_at", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answered_at", None)), fields=("duty",), name="duty_review_one_open"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at", None), ("answered_by", ""), ("still_valid", None)),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("still_valid__isnull", False),
                                        models.Q(("answered_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="duty_review_answered_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Answering",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "directive",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="directives.directive",
                            ),
                        ),
                        (
                            "above",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answered_by",
                                to="directives.directive",
                            ),
                        ),
                        ("declared_at", models.DateTimeField()),
                        ("declared_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("directive", "above"), name="answering_once"),
                            models.CheckConstraint(
                                condition=models.Q(("directive", models.F("above")), _negated=True),
                                name="answering_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClauseLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "answering",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="directives.answering",
                            ),
                        ),
                        (
                            "above",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="directives.clause"
                            ),
                        ),
                        (
                            "below",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="directives.clause"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed"),
                                    ("confirmed", "Confirmed"),
                                    ("rejected", "Rejected"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        ("score", models.FloatField(default=0)),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("decided_by", models.CharField(blank=True, default="", max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("answering", "above", "below"), name="clause_link_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanExpected",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "directive",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="plans_expected",
                                to="directives.directive",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=200)),
                        (
                            "received",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="directives.answering",
                            ),
                        ),
                        ("waived_words", models.CharField(blank=True, default="", max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("directive", "agency"), name="plan_expected_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TargetResult",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="results",
                                to="directives.target",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        ("value", models.DecimalField(decimal_places=6, max_digits=20)),
                        ("as_of", models.DateField()),
                        ("words", models.CharField(max_length=500)),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                        ("typed_at", models.DateTimeField()),
                        ("typed_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "ordering": ["-as_of", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "owner_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        ("title", models.CharField(max_length=500)),
                        ("starts_at", models.DateTimeField()),
                        ("place", models.CharField(blank=True, default="", max_length=300)),
                        ("chair_name", models.CharField(max_length=200)),
                        ("chair_title", models.CharField(max_length=300)),
                        ("agenda", models.JSONField(default=list)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Conclusions not issued"),
                                    ("issued", "Conclusions issued"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                max_length=12,
                            ),
                        ),
                        (
                            "directive",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meeting",
                                to="directives.directive",
                            ),
                        ),
                        ("signer_title", models.CharField(blank=True, default="", max_length=200)),
                        ("signer_name", models.CharField(blank=True, default="", max_length=200)),
                        ("skey", models.TextField()),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=200)),
                        ("version", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["-starts_at", "-id"], name="meeting_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("directive__isnull", False), ("state", "issued")),
                                    models.Q(models.Q(("state", "issued"), _negated=True), ("directive", None)),
                                    _connector="OR",
                                ),
                                name="meeting_issued_has_directive",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Participant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="participants",
                                to="directives.meeting",
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
                        ("name", models.CharField(max_length=300)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Conclusion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="conclusions",
                                to="directives.meeting",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("text", models.TextField()),
                        ("leads", models.JSONField(default=list)),
                        ("coordinators", models.JSONField(default=list)),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("one_lead", "One lead"),
                                    ("each_of", "Each of them"),
                                    ("circulate", "Circulate for reading"),
                                ],
                                default="one_lead",
                                max_length=12,
                            ),
                        ),
                        ("due_on", models.DateField(null=True)),
                        ("due_exclusive", models.BooleanField(default=False)),
                        ("due_limit", models.CharField(blank=True, default="", max_length=80)),
                        ("due_text", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "clause",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conclusion",
                                to="directives.clause",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("edited_by", models.CharField(blank=True, default="", max_length=200)),
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("due_on", None), ("due_limit", ""), _connector="OR"),
                                name="conclusion_has_one_deadline",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoomAcceptance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "conclusion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="acceptances",
                                to="directives.conclusion",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "official",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.official"
                            ),
                        ),
                        ("accepted_at", models.DateTimeField()),
                        ("entered_by", models.CharField(blank=True, default="", max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("conclusion", "agency"), name="room_acceptance_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportedBatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.storedfile"
                            ),
                        ),
                        ("imported_at", models.DateTimeField()),
                        ("imported_by", models.CharField(max_length=200)),
                        ("count", models.PositiveIntegerField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Task",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="task", to="casework.case"
                            ),
                        ),
                        (
                            "directive",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="directives.directive",
                            ),
                        ),
                        (
                            "clause",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="directives.clause",
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="directives.importedbatch",
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("lead", "Lead"),
                                    ("coordination", "Coordination"),
                                    ("umbrella", "Umbrella"),
                                    ("share", "Share of an umbrella"),
                                    ("reading", "Reading to confirm"),
                                    ("duty", "Recurring or standing duty"),
                                    ("period", "Period of a recurring duty"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("content", models.TextField()),
                        ("report_to", models.CharField(blank=True, default="", max_length=300)),
                        ("source_text", models.CharField(blank=True, default="", max_length=500)),
                        ("progress", models.PositiveSmallIntegerField(default=0)),
                        ("reported_at", models.DateTimeField(null=True)),
                        ("result_words", models.TextField(blank=True, default="")),
                        (
                            "result_document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["directive", "part"], name="task_by_directive")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("directive__isnull", False), ("batch__isnull", False), _connector="OR"
                                ),
                                name="task_comes_from_somewhere",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("progress__lte", 100)), name="task_progress_in_per_cent"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Confirmation",
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
                                related_name="confirmations",
                                to="casework.case",
                            ),
                        ),
                        (
                            "official",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.official"
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("case", "official"), name="confirmation_once")],
                    },
                ),
            ],
        ),
    ]
