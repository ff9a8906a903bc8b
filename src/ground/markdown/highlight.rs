//! Code to class names: `code-keyword`, `code-string` and so on; the colours are the style sheet's.
//!
//! The grammars are syntect's. Their regular expressions can be slow on hostile input, so that only so much of a
//! text is highlighted and the rest is shown plain. It must never change a character of the code.

use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::write::escape;

/// The class names this file may write.
pub(super) const CLASSES: [&str; 9] = [
    "code-keyword",
    "code-string",
    "code-comment",
    "code-number",
    "code-function",
    "code-type",
    "code-tag",
    "code-attr",
    "code-punct",
];

/// Code that is highlighted in one text, in bytes.
const MAX_BYTES: usize = 16 * 1024;

/// A longer line ends the highlighting of its block, in bytes.
const MAX_LINE: usize = 400;

/// The deepest stack of scopes; more ends the highlighting of the block.
const MAX_SCOPES: usize = 100;

/// How much highlighting one text may still have.
#[derive(Debug)]
pub(super) struct Fuel {
    bytes: usize,
}

impl Default for Fuel {
    fn default() -> Self {
        Fuel { bytes: MAX_BYTES }
    }
}

static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Scopes and their classes; for a scope the longest prefix counts. An empty class means: no colour of its own.
static SCOPES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    let table = [
        ("comment", "code-comment"),
        ("string", "code-string"),
        ("constant.character", "code-string"),
        ("constant.numeric", "code-number"),
        ("constant.language", "code-keyword"),
        ("constant", "code-number"),
        ("keyword.operator", "code-punct"),
        ("keyword", "code-keyword"),
        ("storage", "code-keyword"),
        ("storage.type.primitive", "code-type"),
        ("entity.name.function", "code-function"),
        ("entity.name.tag", "code-tag"),
        ("entity.name", "code-type"),
        ("entity.other.attribute-name", "code-attr"),
        ("entity.other.inherited-class", "code-type"),
        ("support.function", "code-function"),
        ("support.type.property-name", "code-attr"),
        ("support", "code-type"),
        ("variable.function", "code-function"),
        ("markup.inserted", "code-string"),
        ("markup.deleted", "code-keyword"),
        ("punctuation.definition.comment", "code-comment"),
        ("punctuation.definition.string", "code-string"),
        ("punctuation", "code-punct"),
        ("source", ""),
        ("meta.interpolation", ""),
        ("meta.template", ""),
    ];
    let mut scopes: Vec<_> = table
        .into_iter()
        .filter_map(|(name, class)| Some((Scope::new(name).ok()?, class)))
        .collect();
    scopes.sort_by_key(|(scope, _)| std::cmp::Reverse(scope.len()));
    scopes
});

/// Languages by the names people write behind a fence, and by syntect's token for them. Others stay plain.
const LANGUAGES: [(&str, &str); 47] = [
    ("bash", "sh"),
    ("sh", "sh"),
    ("shell", "sh"),
    ("zsh", "sh"),
    ("console", "sh"),
    ("c", "c"),
    ("h", "c"),
    ("c++", "cpp"),
    ("cpp", "cpp"),
    ("c#", "cs"),
    ("cs", "cs"),
    ("csharp", "cs"),
    ("css", "css"),
    ("diff", "diff"),
    ("patch", "diff"),
    ("go", "go"),
    ("golang", "go"),
    ("html", "html"),
    ("java", "java"),
    ("javascript", "js"),
    ("js", "js"),
    ("jsx", "js"),
    ("typescript", "js"),
    ("ts", "js"),
    ("json", "json"),
    ("lua", "lua"),
    ("make", "makefile"),
    ("makefile", "makefile"),
    ("perl", "pl"),
    ("pl", "pl"),
    ("php", "php"),
    ("properties", "properties"),
    ("py", "py"),
    ("python", "py"),
    ("r", "r"),
    ("rb", "rb"),
    ("ruby", "rb"),
    ("rs", "rs"),
    ("rust", "rs"),
    ("scala", "scala"),
    ("sql", "sql"),
    ("xml", "xml"),
    ("yaml", "yaml"),
    ("yml", "yaml"),
    ("bat", "bat"),
    ("cmd", "bat"),
    ("svg", "xml"),
];

/// Loads the grammars, which the first highlighted text would have to wait for (about 20 ms). Call once at start.
pub fn prepare() {
    LazyLock::force(&GRAMMARS);
    LazyLock::force(&SCOPES);
}

/// `code` as HTML, highlighted if the fence's `info` (all after the back ticks) names a language we know and there
/// is fuel left.
pub(super) fn highlight(code: &str, info: &str, fuel: &mut Fuel) -> String {
    let Some(grammar) = grammar(info).filter(|_| fuel.bytes > 0) else {
        return escape(code).into_owned();
    };
    let mut state = ParseState::new(grammar);
    let mut stack = ScopeStack::new();
    let mut html = Spans::default();
    let mut done = 0;
    for line in code.split_inclusive('\n') {
        if line.len() > MAX_LINE || line.len() > fuel.bytes {
            break;
        }
        fuel.bytes -= line.len();
        if colour(line, &mut state, &mut stack, &mut html).is_none() {
            break;
        }
        done += line.len();
    }
    html.write("", &code[done..]);
    html.finish()
}

fn grammar(info: &str) -> Option<&'static SyntaxReference> {
    let name = info.split([' ', ',', '{', '\t']).next()?;
    let (_, token) = LANGUAGES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    GRAMMARS.find_syntax_by_token(token)
}

/// Writes one whole line, or nothing of it.
fn colour(
    line: &str,
    state: &mut ParseState,
    stack: &mut ScopeStack,
    html: &mut Spans,
) -> Option<()> {
    let changes = state.parse_line(line, &GRAMMARS).ok()?;
    let mut pieces = Vec::with_capacity(changes.len() + 1);
    let mut from = 0;
    for (at, change) in changes {
        if at > from {
            pieces.push((class(stack), line.get(from..at)?));
            from = at;
        }
        stack.apply(&change).ok()?;
        if stack.len() > MAX_SCOPES {
            return None;
        }
    }
    pieces.push((class(stack), line.get(from..)?));
    for (class, text) in pieces {
        html.write(class, text);
    }
    Some(())
}

/// The class of a place in the code: the innermost scope that has one, but inside a string or a comment that one.
fn class(stack: &ScopeStack) -> &'static str {
    let mut found = None;
    for scope in stack.as_slice().iter().rev() {
        let Some((_, class)) = SCOPES
            .iter()
            .find(|(prefix, _)| prefix.is_prefix_of(*scope))
        else {
            continue;
        };
        match *class {
            "" => break,
            "code-comment" | "code-string" => return class,
            class => found = found.or(Some(class)),
        }
    }
    found.unwrap_or("")
}

/// HTML under construction: neighbours of one class share a span, blanks take their neighbour's.
#[derive(Debug, Default)]
struct Spans {
    html: String,
    class: &'static str,
}

impl Spans {
    fn write(&mut self, class: &'static str, text: &str) {
        if class != self.class && !text.trim().is_empty() {
            self.close();
            if !class.is_empty() {
                self.html.push_str(&format!("<span class=\"{class}\">"));
            }
            self.class = class;
        }
        self.html.push_str(&escape(text));
    }

    fn close(&mut self) {
        if !self.class.is_empty() {
            self.html.push_str("</span>");
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.html
    }
}
