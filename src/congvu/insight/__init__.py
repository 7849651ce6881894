"""Chỉ tiêu đo lường: the socket of measures, declared once and taken by name everywhere."""
