"""From archives of the web to Parquet parts of articles and readings: docs/harvest.md."""
