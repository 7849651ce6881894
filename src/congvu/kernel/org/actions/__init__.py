"""Every write of the organisation: acts of the office, each one transaction with its line in the journal ("org")."""

from congvu.kernel.org.actions.agencies import NewAgency, add_agency, add_post, end_post, found_agency
from congvu.kernel.org.actions.calendars import (
    NewShift,
    adopt_proposal,
    announce_day,
    give_own_calendar,
    retract_day,
    set_shifts,
)
from congvu.kernel.org.actions.corrections import DETAILS, correct_agency, correct_official
from congvu.kernel.org.actions.groups import change_group, end_group, form_group
from congvu.kernel.org.actions.official_days import load_official_days
from congvu.kernel.org.actions.outages import declare_outage, end_outage, withdraw_outage
from congvu.kernel.org.actions.people import (
    add_official,
    appoint,
    delegate,
    end_appointment,
    record_absence,
    withdraw_absence,
    withdraw_delegation,
)
from congvu.kernel.org.actions.portfolios import assign_portfolio, end_portfolio
from congvu.kernel.org.actions.reforming import (
    apply_reform,
    begin_reform,
    draft_reform,
    drop_draft,
    give_up,
    note_moved,
    note_to_move,
)
from congvu.kernel.org.actions.reorganising import (
    abolish_agency,
    merge_agencies,
    rename_agency,
    split_agency,
    transfer_agency,
)
from congvu.kernel.org.actions.revoking import revoke_reform, revoke_reorganisation
from congvu.kernel.org.actions.successions import equal_shares

__all__ = [
    "DETAILS",
    "NewAgency",
    "NewShift",
    "abolish_agency",
    "add_agency",
    "add_official",
    "add_post",
    "adopt_proposal",
    "announce_day",
    "apply_reform",
    "appoint",
    "assign_portfolio",
    "begin_reform",
    "change_group",
    "correct_agency",
    "correct_official",
    "declare_outage",
    "delegate",
    "draft_reform",
    "drop_draft",
    "end_appointment",
    "end_group",
    "end_outage",
    "end_portfolio",
    "end_post",
    "equal_shares",
    "form_group",
    "found_agency",
    "give_own_calendar",
    "give_up",
    "load_official_days",
    "merge_agencies",
    "note_moved",
    "note_to_move",
    "record_absence",
    "rename_agency",
    "retract_day",
    "revoke_reform",
    "revoke_reorganisation",
    "set_shifts",
    "split_agency",
    "transfer_agency",
    "withdraw_absence",
    "withdraw_delegation",
    "withdraw_outage",
]
