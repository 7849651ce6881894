"""Cases, custody, clock events, requests; with the triggers that tie a case to its journal."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from congvu.kernel.casework.migrations import _guards


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('journal', '0001_lines_and_bills'),
        ('documents', '0001_lay_down_the_registers'),
        ('org', '0002_stamps_renew_themselves'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('kind', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=1000)),
                ('skey', models.TextField()),
                ('law_on', models.DateField()),
                ('confidentiality', models.CharField(choices=[('public', 'Public'), ('internal', 'Internal'), ('restricted', 'Restricted'), ('sealed', 'Sealed')], default='internal', max_length=12)),
                ('transfer_at', models.DateTimeField(null=True)),
                ('transfer_due_at', models.DateTimeField(null=True)),
                ('phase', models.CharField(max_length=40)),
                ('station', models.CharField(max_length=40)),
                ('whose_clock', models.CharField(choices=[('agency', 'Agency'), ('applicant', 'Applicant'), ('consulted', 'Consulted body'), ('higher', 'Higher level'), ('outage', 'System outage'), ('transfer', 'In transfer')], default='agency', max_length=12)),
                ('opened_at', models.DateTimeField()),
                ('first_due_at', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('due_basis', models.JSONField(default=dict)),
                ('next_event_at', models.DateTimeField(null=True)),
                ('stopped_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, default='', max_length=40)),
                ('asking', models.CharField(blank=True, default='', max_length=12)),
                ('times_returned', models.PositiveSmallIntegerField(default=0)),
                ('seq', models.PositiveIntegerField()),
                ('head', models.BinaryField(max_length=32)),
                ('accountable_agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agency')),
                ('doer_official', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.official')),
                ('holder_agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agency')),
                ('holder_official', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.official')),
                ('issuing_agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agency')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='casework.case')),
                ('transfer_agency', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agency')),
                ('transfer_official', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.official')),
            ],
        ),
        migrations.CreateModel(
            name='CaseAccess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('granted_at', models.DateTimeField()),
                ('granted_by', models.CharField(max_length=200)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='access', to='casework.case')),
                ('official', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.official')),
            ],
        ),
        migrations.CreateModel(
            name='CaseDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300)),
                ('role', models.CharField(choices=[('source', 'Source document'), ('evidence', 'Evidence'), ('result', 'Result')], max_length=12)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.CharField(max_length=200)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='casework.case')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
            ],
        ),
        migrations.CreateModel(
            name='ClockEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line_seq', models.PositiveIntegerField()),
                ('i', models.PositiveSmallIntegerField(default=0)),
                ('kind', models.CharField(max_length=12)),
                ('at', models.DateTimeField()),
                ('whose', models.CharField(choices=[('agency', 'Agency'), ('applicant', 'Applicant'), ('consulted', 'Consulted body'), ('higher', 'Higher level'), ('outage', 'System outage'), ('transfer', 'In transfer')], default='agency', max_length=12)),
                ('limit', models.CharField(blank=True, default='', max_length=80)),
                ('fixed_at', models.DateTimeField(null=True)),
                ('rule', models.CharField(blank=True, default='', max_length=80)),
                ('ground', models.CharField(blank=True, default='', max_length=80)),
                ('words', models.CharField(blank=True, default='', max_length=500)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='clock_events', to='casework.case')),
            ],
        ),
        migrations.CreateModel(
            name='CodeSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('series', models.CharField(max_length=20)),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('series', 'year'), name='code_series_once')],
            },
        ),
        migrations.CreateModel(
            name='Custody',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line_seq', models.PositiveIntegerField()),
                ('station', models.CharField(max_length=40)),
                ('state', models.CharField(choices=[('holding', 'Holding'), ('in_transfer', 'In transfer'), ('stopped', 'Waiting for verification'), ('closed', 'Closed')], max_length=12)),
                ('whose_clock', models.CharField(choices=[('agency', 'Agency'), ('applicant', 'Applicant'), ('consulted', 'Consulted body'), ('higher', 'Higher level'), ('outage', 'System outage'), ('transfer', 'In transfer')], max_length=12)),
                ('from_at', models.DateTimeField()),
                ('to_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agency')),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='custody', to='casework.case')),
                ('official', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.official')),
                ('to_agency', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agency')),
                ('to_official', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.official')),
            ],
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('caused_by', 'Caused by'), ('answers', 'Answers'), ('same_matter', 'Same matter')], max_length=12)),
                ('reason', models.CharField(blank=True, default='', max_length=500)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='casework.case')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links_to', to='casework.case')),
            ],
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line_seq', models.PositiveIntegerField()),
                ('verb', models.CharField(max_length=60)),
                ('by', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.case')),
                ('official', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.official')),
            ],
        ),
        migrations.CreateModel(
            name='Request',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('extension', 'Extension'), ('reassignment', 'Re-assignment')], max_length=12)),
                ('ground', models.CharField(max_length=80)),
                ('words', models.TextField(blank=True, default='')),
                ('new_due_at', models.DateTimeField(null=True)),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.CharField(max_length=200)),
                ('decision', models.CharField(choices=[('waiting', 'Waiting for a decision'), ('granted', 'Granted'), ('refused', 'Refused'), ('taken_back', 'Taken back')], default='waiting', max_length=12)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.CharField(blank=True, default='', max_length=200)),
                ('decision_words', models.TextField(blank=True, default='')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='casework.case')),
                ('from_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agency')),
                ('to_agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agency')),
            ],
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(max_length=60)),
                ('name', models.CharField(max_length=80)),
                ('query', models.CharField(max_length=2000)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Watch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='watches', to='casework.case')),
                ('official', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.official')),
            ],
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['holder_official', 'due_at'], name='case_open_by_official'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['holder_agency', 'due_at'], name='case_open_by_agency'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('transfer_agency__isnull', False)), fields=['transfer_agency'], name='case_in_transfer'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['accountable_agency', 'kind', 'due_at'], name='case_by_accountable'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['issuing_agency', 'kind', 'due_at'], name='case_by_issuing'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['kind', 'due_at', 'id'], name='case_by_kind_due'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['next_event_at'], name='case_next_event'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('transfer_agency__isnull', True), ('transfer_at__isnull', True), ('transfer_due_at__isnull', True), ('transfer_official__isnull', True)), models.Q(('transfer_agency__isnull', False), ('transfer_at__isnull', False), ('transfer_due_at__isnull', False)), _connector='OR'), name='case_transfer_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_at__isnull', True), ('first_due_at__isnull', True)), models.Q(('due_at__isnull', False), ('first_due_at__isnull', False)), _connector='OR'), name='case_has_both_dates_or_none'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('outcome', '')), models.Q(('closed_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='case_closed_has_outcome'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), ('closed_at__gte', models.F('opened_at')), _connector='OR'), name='case_closes_after_opening'),
        ),
        migrations.AddConstraint(
            model_name='caseaccess',
            constraint=models.UniqueConstraint(fields=('case', 'official'), name='case_access_once'),
        ),
        migrations.AddConstraint(
            model_name='casedocument',
            constraint=models.CheckConstraint(condition=models.Q(('document__isnull', False), ('file__isnull', False), _connector='OR'), name='case_document_is_something'),
        ),
        migrations.AddConstraint(
            model_name='clockevent',
            constraint=models.UniqueConstraint(fields=('case', 'line_seq', 'i'), name='clock_event_numbered'),
        ),
        migrations.AddIndex(
            model_name='custody',
            index=models.Index(fields=['agency', 'from_at'], name='custody_by_agency'),
        ),
        migrations.AddConstraint(
            model_name='custody',
            constraint=models.UniqueConstraint(fields=('case', 'line_seq'), name='custody_numbered'),
        ),
        migrations.AddConstraint(
            model_name='custody',
            constraint=models.UniqueConstraint(condition=models.Q(('to_at', None)), fields=('case',), name='custody_one_open'),
        ),
        migrations.AddConstraint(
            model_name='custody',
            constraint=models.CheckConstraint(condition=models.Q(('to_at', None), ('to_at__gte', models.F('from_at')), _connector='OR'), name='custody_forward'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.UniqueConstraint(fields=('case', 'other', 'kind'), name='link_once'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(('case', models.F('other')), _negated=True), name='link_to_another'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['official', '-at'], name='notice_newest'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('official', 'case', 'line_seq'), name='notice_once'),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=models.UniqueConstraint(condition=models.Q(('decision', 'waiting')), fields=('case',), name='request_one_waiting_per_case'),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', ''), ('decision', 'waiting')), models.Q(models.Q(('decision', 'waiting'), _negated=True), ('decided_at__isnull', False), models.Q(('decided_by', ''), _negated=True)), _connector='OR'), name='request_decided_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='savedview',
            constraint=models.UniqueConstraint(fields=('account', 'page', 'name'), name='saved_view_named_once'),
        ),
        migrations.AddConstraint(
            model_name='watch',
            constraint=models.UniqueConstraint(fields=('case', 'official'), name='watch_once'),
        ),
        migrations.RunPython(_guards.install, migrations.RunPython.noop),
    ]
