"""Báo cáo định kỳ: the room of narrative reports asked from units and merged by the office."""
