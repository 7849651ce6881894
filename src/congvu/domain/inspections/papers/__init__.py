"""Bản in của phòng: plan, checklist, team and duty card as official papers. Values in, papers out."""
