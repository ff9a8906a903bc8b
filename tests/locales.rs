//! Every string a person sees has a key, and every key says something in every language: no message is missing, none asks for a value
//! that the other language does not get, none is left over.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Attribute, CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use regex::Regex;

use crate::architecture::{files, none, read};

/// The language that the others are compared with, as the program falls back to it.
const FIRST: &str = "en";

/// German may say a message twice: `.sie` is for readers who prefer the formal address.
const MAY_ADD: &[(&str, &str)] = &[("de", "sie")];

#[test]
fn every_language_says_the_same() {
    let locales = locales();
    let first = locales.get(FIRST).expect("web/locales/en has messages");
    assert!(locales.len() > 1, "web/locales has one language only");
    let mut faults: Vec<String> = locales.values().flat_map(|locale| locale.faults.clone()).collect();
    for (lang, locale) in locales.iter().filter(|(lang, _)| *lang != FIRST) {
        faults.extend(differences(first, lang, locale));
    }
    none(&faults);
}

#[test]
fn every_key_that_is_used_exists() {
    let locales = locales();
    let first = locales.get(FIRST).expect("web/locales/en has messages");
    let texts = places_of_use();
    assert!(!texts.is_empty());
    none(&texts.iter().flat_map(|(file, text)| unknown_keys(first, file, text)).collect::<Vec<_>>());
}

#[test]
fn no_key_is_left_over() {
    let locales = locales();
    let first = locales.get(FIRST).expect("web/locales/en has messages");
    none(&left_over(first, &places_of_use()));
}

/// The messages of one language.
#[derive(Default)]
struct Locale {
    messages: BTreeMap<String, Message>,
    terms: BTreeSet<String>,
    /// What is wrong with the files themselves.
    faults: Vec<String>,
}

/// What a message asks for.
#[derive(Default)]
struct Message {
    file: String,
    /// None if it has attributes only.
    value: Option<Asks>,
    attributes: BTreeMap<String, Asks>,
}

#[derive(Default, PartialEq)]
struct Asks {
    variables: BTreeSet<String>,
    /// Other messages and, with a leading `-`, terms.
    references: BTreeSet<String>,
}

impl Message {
    fn all(&self) -> impl Iterator<Item = &Asks> {
        self.value.iter().chain(self.attributes.values())
    }
}

fn locales() -> BTreeMap<String, Locale> {
    let mut locales = BTreeMap::<String, Locale>::new();
    for file in files("web/locales", &["ftl"]) {
        let lang = file.split('/').nth(2).expect("web/locales/LANG/FILE.ftl");
        locales.entry(lang.to_owned()).or_default().add(&file, &read(&file));
    }
    locales
}

/// Where keys are used: the program and its templates and scripts, not the locales themselves.
fn places_of_use() -> Vec<(String, String)> {
    let found = files("src", &["rs"]).into_iter().chain(files("web", &["html", "txt", "xml", "js"]));
    found.map(|file| (file.clone(), read(&file))).collect()
}

impl Locale {
    fn add(&mut self, file: &str, text: &str) {
        let resource = parser::parse(text).unwrap_or_else(|(whole, errors)| {
            for error in errors {
                let line = text[..error.pos.start].lines().count().max(1);
                self.faults.push(format!("{file}:{line}: {}", error.kind));
            }
            whole
        });
        for entry in resource.body {
            match entry {
                Entry::Message(message) => {
                    let name = message.id.name.to_owned();
                    let told = Message {
                        file: file.to_owned(),
                        value: message.value.as_ref().map(asks),
                        attributes: message.attributes.iter().map(attribute).collect(),
                    };
                    if let Some(twice) = self.messages.insert(name.clone(), told) {
                        self.faults.push(format!("{file}: {name} stands in {} too", twice.file));
                    }
                }
                Entry::Term(term) => {
                    self.terms.insert(format!("-{}", term.id.name));
                }
                _ => {}
            }
        }
    }

    fn has(&self, key: &str) -> bool {
        match key.split_once('.') {
            Some((name, attribute)) => self.messages.get(name).is_some_and(|it| it.attributes.contains_key(attribute)),
            None => self.messages.get(key).is_some_and(|it| it.value.is_some()),
        }
    }
}

fn attribute(attribute: &Attribute<&str>) -> (String, Asks) {
    (attribute.id.name.to_owned(), asks(&attribute.value))
}

fn asks(pattern: &Pattern<&str>) -> Asks {
    let mut asks = Asks::default();
    asks.of_pattern(pattern);
    asks
}

impl Asks {
    fn of_pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.of_expression(expression);
            }
        }
    }

    fn of_expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.of_inline(inline),
            Expression::Select { selector, variants } => {
                self.of_inline(selector);
                variants.iter().for_each(|variant| self.of_pattern(&variant.value));
            }
        }
    }

    fn of_inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            InlineExpression::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|it| format!(".{}", it.name)).unwrap_or_default();
                self.references.insert(format!("{}{attribute}", id.name));
            }
            InlineExpression::TermReference { id, arguments, .. } => {
                self.references.insert(format!("-{}", id.name));
                arguments.iter().for_each(|arguments| self.of_arguments(arguments));
            }
            InlineExpression::FunctionReference { arguments, .. } => self.of_arguments(arguments),
            InlineExpression::Placeable { expression } => self.of_expression(expression),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        }
    }

    fn of_arguments(&mut self, arguments: &CallArguments<&str>) {
        arguments.positional.iter().for_each(|argument| self.of_inline(argument));
        arguments.named.iter().for_each(|argument| self.of_inline(&argument.value));
    }
}

fn differences(first: &Locale, lang: &str, other: &Locale) -> Vec<String> {
    let mut faults = Vec::new();
    let names: BTreeSet<&String> = first.messages.keys().chain(other.messages.keys()).collect();
    for name in names {
        match (first.messages.get(name), other.messages.get(name)) {
            (Some(one), Some(two)) => faults.extend(differences_of(name, one, lang, two)),
            (Some(one), None) => faults.push(format!("{}: {name} is missing in {lang}", one.file)),
            (None, Some(two)) => faults.push(format!("{}: {name} is missing in {FIRST}", two.file)),
            (None, None) => {}
        }
    }
    for locale in [first, other] {
        for (name, message) in &locale.messages {
            let known = |reference: &&String| !locale.terms.contains(*reference) && !locale.has(reference);
            let missing = message.all().flat_map(|asks| &asks.references).filter(known);
            faults.extend(missing.map(|it| format!("{}: {name} refers to {it}, which is not there", message.file)));
        }
    }
    faults
}

fn differences_of(name: &str, one: &Message, lang: &str, two: &Message) -> Vec<String> {
    let mut faults = Vec::new();
    let file = &two.file;
    let own_file = |path: &str| path.rsplit('/').next().map(str::to_owned);
    if own_file(&one.file) != own_file(file) {
        faults.push(format!("{file}: {name} stands in {}; keep it in the file of the same name", one.file));
    }
    match (&one.value, &two.value) {
        (Some(a), Some(b)) if a.variables != b.variables => faults.push(different(file, name, a, lang, b)),
        (None, Some(_)) | (Some(_), None) => faults.push(format!("{file}: {name} has a text in one language only")),
        _ => {}
    }
    let attributes: BTreeSet<&String> = one.attributes.keys().chain(two.attributes.keys()).collect();
    for attribute in attributes {
        let full = format!("{name}.{attribute}");
        let may_add = MAY_ADD.contains(&(lang, attribute.as_str()));
        match (one.attributes.get(attribute), two.attributes.get(attribute), &two.value) {
            (None, Some(b), Some(value)) if may_add && b.variables != value.variables => {
                faults.push(different(file, &full, value, lang, b));
            }
            (None, Some(_), Some(_)) if may_add => {}
            (Some(a), Some(b), _) if a.variables != b.variables => faults.push(different(file, &full, a, lang, b)),
            (Some(_), Some(_), _) => {}
            _ => faults.push(format!("{file}: {full} is there in one language only")),
        }
    }
    faults
}

fn different(file: &str, name: &str, one: &Asks, lang: &str, two: &Asks) -> String {
    let list = |asks: &Asks| asks.variables.iter().map(|it| format!("${it}")).collect::<Vec<_>>().join(" ");
    format!("{file}: {name} asks for [{}], in {lang} for [{}]", list(one), list(two))
}

/// Keys written out in a call of the translator `t`: `t.s("key")`, `t.n("key", …)`, `t.a(…)`, `t.a2(…)`, `t.f(…)`.
fn unknown_keys(locale: &Locale, file: &str, text: &str) -> Vec<String> {
    let call = Regex::new(r#"\b(?:t|page)(?:\(\))?\s*\.(?:s|n|a|a2|f|many)\(\s*"([^"{]+)""#).expect("a pattern");
    let unknown = call.captures_iter(text).filter(|found| !locale.has(&found[1]));
    unknown
        .map(|found| {
            let line = text[..found.get(1).map_or(0, |key| key.start())].matches('\n').count() + 1;
            format!("{file}:{line}: {} is in no file of web/locales/{FIRST}", &found[1])
        })
        .collect()
}

/// Keys that stand nowhere in quotes, nor begin with what a `format!("begin-{…}")` begins with, nor are used by another message.
fn left_over(locale: &Locale, texts: &[(String, String)]) -> Vec<String> {
    let quoted = Regex::new(r#"["']([a-z][a-zA-Z0-9_-]*)(?:\.[a-z-]+)?["']"#).expect("a pattern");
    let begun = Regex::new(r#"["'`]([a-z][a-zA-Z0-9_-]*-)(?:\{|\$\{|["']\s*~)"#).expect("a pattern");
    let all = |pattern: &Regex| -> BTreeSet<String> {
        texts.iter().flat_map(|(_, text)| pattern.captures_iter(text).map(|it| it[1].to_owned())).collect()
    };
    let (words, beginnings) = (all(&quoted), all(&begun));
    let referred: BTreeSet<&str> = locale
        .messages
        .values()
        .flat_map(Message::all)
        .flat_map(|asks| &asks.references)
        .map(|it| it.split('.').next().unwrap_or(it))
        .collect();
    let unused = locale.messages.iter().filter(|(name, _)| {
        let built = beginnings.iter().any(|beginning| name.starts_with(beginning));
        !built && !words.contains(*name) && !referred.contains(name.as_str())
    });
    unused.map(|(name, message)| format!("{}: {name} is used nowhere", message.file)).collect()
}

mod the_checks_can_fail {
    use super::{Locale, differences, left_over, unknown_keys};

    fn locale(text: &str) -> Locale {
        let mut locale = Locale::default();
        locale.add("web/locales/xx/test.ftl", text);
        locale
    }

    fn compare(en: &str, de: &str) -> Vec<String> {
        differences(&locale(en), "de", &locale(de))
    }

    #[test]
    fn equal_messages_are_equal() {
        let en = "-name = Kiez\nhello = Hello { $who }\nn = { $n ->\n    [one] one\n   *[other] { $n } by { hello } of { -name }\n }\n";
        let de = "-name = Kiez\nhello = Hallo { $who }\n    .sie = Guten Tag { $who }\nn = { $n } von { hello } in { -name }\n";
        assert!(compare(en, de).is_empty(), "{:?}", compare(en, de));
    }

    #[test]
    fn differences_are_found() {
        for (en, de, fault) in [
            ("a = A\nb = B", "a = A", "b is missing in de"),
            ("a = A", "a = A\nb = B", "b is missing in en"),
            ("a = { $n }", "a = { $m }", "a asks for [$n], in de for [$m]"),
            ("a = { NUMBER($n) }", "a = A", "a asks for [$n], in de for []"),
            ("a = { $n }", "a = { $n }\n    .sie = S", "a.sie asks for [$n], in de for []"),
            ("a = A\n    .sie = S", "a = A", "a.sie is there in one language only"),
            ("a = A", "a = A\n    .title = T", "a.title is there in one language only"),
            ("a = A", "a =\n    .sie = A", "a has a text in one language only"),
            ("a = { b }", "a = A", "a refers to b, which is not there"),
            ("a = { -b }", "a = A", "a refers to -b, which is not there"),
        ] {
            let found = compare(en, de);
            assert!(found.iter().any(|it| it.ends_with(fault)), "{en} / {de}: {found:?}");
        }
    }

    #[test]
    fn broken_files_and_double_keys_are_found() {
        assert_eq!(locale("a = A\nb { = \n").faults.len(), 1);
        assert_eq!(
            locale("a = A\na = B\n").faults,
            ["web/locales/xx/test.ftl: a stands in web/locales/xx/test.ftl too"]
        );
    }

    #[test]
    fn unknown_keys_are_found_where_they_are_used() {
        let locale = locale("known = K\n    .title = T\n");
        let good = "{{ t.s(\"known\") }} self.t.f(\n  \"known\", vec![]) t.s(\"known.title\") x.t().n(\"known\", 1) art.s(\"other\")";
        assert!(unknown_keys(&locale, "a.html", good).is_empty());
        for bad in
            ["\n{{ t.s(\"none\") }}", "\nt.f(\"none\", v)", "\nt.n(\"known.none\", 1)", "\npage.t.a2(\"none\", 1)"]
        {
            assert_eq!(unknown_keys(&locale, "a.html", bad).len(), 1, "{bad}");
        }
        assert!(unknown_keys(&locale, "a.html", "\nt.s(\"none\")")[0].starts_with("a.html:2: none"));
    }

    #[test]
    fn keys_left_over_are_found() {
        let locale = locale("a = A\nb = B { c }\nc = C\nstate-open = O\nstate-shut = S\nold = X\n");
        let texts = [("a.rs".to_owned(), "t.s(\"a\"); key(\"b\"); t.s(&format!(\"state-{state}\"))".to_owned())];
        assert_eq!(left_over(&locale, &texts), ["web/locales/xx/test.ftl: old is used nowhere"]);
    }
}
