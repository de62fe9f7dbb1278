"""The audit: the checks themselves, held against answers that are known to be wrong, right or spoilt by one change."""
