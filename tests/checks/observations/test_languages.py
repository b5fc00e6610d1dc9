from checks.observations.languages import passage, read_languages, without_quotations

DUTCH = "Het gemeentehuis is elke werkdag open van negen tot twaalf uur."
FRENCH = "La maison communale est ouverte tous les jours ouvrables."


def test_quotations_are_read_apart_from_the_text_around_them() -> None:
    assert without_quotations("Hij zei “Tout va bien!” en «bon voyage», klaar.") == (
        "Hij zei   en  , klaar.",
        ("Tout va bien!", "bon voyage"),
    )


def test_a_text_that_is_one_quotation_is_the_text() -> None:
    assert without_quotations('"Hij ging met de kippen op stok"') == ("Hij ging met de kippen op stok", ())


def test_addresses_and_numbers_are_no_words() -> None:
    seen = passage("Mail naar info@stad.be of kijk op https://stad.be/nl/x voor 12 mei", "nl", 0, 0)
    assert (seen.words, seen.letters) == (7, 23)


def test_names_are_no_prose() -> None:
    names = passage("Université Libre de Bruxelles", "nl", 0, 0)
    sentence = passage(DUTCH, "nl-BE", 0, 0)
    assert (names.worded, names.prose, names.sentence) == (False, False, False)
    assert (sentence.said, sentence.worded, sentence.prose, sentence.sentence) == ("nl", True, True, True)


def test_text_sent_without_saying_that_it_is_utf_8_is_read_as_it_was_written() -> None:
    mangled = "Bonne année à tous les élèves".encode().decode("cp1252")
    assert passage(mangled, "nl", 0, 0).reading.language == "fr"


def test_text_is_taken_together_by_the_element_that_says_its_language() -> None:
    root, part = 3, 1
    seen = read_languages([(DUTCH, "nl", root, 0.0), (FRENCH, "fr", part, 0.9), (DUTCH, "nl", root, 0.0)], "nl", root)
    assert seen.page is not None
    assert (seen.page.place, seen.page.text) == (root, f"{DUTCH} {DUTCH}")
    assert [(part.place, part.said, part.text, part.contradicts) for part in seen.marked] == [(1, "fr", FRENCH, False)]
    assert [(block.place, block.by, block.linked) for block in seen.blocks] == [
        (0, 3, False),
        (1, 1, True),
        (2, 3, False),
    ]


def test_a_page_that_names_no_language_has_none_to_judge() -> None:
    seen = read_languages([(DUTCH, "", -1, 0.0)], "", 1)
    assert (seen.page, seen.marked) == (None, ())


def test_only_a_language_that_would_be_recognised_can_be_contradicted() -> None:
    assert [passage(DUTCH, tag, 0, 0).contradicts for tag in ("nl", "fr", "af", "tlh", "")] == [
        False,
        True,
        False,
        False,
        False,
    ]


def test_the_title_and_names_count_on_a_page_with_little_text() -> None:
    names = [("Bekijk de openingsuren van de bibliotheek", "en", 0), ("Meld een probleem op straat", "en", 0)]
    short, long = (read_languages([(text, "en", 0, 0.0)], "en", 0, names) for text in ("Testegem", DUTCH * 5))
    assert short.page is not None
    assert (short.page.reading.language, [block.named for block in short.blocks]) == ("nl", [False, True, True])
    assert [block.named for block in long.blocks] == [False]


def test_a_name_in_no_language_is_not_read_with_the_text_of_a_short_page() -> None:
    sentence = "The Dutch word has no equivalent in English."
    read = read_languages([(sentence, "nl", 0, 0.0)], "nl", 0, [("Gelukkig", "nl", 0)]).page
    assert read is not None
    assert (read.text, read.reading.language) == (sentence, "en")


def test_names_of_people_do_not_make_a_text_one_in_their_language() -> None:
    text = (
        "The delegation was led by Γεώργιος Παπαδόπουλος Κωνσταντίνου and Μαρία Αλεξάνδρου Νικολάου of our twin town."
    )
    assert passage(text, "en", 0, 0).reading.language == "en"


def test_words_in_a_script_without_capitals_may_be_names_until_they_make_a_sentence() -> None:
    names, sentence = "محمد عبد الرحمن الهاشمي بن علي", "المكتب مفتوح من الاثنين إلى الجمعة."
    assert [passage(text, "en", 0, 0).prose for text in (names, sentence)] == [False, True]
