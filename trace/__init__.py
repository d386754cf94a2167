"""Asks it questions across years."""
