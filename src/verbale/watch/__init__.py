"""Feeds and their stories fetched politely and safely, every version kept: docs/watch.md."""
