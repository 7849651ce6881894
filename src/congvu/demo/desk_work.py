"""The directive desk at work: a document is registered, its clauses are reviewed one by one, its tasks are issued."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from random import Random

from congvu.core.working_time import HANOI, read_limit
from congvu.demo.accounts import Crew
from congvu.demo.dates import due_of, office_day
from congvu.demo.lam_giang_agencies import OFFICE, PROVINCE
from congvu.demo.organisation import Cast
from congvu.demo.papers import ONE, Order, Paper
from congvu.demo.stage import Office
from congvu.domain.directives.actions.checking import Chosen, Correction
from congvu.domain.directives.actions.issuing import issue_directive
from congvu.domain.directives.actions.making import Writer, write_made
from congvu.domain.directives.actions.registering import register_directive
from congvu.domain.directives.actions.reviewing import (
    accept_clauses,
    add_clause,
    edit_clause,
    mark_passages,
    reject_clause,
)
from congvu.domain.directives.models import Assignee, Clause, Directive, Passage
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.documents.actions import store_upload
from congvu.kernel.documents.actions.entries import Entry
from congvu.kernel.org import queries as org

#: The officials of the Office who keep the register and those who follow tasks.
CLERK, FOLLOWERS = "vpubnd-cv-10", ("vpubnd-cv-01", "vpubnd-cv-03", "vpubnd-tp-01")
NARRATIVE_REASON = "Nêu tình hình, căn cứ, không giao việc"
FOLLOWED_ELSEWHERE = "Việc thường xuyên, không lập nhiệm vụ riêng"


class DeskWork:
    """What the Office does with the made-up directives."""

    def __init__(self, cast: Cast, crew: Crew, office: Office, days: Mapping[str, date], today: date) -> None:
        self._cast, self._crew, self._office, self._days, self._today = cast, crew, office, days, today
        self._groups = {group.code: group for group in org.groups()}

    def follower(self, rng: Random) -> Actor:
        """One of those who follow tasks; the log-in of the demo most often."""
        return self._crew.actor(rng.choices(FOLLOWERS, (6, 3, 1))[0])

    def arrival(self, paper: Paper, end: datetime) -> datetime:
        """When the document is entered in the register: in its first hours; today's just before the end."""
        if paper.age == 0:
            return self._office.earlier(end, 0.6)
        morning = datetime.combine(paper.issued_on(self._today), time(8), HANOI)
        return self._office.later(morning, 0.1, 0.3 if paper.urgency != "normal" else 1.2)

    def register(self, paper: Paper, at: datetime) -> Directive:
        """Enter it with its file and let it be read."""
        clerk = self._crew.actor(CLERK)
        text = paper.text(self._today, self._days)
        name = f"{paper.number.replace('/', '-')}.txt"
        file = store_upload(actor=clerk, name=name, content=text.encode(), now=at)
        entry = Entry(
            kind=paper.kind,
            code=paper.number,
            issued_on=paper.issued_on(self._today),
            issuer=paper.issuer,
            subject=paper.subject,
            urgency=paper.urgency,
            signer_position=paper.signer,
            pages=max(2, len(text) // 2600),
        )
        return register_directive(
            actor=clerk,
            agency_id=self._cast.agency(OFFICE).pk,
            entry=entry,
            file=file,
            file_name=name,
            text=text,
            now=at,
        )

    def review(self, paper: Paper, directive: Directive, at: datetime, rng: Random) -> Iterator[datetime]:
        """Answer for every clause and sentence, some minutes each; half of them where the review is not done."""
        actor = self.follower(rng)
        done: set[int] = set()
        orders = paper.orders if paper.state == "issued" else paper.orders[: len(paper.orders) // 2]
        for order in orders:
            at = self._office.later(at, 0.004, 0.02)
            yield at
            done.add(self._settle(order, directive, actor, at))
        if paper.state != "issued":
            return
        for clause in list(directive.clauses.filter(state=Clause.State.PROPOSED)):
            at = self._office.later(at, 0.002, 0.01)
            yield at
            reject_clause(
                actor=actor, directive_id=directive.pk, clause_id=clause.pk, because=FOLLOWED_ELSEWHERE, now=at
            )
        at = self._office.later(at, 0.01, 0.03)
        yield at
        self._mark_the_rest(directive, actor, at)

    def review_at_once(self, paper: Paper, directive: Directive, at: datetime, rng: Random) -> None:
        """The same where the reader has read it well: everything that is as wanted is accepted by one act."""
        actor = self.follower(rng)
        clauses = list(directive.clauses.prefetch_related("assignees"))
        as_read = []
        for order in paper.orders:
            start = directive.text.find(order.words)
            end = start + len(order.words)
            found = next((c for c in clauses if c.start < end and start < c.end), None)
            if found is not None and self._is_as_wanted(found, self._correction(order, directive, found)):
                as_read.append(found.pk)
            else:
                self._settle(order, directive, actor, at)
        if as_read:
            accept_clauses(actor=actor, directive_id=directive.pk, clause_ids=as_read, confirm_units=True, now=at)
        self._mark_the_rest(directive, actor, at)

    def _mark_the_rest(self, directive: Directive, actor: Actor, at: datetime) -> None:
        left = Passage.objects.filter(directive=directive, mark=Passage.Mark.UNSEEN).values_list("pk", flat=True)
        if ids := list(left):
            mark_passages(actor=actor, directive_id=directive.pk, passage_ids=ids, mark=Passage.Mark.NARRATIVE, now=at)

    def issue(self, directive: Directive, at: datetime, rng: Random, write: Writer = write_made) -> list[Case]:
        """Give out the tasks of every accepted clause."""
        ids = list(directive.clauses.filter(state=Clause.State.ACCEPTED).values_list("pk", flat=True))
        return issue_directive(
            actor=self.follower(rng), directive_id=directive.pk, clause_ids=ids, confirm_past=True, now=at,
            write=write,
        )

    def _settle(self, order: Order, directive: Directive, actor: Actor, at: datetime) -> int:
        """Accept the clause of an order as it was read, or correct it, or mark it where the reader saw none."""
        start = directive.text.find(order.words)
        if start < 0:
            raise ValueError(f"{directive.document}: “{order.words}” is not in the text")
        end = start + len(order.words)
        found = directive.clauses.filter(start__lt=end, end__gt=start).exclude(state=Clause.State.ISSUED).first()
        if found is None:
            passages = list(Passage.objects.filter(directive=directive, start__lt=end, end__gt=start).order_by("start"))
            span = (passages[0].start, passages[-1].end) if passages else (start, end)
            found = add_clause(actor=actor, directive_id=directive.pk, start=span[0], end=span[1], now=at)
        wanted = self._correction(order, directive, found)
        if self._is_as_wanted(found, wanted):
            accept_clauses(actor=actor, directive_id=directive.pk, clause_ids=[found.pk], confirm_units=True, now=at)
        else:
            edit_clause(actor=actor, directive_id=directive.pk, clause_id=found.pk, correction=wanted, now=at)
        return found.pk

    def _correction(self, order: Order, directive: Directive, clause: Clause) -> Correction:
        due_on, limit = None, ""
        if order.due:
            if order.due[0].isdigit():
                limit = read_limit(order.due).code
            else:
                issued_on = directive.document.issued_on
                assert issued_on is not None
                due_on = due_of(order.due, issued_on, self._days)
        nature = clause.nature if order.mode == "circulate" else Clause.Nature.TASK
        if order.again is not None or order.stands:
            return self._duty(order, directive)
        return Correction(
            nature=nature,
            mode=order.mode,
            due_on=due_on,
            due_limit=limit,
            report_to=order.report_to or clause.report_to,
            due_exclusive=clause.due_exclusive and due_on == clause.due_on,
            leads=self._chosen(order.leads),
            coordinators=self._chosen(order.others if order.mode == ONE else ()),
        )

    def _duty(self, order: Order, directive: Directive) -> Correction:
        """An order that comes again, or stands."""
        issued_on, again = directive.document.issued_on, order.again
        assert issued_on is not None
        leads, others = self._chosen(order.leads), self._chosen(order.others if order.mode == ONE else ())
        if again is None:
            return Correction(nature=Clause.Nature.STANDING, mode=order.mode, review_limit=order.stands, leads=leads)
        until = office_day(issued_on, again.lasting) if again.lasting else None
        return Correction(
            nature=Clause.Nature.TASK,
            mode=order.mode,
            recurrence=again.rhythm,
            recur_day=again.day,
            recur_month=again.month,
            recur_until=until,
            recur_with_order=until is None,
            review_limit=again.review,
            report_to=order.report_to,
            leads=leads,
            coordinators=others,
        )

    def _chosen(self, codes: Sequence[str]) -> tuple[Chosen, ...]:
        chosen = []
        for code in codes:
            if code.startswith(":"):
                group = self._groups[code[1:]]
                chosen.append(Chosen(surface=group.name, group_id=group.pk))
            else:
                agency = self._cast.agency(code)
                chosen.append(Chosen(surface=agency.name.replace(f" tỉnh {PROVINCE}", ""), agency_id=agency.pk))
        return tuple(chosen)

    @staticmethod
    def _is_as_wanted(clause: Clause, wanted: Correction) -> bool:
        if clause.recurrence or wanted.recurrence or wanted.review_limit:
            return False
        same = all(
            getattr(clause, name) == getattr(wanted, name)
            for name in ("nature", "mode", "due_on", "due_limit", "report_to", "recurrence")
        )
        return same and all(
            {(row.agency_id, row.group_id) for row in clause.assignees.all() if row.role == role}
            == {(row.agency_id, row.group_id) for row in chosen}
            for role, chosen in ((Assignee.Role.LEAD, wanted.leads), (Assignee.Role.COORDINATOR, wanted.coordinators))
        )
