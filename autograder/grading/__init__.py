"""Checks × one submission → a result."""
