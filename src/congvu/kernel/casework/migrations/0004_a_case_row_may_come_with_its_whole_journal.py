"""The guard of the case row lets a row in that comes with its whole journal: histories that are loaded at once."""

from django.db import migrations

from congvu.kernel.casework.migrations import _guards


class Migration(migrations.Migration):

    dependencies = [("casework", "0003_competence_desks_feeds_and_shared_views")]

    operations = [migrations.RunPython(_guards.replace_case_guards, migrations.RunPython.noop)]
