"""Links whose text tells nothing ("click here"), with nothing around them that does.

WCAG 2.4.4, failures F63 and F84, ACT rule 5effbb. What may tell is what 2.4.4 calls the programmatically determined
context: the sentence, paragraph, list item, table cell with its headers, or description (H33, H77-H79, H81, ARIA1).
A heading above (advisory technique H80, accepted by France's RGAA), a labelled block, a table row or a second link to
the same address is not in that definition, but people accept it: there the check cannot tell.
"""

from checks.check import DomCheck

# As `fold` of run_checks.js leaves them: lower case, no accents, no punctuation.
_PHRASES = {
    "en": [
        "click", "click here", "click here for more", "click here for more info", "click here for more information",
        "click here to read more", "click on this link", "click this", "click this link", "click for more",
        "find out more", "find out more here", "follow this link", "go here", "here", "learn more", "learn more here",
        "link", "more", "more details", "more here", "more info", "more information", "press here", "read",
        "read it here", "read more", "read more here", "read on", "read this", "see here", "tap here", "this",
        "this link", "this page",
    ],
    "nl": [
        "bekijk hier", "daar", "deze", "deze link", "deze pagina", "dit", "hier", "hier klikken", "klik",
        "klik dan hier", "klik hier", "klik hier voor meer info", "klik hier voor meer informatie",
        "klik op deze link", "lees", "lees hier", "lees hier meer", "lees hier verder", "lees meer", "lees verder",
        "link", "meer", "meer details", "meer info", "meer info hier", "meer informatie", "meer lezen", "meer weten",
        "verder lezen", "via deze link", "volg deze link", "zie hier",
    ],
    "fr": [
        "a lire ici", "ce lien", "cette page", "cliquer ici", "cliquer sur ce lien", "cliquez", "cliquez ici",
        "cliquez ici pour plus d information", "cliquez ici pour plus d informations", "cliquez sur ce lien",
        "en lire plus", "en savoir plus", "en savoir plus ici", "ici", "la", "lien", "lire", "lire ici",
        "lire la suite", "lire plus", "plus", "plus d info", "plus d infos", "plus d information",
        "plus d informations", "plus de details", "savoir plus", "suivez ce lien", "voir ici",
    ],
    "de": [
        "den link", "dieser link", "diesen link", "diese seite", "erfahren sie hier mehr", "erfahren sie mehr",
        "hier", "hier klicken", "hier lesen", "hier mehr", "hier weiterlesen", "klick", "klick hier", "klicken",
        "klicken sie auf diesen link", "klicken sie hier", "lesen", "lesen sie mehr", "link", "mehr", "mehr details",
        "mehr dazu", "mehr erfahren", "mehr info", "mehr infos", "mehr informationen", "mehr lesen", "siehe hier",
        "weitere infos", "weitere informationen", "weiterlesen",
    ],
    "es": [
        "aqui", "clic aqui", "click aqui", "enlace", "este enlace", "esta pagina", "haga clic aqui", "haz clic aqui",
        "leer", "leer mas", "leer mas aqui", "lea mas", "mas", "mas detalles", "mas info", "mas informacion",
        "pulse aqui", "saber mas", "seguir leyendo", "ver aqui", "conocer mas",
    ],
    "it": [
        "altre informazioni", "clicca", "clicca qui", "clicca sul link", "continua a leggere", "di piu", "leggi",
        "leggi di piu", "leggi tutto", "link", "maggiori informazioni", "per saperne di piu", "piu informazioni",
        "piu info", "premi qui", "questa pagina", "questo link", "qui", "scopri di piu", "vedi qui",
    ],
    "sv": [
        "den har lanken", "denna lank", "denna sida", "har", "klicka", "klicka har", "lank", "las har", "las mer",
        "las mer har", "lar dig mer", "mer", "mer info", "mer information", "tryck har",
    ],
    "pl": [
        "czytaj", "czytaj dalej", "czytaj wiecej", "dowiedz sie wiecej", "kliknij", "kliknij tutaj", "link",
        "ten link", "ta strona", "tu", "tutaj", "wiecej", "wiecej informacji", "zobacz tutaj",
    ],
    "da": [
        "denne side", "dette link", "flere oplysninger", "her", "klik", "klik her", "link", "laes her", "laes mere",
        "laes mere her", "læs her", "læs mere", "læs mere her", "mere", "mere info", "mere information", "se her",
        "tryk her",
    ],
}  # fmt: skip
# These tell a little: something opens, downloads, goes on. Never a failure.
_WEAK = {
    "en": [
        "apply", "continue", "continue reading", "details", "download", "go", "info", "information", "open", "page",
        "register", "see", "see more", "show more", "view more", "start", "view", "view details", "website",
    ],
    "nl": [
        "aanmelden", "bekijk", "details", "download", "downloaden", "ga naar", "meer tonen", "toon meer", "info",
        "informatie", "inschrijven", "naar de website", "open", "openen", "pagina", "site", "start", "website",
    ],
    "fr": [
        "acceder", "consulter", "continuer", "decouvrir", "details", "detail", "information", "informations", "infos",
        "le site", "ouvrir", "en voir plus", "voir plus", "suite", "page", "site", "site web", "telecharger", "voir",
        "voir le site",
    ],
    "de": [
        "ansehen", "mehr anzeigen", "anzeigen", "details", "download", "herunterladen", "info", "informationen",
        "infos", "offnen", "seite", "start", "website", "weiter", "zur seite", "zur website",
    ],
    "es": [
        "abrir", "acceder", "continuar", "descargar", "detalles", "ir", "pagina", "sitio web", "ver", "ver mas",
    ],
    "it": [
        "accedi", "altro", "apri", "continua", "dettagli", "pagina", "scarica", "sito web", "vai", "vedi",
    ],
    "sv": [
        "fortsatt", "hamta", "ladda ner", "oppna", "se mer", "sida", "visa", "visa mer",
    ],
    "pl": [
        "otworz", "pobierz", "strona", "szczegoły", "zobacz", "zobacz wiecej",
    ],
    "da": [
        "abn", "fortsæt", "fortsaet", "hent", "se", "se mere", "side", "vis", "vis mere",
    ],
}  # fmt: skip
# Words that around a link tell nothing about where it goes; those of the phrases are added to them.
_VAGUE = {
    "en": (
        "a about additional all also an and are at be by can click details document for from further go have how "
        "i if in info information is it link longer my of on or our out page please see text that the there these "
        "this to us use view want we website will with would you your"
    ),
    "nl": (
        "aan al alle als bij dan dat de deze die dit document door een en er extra gebruik graag heb hebt het hoe "
        "ik in info informatie is je jouw kan kun kunt link lees met naar nog of om onder ons onze op over pagina "
        "te tekst tot u uit uw van verder via vind vindt voor vraag wat website weten wil wilt wij word wordt ze "
        "zie zijn"
    ),
    "fr": (
        "a afin au aux avec ce ces cet cette cliquez consultez d dans de des document du en et est il information "
        "informations j je l la le les lien lire mais n nos notre nous obtenir on ou page par plus pour qu que "
        "qui s sa savoir se ses si site son souhaitez sur texte trouver trouverez un une veuillez voir vos votre "
        "voulez vous y"
    ),
    "de": (
        "alle alles als an auch auf aus bei bitte damit das dazu dem den der des die dies diese diesem diesen "
        "dieser dokument du ein eine einem einen einer er erfahren es finden fur gibt hier ich im in info infos "
        "informationen ist kann klicken konnen lesen link man mehr mit nach nahere oder seite sich sie sind text "
        "um und uns unser unsere unter von was webseite website weitere werden wie wir wollen zu zum zur"
    ),
    "es": (
        "a al con de del documento el en es este esta haga informacion la las lo los mas o para pagina por pulse "
        "que se si su sus texto un una usted ver y"
    ),
    "it": (
        "a al alla clicca con da dal dei del della di documento e gli i il in informazioni l la le lo maggiori o "
        "pagina per piu puoi qui se sito su sul testo tuo un una vai"
    ),
    "sv": (
        "att av dig din du en ett for har information kan klicka lank las med mer och om pa sida till vi vill"
    ),
    "pl": (
        "aby by dla do i informacji informacje jest kliknij link na o od oraz po pod prosze sie strona tej to w "
        "wiecej z za"
    ),
    "da": (
        "at de den det dig din du en er et for her i information kan klik link laes læs med mere og om pa på side "
        "til vi vil vores"
    ),
}  # fmt: skip


def _vague(language: str) -> list[str]:
    phrases = (*_PHRASES[language], *_WEAK[language])
    return sorted({*_VAGUE[language].split(), *(word for phrase in phrases for word in phrase.split())})


CHECK = DomCheck(
    "link-text-generic",
    ("2.4.4",),
    {
        language: {"phrases": _PHRASES[language], "weak": _WEAK[language], "vague": _vague(language)}
        for language in _PHRASES
    },
)
