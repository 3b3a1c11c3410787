"""What persons decide about a record: append-only, anchored to words. Pure; see docs/review.md."""
