"""Directives, passages, clauses, and the tasks made of them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('casework', '0001_cases_and_custody'),
        ('documents', '0001_lay_down_the_registers'),
        ('org', '0002_stamps_renew_themselves'),
    ]

    operations = [
        migrations.CreateModel(
            name='Directive',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('in_review', 'In review'), ('issued', 'Issued'), ('withdrawn', 'Withdrawn')], default='in_review', max_length=12)),
                ('text', models.TextField()),
                ('text_is_recognised', models.BooleanField(default=False)),
                ('retelling', models.BooleanField(default=False)),
                ('addressees', models.JSONField(default=list)),
                ('facts', models.JSONField(default=dict)),
                ('notes', models.JSONField(default=list)),
                ('skey', models.TextField()),
                ('registered_at', models.DateTimeField()),
                ('registered_by', models.CharField(max_length=200)),
                ('issued_at', models.DateTimeField(null=True)),
                ('issued_by', models.CharField(blank=True, default='', max_length=200)),
                ('version', models.PositiveIntegerField(default=0)),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('owner_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agency')),
            ],
        ),
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('heading', models.CharField(blank=True, default='', max_length=1000)),
                ('verb', models.CharField(blank=True, default='', max_length=200)),
                ('nature', models.CharField(choices=[('task', 'Task'), ('standing', 'Standing duty'), ('prohibition', 'Prohibition'), ('target', 'Target')], max_length=12)),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('accepted', 'Accepted'), ('rejected', 'Rejected'), ('issued', 'Issued')], default='proposed', max_length=12)),
                ('mode', models.CharField(choices=[('one_lead', 'One lead'), ('each_of', 'Each of them'), ('circulate', 'Circulate for reading')], default='one_lead', max_length=12)),
                ('due_on', models.DateField(null=True)),
                ('due_exclusive', models.BooleanField(default=False)),
                ('due_limit', models.CharField(blank=True, default='', max_length=80)),
                ('due_text', models.CharField(blank=True, default='', max_length=300)),
                ('due_kind', models.CharField(blank=True, default='', max_length=20)),
                ('recurrence', models.CharField(blank=True, default='', max_length=20)),
                ('report_to', models.CharField(blank=True, default='', max_length=300)),
                ('inherited', models.BooleanField(default=False)),
                ('confidence', models.JSONField(default=dict)),
                ('proposed', models.JSONField(default=dict)),
                ('edited_by', models.CharField(blank=True, default='', max_length=200)),
                ('edited_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=0)),
                ('directive', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clauses', to='directives.directive')),
            ],
            options={
                'ordering': ['start', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('type', models.CharField(blank=True, default='', max_length=100)),
                ('number', models.CharField(blank=True, default='', max_length=100)),
                ('issued_on', models.DateField(null=True)),
                ('issuer', models.CharField(blank=True, default='', max_length=300)),
                ('confidence', models.FloatField(default=0)),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='documents.document')),
                ('directive', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='directives.directive')),
            ],
            options={
                'ordering': ['start'],
            },
        ),
        migrations.CreateModel(
            name='ImportedBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300)),
                ('imported_at', models.DateTimeField()),
                ('imported_by', models.CharField(max_length=200)),
                ('count', models.PositiveIntegerField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
            ],
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('proposal', models.CharField(max_length=20)),
                ('mark', models.CharField(choices=[('unseen', 'Not looked at'), ('clause', 'Clause'), ('no_action', 'No action'), ('narrative', 'Narrative'), ('heading', 'Heading or form')], default='unseen', max_length=12)),
                ('because', models.CharField(blank=True, default='', max_length=300)),
                ('marked_by', models.CharField(blank=True, default='', max_length=200)),
                ('marked_at', models.DateTimeField(null=True)),
                ('directive', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='directives.directive')),
            ],
            options={
                'ordering': ['start'],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('text', models.CharField(max_length=500)),
                ('comparator', models.CharField(blank=True, default='=', max_length=2)),
                ('quantity', models.DecimalField(decimal_places=6, max_digits=20)),
                ('quantity_max', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('unit', models.CharField(blank=True, default='', max_length=60)),
                ('of', models.CharField(blank=True, default='', max_length=500)),
                ('due_on', models.DateField(null=True)),
                ('confidence', models.FloatField(default=0)),
                ('clause', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='directives.clause')),
                ('directive', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='directives.directive')),
            ],
            options={
                'ordering': ['start'],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('lead', 'Lead'), ('coordination', 'Coordination'), ('umbrella', 'Umbrella'), ('share', 'Share of an umbrella'), ('reading', 'Reading to confirm')], max_length=12)),
                ('content', models.TextField()),
                ('report_to', models.CharField(blank=True, default='', max_length=300)),
                ('source_text', models.CharField(blank=True, default='', max_length=500)),
                ('progress', models.PositiveSmallIntegerField(default=0)),
                ('reported_at', models.DateTimeField(null=True)),
                ('result_words', models.TextField(blank=True, default='')),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='directives.importedbatch')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='task', to='casework.case')),
                ('clause', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='directives.clause')),
                ('directive', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='directives.directive')),
                ('result_document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
            ],
        ),
        migrations.CreateModel(
            name='Assignee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('lead', 'Lead'), ('coordinator', 'Coordinator')], max_length=12)),
                ('surface', models.CharField(max_length=300)),
                ('warning', models.CharField(blank=True, default='', max_length=400)),
                ('confirmed', models.BooleanField(default=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agency')),
                ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agencygroup')),
                ('clause', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignees', to='directives.clause')),
            ],
            options={
                'ordering': ['role', 'position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('agency', None), ('group', None), _connector='OR'), name='assignee_is_a_unit_or_a_group')],
            },
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('confirmed_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='casework.case')),
                ('official', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.official')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'official'), name='confirmation_once')],
            },
        ),
        migrations.AddIndex(
            model_name='directive',
            index=models.Index(fields=['-registered_at', '-id'], name='directive_newest'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('issued_at', None), ('issued_by', '')), models.Q(('issued_at__isnull', False), models.Q(('issued_by', ''), _negated=True)), _connector='OR'), name='directive_issued_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='clause',
            constraint=models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='clause_forward'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('directive', 'start'), name='passage_once'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='passage_forward'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('mark', 'no_action'), _negated=True), models.Q(('because', ''), _negated=True), _connector='OR'), name='passage_no_action_says_why'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['directive', 'part'], name='task_by_directive'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('directive__isnull', False), ('batch__isnull', False), _connector='OR'), name='task_comes_from_somewhere'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='task_progress_in_per_cent'),
        ),
    ]
