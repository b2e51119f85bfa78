# 日本語による画面の言葉。

## Around every page

skip = 本文へ移動
home = ホーム
sections = セクション
language-name = 日本語
languages = 言語
colours-dark = 暗い配色
colours-light = 明るい配色
colours-use-dark = 暗い配色を使う
colours-use-light = 明るい配色を使う
foot = 下線のある名前は各自のページへ、網かけの言葉は誰かの発言、数字は注へつながります。印と注は編集者によるもので、本文を変えることはありません。
site-data = このサイトのデータ：
follow = 購読：
numbered-title = { $title }（{ $number }ページ）
pages = ページ
page-previous = 前へ
page-next = 次へ
page-of = { $total }ページ中{ $number }ページ
close = 閉じる
open-page = ページを開く
nothing-yet = まだ何もありません。
comma = 、

## Parts of the site

articles = 記事
names = 名前
tags = タグ
authors = 執筆者
storylines = 連載
archive = 過去の記事
timeline = 年表
graph = 名前の地図
search = 検索
sources = 出典
corrections = 訂正
type-person = 人物
type-person-plural = 人物
type-organization = 組織
type-organization-plural = 組織
type-place = 場所
type-place-plural = 場所
type-event = 出来事
type-event-plural = 出来事
type-work = 著作物
type-work-plural = 著作物

## How many

n-articles = 記事{ $n }本
n-events = 出来事{ $n }件
n-pairs = 名前の組{ $n }組
n-names = 名前{ $n }件
n-notes = 注{ $n }件
n-statements = 発言{ $n }件
n-mentions = 言及{ $n }件
n-mentions-here = この記事での言及{ $n }件
mentions-in = 記事{ $articles }本に{ n-mentions }
minutes = 読了まで約{ $n }分

## Home and lists

newest = 最新の記事
about-site = このサイトについて
more-articles = その他の記事
all-articles = すべての記事
newest-articles = 最新の記事
most-named = 多く登場する名前
most-named-in = { $month }に多く登場
all-storylines = すべての連載
all-corrections = すべての訂正
months-around = 前後の月
newest-in = 最新：
letters = 文字
see = →
about-author = { $name }について
year = 年
in-all = 合計
archive-months = 月ごとの記事
undated = 日付なし
told-in = 記事：
n-more = ほか{ $n }件
took-part-names = 参加者：
graph-line = 誰が誰とともに登場するか。同じ記事にある名前を示します。
graph-matrix = 二つの名前がともに登場する記事
graph-matrix-line = 四角は両者が登場する記事を表し、多いほど大きくなります。
graph-pairs = 組（強い順）
graph-pairs-line = つながりの強い{ $n }組。
graph-none = 二つの名前がともに登場する記事はまだありません。
search-names = 名前
search-go = 探す
search-line = 名前の一部を入力してください。人物、組織、場所、出来事、著作物を探せます。
search-browse = 一覧から探す
search-text-line = 名前と本文を検索します。語またはその始まりを入力してください。
search-needs-script = 本文の検索には JavaScript が必要です。使えない場合は下の一覧をご覧ください。
search-words = 語句
search-types = 種類
search-narrow = 絞り込み
search-every = すべて
search-found = 検索結果：
search-any = すべての語を含むページはありません。一部を含むページです
search-none = 見つかりませんでした。
search-broken = 検索が応答しません：
search-naming = この名前が登場する記事
search-naming-label = 登場する名前：
search-drop = 解除
search-results = 検索結果
search-more = さらに表示
month = 月
other-pages = その他のページ

## Drawings

drawing-months = { $name }への言及（月別）
drawing-arcs = { $name }と同じ記事に登場する名前
drawing-terms = 役職の推移
drawing-density = 年ごとの出来事
drawing-density-months = 月別の出来事
drawing-map = 地図：{ $name }（{ $coordinates }）
as-table = 数値を表で見る
graph-drawing = 図で見る
graph-drawing-line = ともに登場する名前どうしが近くにあります。距離そのものに意味はありません。

## An article

by = 執筆：
published = 公開日
updated = 更新日
marks = 印
marks-all = すべて
marks-first = 初出のみ
marks-none = なし
contents = 目次
in-this-article = この記事に登場する名前
who-said-what = 誰が何を言ったか
topics = 話題
related = 関連記事
also-names = { $names }も登場
storyline = 連載：{ $name }
storyline-before = 前の記事
storyline-next = 次の記事
notes = 注
history = このページの履歴
history-published = 初公開
history-updated = 更新
cite = このページを引用する
cite-title = 「{ $title }」
cite-paragraphs = 段落ごとに固有のアドレスがあります：
copy-text = コピー
copied = コピーしました
copy-paragraph = この段落へのリンクをコピー
paragraph = 第{ $number }段落
in-paragraph = 第{ $number }段落へ
in-the-text = 本文へ
first-published = 初出
first-published-by = 初出：{ $publisher }
data = このページのデータ：
data-text = テキスト
data-annotations = 注釈（JSON-LD）
text = テキスト
annotations = 注釈
notes = 注
note = 注
notes = 注
note-number = 注{ $number }
note-back = 参照{ $number }に戻る
note-back-text = 本文へ戻る
note-link = 注{ $number }へのリンク
statement = 発言
note-source = 出典
note-background = 背景
note-context = 文脈
note-definition = 用語
note-caution = 留意点
note-correction = 訂正
alert-note = 注記
alert-tip = ヒント
alert-important = 重要
alert-warning = 警告
alert-caution = 注意
table = 表
task-done = 完了
task-open = 未完了
notice-editors-note = 編集部より
notice-update = 更新
notice-correction = 訂正
notice-clarification = 補足
notice-retraction = 撤回
notice-title = { $kind }：{ $title }
corrections-line = 訂正、補足、更新の一覧（新しい順）。
corrections-none = 訂正はまだありません。

## Under a note

date = 日付
certainty = 確かさ
certainty-high = 高い
certainty-medium = 中程度
certainty-low = 低い
certainty-unknown = 不明
certainty-in-words = 確かさ：{ $certainty }
source = 出典
written = 記入

## Statements and sources

quoted = 引用
reported = 伝聞
reportedly = 出所不明の伝聞
unnamed-source = 匿名の情報源
attribution-inferred = 発言者は推定
attribution-stated-line = 発言者は本文に示されています。
attribution-inferred-line = 発言者は編集部が推定しました。
attribution-nobody-line = 本文は発言者を示していません。
speaker = 発言者：
speaker-none = 発言者は示されていません。
words-of = 言葉の主：
source-label = 出典：
source-none = 出典は示されていません。
through = 経由：
said-on = 発言日：{ $date }。
certainty-line = 確かさ：{ $certainty }。
about = 対象：
checked = 検証：
check-link = 検証記事
own-reporting = 独自取材
unnamed-person = 匿名の人物
unnamed-kind = 匿名の情報源（{ $kind }）
source-read = { $date }閲覧
source-copy = 保存版
carries = ここでは{ $n }件の発言がこれに基づいています
who-carried-what = 誰が何を伝えたか
unattributed = { n-statements }。{ $unattributed ->
    [0] すべて発言者が示されています。
   *[other] うち{ $unattributed }件（{ $percent }%）は発言者が示されていません。
}
part = { $n }（{ $percent }%）
outlet = 媒体
last-used = 最終利用日
statements = 発言
nobody-named = 発言者なし
cited-works = 引用された著作物と報道
sources-none = 出典を示す記事はまだありません。
kind = 種類
published-by = 発行元
unnamed = 匿名
unnamed-no-reason = 理由は示されていません。
through-label = 経由
address = アドレス
copy = 保存版
read = 閲覧日
what-cited-for = 何の出典とされているか
cited-in = 引用している記事
cited-in-none = 引用している記事はまだありません。

## An entity

also-written = 別の表記：
born = 生年月日
died = 没年月日
founded = 設立
dissolved = 解散
began = 開始
ended = 終了
until = まで
role = 役職
part-of = 所属
place = 場所
took-part = 参加者
coordinates = 座標
latitude = { $side ->
    [north] 北緯
   *[south] 南緯
}{ $degrees }度
longitude = { $side ->
    [east] 東経
   *[west] 西経
}{ $degrees }度
where-it-lies = 位置
map-disputed = 破線は係争中の境界です。
nearby-places = 近くの場所
kilometres = { $n ->
    [0] 1 km未満
   *[other] { $n } km
}
in-these-pages = このサイトでの登場
speaks = 発言
speaks-line = { n-statements }{ $unsourced ->
    [0] {""}
   *[other] （うち{ $unsourced }件は情報源なし）
}
elsewhere = 外部のページ
profile = 紹介
mentions-in-context = 文中での言及
mentions-none = この名前が登場する記事はまだありません。
in-translation = 翻訳：
in-translations = 翻訳での同じ発言
statements-by = { $name }の発言
statements-about = { $name }についての発言
in-the-words-of = { $name }の言葉による発言
cited-for = 次の発言の出典
quotations-from = この作品からの引用
when = 時期
when-line = 棒の高さは言及の数を示します。
mentions-by-month = 月ごとの言及
events-with = 出来事
event-course = 関連する出来事
articles-before = それ以前の記事
articles-after = それ以後の記事
offices = 役職の推移
offices-line = 破線は日付が不確かなことを示します。
offices-open = 矢印：始まりまたは終わりの記録がありません。
named-with = 誰が誰とともに登場するか
named-with-line = 線は同じ記事に出る名前を結びます。太いほど記事が多いことを示します。
people-with = 共に登場する人物
appears-with = ともに登場する名前
named-in-same = 同じ記事に登場
all-companions = ほかの名前（{ $n }）
relations = 関係
within-it = 含まれるもの
named-in-profile = 次の紹介に登場

## What is not there

not-found = ページが見つかりません
not-found-line = アドレスが間違っているか、ページが移動または削除された可能性があります。
all-names = すべての名前の一覧
moved = 移転
moved-line = このページの移転先：

## Dates

month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月
month-short-1 = { month-1 }
month-short-2 = { month-2 }
month-short-3 = { month-3 }
month-short-4 = { month-4 }
month-short-5 = { month-5 }
month-short-6 = { month-6 }
month-short-7 = { month-7 }
month-short-8 = { month-8 }
month-short-9 = { month-9 }
month-short-10 = { month-10 }
month-short-11 = { month-11 }
month-short-12 = { month-12 }
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
date-day = { $year }年{ $month }{ $day }日
date-month = { $year }年{ $month }
date-season = { $season ->
    [spring] { $year }年春
    [summer] { $year }年夏
    [autumn] { $year }年秋
   *[winter] { $year }年冬
}
date-decade = { $year }年代
date-from = { $date }以降
date-until = { $date }まで
date-range = { $from }～{ $to }
date-years = { $from }～{ $to }年
date-months = { $year }年{ $from }～{ $to }
date-days = { $year }年{ $month }{ $from }日～{ $to }日
date-days-in-year = { $year }年{ $from-month }{ $from }日～{ $to-month }{ $to }日
date-about = { $date }頃
date-uncertain = { $date }（不確か）
