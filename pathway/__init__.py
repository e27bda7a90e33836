"""Decides: facts, rules, assessment, forecast and form logic. No Qt, no SQL, no files, no clock."""
