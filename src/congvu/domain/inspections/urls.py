"""Addresses of the room, in blocks: plans, teams with their cards, checklists, self-checks.

The page of a duty card is public: its address is the card's secret.
"""

from __future__ import annotations

from django.urls import path

from congvu.domain.inspections.views import checklists, draws, front, onsite, plans, sealed, selfchecks, site, teams

app_name = "inspections"
urlpatterns = [
    path("", front.index, name="front"),
    # plans
    path("plans/", plans.index, name="plans"),
    path("plans/new/", plans.new, name="new_plan"),
    path("plans/<int:plan_id>/", plans.plan, name="plan"),
    path("plans/<int:plan_id>/words/", plans.words, name="plan_words"),
    path("plans/<int:plan_id>/add/", plans.add_item, name="add_plan_item"),
    path("plans/<int:plan_id>/issue/", plans.issue, name="issue_plan"),
    path("plans/<int:plan_id>/drop/", plans.drop, name="drop_plan"),
    path("plans/<int:plan_id>/paper.<slug:fmt>", plans.paper, name="plan_paper"),
    path("plans/checks/<int:item_id>/", plans.item, name="plan_item"),
    path("plans/checks/<int:item_id>/remove/", plans.remove_item, name="remove_plan_item"),
    # teams, cards, recusals
    path("teams/", teams.index, name="teams"),
    path("teams/new/", teams.new, name="new_team"),
    path("teams/<int:team_id>/", teams.team, name="team"),
    path("teams/<int:team_id>/rules/", teams.rules, name="team_rules"),
    path("teams/<int:team_id>/rules.<slug:fmt>", teams.rules_print, name="team_rules_paper"),
    path("teams/<int:team_id>/members/add/", teams.add_member, name="add_member"),
    path("teams/<int:team_id>/observers/add/", teams.add_observer, name="add_observer"),
    path("teams/<int:team_id>/cards.pdf", teams.cards, name="team_cards"),
    path("teams/<int:team_id>/end/", teams.end, name="end_team"),
    path("teams/members/<int:member_id>/leave/", teams.leave, name="leave_team"),
    path("teams/members/<int:member_id>/renew/", teams.renew, name="renew_card"),
    path("teams/members/<int:member_id>/card.svg", teams.card_picture, name="card_picture"),
    path("card/<str:secret>/", teams.card, name="card"),
    path("recusals/", teams.recusals, name="recusals"),
    path("recusals/new/", teams.declare, name="declare_recusal"),
    path("recusals/<int:recusal_id>/end/", teams.end_recusal, name="end_recusal"),
    # draws: what anybody may read
    path("draws/", draws.index, name="draws"),
    path("draws/verify_draw.py", draws.program, name="verify_draw"),
    path("draws/<slug:code>/", draws.draw, name="draw"),
    path("draws/<slug:code>/record.json", draws.record, name="draw_record"),
    # draws: keys, sealing, opening
    path("sealed/", sealed.index, name="rounds"),
    path("sealed/keys/", sealed.keys, name="keys"),
    path("sealed/keys/<int:key_id>/revoke/", sealed.revoke, name="revoke_key"),
    path("sealed/new/", sealed.new, name="new_round"),
    path("sealed/<slug:code>/", sealed.round_page, name="round"),
    path("sealed/<slug:code>/beacon/", sealed.beacon, name="enter_beacon"),
    path("sealed/<slug:code>/contents.json", sealed.contents, name="sealed_contents"),
    path("sealed/<slug:code>/seal/", sealed.seal, name="seal_round"),
    path("sealed/<slug:code>/open/", sealed.at_door, name="open_slot"),
    path("sealed/<slug:code>/close/", sealed.close, name="close_round"),
    # checklists
    path("checklists/", checklists.index, name="checklists"),
    path("checklists/<int:checklist_id>/", checklists.checklist, name="checklist"),
    path("checklists/<int:checklist_id>/copy/", checklists.copy, name="copy_checklist"),
    path("checklists/<int:checklist_id>/add/", checklists.add_item, name="add_checklist_item"),
    path("checklists/<int:checklist_id>/force/", checklists.force, name="force_checklist"),
    path("checklists/<int:checklist_id>/drop/", checklists.drop, name="drop_checklist"),
    path("checklists/<int:checklist_id>/compare/", checklists.compare, name="compare_checklists"),
    path("checklists/<int:checklist_id>/paper.<slug:fmt>", checklists.paper, name="checklist_paper"),
    path("checklists/<int:checklist_id>/items.xlsx", checklists.export, name="checklist_xlsx"),
    path("checklists/<int:checklist_id>/import/", checklists.upload, name="import_checklist"),
    path("checklists/<int:checklist_id>/import/<str:ticket>/", checklists.check, name="check_checklist"),
    path("checklists/items/<int:item_id>/", checklists.item, name="checklist_item"),
    path("checklists/items/<int:item_id>/remove/", checklists.remove_item, name="remove_checklist_item"),
    # on site: everything the phone asks for lies in the scope of its worker
    path("onsite/", onsite.start, name="onsite_start"),
    path("onsite/worker.js", onsite.worker, name="onsite_worker"),
    path("onsite/<str:code>/", onsite.page, name="onsite"),
    path("onsite/<str:code>/parcel/", onsite.parcel, name="onsite_parcel"),
    path("onsite/<str:code>/state/", onsite.state, name="onsite_state"),
    path("onsite/<str:code>/sync/", onsite.sync, name="onsite_sync"),
    path("onsite/<str:code>/piece/", onsite.piece, name="onsite_piece"),
    path("onsite/<str:code>/look/", onsite.look, name="onsite_look"),
    path("onsite/<str:code>/evidence/<uuid:uid>/", onsite.evidence, name="evidence"),
    # a visit at the unit, its minutes
    path("visits/<str:code>/site/", site.site, name="site"),
    path("visits/<str:code>/site/arrive/", site.arrive, name="site_arrive"),
    path("visits/<str:code>/site/leave/", site.leave, name="site_leave"),
    path("visits/<str:code>/site/sample/", site.draw, name="site_draw"),
    path("visits/<str:code>/minutes/", site.make_minutes, name="make_minutes"),
    path("visits/<str:code>/minutes/<int:number>/", site.minutes, name="minutes"),
    path("visits/<str:code>/minutes/<int:number>/paper.<slug:fmt>", site.minutes_print, name="minutes_paper"),
    path("visits/<str:code>/minutes/<int:number>/sign/", site.sign_paper, name="minutes_sign"),
    path("visits/<str:code>/minutes/<int:number>/refuse/", site.refuse, name="minutes_refuse"),
    path("visits/<str:code>/minutes/<int:number>/confirm/", site.confirm, name="minutes_confirm"),
    path("visits/<str:code>/minutes/<int:number>/scan/", site.scan, name="minutes_scan"),
    # self-checks
    path("self-checks/", selfchecks.index, name="selfchecks"),
    path("self-checks/new/", selfchecks.new, name="new_selfcheck_round"),
    path("self-checks/rounds/<int:round_id>/", selfchecks.round_page, name="selfcheck_round"),
    path("self-checks/rounds/<int:round_id>/begin/", selfchecks.begin, name="begin_selfcheck"),
    path("self-checks/<int:check_id>/", selfchecks.check, name="selfcheck"),
    path("self-checks/<int:check_id>/sign/", selfchecks.sign, name="sign_selfcheck"),
    path("self-checks/<int:check_id>/faults/<int:answer_id>/", selfchecks.remedied, name="selfcheck_remedied"),
]
