"""Bốc thăm kiểm chứng được: a draw by lot that anybody can reckon again."""
