# Die Worte des eingebauten Themas auf Deutsch.

## Around every page

skip = Zum Text springen
home = Startseite
sections = Rubriken
language-name = Deutsch
languages = Sprachen
colours-dark = Dunkel
colours-light = Hell
colours-use-dark = Dunkle Farben verwenden
colours-use-light = Helle Farben verwenden
foot = Unterstrichene Namen führen zu eigenen Seiten, getönte Worte sind die Aussage von jemandem, Zahlen führen zu Anmerkungen. Auszeichnungen und Anmerkungen sind von der Redaktion; sie ändern den Text nie.
site-data = Diese Website als Daten:
follow = Abonnieren:
numbered-title = { $title }, Seite { $number }
pages = Seiten
page-previous = Zurück
page-next = Weiter
page-of = Seite { $number } von { $total }
close = Schließen
open-page = Zur Seite
nothing-yet = Hier steht noch nichts.
comma = { ", " }

## Parts of the site

articles = Artikel
names = Namen
tags = Schlagwörter
authors = Autoren
storylines = Themenstränge
archive = Archiv
timeline = Zeitleiste
graph = Karte der Namen
search = Suche
sources = Quellen
corrections = Korrekturen
type-person = Person
type-person-plural = Personen
type-organization = Organisation
type-organization-plural = Organisationen
type-place = Ort
type-place-plural = Orte
type-event = Ereignis
type-event-plural = Ereignisse
type-work = Werk
type-work-plural = Werke

## How many

n-articles = { $n } Artikel
n-events = { $n ->
    [one] { $n } Ereignis
   *[other] { $n } Ereignisse
}
n-pairs = { $n ->
    [one] { $n } Namenspaar
   *[other] { $n } Namenspaare
}
n-names = { $n ->
    [one] { $n } Name
   *[other] { $n } Namen
}
n-notes = { $n ->
    [one] { $n } Anmerkung
   *[other] { $n } Anmerkungen
}
n-statements = { $n ->
    [one] { $n } Aussage
   *[other] { $n } Aussagen
}
n-mentions = { $n ->
    [one] { $n } Erwähnung
   *[other] { $n } Erwähnungen
}
n-mentions-here = { $n ->
    [one] { $n } Erwähnung in diesem Artikel
   *[other] { $n } Erwähnungen in diesem Artikel
}
mentions-in = { n-mentions } in { $articles ->
    [one] { $articles } Artikel
   *[other] { $articles } Artikeln
}
minutes = { $n } Min. Lesezeit

## Home and lists

newest = Neuester Artikel
about-site = Über diese Seiten
more-articles = Weitere Artikel
all-articles = Alle Artikel
newest-articles = Neueste Artikel
most-named = Am häufigsten genannt
most-named-in = Am häufigsten genannt, { $month }
all-storylines = Alle Themenstränge
all-corrections = Alle Korrekturen
months-around = Monate davor und danach
newest-in = Zuletzt:
letters = Buchstaben
see = siehe
about-author = Über { $name }
year = Jahr
in-all = Gesamt
archive-months = Artikel nach Monaten
undated = Ohne Datum
told-in = Erzählt in:
n-more = und { $n } mehr
took-part-names = Beteiligt:
graph-line = Wer mit wem genannt wird: Namen, die in denselben Artikeln stehen.
graph-matrix = Artikel, die zwei Namen gemeinsam haben
graph-matrix-line = Jedes Quadrat steht für die Artikel, die beide nennen: je mehr, desto größer.
graph-pairs = Paare, die stärksten zuerst
graph-pairs-line = Die { $n } stärksten Paare.
graph-none = Noch nennt kein Artikel zwei von ihnen.
search-names = Ein Name
search-go = Suchen
search-line = Geben Sie einen Teil eines Namens ein: Personen, Organisationen, Orte, Ereignisse und Werke.
search-browse = Oder blättern Sie in
search-text-line = Namen und Texte: ein Wort oder dessen Anfang eingeben.
search-needs-script = Die Suche in Texten braucht JavaScript; ohne führen die Listen unten weiter.
search-words = Wörter
search-types = Nur
search-narrow = Eingrenzen
search-every = Alle
search-found = Treffer:
search-any = Keine Seite enthält alle Wörter; diese enthalten einige
search-none = Nichts gefunden.
search-broken = Die Suche antwortet nicht:
search-naming = Artikel mit diesem Namen
search-naming-label = Artikel mit dem Namen
search-drop = nicht mehr
search-results = Treffer
search-more = Weitere Treffer
month = Monat
other-pages = Andere Seiten

## Drawings

drawing-months = Erwähnungen von { $name } nach Monaten
drawing-arcs = Wer in denselben Artikeln genannt wird wie { $name }
drawing-terms = Ämter im Lauf der Zeit
drawing-density = Ereignisse nach Jahren
drawing-density-months = Ereignisse nach Monaten
drawing-map = Karte: { $name }, { $coordinates }
as-table = Die Zahlen als Tabelle
graph-drawing = Dasselbe als Zeichnung
graph-drawing-line = Namen stehen nahe bei denen, mit denen sie genannt werden; der Abstand selbst sagt nichts.

## An article

by = Von
published = Veröffentlicht am
updated = Aktualisiert am
marks = Hervorhebungen
marks-all = Alle
marks-first = Erste Nennungen
marks-none = Keine
contents = Inhalt
in-this-article = In diesem Artikel
who-said-what = Wer was gesagt hat
topics = Themen
related = Verwandte Artikel
also-names = nennt ebenfalls { $names }
storyline = Themenstrang: { $name }
storyline-before = Davor
storyline-next = Danach
notes = Anmerkungen
history = Geschichte dieser Seite
history-published = Erstmals veröffentlicht
history-updated = Aktualisiert
cite = Diese Seite zitieren
cite-title = „{ $title }“
cite-paragraphs = Jeder Absatz hat seine eigene Adresse:
copy-text = Kopieren
copied = Kopiert
copy-paragraph = Link zu diesem Absatz kopieren
paragraph = Absatz { $number }
in-paragraph = In Absatz { $number }
in-the-text = Im Text
first-published = Zuerst veröffentlicht
first-published-by = Zuerst veröffentlicht von { $publisher }
data = Daten zu dieser Seite:
data-text = reiner Text
data-annotations = Annotationen (JSON-LD)
text = Text
annotations = Annotationen
notes = Anmerkungen
note = Anmerkung
notes = Anmerkungen
note-number = Anmerkung { $number }
note-back = Zurück zum Verweis { $number }
note-back-text = Zurück zum Text
note-link = Link zur Anmerkung { $number }
statement = Aussage
note-source = Quelle
note-background = Hintergrund
note-context = Kontext
note-definition = Begriff
note-caution = Vorsicht
note-correction = Korrektur
alert-note = Hinweis
alert-tip = Tipp
alert-important = Wichtig
alert-warning = Warnung
alert-caution = Vorsicht
table = Tabelle
task-done = Erledigt
task-open = Offen
notice-editors-note = Anmerkung der Redaktion
notice-update = Aktualisierung
notice-correction = Korrektur
notice-clarification = Klarstellung
notice-retraction = Widerruf
notice-title = { $kind }: { $title }
corrections-line = Was korrigiert, klargestellt und aktualisiert wurde, das Neueste zuerst.
corrections-none = Noch wurde nichts korrigiert.

## Under a note

date = Datum
certainty = Sicherheit
certainty-high = hoch
certainty-medium = mittel
certainty-low = gering
certainty-unknown = unbekannt
certainty-in-words = Sicherheit { $certainty }
source = Quelle
written = Geschrieben

## Statements and sources

quoted = wörtlich
reported = sinngemäß
reportedly = dem Vernehmen nach
unnamed-source = ungenannte Quelle
attribution-inferred = Zuschreibung erschlossen
attribution-stated-line = Im Text zugeschrieben.
attribution-inferred-line = Die Zuschreibung hat die Redaktion erschlossen.
attribution-nobody-line = Der Text schreibt es niemandem zu.
speaker = Sprecher:
speaker-none = Kein Sprecher wird genannt.
words-of = Worte von
source-label = Quelle:
source-none = Keine Quelle angegeben.
through = über
said-on = Gesagt: { $date }.
certainty-line = Sicherheit: { $certainty }.
about = Über
checked = Geprüft:
check-link = die Prüfung
own-reporting = eigene Recherche
unnamed-person = eine ungenannte Person
unnamed-kind = ungenannte Quelle ({ $kind })
source-read = gelesen { $date }
source-copy = Kopie
carries = { $n ->
    [one] { $n } Aussage hier stützt sich darauf
   *[other] { $n } Aussagen hier stützen sich darauf
}
who-carried-what = Wer was verbreitet hat
unattributed = { n-statements }; für { $unattributed ->
    [0] keine davon
   *[other] { $unattributed } davon ({ $percent } %)
} wird niemand genannt.
part = { $n } ({ $percent } %)
outlet = Medium
last-used = Zuletzt verwendet
statements = Aussagen
nobody-named = Niemand genannt
cited-works = Zitierte Werke und Berichte
sources-none = Noch nennt kein Text eine Quelle.
kind = Art
published-by = Herausgegeben von
unnamed = Ungenannt
unnamed-no-reason = Ein Grund ist nicht angegeben.
through-label = Über
address = Adresse
copy = Kopie
read = Gelesen
what-cited-for = Wofür sie angeführt wird
cited-in = Angeführt in
cited-in-none = Noch führt sie kein Artikel an.

## An entity

also-written = Auch geschrieben:
born = Geboren
died = Gestorben
founded = Gegründet
dissolved = Aufgelöst
began = Beginn
ended = Ende
until = Bis
role = Amt
part-of = Teil von
place = Ort
took-part = Beteiligte
coordinates = Koordinaten
latitude = { $degrees }° { $side ->
    [north] N
   *[south] S
}
longitude = { $degrees }° { $side ->
    [east] O
   *[west] W
}
where-it-lies = Lage
map-disputed = Gestrichelte Grenzen sind umstritten.
nearby-places = Orte in der Nähe
kilometres = { $n ->
    [0] weniger als 1 km
   *[other] { $n } km
}
in-these-pages = Auf diesen Seiten
speaks = Äußert sich
speaks-line = { n-statements }{ $unsourced ->
    [0] {""}
   *[other] , davon { $unsourced } ohne Quelle
}
elsewhere = Anderswo
profile = Porträt
mentions-in-context = Erwähnungen im Zusammenhang
mentions-none = Noch nennt kein Artikel diesen Namen.
in-translation = In einer Übersetzung:
in-translations = Dasselbe in Übersetzungen
statements-by = Aussagen von { $name }
statements-about = Aussagen über { $name }
in-the-words-of = In den Worten von { $name }
cited-for = Als Quelle für
quotations-from = Daraus zitiert
when = Wann
when-line = Die Höhe eines Balkens ist die Zahl der Erwähnungen.
mentions-by-month = Erwähnungen nach Monaten
events-with = Ereignisse
event-course = Verwandte Ereignisse
articles-before = Artikel davor
articles-after = Artikel danach
offices = Ämter im Lauf der Zeit
offices-line = Gestrichelt: die Daten sind unsicher.
offices-open = Ein Pfeil: Anfang oder Ende ist nicht verzeichnet.
named-with = Wer mit wem genannt wird
named-with-line = Linien verbinden Namen, die in denselben Artikeln stehen; je dicker, desto mehr Artikel.
people-with = Mit ihr genannte Personen
appears-with = Genannt mit
named-in-same = In denselben Artikeln genannt
all-companions = Weitere Namen ({ $n })
relations = Beziehungen
within-it = Darin
named-in-profile = Genannt im Porträt von

## What is not there

not-found = Diese Seite gibt es nicht
not-found-line = Die Adresse ist vielleicht falsch geschrieben, oder die Seite wurde verschoben oder zurückgezogen.
all-names = Alle Namen von A bis Z
moved = Umgezogen
moved-line = Diese Seite steht jetzt unter

## Dates

month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
month-short-1 = Jan.
month-short-2 = Feb.
month-short-3 = März
month-short-4 = Apr.
month-short-5 = Mai
month-short-6 = Juni
month-short-7 = Juli
month-short-8 = Aug.
month-short-9 = Sep.
month-short-10 = Okt.
month-short-11 = Nov.
month-short-12 = Dez.
month-of-1 = { month-1 }
month-of-2 = { month-2 }
month-of-3 = { month-3 }
month-of-4 = { month-4 }
month-of-5 = { month-5 }
month-of-6 = { month-6 }
month-of-7 = { month-7 }
month-of-8 = { month-8 }
month-of-9 = { month-9 }
month-of-10 = { month-10 }
month-of-11 = { month-11 }
month-of-12 = { month-12 }
date-day = { $day }. { $month } { $year }
date-month = { $month } { $year }
date-season = { $season ->
    [spring] Frühjahr { $year }
    [summer] Sommer { $year }
    [autumn] Herbst { $year }
   *[winter] Winter { $year }
}
date-decade = { $year }er Jahre
date-from = ab { $date }
date-until = bis { $date }
date-range = { $from } – { $to }
date-years = { $from }–{ $to }
date-months = { $from }–{ $to } { $year }
date-days = { $from }.–{ $to }. { $month } { $year }
date-days-in-year = { $from }. { $from-month } – { $to }. { $to-month } { $year }
date-about = um { $date }
date-uncertain = { $date } (unsicher)
