"""What was found, and what it means: records, storage, verdicts, statistics, exports."""
