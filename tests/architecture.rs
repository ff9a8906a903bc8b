//! The rules of the house that a machine can see, so that nobody has to remember them: which room may import which, how long a
//! file may grow, that both databases have the same migrations, that nothing is left half done.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

const LONGEST_FILE: usize = 400;

#[test]
fn a_room_imports_only_rooms_above_it() {
    let rooms = rooms(&read("src/lib.rs"));
    assert!(!rooms.is_empty(), "src/lib.rs lists no rooms");
    let command_line = rooms_of_the_command_line();
    let mut faults = re_exports("src/lib.rs", &read("src/lib.rs"));
    for file in files("src", &["rs"]) {
        let room = module_path(&file).into_iter().next().unwrap_or_default();
        if file == "src/lib.rs" || file == "src/main.rs" || command_line.contains(&room) {
            continue;
        }
        faults.extend(forbidden_imports(&file, &read(&file), &rooms));
    }
    none(&faults);
}

/// The stylesheet is one file on purpose: one response. It and the scripts have budgets in bytes instead.
#[test]
fn assets_stay_within_their_budgets() {
    let bytes = |kind: &str| -> usize { files("web/assets", &[kind]).iter().map(|file| read(file).len()).sum() };
    assert!(bytes("css") < 30 * 1024, "stylesheet: {} bytes", bytes("css"));
    assert!(bytes("js") < 40 * 1024, "scripts: {} bytes", bytes("js"));
}

#[test]
fn no_file_is_longer_than_a_reader_can_hold() {
    let kinds = ["rs", "html", "xml", "txt", "js", "ftl", "svg"];
    let faults =
        ["src", "search-index/src", "web"].iter().flat_map(|folder| files(folder, &kinds)).filter_map(|file| {
            let lines = read(&file).lines().count();
            (lines > LONGEST_FILE)
                .then(|| format!("{file}: {lines} lines; split it by verb or noun, {LONGEST_FILE} is the limit"))
        });
    none(&faults.collect::<Vec<_>>());
}

#[test]
fn both_databases_have_the_same_migrations() {
    let names = |database: &str| -> BTreeSet<String> {
        let folder = format!("migrations/{database}");
        files(&folder, &["sql"]).into_iter().map(|file| file[folder.len() + 1..].to_owned()).collect()
    };
    let (sqlite, postgresql) = (names("sqlite"), names("postgresql"));
    assert!(!sqlite.is_empty(), "migrations/sqlite is empty");
    let faults = sqlite.symmetric_difference(&postgresql).map(|name| {
        let (has, lacks) = if sqlite.contains(name) { ("sqlite", "postgresql") } else { ("postgresql", "sqlite") };
        format!("migrations/{has}/{name}: has no twin in migrations/{lacks}")
    });
    none(&faults.collect::<Vec<_>>());
}

/// Cargo hands exceptions of `release` on to whoever inherits it: what is not named again is slow where it must be quick.
#[test]
fn what_release_leaves_out_is_optimised_in_the_builds_that_run() {
    let manifest: toml::Table = read("Cargo.toml").parse().expect("Cargo.toml");
    let exceptions = |profile: &str| -> BTreeSet<(String, i64)> {
        let packages = manifest["profile"][profile]["package"].as_table().expect("packages");
        let level = |of: &toml::Value| of["opt-level"].as_integer().expect("a level");
        packages.iter().map(|(name, of)| (name.clone(), level(of))).collect()
    };
    let left_out = exceptions("release");
    assert!(!left_out.is_empty());
    let optimised: BTreeSet<(String, i64)> = left_out.into_iter().map(|(name, _)| (name, 3)).collect();
    for profile in ["production", "bench"] {
        assert_eq!(exceptions(profile), optimised, "{profile}");
    }
}

#[test]
fn nothing_is_left_half_done() {
    let folders = ["src", "search-index/src", "tests", "benches"];
    let faults =
        folders.iter().flat_map(|folder| files(folder, &["rs"])).flat_map(|file| half_done(&file, &read(&file)));
    none(&faults.collect::<Vec<_>>());
}

/// The rooms in the order in which `src/lib.rs` lists them.
fn rooms(lib: &str) -> Vec<String> {
    let tokens: Vec<TokenTree> = parse(lib).unwrap_or_default().into_iter().collect();
    tokens.windows(2).filter(|pair| is(&pair[0], "mod")).map(|pair| pair[1].to_string()).collect()
}

/// What `src/main.rs` keeps for itself: the command line stands above all rooms and may use them all.
fn rooms_of_the_command_line() -> Vec<String> {
    rooms(&read("src/main.rs"))
}

/// A room re-exported at the root would be open to every room.
fn re_exports(file: &str, lib: &str) -> Vec<String> {
    let tokens: Vec<TokenTree> = parse(lib).unwrap_or_default().into_iter().collect();
    let found = tokens.windows(2).filter(|pair| is(&pair[0], "pub") && is(&pair[1], "use"));
    found.map(|pair| format!("{file}:{}: the root re-exports nothing, name the room instead", line(&pair[1]))).collect()
}

fn forbidden_imports(file: &str, source: &str, rooms: &[String]) -> Vec<String> {
    let module = module_path(file);
    let Some(room) = module.first() else { return Vec::new() };
    if room == "server" {
        return Vec::new(); // wiring only, by its nature
    }
    let Some(own) = rooms.iter().position(|name| name == room) else {
        return vec![format!("{file}:1: {room} is not listed in src/lib.rs, so it has no place in the house")];
    };
    let tokens = match parse(source) {
        Ok(tokens) => tokens,
        Err(error) => return vec![format!("{file}:1: {error}")],
    };
    let mut named = Vec::new();
    names_at_the_root(tokens, module.len(), &mut named);
    let faults = named.into_iter().filter_map(|(name, line)| {
        if name == "*" {
            return Some(format!("{file}:{line}: imports the whole house; name the room"));
        }
        let other = rooms.iter().position(|room| *room == name)?;
        (other > own).then(|| {
            format!(
                "{file}:{line}: {room} imports {name}, which src/lib.rs lists later; a room imports only rooms above it"
            )
        })
    });
    faults.collect()
}

/// What follows `crate::`, or as many `super::` as lead to the root, with its line. `depth` is the number of modules around the tokens.
fn names_at_the_root(tokens: TokenStream, depth: usize, found: &mut Vec<(String, usize)>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            let opens_a_module = group.delimiter() == Delimiter::Brace && at >= 2 && is(&tokens[at - 2], "mod");
            names_at_the_root(group.stream(), depth + usize::from(opens_a_module), found);
        }
        let begins = at == 0 || !is(&tokens[at - 1], ":");
        let mut rest = match () {
            () if is(token, "crate") => after_colons(&tokens[at + 1..]),
            () if is(token, "super") && begins => after_supers(&tokens[at..], depth),
            () => None,
        };
        match rest.take() {
            Some([TokenTree::Group(group), ..]) => names_in_braces(group.stream(), found),
            Some([name, ..]) => found.push((name.to_string(), line(name))),
            _ => {}
        }
    }
}

fn after_colons(tokens: &[TokenTree]) -> Option<&[TokenTree]> {
    matches!(tokens, [a, b, ..] if is(a, ":") && is(b, ":")).then(|| &tokens[2..])
}

fn after_supers(mut tokens: &[TokenTree], depth: usize) -> Option<&[TokenTree]> {
    for _ in 0..depth {
        tokens = tokens.first().filter(|token| is(token, "super")).and_then(|_| after_colons(&tokens[1..]))?;
    }
    Some(tokens)
}

/// The first name of each branch of `{a::b, c::{d, e}, f}`.
fn names_in_braces(tokens: TokenStream, found: &mut Vec<(String, usize)>) {
    let mut first = true;
    for token in tokens {
        if first {
            found.push((token.to_string(), line(&token)));
        }
        first = is(&token, ",");
    }
}

fn half_done(file: &str, source: &str) -> Vec<String> {
    let mut faults = Vec::new();
    match parse(source) {
        Ok(tokens) => find_half_done(file, tokens, &mut faults),
        Err(error) => faults.push(format!("{file}:1: {error}")),
    }
    faults
}

fn find_half_done(file: &str, tokens: TokenStream, faults: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for pair in tokens.windows(2) {
        let place = || format!("{file}:{}", line(&pair[0]));
        match &pair[1] {
            next if is(next, "!") && (is(&pair[0], "todo") || is(&pair[0], "unimplemented")) => {
                faults.push(format!("{}: {}! is not done", place(), pair[0]));
            }
            TokenTree::Group(attribute) if is(&pair[0], "#") && names(attribute.stream(), "ignore") => {
                faults.push(format!("{}: a test that is ignored tests nothing", place()));
            }
            _ => {}
        }
    }
    for token in tokens {
        if let TokenTree::Group(group) = token {
            find_half_done(file, group.stream(), faults);
        }
    }
}

fn names(tokens: TokenStream, word: &str) -> bool {
    tokens.into_iter().any(|token| match &token {
        TokenTree::Group(group) => names(group.stream(), word),
        token => is(token, word),
    })
}

/// `src/threads/accept.rs` is `["threads", "accept"]`, `src/threads/mod.rs` is `["threads"]`.
fn module_path(file: &str) -> Vec<String> {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').map(str::to_owned).collect()
}

fn parse(source: &str) -> Result<TokenStream, String> {
    source.parse().map_err(|error| format!("is not Rust: {error}"))
}

fn is(token: &TokenTree, text: &str) -> bool {
    match token {
        TokenTree::Ident(ident) => ident == text,
        TokenTree::Punct(punct) => text.len() == 1 && text.starts_with(punct.as_char()),
        TokenTree::Group(_) | TokenTree::Literal(_) => false,
    }
}

fn line(token: &TokenTree) -> usize {
    token.span().start().line
}

pub fn read(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All files of these kinds under a folder of the repository, sorted, as paths from its root. A folder that is not there has none.
pub fn files(folder: &str, kinds: &[&str]) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        let entries: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
        for path in entries {
            if path.is_dir() && !path.ends_with("node_modules") {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kinds.iter().any(|wanted| kind == *wanted)) {
                found.push(path.strip_prefix(root).expect("below the root").to_string_lossy().into_owned());
            }
        }
    }
    found.sort();
    found
}

/// Fails with all faults at once, one a line.
#[track_caller]
pub fn none(faults: &[String]) {
    let mut list = String::new();
    for fault in faults {
        let _ = write!(list, "\n  {fault}");
    }
    assert!(faults.is_empty(), "{} against the rules:{list}", faults.len());
}

mod the_checks_can_fail {
    use super::{forbidden_imports, half_done, module_path, re_exports, rooms};

    const LIB: &str = "//! Kiez.\npub mod ground;\n/// People.\npub mod accounts;\npub mod threads;\n#[cfg(test)]\nmod search;\npub mod server;\n";

    fn faults(file: &str, source: &str) -> Vec<String> {
        forbidden_imports(file, source, &rooms(LIB))
    }

    #[test]
    fn the_list_is_read_in_order() {
        assert_eq!(rooms(LIB), ["ground", "accounts", "threads", "search", "server"]);
        assert_eq!(module_path("src/threads/mod.rs"), ["threads"]);
        assert_eq!(module_path("src/ground/web/page.rs"), ["ground", "web", "page"]);
    }

    #[test]
    fn earlier_rooms_and_the_own_one_are_open() {
        let source = "use crate::ground::db;\nuse crate::{ground, accounts::{self, Person}, threads::vote, MACRO};\nuse super::tag;";
        assert!(faults("src/threads/vote.rs", source).is_empty());
        assert!(faults("src/server.rs", "use crate::{ground, threads};").is_empty());
    }

    #[test]
    fn a_later_room_is_closed_however_it_is_named() {
        let rule = "accounts imports threads, which src/lib.rs lists later; a room imports only rooms above it";
        for source in [
            "\nuse crate::threads::Question;",
            "\nuse crate::threads;",
            "\npub(crate) use crate::{threads::{Question, Answer}};",
            "use crate::{ground::db,\n threads as talk};",
            "\nfn f() { crate::threads::ask(1) }",
            "\nmacro_rules! m { () => { $crate::threads::ask() } }",
            "\nlet x: Vec<crate::threads::Answer>;",
            "\nuse super::super::threads::Question;",
            "mod tests {\n use super::super::super::threads; }",
        ] {
            assert_eq!(
                faults("src/accounts/roles.rs", source),
                [format!("src/accounts/roles.rs:2: {rule}")],
                "{source}"
            );
        }
    }

    #[test]
    fn the_root_is_no_way_round() {
        assert_eq!(faults("src/ground/db.rs", "use crate::*;").len(), 1);
        assert_eq!(faults("src/ground/db.rs", "use super::super::{*};").len(), 1);
        assert_eq!(re_exports("src/lib.rs", "pub mod threads;\npub use threads::ask;").len(), 1);
        assert!(faults("src/attic/box.rs", "")[0].contains("attic is not listed"));
    }

    #[test]
    fn words_in_comments_and_strings_are_only_words() {
        let source = "// use crate::threads;\n/// crate::threads\nconst A: &str = \"crate::threads todo!() #[ignore]\"; const C: char = '\"';";
        assert!(faults("src/ground/db.rs", source).is_empty());
        assert!(half_done("src/ground/db.rs", source).is_empty());
    }

    #[test]
    fn half_done_work_is_found() {
        assert_eq!(half_done("a.rs", "fn f() {\n    todo!()\n}"), ["a.rs:2: todo! is not done"]);
        assert_eq!(half_done("a.rs", "fn f() { if x { unimplemented!(\"later\") } }").len(), 1);
        for attribute in ["ignore", "ignore = \"slow\"", "cfg_attr(unix, ignore)"] {
            assert_eq!(half_done("a.rs", &format!("mod m {{ #[{attribute}] fn f() {{}} }}")).len(), 1, "{attribute}");
        }
    }
}
