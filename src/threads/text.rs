use crate::accounts::Actor;
use crate::ground::clock::Micros;
use crate::ground::db::{AnyConnection, Tx};
use crate::ground::refusal::Verdict;
use super::kinds::*;
use super::text::Text;
use super::Rules;

/// A rendered text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text { pub source: String, pub html: String, pub text: String, pub mentions: Vec<String>, pub has_links: bool }
impl Text { pub fn render(source: &str, lang: &str, prefix: &str, host: &str, known: &dyn Fn(&str) -> bool) -> Verdict<Self> { todo!() } }
pub async fn render_blocking(services: &crate::ground::web::Services, source: String, lang: &str, prefix: &str) -> Verdict<Text> { todo!() }
/// "de" or "en", if a text is long enough to tell.
pub fn detect(text: &str) -> Option<&'static str> { todo!() }
