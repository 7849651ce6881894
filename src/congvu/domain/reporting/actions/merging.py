"""Tổng hợp báo cáo: the office's own text of each section, and the report as an entry of the outgoing register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import nfc
from congvu.domain.reporting.actions.asking import locked_request
from congvu.domain.reporting.models import ReportRequest
from congvu.domain.reporting.papers import report_paper
from congvu.domain.reporting.queries.requests import merged_figures, texts_by_section
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.letters import signers_of
from congvu.kernel.documents.actions import issue_paper
from congvu.kernel.documents.actions.entries import Entry
from congvu.kernel.documents.papers import Paper, Signer
from congvu.kernel.documents.queries.printing import place_of
from congvu.kernel.journal.actions import record
from congvu.kernel.org import queries as org


def merge_section_texts(asked: ReportRequest) -> dict[int, str]:
    """For sections the office has not written yet: the units' texts one after the other, each under its name."""
    texts = texts_by_section(asked)
    return {
        section.pk: section.merged or "\n\n".join(f"{unit}: {text}" for unit, text in texts.get(section.pk, []))
        for section in asked.sections.all()
    }


def write_merged(*, actor: Actor, request_id: int, texts: Mapping[int, str], now: datetime) -> ReportRequest:
    """Soạn báo cáo tổng hợp. The office's text of the sections. Journal: `report.merged`."""
    with transaction.atomic():
        asked = locked_request(actor, request_id)
        if asked.state != ReportRequest.State.SENT:
            raise Invalid(_("Ask the units first."))
        sections = {section.pk: section for section in asked.sections.all()}
        if set(texts) - set(sections):
            raise Invalid(_("The outline has changed; open the page again."))
        changed = []
        for pk, text in texts.items():
            said = nfc(text).strip()
            if said != sections[pk].merged:
                sections[pk].merged, sections[pk].merged_by = said, actor.signature
                sections[pk].save(update_fields=["merged", "merged_by"])
                changed.append(sections[pk].position)
        record(
            stream=asked.stream, verb="report.merged", at=now, actor=actor.signature,
            body={"sections": changed, "characters": sum(len(text) for text in texts.values())},
        )
    return asked


def paper_of(asked: ReportRequest, now: datetime) -> Paper:
    """The merged report as a paper, as it stands."""
    agency = org.agency_by_id(asked.agency_id)
    parent = org.agency_by_id(agency.parent_id) if agency.parent_id is not None else None
    on = people.local_date(asked.issued_at or now)
    signer = next(iter(signers_of(agency.pk, on)), None)
    prefix, _gap, authority = (signer[1] if signer else "").partition(" ")
    merged = merge_section_texts(asked)
    return report_paper(
        agency=agency.name, parent_agency=parent.name if parent else "", place=place_of(agency), on=on,
        number=asked.document.number if asked.document else "",
        symbol=asked.document.notation if asked.document else "BC", title=asked.title,
        since=asked.since, until=asked.until,
        sections=[(section.title, merged[section.pk]) for section in asked.sections.all()],
        figures=[(one.figure.name, one.total, one.values) for one in merged_figures(asked)],
        signer=Signer(prefix, authority, signer[2], signer[3]) if signer else None,
    )


def issue_report(*, actor: Actor, request_id: int, notation: str, now: datetime) -> ReportRequest:
    """Phát hành báo cáo. Number it in the outgoing register and keep its files there. Journal: `report.issued`.

    Refused while a section has no text. Units that have not handed in are named in the journal line.
    """
    with transaction.atomic():
        asked = locked_request(actor, request_id)
        notation = "".join(notation.split())[:60]
        if not notation:
            raise Invalid(_("Give the notation of the report, for example BC-UBND."), field="notation")
        empty = [section.title for section in asked.sections.all() if not section.merged.strip()]
        if asked.state != ReportRequest.State.SENT or empty:
            raise Invalid(
                _("These sections have no text yet: %(what)s.") % {"what": "; ".join(empty[:6]) or asked.title}
            )
        asked.issued_at = now
        document = issue_paper(
            actor=actor, agency_id=asked.agency_id, paper=paper_of(asked, now), notation=notation, now=now,
            entry=Entry(
                kind="bao_cao", subject=asked.title, issuer=asked.agency.name, issuer_agency_id=asked.agency_id
            ),
        )
        asked.state, asked.document = ReportRequest.State.ISSUED, document
        asked.save(update_fields=["state", "issued_at", "document"])
        late = asked.contributions.filter(case__stopped_at=None).values_list("agency__name", flat=True)
        record(
            stream=asked.stream, verb="report.issued", at=now, actor=actor.signature,
            body={"document": document.pk, "code": document.code, "without": sorted(late)},
        )
    return asked
