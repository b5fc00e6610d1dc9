"""What changed between two crawls, and figures that others published."""
