"""The record for people: the time line, and one contact with what each side says was said."""
