"""The room for untrusted code, and the wire that leads into it."""
