//! Related articles are in a language that readers of the page can read.

use glossator::pipeline;

#[test]
fn the_translation_in_the_language_of_the_page_is_related() {
    let entities = "[[entity]]\nid = \"ada\"\ntype = \"person\"\nname = \"Ada\"\n[[entity]]\nid = \"beirut\"\ntype = \"place\"\nname = \"Beirut\"\n";
    let text = "[Ada](@ada) went to [Beirut](@beirut).\n";
    let article = |title: &str| format!("+++\ntitle = \"{title}\"\ndate = 2025-10-15\n+++\n{text}");
    let (one, two) = (article("One"), article("Two"));
    let (one_in_arabic, two_in_arabic) = (article("الأول"), article("الثاني"));
    let files = [
        ("glossator.toml", "title = \"T\"\n[languages.ar]\n"),
        ("content/entities/all.toml", entities),
        ("content/articles/one.md", &one),
        ("content/articles/one.ar.md", &one_in_arabic),
        ("content/articles/two.md", &two),
        ("content/articles/two.ar.md", &two_in_arabic),
        (
            "templates/article.html",
            "{% for it in related %}{{ it.title }}: {{ it.why }}|{% endfor %}",
        ),
    ];
    let model = crate::support::model(&files).value;
    let related = |url: &str| {
        let page = pipeline::page(&model, model.plan.page(url).unwrap());
        String::from_utf8(page.value).unwrap()
    };
    assert_eq!(related("/articles/one/"), "Two: also names Ada, Beirut|");
    assert!(related("/ar/articles/one/").starts_with("الثاني: "));
    assert_eq!(related("/ar/articles/one/").matches('|').count(), 1);
}
