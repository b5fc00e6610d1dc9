"""The share within groups of sites: by policy domain, organisation, level, country, language, or a tag. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from results.judging.statistics import share_from_counts
from results.model import Crawl, GroupShare, Reason, Site, Verdict

GROUPS = ("policy_domain", "level", "organisation", "country", "language")
TAG = "tag:"
# A tag with more values than this is a name or a remark, not a group.
MOST_VALUES = 50


# policy_domain_fr: what a policy domain is called in French.
LABEL_COLUMN = re.compile(r"(organisation|policy_domain|level|service)_([a-z]{2,3}(?:-[a-z0-9]{1,8})*)")


def group_of(site: Site, group: str) -> str:
    """The name of the site's group; empty when the register says nothing. group: one of GROUPS, or tag:NAME."""
    if group.startswith(TAG):
        return site.tags.get(group.removeprefix(TAG), "")
    value = getattr(site, group)
    assert isinstance(value, str)
    return value


def group_shares(
    sites: Iterable[tuple[str, tuple[Verdict, Reason | None]]], crawl: Crawl, profile: str
) -> tuple[GroupShare, ...]:
    """By name. Of a random sample, the frame is the whole register: intervals get wider by it, never narrower.

    sites: name of the group, and the verdict.
    """
    members: dict[str, Counter[tuple[Verdict, Reason | None]]] = {}
    for name, verdict in sites:
        members.setdefault(name, Counter())[verdict] += 1
    return tuple(
        GroupShare(name, share_from_counts(counts, profile, crawl.selection, crawl.register_size))
        for name, counts in sorted(members.items(), key=lambda item: (item[0].casefold(), item[0]))
    )


def worth_telling(sites: Sequence[Site]) -> tuple[str, ...]:
    """Level, country and language where sites differ in them, and tags that make groups of more than one site."""
    groups = [group for group in ("level", "country", "language") if len({group_of(s, group) for s in sites}) > 1]
    columns = {name for site in sites for name in site.tags}
    tags = sorted(f"{TAG}{name}" for name in columns if not LABEL_COLUMN.fullmatch(name))
    for tag in tags:
        names = {group_of(site, tag) for site in sites}
        if 1 < len(names) <= min(MOST_VALUES, len(sites) / 2):
            groups.append(tag)
    return tuple(groups)
