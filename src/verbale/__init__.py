"""Verbale keeps the minutes of contacts between leaders: who said what, according to whom."""
