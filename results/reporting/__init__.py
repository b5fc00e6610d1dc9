"""The records that reports and exports are made from."""
