"""Keeps it: one database, one transaction a document."""
