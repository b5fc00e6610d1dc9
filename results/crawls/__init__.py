"""What each crawl took in and what its visits gave."""
