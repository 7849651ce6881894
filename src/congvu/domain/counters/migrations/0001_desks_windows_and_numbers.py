"""Desks, their hours, windows and numbers."""

import django.db.models.deletion
from django.db import migrations, models

from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("org", "0001_agencies_officials_and_calendars"),
        ("procedures", "0003_delegated_settling_and_posted_sheets"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Service",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("letter", models.CharField(max_length=2)),
                        ("name", models.CharField(max_length=120)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        (
                            "desk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        ("fields", models.ManyToManyField(blank=True, related_name="+", to="procedures.field")),
                    ],
                    options={
                        "ordering": ["position", "letter", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on", None)),
                                fields=("desk", "letter"),
                                name="counter_service_letter_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True), models.Q(("letter", ""), _negated=True)
                                ),
                                name="counter_service_has_a_name",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Window",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(blank=True, default="", max_length=120)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        (
                            "desk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        ("fields", models.ManyToManyField(blank=True, related_name="+", to="procedures.field")),
                    ],
                    options={
                        "ordering": ["number", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on", None)),
                                fields=("desk", "number"),
                                name="counter_window_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gt", 0)), name="counter_window_numbered"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ticket",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField()),
                        ("number", models.PositiveIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("called", "At a window"),
                                    ("skipped", "Passed over"),
                                    ("done", "Served"),
                                    ("no_show", "Did not come"),
                                ],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("elderly", "Elderly people"),
                                    ("disabled", "People with disabilities"),
                                    ("pregnant", "Pregnant women, mothers with infants"),
                                    ("veteran", "People with merit to the revolution, veterans"),
                                ],
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("taken_at", models.DateTimeField()),
                        ("first_called_at", models.DateTimeField(blank=True, null=True)),
                        ("called_at", models.DateTimeField(blank=True, null=True)),
                        ("calls", models.PositiveSmallIntegerField(default=0)),
                        ("called_by", models.CharField(blank=True, default="", max_length=200)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("served_seconds", models.PositiveIntegerField(default=0)),
                        ("reference", models.CharField(blank=True, default="", max_length=60)),
                        (
                            "desk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tickets",
                                to="counters.service",
                            ),
                        ),
                        (
                            "for_window",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="counters.window",
                            ),
                        ),
                        (
                            "window",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tickets",
                                to="counters.window",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["desk", "day", "state"], name="counter_ticket_queue")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("desk", "day", "number"), name="counter_ticket_number_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "called")),
                                fields=("window",),
                                name="counter_ticket_one_at_a_window",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["waiting", "called", "skipped", "done", "no_show"])),
                                name="counter_ticket_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ground__in", ["", "elderly", "disabled", "pregnant", "veteran"])),
                                name="counter_ticket_ground_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "called"), _negated=True),
                                    models.Q(("called_at__isnull", False), ("window__isnull", False)),
                                    _connector="OR",
                                ),
                                name="counter_ticket_called_to_a_window",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("first_called_at", None),
                                    ("first_called_at__gte", models.F("taken_at")),
                                    _connector="OR",
                                ),
                                name="counter_ticket_called_after_taken",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpeningDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField()),
                        ("is_open", models.BooleanField()),
                        ("starts", models.TimeField(blank=True, null=True)),
                        ("ends", models.TimeField(blank=True, null=True)),
                        ("reason", models.CharField(max_length=300)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=200)),
                        (
                            "desk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "field",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="procedures.field",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["day", "starts", "pk"],
                        "indexes": [models.Index(fields=["desk", "day"], name="counter_day_of_desk")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ends", None), ("is_open", False), ("starts", None)),
                                    models.Q(
                                        ("ends__gt", models.F("starts")), ("is_open", True), ("starts__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="counter_day_open_with_hours",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="counter_day_has_a_reason"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpeningShift",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("weekday", models.PositiveSmallIntegerField()),
                        ("starts", models.TimeField()),
                        ("ends", models.TimeField()),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField(blank=True, null=True)),
                        ("basis", models.CharField(blank=True, default="", max_length=200)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=200)),
                        (
                            "desk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "field",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="procedures.field",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["weekday", "starts", "pk"],
                        "indexes": [models.Index(fields=["desk", "weekday"], name="counter_shift_of_desk")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("weekday__lte", 6)), name="counter_shift_weekday"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends__gt", models.F("starts"))),
                                name="counter_shift_ends_after_begin",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on", None), ("to_on__gte", models.F("from_on")), _connector="OR"
                                ),
                                name="counter_shift_days_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QueueDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField()),
                        ("last", models.PositiveIntegerField(default=0)),
                        (
                            "desk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("desk", "day"), name="counter_day_once")],
                    },
                ),
                migrations.CreateModel(
                    name="QueueSetting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kiosk_key", models.CharField(max_length=43, unique=True)),
                        ("grounds", models.JSONField(default=list)),
                        ("ordinary_after", models.PositiveSmallIntegerField(default=3)),
                        ("always_open", models.BooleanField(default=False)),
                        ("greeting", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "desk",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kiosk_key", ""), _negated=True), name="counter_setting_has_a_key"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
