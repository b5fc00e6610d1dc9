"""What values of the register are called in each language: columns such as policy_domain_fr. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from results.judging.grouping import LABEL_COLUMN
from results.model import Organisation, Site

Labels = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Column -> value -> language -> label."""


def labels_of(sites: Iterable[Site], organisations: Iterable[Organisation]) -> Labels:
    """Where two rows differ, the first counts, sites before organisations."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for column, value, language, label in (*_of_sites(sites), *_of_organisations(organisations)):
        if value and label:
            found.setdefault(column, {}).setdefault(value, {}).setdefault(language, label)
    return found


def _of_sites(sites: Iterable[Site]) -> Iterator[tuple[str, str, str, str]]:
    for site in sites:
        values = {
            "organisation": site.organisation,
            "policy_domain": site.policy_domain,
            "level": site.level,
            "service": site.tags.get("service", ""),
        }
        yield from _of_row(values, site.tags)


def _of_organisations(organisations: Iterable[Organisation]) -> Iterator[tuple[str, str, str, str]]:
    for organisation in organisations:
        values = {
            "organisation": organisation.name,
            "policy_domain": organisation.policy_domain,
            "level": organisation.level,
            "service": organisation.services[0].value if len(organisation.services) == 1 else "",
        }
        # An organisation's row may call the column of its name "name".
        names = {f"organisation_{name[5:]}": text for name, text in organisation.tags.items() if name[:5] == "name_"}
        yield from _of_row(values, {**names, **organisation.tags})


def _of_row(values: Mapping[str, str], tags: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    for name, label in tags.items():
        match = LABEL_COLUMN.fullmatch(name)
        if match:
            yield match[1], values[match[1]], match[2], label
