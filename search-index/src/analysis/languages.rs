//! The languages that are told apart, and the rules of each. To add one, add its entry to [`LANGUAGES`]; everything
//! else follows from it.

use tantivy::tokenizer::Language as Stems;

use super::fold::Umlauts;

/// The rules of a language.
pub(crate) struct Language {
    /// Its code: the part before the `-` of `de-AT`.
    pub(crate) code: &'static str,
    /// Its name with whoever tells languages apart.
    pub(super) detected: whatlang::Lang,
    /// What becomes of ä, ö, ü and ß before stemming.
    pub(super) umlauts: Umlauts,
    /// The Snowball rules of its endings.
    pub(super) stems: Stems,
    /// How its compounds are made, if it writes them as one word.
    pub(crate) compounds: Option<&'static Compounds>,
    /// Words too common to be asked for, folded.
    pub(super) stop: &'static str,
    /// Goes up when words come out differently, so that an index made by older rules is recognised.
    pub(super) version: u32,
}

/// How a language makes one word of two.
pub(crate) struct Compounds {
    /// What stands between two parts, folded; nothing is one of them.
    pub(crate) links: &'static [&'static str],
    /// What is no part although it looks like a word: syllables that make words of words.
    pub(crate) syllables: &'static [&'static str],
    /// The endings that a part may have in the text, folded.
    pub(crate) endings: &'static [&'static str],
}

/// All of them.
pub(crate) const LANGUAGES: [Language; 2] = [
    Language {
        code: "de",
        detected: whatlang::Lang::Deu,
        umlauts: Umlauts::Keep,
        stems: Stems::German,
        compounds: Some(&Compounds {
            links: &["", "s", "n", "en", "es", "e", "er", "ns", "ens"],
            syllables: &[
                "aller", "anti", "bar", "ent", "ers", "gen", "ige", "ion", "ler", "los", "mal", "nis", "per", "sam",
                "ung", "ver", "einander", "ende", "enden", "gegen", "haft", "haften", "heit", "heiten", "hinter",
                "igkeit", "igkeiten", "innen", "isch", "ische", "ischen", "ischer", "isches", "keit", "keiten", "lang",
                "lein", "lich", "liche", "lichen", "licher", "liches", "ling", "linge", "losen", "miss", "nicht",
                "nisse", "sche", "schaft", "schaften", "sten", "ster", "tion", "tionen", "ueber", "ungen", "unter",
                "weise", "wert", "wider", "wieder", "zwischen",
            ],
            endings: &["", "n", "en", "s"],
        }),
        stop: "aber als am an auch auf aus bei beim bin bist da damit dann das dass dein deine dem den der des dich die \
            dies diese dieser dieses doch dort du durch ein eine einem einen einer eines er es euch euer fuer habe haben \
            hallo hat hatte hier ich ihr im in ist ja jetzt kann kannst koennen man mein meine meinem meinen meiner mich \
            mir mit nach noch nun nur ob oder sehr sein seine seit sich sie sind so ueber um und uns unser vom von vor \
            wann war warum was weil wenn wer werden wie wieso wir wird wo zu zum zur bitte danke muss",
        version: 1,
    },
    Language {
        code: "en",
        detected: whatlang::Lang::Eng,
        umlauts: Umlauts::Spell,
        stems: Stems::English,
        compounds: None,
        stop: "a about after also am an and any are as at be because been but by can could did do does for from had has \
            have hello help her here hi his how i if in into is it its just like me my of on or our please she so some \
            thanks than that the their them then there these they this to too was we were what when where which while \
            who why will with would you your i'm i've it's",
        version: 1,
    },
];
