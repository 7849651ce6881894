"""Addresses of the organisation."""

from __future__ import annotations

from django.urls import path

from congvu.kernel.org.views import calendars, groups, officials, organisation, portfolios, registering, standing_in

app_name = "org"
urlpatterns = [
    path("", organisation.tree, name="tree"),
    path("changes/", organisation.changes, name="changes"),
    path("agencies/new/", registering.new_agency, name="new_agency"),
    path("agencies/<slug:code>/", organisation.agency, name="agency"),
    path("agencies/<slug:code>/details/", registering.details, name="details"),
    path("agencies/<slug:code>/posts/new/", registering.new_post, name="new_post"),
    path("posts/<int:pk>/end/", registering.end_post, name="post_end"),
    path("agencies/<slug:code>/outages/new/", calendars.declare_outage_of_agency, name="agency_outage"),
    path("officials/", officials.officials, name="officials"),
    path("officials/new/", registering.new_official, name="new_official"),
    path("officials/<slug:code>/", officials.official, name="official"),
    path("officials/<slug:code>/details/", registering.correct_official, name="correct_official"),
    path("officials/<slug:code>/absences/new/", officials.record_absence, name="absence"),
    path("absences/<int:pk>/withdraw/", officials.withdraw_absence, name="absence_withdraw"),
    path("standing-in/", standing_in.overview, name="standing_in"),
    path("standing-in/absences/new/", standing_in.plan_absence, name="plan_absence"),
    path("standing-in/delegations/new/", standing_in.delegate, name="delegate"),
    path("groups/", groups.overview, name="groups"),
    path("groups/new/", groups.new, name="group_new"),
    path("groups/<slug:code>/", groups.group, name="group"),
    path("groups/<slug:code>/change/", groups.change, name="group_change"),
    path("groups/<slug:code>/end/", groups.end, name="group_end"),
    path("portfolios/", portfolios.overview, name="portfolios"),
    path("portfolios/<slug:code>/new/", portfolios.assign, name="portfolio_new"),
    path("portfolios/<int:pk>/end/", portfolios.end, name="portfolio_end"),
    path("portfolios/<slug:code>/secretaries/new/", portfolios.secretary, name="secretary_new"),
    path("portfolios/<slug:code>/secretaries/<int:pk>/end/", portfolios.end_secretary, name="secretary_end"),
    path("delegations/<int:pk>/withdraw/", standing_in.withdraw_delegation, name="delegation_withdraw"),
    path("posts/<int:pk>/appoint/", officials.appoint, name="appoint"),
    path("appointments/<int:pk>/end/", officials.end_appointment, name="appointment_end"),
    path("calendars/", calendars.calendars, name="calendars"),
    path("calendars/<slug:code>/<int:year>/", calendars.calendar, name="calendar"),
    path("calendars/<slug:code>/days/new/", calendars.announce_day, name="day"),
    path("calendars/<slug:code>/days/retract/", calendars.retract_day, name="day_retract"),
    path("calendars/<slug:code>/adopt/", calendars.adopt_proposal, name="adopt"),
    path("calendars/<slug:code>/official-days/", calendars.load_official_days, name="official_days"),
    path("calendars/<slug:code>/outages/new/", calendars.declare_outage_of_calendar, name="calendar_outage"),
    path("outages/<int:pk>/end/", calendars.end_outage, name="outage_end"),
    path("outages/<int:pk>/withdraw/", calendars.withdraw_outage, name="outage_withdraw"),
]
