from report_templates.coverage import coverage


def test_coverage_counts_criteria_and_needs_and_leaves_best_practices_out(measurement):
    found = coverage(measurement.report.checks)
    assert found.touched == ("1.1.1", "1.3.1", "1.4.3", "4.1.2")
    assert found.total == 50
    assert found.untouched[:3] == ("1.2.1", "1.2.2", "1.2.3")
    assert found.untouched.index("1.4.5") < found.untouched.index("1.4.10")
    assert found.needs == {"a": 2, "b": 3, "c": 0, "d": 0, "e": 0, "f": 0, "g": 1, "h": 0, "i": 1}
