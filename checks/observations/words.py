"""Words that buttons, links and headings around sound, video and moving content are called by, in several languages.

Beginnings of words, lower case, without accents; a word that ends in a space stands for the whole word. All languages
are looked for at once: a site's players often speak another language than its pages.
"""

BUTTONS_THAT_STOP = (
    *("pause", "stop", "mute", "unmute", "play", "sound", "animation", "motion", "freeze", "volume"),
    *("pauz", "speel", "afspel", "geluid", "dempen", "animatie", "beweg", "bevries"),
    *("arret", "suspend", "lecture", "jouer", "muet", "son ", "mouvement", "defil"),
    *("anhalt", "halt", "beend", "abspiel", "wiedergabe", "stumm", "ton ", "bewegung"),
    *("ferma", "riproduc", "audio", "detener", "parar", "reproduc", "silenci", "zatrzym", "wstrzym"),
)

SPEECH = (
    *("interview", "speech", "podcast", "lecture", "talk", "conversation", "episode", "sermon", "debate", "audiobook"),
    *("read aloud", "press conference", "spoken"),
    *("toespraak", "gesprek", "lezing", "aflevering", "betoog", "getuigenis", "luisterboek", "voorgelezen", "debat"),
    *("discours", "entretien", "conference", "emission", "temoignage", "balado", "livre audio", "allocution"),
    *("ansprache", "gesprach", "vortrag", "folge ", "horbuch", "vorlesung", "pressekonferenz", "vorgelesen"),
)

TRANSCRIPT = (
    *("transcript", "text version", "read the text", "full text", "as text"),
    *("transcri", "uitgeschreven", "tekstversie", "volledige tekst", "als tekst", "uitgetypt"),
    *("retranscri", "version texte", "texte integral", "version ecrite"),
    *("transkri", "abschrift", "textfassung", "textversion", "wortlaut", "volltext", "als text"),
)

WAITING = (
    *(
        "load",
        "spinner",
        "spin ",
        "progress",
        "skeleton",
        "placeholder",
        "busy",
        "wait",
        "preload",
        "throbber",
        "shimmer",
    ),
    *("laden", "laadt", "wacht", "bezig", "even geduld", "charge", "attente", "patient", "lade", "warte"),
)
