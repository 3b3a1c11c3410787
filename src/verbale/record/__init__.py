"""The record: one database file of stories, readings, accounts and judgements."""

from verbale.record.database import Database, open_database

__all__ = ["Database", "open_database"]
