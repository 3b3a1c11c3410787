"""All readings in, one account of each contact out; pure, and never editing a reading."""
