"""Báo cáo: periodic notices of results, on paper and on screen."""
