# Les mots de l’interface en français.

## Around every page

skip = Aller au texte
home = Accueil
sections = Rubriques
language-name = Français
languages = Langues
colours-dark = Sombre
colours-light = Clair
colours-use-dark = Utiliser les couleurs sombres
colours-use-light = Utiliser les couleurs claires
foot = Les noms soulignés mènent à leur page, les mots ombrés sont une déclaration de quelqu’un, les chiffres mènent aux notes. Marques et notes sont de la rédaction ; elles ne changent jamais le texte.
site-data = Ce site en données :
follow = Suivre :
numbered-title = { $title }, page { $number }
pages = Pages
page-previous = Précédente
page-next = Suivante
page-of = Page { $number } sur { $total }
close = Fermer
open-page = Ouvrir la page
nothing-yet = Rien ici pour le moment.
comma = { ", " }

## Parts of the site

articles = Articles
names = Noms
tags = Mots-clés
authors = Auteurs
storylines = Dossiers
archive = Archives
timeline = Chronologie
graph = Carte des noms
search = Recherche
sources = Sources
corrections = Rectificatifs
type-person = Personne
type-person-plural = Personnes
type-organization = Organisation
type-organization-plural = Organisations
type-place = Lieu
type-place-plural = Lieux
type-event = Événement
type-event-plural = Événements
type-work = Œuvre
type-work-plural = Œuvres

## How many

n-articles = { $n ->
    [one] { $n } article
   *[other] { $n } articles
}
n-events = { $n ->
    [one] { $n } événement
   *[other] { $n } événements
}
n-pairs = { $n ->
    [one] { $n } paire de noms
   *[other] { $n } paires de noms
}
n-names = { $n ->
    [one] { $n } nom
   *[other] { $n } noms
}
n-notes = { $n ->
    [one] { $n } note
   *[other] { $n } notes
}
n-statements = { $n ->
    [one] { $n } déclaration
   *[other] { $n } déclarations
}
n-mentions = { $n ->
    [one] { $n } mention
   *[other] { $n } mentions
}
n-mentions-here = { $n ->
    [one] { $n } mention dans cet article
   *[other] { $n } mentions dans cet article
}
mentions-in = { n-mentions } dans { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
}
minutes = { $n } min de lecture

## Home and lists

newest = Dernier article
about-site = À propos de ce site
more-articles = Autres articles
all-articles = Tous les articles
newest-articles = Derniers articles
most-named = Les plus cités
most-named-in = Les plus cités, { $month }
all-storylines = Tous les dossiers
all-corrections = Tous les rectificatifs
months-around = Mois précédent et suivant
newest-in = Dernier article :
letters = Lettres
see = voir
about-author = À propos de { $name }
year = Année
in-all = Total
archive-months = Articles par mois
undated = Sans date
told-in = Raconté dans :
n-more = et { $n } de plus
took-part-names = Participants :
graph-line = Qui est nommé avec qui : les noms qui figurent dans les mêmes articles.
graph-matrix = Articles que deux noms ont en commun
graph-matrix-line = Chaque carré représente les articles qui nomment les deux ; plus il y en a, plus il est grand.
graph-pairs = Paires, les plus fortes d’abord
graph-pairs-line = Les { $n } paires les plus fortes.
graph-none = Aucun article n’en nomme deux pour le moment.
search-names = Un nom
search-go = Chercher
search-line = Saisissez une partie d’un nom : personnes, organisations, lieux, événements et œuvres.
search-browse = Ou parcourez
search-text-line = Noms et textes : tapez un mot ou son début.
search-needs-script = La recherche dans les textes demande JavaScript ; sans lui, parcourez les listes ci-dessous.
search-words = Mots
search-types = Seulement
search-narrow = Affiner
search-every = Tous
search-found = Résultats :
search-any = Aucune page ne contient tous les mots ; celles-ci en contiennent certains
search-none = Rien n’a été trouvé.
search-broken = La recherche ne répond pas :
search-naming = Articles où figure ce nom
search-naming-label = Articles où figure
search-drop = retirer
search-results = Résultats
search-more = Plus de résultats
month = Mois
other-pages = Autres pages

## Drawings

drawing-months = Mentions de { $name } par mois
drawing-arcs = Qui est nommé dans les mêmes articles que { $name }
drawing-terms = Fonctions au fil du temps
drawing-density = Événements par année
drawing-density-months = Événements par mois
drawing-map = Carte : { $name }, { $coordinates }
as-table = Les chiffres en tableau
graph-drawing = La même chose en dessin
graph-drawing-line = Les noms sont près de ceux avec lesquels ils sont nommés ; la distance elle-même ne signifie rien.

## An article

by = Par
published = Publié le
updated = Mis à jour le
marks = Marques
marks-all = Toutes
marks-first = Premières mentions
marks-none = Aucune
contents = Sommaire
in-this-article = Dans cet article
who-said-what = Qui a dit quoi
topics = Thèmes
related = Articles liés
also-names = nomme aussi { $names }
storyline = Dossier : { $name }
storyline-before = Avant
storyline-next = Après
notes = Notes
history = Historique de cette page
history-published = Première publication
history-updated = Mise à jour
cite = Citer cette page
cite-title = « { $title } »
cite-paragraphs = Chaque paragraphe a sa propre adresse :
copy-text = Copier
copied = Copié
copy-paragraph = Copier le lien vers ce paragraphe
paragraph = paragraphe { $number }
in-paragraph = Au paragraphe { $number }
in-the-text = Dans le texte
first-published = Première publication
first-published-by = Première publication par { $publisher }
data = Données de cette page :
data-text = texte brut
data-annotations = annotations (JSON-LD)
text = Texte
annotations = Annotations
notes = Notes
note = Note
notes = Notes
note-number = Note { $number }
note-back = Retour à l’appel { $number }
note-back-text = Retour au texte
note-link = Lien vers la note { $number }
statement = Déclaration
note-source = Source
note-background = Arrière-plan
note-context = Contexte
note-definition = Définition
note-caution = Prudence
note-correction = Rectificatif
alert-note = Note
alert-tip = Conseil
alert-important = Important
alert-warning = Avertissement
alert-caution = Attention
table = Tableau
task-done = Fait
task-open = À faire
notice-editors-note = Note de la rédaction
notice-update = Mise à jour
notice-correction = Rectificatif
notice-clarification = Précision
notice-retraction = Retrait
notice-title = { $kind } : { $title }
corrections-line = Ce qui a été rectifié, précisé et mis à jour, du plus récent au plus ancien.
corrections-none = Rien n’a été rectifié pour le moment.

## Under a note

date = Date
certainty = Certitude
certainty-high = élevée
certainty-medium = moyenne
certainty-low = faible
certainty-unknown = inconnue
certainty-in-words = certitude { $certainty }
source = Source
written = Écrit le

## Statements and sources

quoted = citation
reported = propos rapporté
reportedly = selon des informations
unnamed-source = source non nommée
attribution-inferred = attribution déduite
attribution-stated-line = Attribué dans le texte.
attribution-inferred-line = L’attribution a été déduite par la rédaction.
attribution-nobody-line = Le texte ne l’attribue à personne.
speaker = Auteur des propos :
speaker-none = Aucun auteur n’est nommé.
words-of = Mots de
source-label = Source :
source-none = Aucune source indiquée.
through = par l’intermédiaire de
said-on = Date : { $date }.
certainty-line = Certitude : { $certainty }.
about = À propos de
checked = Vérifié :
check-link = la vérification
own-reporting = enquête de la rédaction
unnamed-person = une personne non nommée
unnamed-kind = source non nommée ({ $kind })
source-read = consulté le { $date }
source-copy = copie
carries = { $n ->
    [one] { $n } déclaration ici repose sur elle
   *[other] { $n } déclarations ici reposent sur elle
}
who-carried-what = Qui a relayé quoi
unattributed = { n-statements } ; pour { $unattributed ->
    [0] aucune
   *[other] { $unattributed } d’entre elles ({ $percent } %)
}, personne n’est nommé.
part = { $n } ({ $percent } %)
outlet = Média
last-used = Dernier emploi
statements = Déclarations
nobody-named = Personne de nommé
cited-works = Œuvres et articles cités
sources-none = Aucun texte ne cite de source pour le moment.
kind = Type
published-by = Publié par
unnamed = Non nommée
unnamed-no-reason = Aucune raison n’est donnée.
through-label = Par l’intermédiaire de
address = Adresse
copy = Copie
read = Consulté le
what-cited-for = Ce pour quoi elle est citée
cited-in = Citée dans
cited-in-none = Aucun article ne la cite pour le moment.

## An entity

also-written = Autres graphies :
born = Naissance
died = Mort
founded = Fondation
dissolved = Dissolution
began = Début
ended = Fin
until = Jusqu’à
role = Fonction
part-of = Fait partie de
place = Lieu
took-part = Participants
coordinates = Coordonnées
latitude = { $degrees }° { $side ->
    [north] N
   *[south] S
}
longitude = { $degrees }° { $side ->
    [east] E
   *[west] O
}
where-it-lies = Situation
map-disputed = Les frontières en tirets sont contestées.
nearby-places = Lieux proches
kilometres = { $n ->
    [0] moins de 1 km
   *[other] { $n } km
}
in-these-pages = Dans ces pages
speaks = S’exprime
speaks-line = { n-statements }{ $unsourced ->
    [0] {""}
   *[other] , dont { $unsourced } sans source
}
elsewhere = Ailleurs
profile = Portrait
mentions-in-context = Mentions en contexte
mentions-none = Aucun article ne mentionne ce nom pour le moment.
in-translation = Dans une traduction :
in-translations = Les mêmes en traduction
statements-by = Déclarations de { $name }
statements-about = Déclarations sur { $name }
in-the-words-of = Dans les mots de { $name }
cited-for = Source pour
quotations-from = Ce qui en est cité
when = Quand
when-line = La hauteur d’une barre est le nombre de mentions.
mentions-by-month = Mentions par mois
events-with = Événements
event-course = Événements liés
articles-before = Articles antérieurs
articles-after = Articles postérieurs
offices = Fonctions au fil du temps
offices-line = En pointillé : dates incertaines.
offices-open = Une flèche : ni début ni fin n’est consigné de ce côté.
named-with = Qui est nommé avec qui
named-with-line = Les lignes relient des noms cités dans les mêmes articles ; plus elles sont épaisses, plus il y a d’articles.
people-with = Personnes citées avec elle
appears-with = Nommé avec
named-in-same = Nommés dans les mêmes articles
all-companions = Autres noms ({ $n })
relations = Relations
within-it = Comprend
named-in-profile = Nommé dans le portrait de

## What is not there

not-found = Cette page n’existe pas
not-found-line = L’adresse est peut-être mal saisie, ou la page a été déplacée ou retirée.
all-names = Tous les noms, de A à Z
moved = Déplacée
moved-line = Cette page se trouve désormais à

## Dates

month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
month-short-1 = janv.
month-short-2 = févr.
month-short-3 = mars
month-short-4 = avr.
month-short-5 = mai
month-short-6 = juin
month-short-7 = juil.
month-short-8 = août
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = déc.
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
date-day = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
date-month = { $month } { $year }
date-season = { $season ->
    [spring] printemps { $year }
    [summer] été { $year }
    [autumn] automne { $year }
   *[winter] hiver { $year }
}
date-decade = années { $year }
date-from = depuis { $date }
date-until = jusqu’à { $date }
date-range = { $from } – { $to }
date-years = { $from }–{ $to }
date-months = { $from }–{ $to } { $year }
date-days = { $from ->
    [1] 1er
   *[other] { $from }
}–{ $to } { $month } { $year }
date-days-in-year = { $from ->
    [1] 1er
   *[other] { $from }
} { $from-month } – { $to ->
    [1] 1er
   *[other] { $to }
} { $to-month } { $year }
date-about = vers { $date }
date-uncertain = { $date } (incertain)
