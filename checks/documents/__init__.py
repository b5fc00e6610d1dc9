"""Documents a site offers beside its pages. EN 301 549, clause 10."""
