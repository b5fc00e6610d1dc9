"""Titles that say nothing of the page: the name of a file, what a template fills in (WCAG 2.4.2, failure F25)."""

from checks.check import DomCheck

# What editors and frameworks leave behind, folded. Nobody means these as the title of a page.
_DEFAULTS = (
    "untitled", "untitled document", "untitled page", "new document", "new page", "new page 1", "no title",
    "blank page", "page title", "your page title", "title here", "insert title here", "insert your title here",
    "enter the title here", "enter the title of your html document here", "this is the title", "document title",
    "website title", "site title", "your title here", "my web page", "my webpage", "starter template",
    "starter template for bootstrap", "bootstrap template", "bootstrap 101 template", "html5 boilerplate",
    "html5 template", "react app", "vite app", "vite react", "vite react ts", "vite vue", "nuxt app",
    "create next app", "create react app", "vue app", "angular app", "svelte app", "just another wordpress site",
    "my wordpress site", "my blog my wordpress blog", "wordpress site", "lorem ipsum", "naamloos",
    "naamloos document", "naamloze pagina", "zonder titel", "geen titel", "nieuwe pagina", "paginatitel",
    "titel van de pagina", "document sans titre", "document sans nom", "sans titre", "page sans titre",
    "nouvelle page", "titre de la page", "nouvelle page 1", "unbenannt", "unbenanntes dokument", "ohne titel",
    "neue seite", "neue seite 1", "seitentitel", "kein titel", "titel der seite", "documento sin titulo",
    "sin titulo", "pagina nueva", "senza titolo", "documento senza titolo", "nuova pagina", "namnlost dokument",
    "dokument bez tytulu", "unavngivet dokument",
)  # fmt: skip
# Of one page of a site they may be true, but they do not name the site; "index" and "document" may be the subject.
_POOR = (
    "home", "homepage", "home page", "start", "startseite", "startpagina", "welkom", "welcome", "willkommen",
    "bienvenue", "accueil", "page d accueil", "index", "default", "document", "dokument", "page", "pagina", "seite",
    "main", "website", "title", "titel", "titre", "inicio", "bienvenido", "bienvenidos", "benvenuti", "hem",
    "strona glowna", "forside", "test", "site", "app",
)  # fmt: skip

CHECK = DomCheck("title-uninformative", ("2.4.2",), {"defaults": _DEFAULTS, "poor": _POOR})
