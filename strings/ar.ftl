# كلمات الواجهة بالعربية.

## Around every page

skip = انتقل إلى النص
home = الصفحة الرئيسية
sections = الأقسام
language-name = العربية
languages = اللغات
colours-dark = داكن
colours-light = فاتح
colours-use-dark = استخدم الألوان الداكنة
colours-use-light = استخدم الألوان الفاتحة
foot = الأسماء المسطَّر تحتها تقود إلى صفحاتها، والكلمات المظلَّلة قول لأحدهم، والأرقام تقود إلى الهوامش. العلامات والهوامش للمحررين، وهي لا تغيّر النص أبدًا.
site-data = هذا الموقع بيانات:
follow = للمتابعة:
numbered-title = { $title }، صفحة { $number }
pages = الصفحات
page-previous = السابق
page-next = التالي
page-of = صفحة { $number } من { $total }
close = أغلق
open-page = افتح الصفحة
nothing-yet = لا شيء هنا بعد.
comma = { "، " }

## Parts of the site

articles = المقالات
names = الأسماء
tags = الوسوم
authors = الكتّاب
storylines = الملفات
archive = الأرشيف
timeline = الخط الزمني
graph = خريطة الأسماء
search = البحث
sources = المصادر
corrections = التصويبات
type-person = شخص
type-person-plural = أشخاص
type-organization = جهة
type-organization-plural = جهات
type-place = مكان
type-place-plural = أماكن
type-event = حدث
type-event-plural = أحداث
type-work = عمل
type-work-plural = أعمال

## How many

n-articles = { $n ->
    [zero] لا مقالات
    [one] مقال واحد
    [two] مقالان
    [few] { $n } مقالات
    [many] { $n } مقالًا
   *[other] { $n } مقال
}
n-events = { $n ->
    [zero] لا أحداث
    [one] حدث واحد
    [two] حدثان
    [few] { $n } أحداث
    [many] { $n } حدثًا
   *[other] { $n } حدث
}
n-pairs = { $n ->
    [zero] لا أزواج من الأسماء
    [one] زوج واحد من الأسماء
    [two] زوجان من الأسماء
    [few] { $n } أزواج من الأسماء
    [many] { $n } زوجًا من الأسماء
   *[other] { $n } زوج من الأسماء
}
n-names = { $n ->
    [zero] لا أسماء
    [one] اسم واحد
    [two] اسمان
    [few] { $n } أسماء
    [many] { $n } اسمًا
   *[other] { $n } اسم
}
n-notes = { $n ->
    [zero] لا هوامش
    [one] هامش واحد
    [two] هامشان
    [few] { $n } هوامش
    [many] { $n } هامشًا
   *[other] { $n } هامش
}
n-statements = { $n ->
    [zero] لا أقوال
    [one] قول واحد
    [two] قولان
    [few] { $n } أقوال
    [many] { $n } قولًا
   *[other] { $n } قول
}
n-mentions = { $n ->
    [zero] لا إشارات
    [one] إشارة واحدة
    [two] إشارتان
    [few] { $n } إشارات
    [many] { $n } إشارة
   *[other] { $n } إشارة
}
n-mentions-here = { $n ->
    [zero] لا إشارات في هذا المقال
    [one] إشارة واحدة في هذا المقال
    [two] إشارتان في هذا المقال
    [few] { $n } إشارات في هذا المقال
    [many] { $n } إشارة في هذا المقال
   *[other] { $n } إشارة في هذا المقال
}
mentions-in = { n-mentions } في { $articles ->
    [zero] أي مقال
    [one] مقال واحد
    [two] مقالين
    [few] { $articles } مقالات
    [many] { $articles } مقالًا
   *[other] { $articles } مقال
}
minutes = { $n ->
    [zero] أقل من دقيقة للقراءة
    [one] دقيقة واحدة للقراءة
    [two] دقيقتان للقراءة
    [few] { $n } دقائق للقراءة
    [many] { $n } دقيقة للقراءة
   *[other] { $n } دقيقة للقراءة
}

## Home and lists

newest = أحدث مقال
about-site = عن هذا الموقع
more-articles = مقالات أخرى
all-articles = كل المقالات
newest-articles = أحدث المقالات
most-named = الأكثر ذكرًا
most-named-in = الأكثر ذكرًا في { $month }
all-storylines = كل الملفات
all-corrections = كل التصويبات
months-around = الشهران السابق والتالي
newest-in = الأحدث:
letters = الحروف
see = انظر
about-author = عن { $name }
year = السنة
in-all = المجموع
archive-months = المقالات بحسب الشهور
undated = بلا تاريخ
told-in = ورد في:
n-more = و{ $n } غيرها
took-part-names = شارك فيه:
graph-line = من يُذكر مع من: أسماء ترد في المقالات نفسها.
graph-matrix = المقالات المشتركة بين كل اسمين
graph-matrix-line = يمثل كل مربع المقالات التي تذكر الاسمين معًا، ويكبر بكثرتها.
graph-pairs = الأزواج، الأقوى أولًا
graph-pairs-line = أقوى الأزواج، وعددها { $n }.
graph-none = لا يذكر أي مقال اسمين منها معًا بعد.
search-names = اسم
search-go = ابحث
search-line = اكتب جزءًا من اسم: أشخاص وجهات وأماكن وأحداث وأعمال.
search-browse = أو تصفح
search-text-line = الأسماء والنصوص: اكتب كلمة أو أولها.
search-needs-script = يحتاج البحث في النصوص إلى جافاسكريبت؛ وبدونه تصفّح القوائم أدناه.
search-words = كلمات
search-types = فقط
search-narrow = تضييق البحث
search-every = الكل
search-found = النتائج:
search-any = لا صفحة فيها كل الكلمات؛ في هذه بعضها
search-none = لم يُعثر على شيء.
search-broken = البحث لا يجيب:
search-naming = المقالات التي ورد فيها الاسم
search-naming-label = المقالات التي ورد فيها
search-drop = إزالة
search-results = النتائج
search-more = مزيد من النتائج
month = الشهر
other-pages = صفحات أخرى

## Drawings

drawing-months = الإشارات إلى { $name } بحسب الشهور
drawing-arcs = من يُذكر في المقالات نفسها مع { $name }
drawing-terms = المناصب عبر الزمن
drawing-density = الأحداث بحسب السنوات
drawing-density-months = الأحداث بحسب الشهر
drawing-map = خريطة: { $name }، { $coordinates }
as-table = الأرقام في جدول
graph-drawing = الشيء نفسه مرسومًا
graph-drawing-line = تقف الأسماء قرب ما تُذكر معه، ولا معنى للمسافة في ذاتها.

## An article

by = بقلم
published = نُشر في
updated = حُدّث في
marks = العلامات
marks-all = كلها
marks-first = أول ذكر
marks-none = بلا علامات
contents = المحتويات
in-this-article = في هذا المقال
who-said-what = من قال ماذا
topics = الموضوعات
related = مقالات ذات صلة
also-names = يذكر أيضًا { $names }
storyline = ملف: { $name }
storyline-before = قبله
storyline-next = بعده
notes = الهوامش
history = تاريخ هذه الصفحة
history-published = نُشرت أول مرة
history-updated = حُدّثت
cite = الاستشهاد بهذه الصفحة
cite-title = «{ $title }»
cite-paragraphs = لكل فقرة عنوان خاص بها:
copy-text = انسخ
copied = نُسخ
copy-paragraph = انسخ رابط هذه الفقرة
paragraph = الفقرة { $number }
in-paragraph = في الفقرة { $number }
in-the-text = في النص
first-published = نُشر أولًا
first-published-by = نشرته أولًا { $publisher }
data = بيانات هذه الصفحة:
data-text = نص خالص
data-annotations = الهوامش (JSON-LD)
text = النص
annotations = الهوامش
notes = الهوامش
note = هامش
notes = الهوامش
note-number = هامش { $number }
note-back = عودة إلى الإحالة { $number }
note-back-text = العودة إلى النص
note-link = رابط الهامش { $number }
statement = قول
note-source = مصدر
note-background = خلفية
note-context = سياق
note-definition = تعريف
note-caution = تنبيه
note-correction = تصويب
alert-note = ملاحظة
alert-tip = نصيحة
alert-important = مهم
alert-warning = تحذير
alert-caution = تنبيه
table = جدول
task-done = أُنجز
task-open = لم يُنجز بعد
notice-editors-note = ملاحظة التحرير
notice-update = تحديث
notice-correction = تصويب
notice-clarification = توضيح
notice-retraction = سحب
notice-title = { $kind }: { $title }
corrections-line = ما صُوّب ووُضّح وحُدّث، الأحدث أولًا.
corrections-none = لم يُصوَّب شيء بعد.

## Under a note

date = التاريخ
certainty = درجة اليقين
certainty-high = عالية
certainty-medium = متوسطة
certainty-low = منخفضة
certainty-unknown = غير معروفة
certainty-in-words = درجة اليقين { $certainty }
source = المصدر
written = كُتب في

## Statements and sources

quoted = نصًا
reported = نقلًا بالمعنى
reportedly = بحسب ما ذُكر
unnamed-source = مصدر لم يُسمَّ
attribution-inferred = نسبة مستنتجة
attribution-stated-line = منسوب في النص.
attribution-inferred-line = استنتج المحررون نسبته.
attribution-nobody-line = لا ينسبه النص إلى أحد.
speaker = القائل:
speaker-none = لم يُسمَّ قائل.
words-of = بكلمات
source-label = المصدر:
source-none = لم يُذكر مصدر.
through = عبر
said-on = قيل: { $date }.
certainty-line = درجة اليقين: { $certainty }.
about = عن
checked = بعد التحقق:
check-link = التحقق
own-reporting = تغطية خاصة
unnamed-person = شخص لم يُسمَّ
unnamed-kind = مصدر لم يُسمَّ ({ $kind })
source-read = قُرئ { $date }
source-copy = نسخة
carries = { $n ->
    [one] يستند إليه هنا قول واحد
    [two] يستند إليه هنا قولان
    [few] تستند إليه هنا { $n } أقوال
   *[other] يستند إليه هنا { $n } قولًا
}
who-carried-what = من نقل ماذا
unattributed = { n-statements }؛ { $unattributed ->
    [0] ولكل منها قائل مسمّى.
   *[other] ولم يُسمَّ أحد في { $unattributed } منها ({ $percent }٪).
}
part = { $n } ({ $percent }٪)
outlet = الوسيلة
last-used = آخر استخدام
statements = الأقوال
nobody-named = لم يُسمَّ أحد
cited-works = أعمال وتقارير مستشهد بها
sources-none = لا يستشهد أي نص بمصدر بعد.
kind = النوع
published-by = الناشر
unnamed = غير مسمّى
unnamed-no-reason = لم يُذكر سبب.
through-label = عبر
address = العنوان
copy = نسخة
read = قُرئ
what-cited-for = ما يُستشهد به عليه
cited-in = مستشهد به في
cited-in-none = لا يستشهد به أي مقال بعد.

## An entity

also-written = يُكتب أيضًا:
born = الميلاد
died = الوفاة
founded = التأسيس
dissolved = الحل
began = البداية
ended = النهاية
until = حتى
role = المنصب
part-of = جزء من
place = المكان
took-part = المشاركون
coordinates = الإحداثيات
latitude = { $degrees }° { $side ->
    [north] شمالًا
   *[south] جنوبًا
}
longitude = { $degrees }° { $side ->
    [east] شرقًا
   *[west] غربًا
}
where-it-lies = الموقع
map-disputed = الخطوط المتقطعة حدود متنازع عليها.
nearby-places = أماكن قريبة
kilometres = { $n ->
    [0] أقل من 1 كم
   *[other] { $n } كم
}
in-these-pages = في هذه الصفحات
speaks = أقواله
speaks-line = { n-statements }{ $unsourced ->
    [0] {""}
   *[other] ، منها { $unsourced } بلا مصدر
}
elsewhere = في مواقع أخرى
profile = نبذة
mentions-in-context = الإشارات في سياقها
mentions-none = لا يذكره أي مقال بعد.
in-translation = في ترجمة:
in-translations = الأقوال نفسها مترجمة
statements-by = أقوال { $name }
statements-about = أقوال عن { $name }
in-the-words-of = بكلمات { $name }
cited-for = مصدر لما يلي
quotations-from = ما اقتُبس منه
when = متى
when-line = ارتفاع العمود هو عدد مرات الذكر.
mentions-by-month = الإشارات بحسب الشهور
events-with = أحداث
event-course = أحداث ذات صلة
articles-before = مقالات قبله
articles-after = مقالات بعده
offices = المناصب عبر الزمن
offices-line = المتقطع: تواريخه غير مؤكدة.
offices-open = السهم: لا بداية أو نهاية مسجّلة.
named-with = من يُذكر مع من
named-with-line = الخطوط تصل بين أسماء ترد في المقالات نفسها، وكلما زادت المقالات ازداد الخط سُمكًا.
people-with = أشخاص يُذكرون معها
appears-with = يُذكر مع
named-in-same = مذكور في المقالات نفسها
all-companions = أسماء أخرى ({ $n })
relations = العلاقات
within-it = يضم
named-in-profile = مذكور في نبذة

## What is not there

not-found = لا توجد صفحة كهذه
not-found-line = ربما كُتب العنوان خطأً، أو نُقلت الصفحة أو سُحبت.
all-names = كل الأسماء من الألف إلى الياء
moved = انتقلت
moved-line = هذه الصفحة الآن في

## Dates

month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
month-short-1 = يناير
month-short-2 = فبراير
month-short-3 = مارس
month-short-4 = أبريل
month-short-5 = مايو
month-short-6 = يونيو
month-short-7 = يوليو
month-short-8 = أغسطس
month-short-9 = سبتمبر
month-short-10 = أكتوبر
month-short-11 = نوفمبر
month-short-12 = ديسمبر
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
    [spring] ربيع { $year }
    [summer] صيف { $year }
    [autumn] خريف { $year }
   *[winter] شتاء { $year }
}
date-decade = عقد { $year }
date-from = منذ { $date }
date-until = حتى { $date }
date-range = { $from } – { $to }
date-years = { $from }–{ $to }
date-months = { $from } – { $to } { $year }
date-days = { $from }–{ $to } { $month } { $year }
date-days-in-year = { $from } { $from-month } – { $to } { $to-month } { $year }
date-about = نحو { $date }
date-uncertain = { $date } (غير مؤكد)
