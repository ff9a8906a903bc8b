//! Words too common to be asked for. They stay in the index; a query merely does not insist on
//! them and does not mark them, unless it has no other words or quotes them.
//!
//! "nicht", "kein", "not", "no" and the like are no stop words here: "startet nicht" is a question.

use super::{Analysers, Lang};

const DE: &str = "aber als am an auch auf aus bei beim bin bist da damit dann das dass dein deine dem den der \
    des dich die dies diese dieser dieses doch dort du durch ein eine einem einen einer eines er es euch euer \
    fuer habe haben hallo hat hatte hier ich ihr im in ist ja jetzt kann kannst koennen man mein meine meinem \
    meinen meiner mich mir mit nach noch nun nur ob oder sehr sein seine seit sich sie sind so ueber um und uns \
    unser vom von vor wann war warum was weil wenn wer werden wie wieso wir wird wo zu zum zur bitte danke muss";

const EN: &str = "a about after also am an and any are as at be because been but by can could did do does for \
    from had has have hello help her here hi his how i if in into is it its just like me my of on or our please \
    she so some thanks than that the their them then there these they this to too was we were what when where \
    which while who why will with would you your i'm i've it's";

/// Whether a single typed word is a stop word of a language.
pub(crate) fn is_stop_word(analysers: &mut Analysers, lang: Lang, word: &str) -> bool {
    let list = match lang {
        Lang::De => DE,
        Lang::En => EN,
        Lang::Other => return false,
    };
    // The rules without stemming bring the word into the list's spelling.
    match analysers.words(Lang::Other, word).as_slice() {
        [word] => list.split_ascii_whitespace().any(|stop| stop == word),
        _ => false,
    }
}
