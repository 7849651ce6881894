"""Phases of a limit, limits beside it, and what happens at a station: work, consultation, payment, posting, return."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0001_agencies_officials_and_calendars"),
        ("procedures", "0001_the_catalogue_of_procedures"),
    ]

    operations = [
        migrations.AddField(
            model_name="station",
            name="aside_limit",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="station",
            name="kind",
            field=models.CharField(
                choices=[
                    ("work", "Settling"),
                    ("consult", "Other bodies are asked"),
                    ("payment", "The applicant pays what he owes"),
                    ("posting", "Public posting"),
                    ("return", "Results are handed out"),
                ],
                default="work",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="station",
            name="phase",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="station",
            name="silence_agrees",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="variant",
            name="extension_limit",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="variant",
            name="phases",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="variant",
            name="refusal_limit",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="variant",
            name="same_day",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="variant",
            name="supplement_policy",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "As the rule in force says"),
                    ("restart", "The limit begins anew"),
                    ("shift", "The appointment moves by the time it took"),
                ],
                default="",
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="station",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["work", "consult", "payment", "posting", "return"])),
                name="procedure_station_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="variant",
            constraint=models.CheckConstraint(
                condition=models.Q(("supplement_policy__in", ["", "restart", "shift"])),
                name="procedure_variant_supplement_known",
            ),
        ),
    ]
