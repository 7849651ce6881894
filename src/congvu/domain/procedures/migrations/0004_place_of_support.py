"""Where people are helped to file, apart from where a dossier is received, settled and returned."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("procedures", "0003_delegated_settling_and_posted_sheets"),
    ]

    operations = [
        migrations.AddField(
            model_name="version",
            name="support",
            field=models.TextField(blank=True, default=""),
        ),
    ]
