"""What the search for pages and the search for sites share: addresses, hops, robots.txt, failures, manners."""
