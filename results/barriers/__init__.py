"""Findings with one cause, followed from crawl to crawl."""
