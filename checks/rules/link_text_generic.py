"""Links whose text tells nothing ("click here"), with nothing around them that does.

WCAG 2.4.4, failures F63 and F84, ACT rule 5effbb. What may tell is what 2.4.4 calls the programmatically determined
context: the sentence, paragraph, list item, table cell with its headers, or description (H33, H77-H79, H81, ARIA1).
A heading above (advisory technique H80, accepted by France's RGAA), a labelled block, a table row or a second link to
the same address is not in that definition, but people accept it: there the check cannot tell.
"""

from collections.abc import Mapping, Sequence

from checks.check import DomCheck
from results.page_words.fold import folded_words
from results.page_words.phrases import by_language

_LISTS = {name: by_language("links", name) for name in ("generic", "weak", "vague")}


def _of_language(language: str) -> Mapping[str, Sequence[str]]:
    """What tells nothing as the whole text of a link tells nothing beside one."""
    lists = {name: [folded_words(word) for word in words.get(language, ())] for name, words in _LISTS.items()}
    whole = [*lists["generic"], *lists["weak"]]
    vague = {*lists["vague"], *(word for phrase in whole for word in phrase.split())}
    return {"phrases": lists["generic"], "weak": lists["weak"], "vague": sorted(vague)}


CHECK = DomCheck("link-text-generic", ("2.4.4",), {language: _of_language(language) for language in _LISTS["generic"]})
