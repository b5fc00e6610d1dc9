from __future__ import annotations

from results.reporting.tables import TABLES


def test_every_column_has_a_type_and_a_meaning_and_every_key_is_made_of_columns() -> None:
    for table in TABLES.values():
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert set(table.key) <= set(names)
        assert table.row
        assert not table.row.endswith(".")
        for column in table.columns:
            assert column.type in ("string", "integer", "number", "boolean"), (table.name, column)
            assert column.meaning, (table.name, column)
