"""Which sites, which pages, in what order; and the command `wadmon`."""
