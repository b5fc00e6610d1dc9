"""Organisations, sites, candidates and searches in the database."""
