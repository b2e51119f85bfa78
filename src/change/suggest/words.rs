//! Capitalised words that are not names: days, months, titles, peoples, interjections, articles.
//!
//! Source of the days and months: CLDR 46, Gregorian calendar, wide forms. The rest is written by hand.

use crate::base::language::primary;

/// Words of one language; each list is separated by spaces.
pub(crate) struct Words {
    language: &'static str,
    /// Days and months.
    calendar: &'static str,
    /// Titles before a person's name; not a name on their own.
    titles: &'static str,
    /// Titles and other words before a name that end with a full stop.
    short: &'static str,
    /// Peoples and languages, if capitalised.
    peoples: &'static str,
    /// Interjections, greetings and the like.
    calls: &'static str,
    /// Words before a noun and rarely before a name, in languages that capitalise nouns.
    articles: &'static str,
}

/// Used for any other language.
#[rustfmt::skip]
const NONE: Words = Words { language: "", calendar: "", titles: "", short: "Dr", peoples: "", calls: "", articles: "" };

#[rustfmt::skip]
const WORDS: [Words; 9] = [
    Words {
        language: "en",
        calendar: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec",
        titles: "Mr Mrs Ms Miss Dr Doctor Prof Professor Sir Madam Madame Lord Lady Dame President Vice Prime Minister Premier Chancellor Senator Congressman Congresswoman Representative Governor Mayor Ambassador Secretary Speaker Chairman Chairwoman Chair Chief Director Dean Judge Justice King Queen Prince Princess Emperor Empress Duke Duchess Count Countess Baron Baroness Earl Tsar Sultan Sheikh Pope Cardinal Archbishop Bishop Father Mother Brother Sister Reverend Rabbi Imam Admiral General Colonel Major Captain Lieutenant Sergeant Corporal Private Commander Officer Inspector Detective Uncle Aunt Mom Mum Mama Dad Papa Grandma Grandpa",
        short: "Mr Mrs Ms Miss Dr Prof Sen Rep Gov Gen Col Capt Lt Sgt Rev Hon Messrs St Ste Mt Ft",
        peoples: "Afghan African Albanian Algerian American Arab Arabic Argentine Armenian Asian Australian Austrian Azerbaijani Bangladeshi Belarusian Belgian Brazilian Briton British Bulgarian Canadian Catalan Chechen Chilean Chinese Christian Colombian Croatian Cuban Czech Danish Dutch Egyptian English Englishman Estonian Ethiopian European Finnish French Frenchman Georgian German Greek Hebrew Hungarian Indian Indonesian Iranian Iraqi Irish Irishman Islamic Israeli Italian Japanese Jew Jewish Kazakh Kenyan Korean Kurdish Latin Latvian Lebanese Libyan Lithuanian Malaysian Mexican Moroccan Muslim Nigerian Norwegian Pakistani Palestinian Persian Peruvian Polish Portuguese Roman Romanian Russian Saudi Scottish Serbian Slovak Spanish Sudanese Swedish Swiss Syrian Thai Tunisian Turkish Ukrainian Venezuelan Vietnamese Welsh Yemeni",
        calls: "I Oh Ah Ha Hey Hi Hello Yes Yeah Yep No Nope Okay OK Ok Well Wow Hmm Um Uh Please Thanks Alas Hurrah PM AM TV",
        articles: "",
    },
    Words {
        language: "de",
        calendar: "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember",
        titles: "Herr Herrn Frau Fräulein Dr Doktor Prof Professor Präsident Präsidentin Bundespräsident Kanzler Kanzlerin Bundeskanzler Bundeskanzlerin Minister Ministerin Ministerpräsident Premierminister Außenminister König Königin Kaiser Kaiserin Prinz Prinzessin Graf Gräfin Fürst Fürstin Herzog Herzogin Papst Bischof Kardinal Pater Bürgermeister Oberbürgermeister General Oberst Hauptmann Major Admiral Richter Direktor Sekretär Vorsitzender Vorsitzende Vorsitzenden Chef Sprecher Sprecherin Beauftragter Beauftragte Trainer Kollege Kollegen",
        short: "Dr Prof Hr Fr St Dipl Ing",
        peoples: "",
        calls: "Sie Ihr Ihre Ihnen Ach Oh Ja Nein Hallo Danke Bitte",
        articles: "der die das den dem des ein eine einen einem einer eines im am zum zur vom ins beim kein keine keinen keiner sein seine seiner seinem seinen ihr ihre ihrer ihrem ihren unser unsere diese dieser dieses diesem diesen jede jeder jedes jeden viele alle",
    },
    Words {
        language: "fr",
        calendar: "Lundi Mardi Mercredi Jeudi Vendredi Samedi Dimanche Janvier Février Mars Avril Mai Juin Juillet Août Septembre Octobre Novembre Décembre",
        titles: "M MM Mme Mlle Monsieur Messieurs Madame Mesdames Mademoiselle Me Maître Dr Docteur Pr Professeur Président Présidente Ministre Premier Chancelier Chancelière Roi Reine Prince Princesse Empereur Duc Duchesse Comte Comtesse Baron Pape Cardinal Archevêque Évêque Abbé Père Mère Frère Sœur Sénateur Gouverneur Maire Juge Général Colonel Major Capitaine Lieutenant Amiral Maréchal",
        short: "M MM Dr Pr St Ste",
        peoples: "",
        calls: "Oh Ah Oui Non Bonjour Merci Hélas Eh",
        articles: "",
    },
    Words {
        language: "es",
        calendar: "Lunes Martes Miércoles Jueves Viernes Sábado Domingo Enero Febrero Marzo Abril Mayo Junio Julio Agosto Septiembre Setiembre Octubre Noviembre Diciembre",
        titles: "Sr Sra Srta Señor Señora Señorita Don Doña Dr Dra Doctor Doctora Prof Profesor Profesora Presidente Presidenta Ministro Ministra Primer Canciller Rey Reina Príncipe Princesa Emperador Duque Duquesa Conde Condesa Papa Cardenal Arzobispo Obispo Padre Madre Hermano Hermana Fray Senador Senadora Gobernador Alcalde Juez General Coronel Mayor Capitán Teniente Almirante",
        short: "Sr Sra Srta Dr Dra Prof Ud Uds D Sto Sta",
        peoples: "",
        calls: "Oh Ah Sí No Hola Gracias Ay Usted Ustedes Ud Uds",
        articles: "",
    },
    Words {
        language: "it",
        calendar: "Lunedì Martedì Mercoledì Giovedì Venerdì Sabato Domenica Gennaio Febbraio Marzo Aprile Maggio Giugno Luglio Agosto Settembre Ottobre Novembre Dicembre",
        titles: "Sig Signor Signora Signorina Don Donna Dott Dottor Dottore Dottoressa Prof Professor Professore Professoressa Presidente Ministro Primo Cancelliere Re Regina Principe Principessa Imperatore Duca Duchessa Conte Contessa Papa Cardinale Arcivescovo Vescovo Padre Madre Fra Fratello Suor Senatore Governatore Sindaco Giudice Generale Colonnello Maggiore Capitano Tenente Ammiraglio",
        short: "Sig Dott Prof On Avv Ing Ss",
        peoples: "",
        calls: "Oh Ah Sì No Ciao Grazie Lei Ella",
        articles: "",
    },
    Words {
        language: "pt",
        calendar: "Segunda Terça Quarta Quinta Sexta Sábado Domingo Janeiro Fevereiro Março Abril Maio Junho Julho Agosto Setembro Outubro Novembro Dezembro",
        titles: "Sr Sra Srta Senhor Senhora Senhorita Dom Dona Dr Dra Doutor Doutora Prof Professor Professora Presidente Presidenta Ministro Ministra Primeiro Chanceler Rei Rainha Príncipe Princesa Imperador Duque Duquesa Conde Condessa Papa Cardeal Arcebispo Bispo Padre Madre Frei Irmão Irmã Senador Senadora Governador Prefeito Juiz General Coronel Major Capitão Tenente Almirante",
        short: "Sr Sra Srta Dr Dra Prof Sto Sta Eng",
        peoples: "",
        calls: "Oh Ah Sim Não Olá Obrigado Obrigada Você Vocês",
        articles: "",
    },
    Words {
        language: "nl",
        calendar: "Maandag Dinsdag Woensdag Donderdag Vrijdag Zaterdag Zondag Januari Februari Maart April Mei Juni Juli Augustus September Oktober November December",
        titles: "Dhr Meneer Mijnheer Heer Mevrouw Mevr Mw Juffrouw Dr Drs Ir Mr Prof Professor President Minister Premier Kanselier Koning Koningin Keizer Prins Prinses Graaf Gravin Hertog Hertogin Paus Kardinaal Bisschop Pater Broeder Zuster Burgemeester Rechter Generaal Kolonel Majoor Kapitein Luitenant Admiraal",
        short: "Dhr Mevr Mw Dr Drs Ir Mr Prof St",
        peoples: "Afrikaans Amerikaan Amerikaans Amerikaanse Arabisch Arabische Belg Belgisch Belgische Brit Brits Britse Chinees Chinese Deens Deense Duits Duitse Duitser Engels Engelse Europees Europese Frans Franse Grieks Griekse Indisch Indische Iers Ierse Israëlisch Israëlische Italiaans Italiaanse Japans Japanse Joods Joodse Latijn Nederlands Nederlandse Nederlander Noors Noorse Oekraïens Oekraïense Oostenrijks Oostenrijkse Pools Poolse Portugees Portugese Romeins Romeinse Russisch Russische Spaans Spaanse Syrisch Syrische Turks Turkse Vlaams Vlaamse Zweeds Zweedse Zwitsers Zwitserse",
        calls: "Oh Ach Ja Nee Hallo Dank Bedankt U Uw",
        articles: "",
    },
    Words {
        language: "ru",
        calendar: "Понедельник Вторник Среда Четверг Пятница Суббота Воскресенье Январь Января Февраль Февраля Март Марта Апрель Апреля Май Мая Июнь Июня Июль Июля Август Августа Сентябрь Сентября Октябрь Октября Ноябрь Ноября Декабрь Декабря",
        titles: "Господин Госпожа Товарищ Доктор Профессор Президент Министр Премьер Канцлер Король Королева Царь Император Императрица Князь Княгиня Граф Графиня Папа Патриарх Митрополит Епископ Отец Сенатор Губернатор Мэр Судья Генерал Полковник Майор Капитан Лейтенант Адмирал Маршал",
        short: "Г Гг Св Проф Им Ул",
        peoples: "",
        calls: "О Ах Ох Да Нет Здравствуйте Спасибо Вы Вас Вам Ваш",
        articles: "",
    },
    Words {
        language: "uk",
        calendar: "Понеділок Вівторок Середа Четвер П'ятниця П’ятниця Субота Неділя Січень Січня Лютий Лютого Березень Березня Квітень Квітня Травень Травня Червень Червня Липень Липня Серпень Серпня Вересень Вересня Жовтень Жовтня Листопад Листопада Грудень Грудня",
        titles: "Пан Пані Панове Товариш Доктор Професор Президент Міністр Прем'єр Прем’єр Канцлер Король Королева Цар Імператор Імператриця Князь Княгиня Граф Графиня Папа Патріарх Митрополит Єпископ Отець Сенатор Губернатор Мер Суддя Генерал Полковник Майор Капітан Лейтенант Адмірал Маршал",
        short: "П Св Проф Ім Вул",
        peoples: "",
        calls: "О Ах Ох Так Ні Вітаю Дякую Ви Вас Вам Ваш",
        articles: "",
    },
];

impl Words {
    /// The words of a language.
    pub(crate) fn of(tag: &str) -> &'static Self {
        let primary = primary(tag);
        WORDS.iter().find(|words| words.language == primary).unwrap_or(&NONE)
    }

    /// Whether a word is a day or month.
    pub(crate) fn is_date(&self, word: &str) -> bool {
        has(self.calendar, word)
    }

    /// Whether a word is a title before a person's name.
    pub(crate) fn is_title(&self, word: &str) -> bool {
        let ends =
            |title: &str| title.len() > 4 && word.to_lowercase().ends_with(&title.to_lowercase());
        has(self.titles, word)
            || has(self.short, word)
            || (self.has_noun_capitals() && self.titles.split(' ').any(ends))
    }

    /// Whether a full stop after a word does not end a sentence.
    pub(crate) fn is_short(&self, word: &str) -> bool {
        has(self.short, word)
    }

    /// Whether a word is a short title such as `Mr`, which is never part of a name.
    pub(crate) fn is_courtesy(&self, word: &str) -> bool {
        has(self.titles, word) && has(self.short, word)
    }

    /// Whether a word can precede a name without being part of it.
    pub(crate) fn leads(&self, word: &str) -> bool {
        self.is_title(word) || has(self.peoples, word) || self.is_date(word)
    }

    /// Whether a word alone is a date, a title or an interjection, so never a name.
    pub(crate) fn is_plain(&self, word: &str) -> bool {
        self.is_title(word) || self.is_date(word) || has(self.calls, word)
    }

    /// Whether the language capitalises nouns.
    pub(crate) fn has_noun_capitals(&self) -> bool {
        !self.articles.is_empty()
    }

    /// Whether a word precedes nouns, and rarely names.
    pub(crate) fn is_article(&self, word: &str) -> bool {
        self.has_noun_capitals() && has(self.articles, &word.to_lowercase())
    }
}

fn has(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|known| known == word)
}
