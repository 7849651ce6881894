"""What is still on phones when the minutes are signed, and since when a supplement to them is open."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("inspections", "0007_publication_is_taken_back")]

    operations = [
        migrations.AddField("visit", "supplement_at", models.DateTimeField(blank=True, null=True)),
        migrations.CreateModel(
            name="PhoneLeft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("device", models.UUIDField()),
                ("name", models.CharField(max_length=200)),
                ("unsent", models.PositiveIntegerField(default=0)),
                ("told_at", models.DateTimeField()),
                ("given_up_at", models.DateTimeField(blank=True, null=True)),
                ("given_up_by", models.CharField(blank=True, default="", max_length=200)),
                ("because", models.CharField(blank=True, default="", max_length=500)),
                ("visit", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="phones", to="inspections.visit",
                )),
            ],
            options={
                "ordering": ["told_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("visit", "device"), name="inspection_phone_once"),
                    models.CheckConstraint(
                        condition=Q(given_up_at=None) | ~Q(because=""), name="inspection_phone_given_up_because"
                    ),
                ],
            },
        ),
    ]  # fmt: skip
