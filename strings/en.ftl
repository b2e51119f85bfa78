# The words of the built-in theme in English. A site's own `strings/en.ftl` replaces any of them by name.

## Around every page

skip = Skip to text
home = Home
sections = Sections
language-name = English
languages = Languages
colours-dark = Dark
colours-light = Light
colours-use-dark = Use dark colours
colours-use-light = Use light colours
foot = Underlined names lead to pages of their own, shaded words are somebody’s statement, numbers lead to notes. Marks and notes are the editors’; they never change the text.
site-data = This site as data:
follow = Follow:
numbered-title = { $title }, page { $number }
pages = Pages
page-previous = Previous
page-next = Next
page-of = Page { $number } of { $total }
close = Close
open-page = Open page
nothing-yet = Nothing here yet.

comma = { ", " }

## Parts of the site

articles = Articles
names = Names
tags = Tags
authors = Authors
storylines = Storylines
archive = Archive
timeline = Timeline
graph = Map of names
search = Search
sources = Sources
corrections = Corrections
type-person = Person
type-person-plural = People
type-organization = Organization
type-organization-plural = Organizations
type-place = Place
type-place-plural = Places
type-event = Event
type-event-plural = Events
type-work = Work
type-work-plural = Works

## How many

n-articles = { $n ->
    [one] { $n } article
   *[other] { $n } articles
}
n-events = { $n ->
    [one] { $n } event
   *[other] { $n } events
}
n-pairs = { $n ->
    [one] { $n } pair of names
   *[other] { $n } pairs of names
}
n-names = { $n ->
    [one] { $n } name
   *[other] { $n } names
}
n-notes = { $n ->
    [one] { $n } note
   *[other] { $n } notes
}
n-statements = { $n ->
    [one] { $n } statement
   *[other] { $n } statements
}
n-mentions = { $n ->
    [one] { $n } mention
   *[other] { $n } mentions
}
n-mentions-here = { $n ->
    [one] { $n } mention in this article
   *[other] { $n } mentions in this article
}
mentions-in = { n-mentions } in { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
}
minutes = { $n } min read

## Home and lists

newest = Newest article
about-site = About this site
more-articles = More articles
all-articles = All articles
newest-articles = Newest articles
most-named = Most named
most-named-in = Most named in { $month }
all-storylines = All storylines
all-corrections = All corrections
months-around = Months before and after
newest-in = Newest:
letters = Letters
see = see
about-author = About { $name }

year = Year
in-all = In all
archive-months = Articles by month
undated = Without a date
told-in = Told in:
n-more = and { $n } more
took-part-names = Took part:
graph-line = Who is named with whom: names that stand in the same articles.
graph-matrix = Articles that two names share
graph-matrix-line = Each square stands for the articles that name both, the larger the more.
graph-pairs = Pairs, strongest first
graph-pairs-line = The { $n } strongest pairs.
graph-none = No article names two of them yet.
search-names = A name
search-go = Find
search-line = Type a part of a name: people, organizations, places, events and works.
search-browse = Or look through
search-text-line = Names and texts: type a word, or the beginning of one.
search-needs-script = Searching in texts needs JavaScript; without it, look through the lists below.
search-words = Words
search-types = Only
search-narrow = Narrow down
search-every = All
search-found = Results:
search-any = No page has all of the words; these have some
search-none = Nothing was found.
search-broken = The search does not answer:
search-naming = Articles that name it
search-naming-label = Articles that name
search-drop = no longer
search-results = Results
search-more = More results
month = Month
other-pages = Other pages

## Drawings

drawing-months = Mentions of { $name } by month
drawing-arcs = Who is named in the same articles as { $name }
drawing-terms = Offices over time
drawing-density = Events by year
drawing-density-months = Events by month
drawing-map = Map: { $name }, { $coordinates }
as-table = The numbers as a table
graph-drawing = The same, drawn
graph-drawing-line = Names stand near those they are named with; the distance itself means nothing.

## An article

by = By
published = Published
updated = Updated
marks = Marks
marks-all = All
marks-first = First mentions
marks-none = None
contents = Contents
in-this-article = In this article
who-said-what = Who said what
topics = Topics
related = Related articles
also-names = also names { $names }
storyline = Storyline: { $name }
storyline-before = Before
storyline-next = Next
notes = Notes
history = History of this page
history-published = First published
history-updated = Updated
cite = Cite this page
cite-title = “{ $title }”
cite-paragraphs = Each paragraph has an address of its own:
copy-text = Copy
copied = Copied
copy-paragraph = Copy link to this paragraph
paragraph = paragraph { $number }
in-paragraph = In paragraph { $number }
in-the-text = In the text
first-published = First published
first-published-by = First published by { $publisher }
data = Data for this page:
data-text = plain text
data-annotations = annotations (JSON-LD)
text = Text
annotations = Annotations
notes = Notes
note = Note
notes = Notes
note-number = Note { $number }
note-back = Back to reference { $number }
note-back-text = Back to the text
note-link = Link to note { $number }
statement = Statement
note-source = Source
note-background = Background
note-context = Context
note-definition = Definition
note-caution = Caution
note-correction = Correction
alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution
table = Table
task-done = Done
task-open = To be done
notice-editors-note = Editor’s note
notice-update = Update
notice-correction = Correction
notice-clarification = Clarification
notice-retraction = Retraction
notice-title = { $kind }: { $title }
corrections-line = What was corrected, clarified and updated, newest first.
corrections-none = Nothing was corrected yet.

## Under a note

date = Date
certainty = Certainty
certainty-high = high
certainty-medium = medium
certainty-low = low
certainty-unknown = unknown
certainty-in-words = certainty { $certainty }
source = Source
written = Written

## Statements and sources

quoted = quoted
reported = reported
reportedly = reportedly
unnamed-source = unnamed source
attribution-inferred = attribution inferred
attribution-stated-line = Attributed in the text.
attribution-inferred-line = The attribution was worked out by the editors.
attribution-nobody-line = The text attributes it to nobody.
speaker = Speaker:
speaker-none = No speaker is named.
words-of = Words of
source-label = Source:
source-none = No source given.
through = through
said-on = Said: { $date }.
certainty-line = Certainty: { $certainty }.
about = About
checked = Checked:
check-link = the check
own-reporting = own reporting
unnamed-person = an unnamed person
unnamed-kind = an unnamed { $kind }
source-read = read { $date }
source-copy = copy
carries = { $n ->
    [one] { $n } statement here rests on it
   *[other] { $n } statements here rest on it
}
who-carried-what = Who carried what
unattributed = { n-statements }; for { $unattributed ->
    [0] none of them
   *[other] { $unattributed } of them ({ $percent }%)
} nobody is named.
part = { $n } ({ $percent }%)
outlet = Outlet
last-used = Last used
statements = Statements
nobody-named = Nobody named
cited-works = Cited works and reports
sources-none = No text cites a source yet.
kind = Kind
published-by = Published by
unnamed = Unnamed
unnamed-no-reason = No reason is given.
through-label = Through
address = Address
copy = Copy
read = Read
what-cited-for = What it is cited for
cited-in = Cited in
cited-in-none = No article cites it yet.

## An entity

also-written = Also written:
born = Born
died = Died
founded = Founded
dissolved = Dissolved
began = Began
ended = Ended
until = Until
role = Role
part-of = Part of
place = Place
took-part = Took part
coordinates = Coordinates
latitude = { $degrees }° { $side ->
    [north] N
   *[south] S
}
longitude = { $degrees }° { $side ->
    [east] E
   *[west] W
}
where-it-lies = Where it lies
map-disputed = Dashed lines are disputed borders.
nearby-places = Nearby places
kilometres = { $n ->
    [0] less than 1 km
   *[other] { $n } km
}
in-these-pages = In these pages
speaks = Speaks
speaks-line = { n-statements }{ $unsourced ->
    [0] {""}
   *[other] , { $unsourced } reported without a source
}
elsewhere = Elsewhere
profile = Profile
mentions-in-context = Mentions in context
mentions-none = No article names it yet.
in-translation = In a translation:
in-translations = The same in translations
statements-by = Statements by { $name }
statements-about = Statements about { $name }
in-the-words-of = In the words of { $name }
cited-for = Cited for
quotations-from = Quoted from it
when = When
when-line = The height of a bar is the number of mentions.
mentions-by-month = Mentions by month
events-with = Events
event-course = Related events
articles-before = Articles before it
articles-after = Articles after it
offices = Offices over time
offices-line = Dashed: the dates are not sure.
offices-open = An arrow: no beginning or end is recorded.
named-with = Who is named with whom
named-with-line = Lines join names that stand in the same articles; thicker means more articles.
people-with = People named with it
appears-with = Appears with
named-in-same = Named in the same articles
all-companions = More names ({ $n })
relations = Relations
within-it = Within it
named-in-profile = Named in the profile of

## What is not there

not-found = There is no such page
not-found-line = The address may be mistyped, or the page was moved or withdrawn.
all-names = All names, A to Z
moved = Moved
moved-line = This page is now at

## Dates

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
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
date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-season = { $season ->
    [spring] spring { $year }
    [summer] summer { $year }
    [autumn] autumn { $year }
   *[winter] winter { $year }
}
date-decade = { $year }s
date-from = from { $date }
date-until = until { $date }
date-range = { $from } – { $to }
date-years = { $from }–{ $to }
date-months = { $from }–{ $to } { $year }
date-days = { $from }–{ $to } { $month } { $year }
date-days-in-year = { $from } { $from-month } – { $to } { $to-month } { $year }
date-about = about { $date }
date-uncertain = { $date } (uncertain)
