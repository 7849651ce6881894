"""The rooms of the house, listed once: Django apps, lowest first, and what they bring to the web."""

from __future__ import annotations

KERNEL_ROOMS = ("ui", "jobs", "journal", "org", "accounts", "rules", "documents", "casework")
DOMAIN_ROOMS = (
    "procedures", "citizens", "counters", "directives", "programme", "reporting", "internal", "onestop", "inspections",
    "conduct",
)  # fmt: skip
FACE_ROOMS = ("desk", "portal", "api", "reports", "connectors", "setup")

KERNEL = tuple(f"congvu.kernel.{room}" for room in KERNEL_ROOMS)
DOMAIN = tuple(f"congvu.domain.{room}" for room in DOMAIN_ROOMS)
FACES = tuple(f"congvu.face.{room}" for room in FACE_ROOMS)

#: Every app, lowest storey first. `insight` owns the socket of measures; `demo` holds only commands.
ROOMS = (*KERNEL, "congvu.insight", *DOMAIN, *FACES, "congvu.demo")

#: Where each room's pages hang. A room without a line here has no pages of its own.
PAGES = {
    "congvu.kernel.accounts": "",
    "congvu.kernel.ui": "ui/",
    "congvu.kernel.org": "org/",
    "congvu.kernel.jobs": "jobs/",
    "congvu.kernel.journal": "journal/",
    "congvu.kernel.rules": "rules/",
    "congvu.kernel.documents": "documents/",
    "congvu.domain.procedures": "procedures/",
    "congvu.domain.counters": "counters/",
    "congvu.domain.onestop": "onestop/",
    "congvu.domain.citizens": "citizens/",
    "congvu.domain.directives": "directives/",
    "congvu.domain.programme": "programme/",
    "congvu.face.api": "api/",
    "congvu.domain.reporting": "reporting/",
    "congvu.domain.internal": "internal/",
    "congvu.domain.inspections": "inspections/",
    "congvu.domain.conduct": "conduct/",
    "congvu.face.connectors": "exchange/",
    "congvu.face.reports": "reports/",
    "congvu.face.setup": "setup/",
    "congvu.face.portal": "cong-dan/",
    "congvu.face.desk": "",
}
