"""Vai trò. The shipped roles as data: code, names in both languages, permission codes.

An installation may add roles of its own; these follow this file at every upgrade. Nobody may verify his own work:
that is a rule of the acts, not of the roles, so one person may hold several.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShippedRole:
    """One role as shipped; `permissions` are codes of the rooms' permissions.py."""

    code: str
    name_vi: str
    name_en: str
    permissions: tuple[str, ...]


_SEE = ("org.agency.read", "rules.rule.read", "procedures.procedure.read", "counters.desk.read")
_WORK = (
    *_SEE, "documents.document.read", "casework.case.read", "casework.case.act", "internal.route.read",
    "internal.work.start",
)
#: Sheets put up and numbers called at a one-stop desk.
_AT_THE_DESK = ("procedures.sheet.post", "counters.queue.serve")
_REPORTS = ("reporting.request.read", "reporting.request.keep")
_NOTICES = ("reports.notice.read", "reports.regulation.read", "reports.notice.make")
_EXCHANGE = ("connectors.exchange.read", "connectors.exchange.act")
#: What the records clerk and whoever sets up the records of an agency do.
_RECORDS = ("documents.series.set", "documents.dossier.keep", "documents.dossier.list")
_FOLLOW = ("directives.directive.read", "directives.meeting.read", "directives.statistics.read")
_DRAFT = ("programme.programme.read", "programme.item.register", "programme.draft.write")
_KEEP_PROGRAMME = ("programme.programme.open", "programme.item.verify", "programme.item.import")
_JUDGE_DRAFTS = ("programme.draft.judge", "programme.journal.read")
_CONSENT = ("programme.programme.approve", "programme.change.consent")

_COUNTER = ("onestop.dossier.read", "onestop.dossier.receive", "onestop.report.read", "citizens.code.make")
_DOSSIERS = ("onestop.dossier.read", "onestop.dossier.settle")

_READ_INSPECTIONS = ("inspections.plan.read", "inspections.visit.read", "inspections.score.read")
_PREPARE_INSPECTIONS = ("inspections.plan.edit", "inspections.team.form")
_ORDER_INSPECTIONS = ("inspections.plan.issue", "inspections.draw.order", "inspections.conclusion.sign")
_PRAISE = ("conduct.commendation.read", "conduct.commendation.propose")
_DECIDE_CONDUCT = (
    "conduct.discipline.read", "conduct.discipline.decide", "conduct.commendation.decide", "conduct.proposal.decide",
    "conduct.publication.approve", "conduct.work.read",
)

SHIPPED: tuple[ShippedRole, ...] = (
    ShippedRole(
        "directive_desk", "Chuyên viên theo dõi nhiệm vụ", "Directive desk",
        (
            *_WORK, "documents.document.route_for", "documents.dossier.keep",
            *_FOLLOW, "documents.document.register", "casework.case.export", "casework.case.assign",
            "casework.case.oversee", "casework.request.decide", "directives.directive.register",
            "directives.directive.review", "directives.directive.issue", "directives.task.verify",
            "casework.case.urge", "directives.task.import", *_REPORTS, *_NOTICES, *_EXCHANGE, *_DRAFT,
            *_KEEP_PROGRAMME,
            *_JUDGE_DRAFTS,
            "casework.unit.watch", "directives.meeting.keep", "org.portfolio.assign", "internal.route.edit",
        ),
    ),
    ShippedRole(
        "leader", "Lãnh đạo", "Leader",
        (
            *_WORK, "documents.document.route", "documents.dossier.keep",
            *_FOLLOW, "reporting.request.read", "reports.notice.read", "reports.regulation.read",
            "casework.case.export", "casework.case.read_restricted",
            "casework.case.assign",
            "casework.case.oversee", "casework.request.decide", "directives.directive.issue",
            "directives.task.verify", "casework.case.urge", "documents.document.read_restricted",
            "journal.line.read", "journal.verify", *_DRAFT, *_KEEP_PROGRAMME, *_JUDGE_DRAFTS, *_CONSENT,
            "casework.unit.watch", "casework.desk.hand_over", "org.portfolio.assign", "internal.route.edit",
            "onestop.dossier.read", "onestop.dossier.sign", "onestop.report.read",
            *_READ_INSPECTIONS, *_ORDER_INSPECTIONS, *_PRAISE, *_DECIDE_CONDUCT,
        ),
    ),
    ShippedRole(
        "department_head", "Thủ trưởng cơ quan, đơn vị", "Head of an agency",
        (
            *_WORK, *_RECORDS, "documents.document.route",
            *_FOLLOW, *_REPORTS, *_NOTICES, "casework.case.export", "casework.case.read_restricted",
            "casework.case.assign",
            "casework.request.decide", "directives.task.verify", "casework.case.urge",
            "documents.document.register", "documents.document.read_restricted", "org.absence.record",
            "org.delegation.record", *_DRAFT, *_KEEP_PROGRAMME, *_JUDGE_DRAFTS, *_CONSENT,
            "casework.unit.watch", "casework.desk.hand_over", "org.portfolio.assign", "internal.route.edit",
            "procedures.procedure.draft", *_AT_THE_DESK, "counters.desk.set",
            *_DOSSIERS, "onestop.dossier.sign", "onestop.report.read", "onestop.desk.edit", "onestop.cash.close",
            "inspections.plan.read", "inspections.selfcheck.hold", "inspections.finding.answer",
            "inspections.score.read", *_PRAISE,
            *_DECIDE_CONDUCT, "conduct.discipline.handle", "conduct.proposal.submit", "conduct.leaver.keep",
        ),
    ),
    ShippedRole(
        "one_stop_clerk", "Công chức Một cửa", "One-stop clerk",
        (*_WORK, *_COUNTER, *_AT_THE_DESK, "documents.dossier.keep", "onestop.cash.close"),
    ),
    ShippedRole(
        "official", "Công chức, viên chức", "Official",
        (
            *_WORK, *_AT_THE_DESK, "documents.dossier.keep", *_DRAFT, "directives.directive.read",
            "directives.meeting.read", *_DOSSIERS, "conduct.proposal.submit",
        ),
    ),
    ShippedRole(
        "clerk_records", "Văn thư", "Records clerk",
        (
            *_WORK, *_RECORDS, "documents.document.route_for",
            *_EXCHANGE, *_DRAFT, "directives.directive.read", "documents.document.register",
            "directives.directive.register",
        ),
    ),
    ShippedRole(
        "inspector", "Thanh tra viên", "Inspector",
        (
            *_SEE, *_FOLLOW, "documents.document.read", "documents.document.read_restricted", "casework.case.read",
            "casework.case.read_restricted", "casework.case.export", "journal.line.read", "journal.verify",
            "programme.programme.read", "programme.journal.read", *_READ_INSPECTIONS, "inspections.visit.conduct",
            "conduct.commendation.read", "onestop.dossier.read", "onestop.report.read",
        ),
    ),
    ShippedRole(
        "inspection_head", "Trưởng đoàn, thành viên đoàn kiểm tra công vụ", "Public-duty inspector",
        (
            *_WORK, *_READ_INSPECTIONS, *_PREPARE_INSPECTIONS, "inspections.visit.conduct", *_PRAISE,
            "conduct.discipline.read", "conduct.discipline.handle", "conduct.leaver.keep",
        ),
    ),
    ShippedRole(
        "par_officer", "Công chức theo dõi cải cách hành chính", "Administrative reform officer",
        (
            *_WORK, *_FOLLOW, *_DRAFT, *_REPORTS, "reports.notice.read", "reports.regulation.read",
            "casework.case.export", "rules.rule.edit", "programme.journal.read", "casework.competence.edit",
            "procedures.procedure.draft", "procedures.procedure.announce", *_AT_THE_DESK,
            "onestop.dossier.read", "onestop.report.read", "onestop.portal.keep", "counters.desk.set",
            *_READ_INSPECTIONS, *_PREPARE_INSPECTIONS, *_PRAISE,
        ),
    ),
    ShippedRole(
        "system_owner", "Quản trị hệ thống", "System owner",
        (
            *_SEE, "connectors.organ.manage", "connectors.exchange.read", "org.agency.add", "org.agency.reorganise",
            "org.official.edit", "org.absence.record", "org.portfolio.assign",
            "org.delegation.record", "org.calendar.edit", "org.outage.declare", "rules.rule.edit", "jobs.job.read",
            "jobs.job.retry", "journal.verify", "journal.line.erase", "accounts.account.read",
            "accounts.account.manage", "casework.mail.oversee",
            "casework.unit.watch", "casework.competence.edit", "casework.case.load", "onestop.desk.edit",
            "onestop.portal.keep",
        ),
    ),
    ShippedRole(
        "auditor", "Người kiểm tra nhật ký hệ thống", "Auditor",
        (
            *_SEE, "journal.line.read", "journal.verify", "jobs.job.read", "accounts.account.read",
            "accounts.access_log.read", "directives.statistics.read",
        ),
    ),
)


def holders_of(permission: str) -> list[ShippedRole]:
    """The shipped roles that contain a permission."""
    return [role for role in SHIPPED if permission in role.permissions]
