"""Outcomes to verdicts, verdicts to shares, and how sure they are."""
