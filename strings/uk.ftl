# Слова інтерфейсу українською.

## Around every page

skip = Перейти до тексту
home = Головна
sections = Розділи
language-name = Українська
languages = Мови
colours-dark = Темні
colours-light = Світлі
colours-use-dark = Увімкнути темні кольори
colours-use-light = Увімкнути світлі кольори
foot = Підкреслені імена ведуть на власні сторінки, затінені слова — чиєсь твердження, числа ведуть до приміток. Позначки й примітки — редакції; вони ніколи не змінюють тексту.
site-data = Цей сайт як дані:
follow = Підписатися:
numbered-title = { $title }, сторінка { $number }
pages = Сторінки
page-previous = Попередня
page-next = Наступна
page-of = Сторінка { $number } з { $total }
close = Закрити
open-page = Відкрити сторінку
nothing-yet = Тут поки нічого немає.
comma = { ", " }

## Parts of the site

articles = Статті
names = Імена та назви
tags = Теги
authors = Автори
storylines = Сюжети
archive = Архів
timeline = Хронологія
graph = Карта імен
search = Пошук
sources = Джерела
corrections = Виправлення
type-person = Людина
type-person-plural = Люди
type-organization = Організація
type-organization-plural = Організації
type-place = Місце
type-place-plural = Місця
type-event = Подія
type-event-plural = Події
type-work = Твір
type-work-plural = Твори

## How many

n-articles = { $n ->
    [one] { $n } стаття
    [few] { $n } статті
    [many] { $n } статей
   *[other] { $n } статті
}
n-events = { $n ->
    [one] { $n } подія
    [few] { $n } події
    [many] { $n } подій
   *[other] { $n } події
}
n-pairs = { $n ->
    [one] { $n } пара імен
    [few] { $n } пари імен
    [many] { $n } пар імен
   *[other] { $n } пари імен
}
n-names = { $n ->
    [one] { $n } назва
    [few] { $n } назви
    [many] { $n } назв
   *[other] { $n } назви
}
n-notes = { $n ->
    [one] { $n } примітка
    [few] { $n } примітки
    [many] { $n } приміток
   *[other] { $n } примітки
}
n-statements = { $n ->
    [one] { $n } висловлювання
    [few] { $n } висловлювання
    [many] { $n } висловлювань
   *[other] { $n } висловлювання
}
n-mentions = { $n ->
    [one] { $n } згадка
    [few] { $n } згадки
    [many] { $n } згадок
   *[other] { $n } згадки
}
n-mentions-here = { $n ->
    [one] { $n } згадка в цій статті
    [few] { $n } згадки в цій статті
    [many] { $n } згадок у цій статті
   *[other] { $n } згадки в цій статті
}
mentions-in = { n-mentions } у { $articles ->
    [one] { $articles } статті
   *[other] { $articles } статтях
}
minutes = { $n } хв читання

## Home and lists

newest = Найновіша стаття
about-site = Про цей сайт
more-articles = Інші статті
all-articles = Усі статті
newest-articles = Найновіші статті
most-named = Найчастіше згадані
most-named-in = Найчастіше згадані, { $month }
all-storylines = Усі сюжети
all-corrections = Усі виправлення
months-around = Попередній і наступний місяці
newest-in = Найновіше:
letters = Літери
see = див.
about-author = Про автора: { $name }
year = Рік
in-all = Усього
archive-months = Статті за місяцями
undated = Без дати
told-in = Розповідають:
n-more = і ще { $n }
took-part-names = Учасники:
graph-line = Кого з ким згадують: імена й назви, що стоять в одних статтях.
graph-matrix = Спільні статті двох імен
graph-matrix-line = Кожен квадрат — це статті, де згадано обох: що їх більше, то він більший.
graph-pairs = Пари, від найсильніших
graph-pairs-line = Найміцніші пари: { $n }.
graph-none = Жодна стаття поки не згадує двох із них.
search-names = Ім’я або назва
search-go = Знайти
search-line = Уведіть частину імені чи назви: люди, організації, місця, події та твори.
search-browse = Або перегляньте
search-text-line = Імена й тексти: введіть слово або його початок.
search-needs-script = Пошук у текстах потребує JavaScript; без нього скористайтеся списками нижче.
search-words = Слова
search-types = Лише
search-narrow = Уточнити
search-every = Усі
search-found = Знайдено:
search-any = Жодна сторінка не містить усіх слів; ці містять деякі
search-none = Нічого не знайдено.
search-broken = Пошук не відповідає:
search-naming = Статті з цим іменем
search-naming-label = Статті з іменем
search-drop = прибрати
search-results = Результати
search-more = Більше результатів
month = Місяць
other-pages = Інші сторінки

## Drawings

drawing-months = Згадки за місяцями: { $name }
drawing-arcs = Кого згадують в одних статтях із: { $name }
drawing-terms = Посади в часі
drawing-density = Події за роками
drawing-density-months = Події за місяцями
drawing-map = Карта: { $name }, { $coordinates }
as-table = Числа таблицею
graph-drawing = Те саме на рисунку
graph-drawing-line = Імена стоять поруч із тими, з ким їх згадують; сама відстань нічого не означає.

## An article

by = Автор:
published = Опубліковано
updated = Оновлено
marks = Позначки
marks-all = Усі
marks-first = Перші згадки
marks-none = Жодних
contents = Зміст
in-this-article = У цій статті
who-said-what = Хто що сказав
topics = Теми
related = Пов’язані статті
also-names = також згадує: { $names }
storyline = Сюжет: { $name }
storyline-before = Раніше
storyline-next = Далі
notes = Примітки
history = Історія цієї сторінки
history-published = Уперше опубліковано
history-updated = Оновлено
cite = Цитувати цю сторінку
cite-title = «{ $title }»
cite-paragraphs = Кожен абзац має власну адресу:
copy-text = Копіювати
copied = Скопійовано
copy-paragraph = Копіювати посилання на цей абзац
paragraph = абзац { $number }
in-paragraph = В абзаці { $number }
in-the-text = У тексті
first-published = Уперше опубліковано
first-published-by = Уперше опубліковано: { $publisher }
data = Дані цієї сторінки:
data-text = простий текст
data-annotations = анотації (JSON-LD)
text = Текст
annotations = Анотації
notes = Примітки
note = Примітка
notes = Примітки
note-number = Примітка { $number }
note-back = Назад до посилання { $number }
note-back-text = Назад до тексту
note-link = Посилання на примітку { $number }
statement = Висловлювання
note-source = Джерело
note-background = Передісторія
note-context = Контекст
note-definition = Визначення
note-caution = Застереження
note-correction = Виправлення
alert-note = Примітка
alert-tip = Порада
alert-important = Важливо
alert-warning = Попередження
alert-caution = Обережно
table = Таблиця
task-done = Зроблено
task-open = Не зроблено
notice-editors-note = Від редакції
notice-update = Оновлення
notice-correction = Виправлення
notice-clarification = Уточнення
notice-retraction = Відкликання
notice-title = { $kind }: { $title }
corrections-line = Що виправлено, уточнено й оновлено, найновіше спершу.
corrections-none = Поки нічого не виправлено.

## Under a note

date = Дата
certainty = Певність
certainty-high = висока
certainty-medium = середня
certainty-low = низька
certainty-unknown = невідома
certainty-in-words = певність { $certainty }
source = Джерело
written = Написано

## Statements and sources

quoted = цитата
reported = переказ
reportedly = за повідомленнями
unnamed-source = неназване джерело
attribution-inferred = авторство виведено
attribution-stated-line = Авторство вказано в тексті.
attribution-inferred-line = Авторство встановила редакція.
attribution-nobody-line = Текст нікому цього не приписує.
speaker = Мовець:
speaker-none = Мовця не названо.
words-of = Слова:
source-label = Джерело:
source-none = Джерела не вказано.
through = через
said-on = Сказано: { $date }.
certainty-line = Певність: { $certainty }.
about = Про:
checked = Перевірено:
check-link = перевірка
own-reporting = власна інформація
unnamed-person = неназвана особа
unnamed-kind = неназване джерело ({ $kind })
source-read = прочитано { $date }
source-copy = копія
carries = { $n ->
    [one] на це тут спирається { $n } твердження
    [few] на це тут спираються { $n } твердження
   *[other] на це тут спирається { $n } тверджень
}
who-carried-what = Хто що передав
unattributed = { n-statements }; { $unattributed ->
    [0] у кожному мовця названо.
   *[other] без названого мовця: { $unattributed } ({ $percent } %).
}
part = { $n } ({ $percent } %)
outlet = Видання
last-used = Востаннє вжито
statements = Висловлювання
nobody-named = Нікого не названо
cited-works = Цитовані твори й повідомлення
sources-none = Жоден текст поки не посилається на джерело.
kind = Вид
published-by = Видавець
unnamed = Не названо
unnamed-no-reason = Причини не вказано.
through-label = Через
address = Адреса
copy = Копія
read = Прочитано
what-cited-for = Щодо чого на нього посилаються
cited-in = На нього посилаються в
cited-in-none = Жодна стаття поки на нього не посилається.

## An entity

also-written = Також пишуть:
born = Народження
died = Смерть
founded = Засновано
dissolved = Розпущено
began = Початок
ended = Кінець
until = До
role = Посада
part-of = Частина
place = Місце
took-part = Учасники
coordinates = Координати
latitude = { $degrees }° { $side ->
    [north] пн. ш.
   *[south] пд. ш.
}
longitude = { $degrees }° { $side ->
    [east] сх. д.
   *[west] зх. д.
}
where-it-lies = Розташування
map-disputed = Пунктиром позначено спірні кордони.
nearby-places = Місця поблизу
kilometres = { $n ->
    [0] менше ніж 1 км
   *[other] { $n } км
}
in-these-pages = На цих сторінках
speaks = Говорить
speaks-line = { n-statements }{ $unsourced ->
    [0] {""}
   *[other] , з них без джерела: { $unsourced }
}
elsewhere = Деінде
profile = Профіль
mentions-in-context = Згадки в контексті
mentions-none = Поки жодна стаття цього не згадує.
in-translation = У перекладі:
in-translations = Те саме в перекладах
statements-by = Висловлювання: { $name }
statements-about = Сказано про: { $name }
in-the-words-of = Словами: { $name }
cited-for = Джерело для
quotations-from = Цитати з нього
when = Коли
when-line = Висота стовпчика — кількість згадок.
mentions-by-month = Згадки за місяцями
events-with = Події
event-course = Пов’язані події
articles-before = Статті до неї
articles-after = Статті після неї
offices = Посади в часі
offices-line = Пунктир: дати непевні.
offices-open = Стрілка: початок або кінець не записано.
named-with = Кого з ким згадують
named-with-line = Лінії з’єднують імена з тих самих статей; що товща лінія, то більше статей.
people-with = Особи, згадані разом
appears-with = Згадують разом із
named-in-same = Згадані в тих самих статтях
all-companions = Інші імена ({ $n })
relations = Зв’язки
within-it = У складі
named-in-profile = Згадано в профілі

## What is not there

not-found = Такої сторінки немає
not-found-line = Можливо, адресу введено з помилкою або сторінку перенесено чи відкликано.
all-names = Усі імена й назви за абеткою
moved = Перенесено
moved-line = Ця сторінка тепер тут:

## Dates

month-1 = січень
month-2 = лютий
month-3 = березень
month-4 = квітень
month-5 = травень
month-6 = червень
month-7 = липень
month-8 = серпень
month-9 = вересень
month-10 = жовтень
month-11 = листопад
month-12 = грудень
month-short-1 = січ.
month-short-2 = лют.
month-short-3 = бер.
month-short-4 = квіт.
month-short-5 = трав.
month-short-6 = черв.
month-short-7 = лип.
month-short-8 = серп.
month-short-9 = вер.
month-short-10 = жовт.
month-short-11 = лист.
month-short-12 = груд.
month-of-1 = січня
month-of-2 = лютого
month-of-3 = березня
month-of-4 = квітня
month-of-5 = травня
month-of-6 = червня
month-of-7 = липня
month-of-8 = серпня
month-of-9 = вересня
month-of-10 = жовтня
month-of-11 = листопада
month-of-12 = грудня
date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-season = { $season ->
    [spring] весна { $year }
    [summer] літо { $year }
    [autumn] осінь { $year }
   *[winter] зима { $year }
}
date-decade = { $year }-ті роки
date-from = від: { $date }
date-until = до: { $date }
date-range = { $from } – { $to }
date-years = { $from }–{ $to }
date-months = { $from }–{ $to } { $year }
date-days = { $from }–{ $to } { $month } { $year }
date-days-in-year = { $from } { $from-month } – { $to } { $to-month } { $year }
date-about = близько: { $date }
date-uncertain = { $date } (непевно)
