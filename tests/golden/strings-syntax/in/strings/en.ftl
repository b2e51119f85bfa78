# words
home = Front page

= lost
names = Names { $n
articles = Stories
