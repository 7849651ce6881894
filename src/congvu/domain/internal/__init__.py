"""Quy trình nội bộ: routes for an agency's own work as data, and the cases that walk them."""
