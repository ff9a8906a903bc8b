//! The languages that code is coloured in: their words and marks, enough to help the eye.
//!
//! A language is a row of this table; it must never need code of its own.

/// How a language is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Words, numbers, strings, comments.
    Code,
    /// Tags and attributes.
    Markup,
    /// Lines that were added and removed.
    Changes,
}

/// How a quotation ends, besides with its own mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quote {
    /// With the line; a backslash escapes.
    Line,
    /// It may go on over lines; a backslash escapes.
    Lines,
    /// With the line; a backslash is just one.
    Raw,
    /// It holds one character; otherwise the mark means something else (Rust's lifetimes).
    Character,
}

/// A language.
#[derive(Debug)]
pub(super) struct Language {
    /// What people write behind the fence, in lower case.
    names: &'static [&'static str],
    pub shape: Shape,
    pub line_comments: &'static [&'static str],
    pub block_comment: Option<(&'static str, &'static str)>,
    /// Marks around strings, longer ones first.
    pub quotes: &'static [(&'static str, Quote)],
    /// Words with a meaning, between blanks.
    pub keywords: &'static str,
    /// Names of types, between blanks.
    pub types: &'static str,
    /// Keywords count in upper and lower case.
    pub any_case: bool,
    /// A capitalised word names a type.
    pub capital_types: bool,
    /// What stands before a colon or equals sign names something.
    pub keys: bool,
    /// Words may have dashes within.
    pub dashes: bool,
}

/// The language that a fence's info begins with, in any case.
pub(super) fn find(info: &str) -> Option<&'static Language> {
    let name = info.split([' ', ',', '{', '\t', ':']).next()?;
    LANGUAGES.iter().find(|language| language.names.iter().any(|known| known.eq_ignore_ascii_case(name)))
}

/// All names that are known.
#[cfg(test)]
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().flat_map(|language| language.names.iter().copied())
}

const DOUBLE: (&str, Quote) = ("\"", Quote::Line);
const SINGLE: (&str, Quote) = ("'", Quote::Line);
const SLASHES: &[&str] = &["//"];
const HASH: &[&str] = &["#"];
const STARS: Option<(&str, &str)> = Some(("/*", "*/"));

/// A language like C; the others say in what they differ.
const C_LIKE: Language = Language {
    names: &[],
    shape: Shape::Code,
    line_comments: SLASHES,
    block_comment: STARS,
    quotes: &[DOUBLE, SINGLE],
    keywords: "",
    types: "",
    any_case: false,
    capital_types: true,
    keys: false,
    dashes: false,
};

/// A language like a shell.
const SCRIPT: Language = Language { line_comments: HASH, block_comment: None, capital_types: false, ..C_LIKE };

static LANGUAGES: [Language; 26] = [
    Language {
        names: &["bash", "sh", "shell", "zsh", "console", "dockerfile"],
        quotes: &[("\"", Quote::Lines), ("'", Quote::Raw)],
        keywords: "if then else elif fi for in do done while until case esac function return exit export local set \
            unset source sudo cd echo FROM RUN COPY CMD ENTRYPOINT ENV EXPOSE WORKDIR",
        dashes: true,
        ..SCRIPT
    },
    Language {
        names: &["powershell", "ps1", "pwsh"],
        keywords: "if else elseif foreach for while function param return try catch finally switch in",
        block_comment: Some(("<#", "#>")),
        any_case: true,
        dashes: true,
        ..SCRIPT
    },
    Language {
        names: &["bat", "cmd", "batch"],
        line_comments: &["::", "REM ", "rem "],
        quotes: &[("\"", Quote::Raw)],
        keywords: "if else for in do set echo goto call exit not exist pause cd",
        any_case: true,
        ..SCRIPT
    },
    Language {
        names: &["c", "h", "c++", "cpp", "hpp", "arduino", "ino"],
        keywords: "if else for while do switch case default break continue return goto struct union enum class public \
            private protected virtual override template typename namespace using new delete const static extern \
            inline volatile sizeof typedef true false nullptr NULL this try catch throw auto constexpr include \
            define ifdef ifndef endif operator",
        types: "int char void float double long short unsigned signed bool size_t byte uint8_t uint16_t uint32_t \
            uint64_t int8_t int16_t int32_t int64_t String",
        ..C_LIKE
    },
    Language {
        names: &["c#", "cs", "csharp"],
        keywords: "if else for foreach in while do switch case break continue return class struct interface enum \
            namespace using public private protected internal static readonly const new this base null true \
            false try catch finally throw async await var get set override virtual abstract out ref is as record",
        types: "int string bool void double float decimal long char byte object",
        ..C_LIKE
    },
    Language {
        names: &["css", "scss", "less"],
        quotes: &[DOUBLE, SINGLE],
        keywords: "@media @import @font-face @keyframes @supports important",
        capital_types: false,
        keys: true,
        dashes: true,
        ..C_LIKE
    },
    Language { names: &["diff", "patch"], shape: Shape::Changes, ..SCRIPT },
    Language {
        names: &["go", "golang"],
        quotes: &[DOUBLE, ("`", Quote::Lines), ("'", Quote::Line)],
        keywords: "package import func return if else for range switch case default break continue go defer chan select \
            struct interface map type var const nil true false fallthrough",
        types: "int int64 string bool error byte rune float64 uint any",
        ..C_LIKE
    },
    Language { names: &["html", "xml", "svg", "vue", "xhtml", "plist"], shape: Shape::Markup, ..SCRIPT },
    Language {
        names: &["ini", "conf", "cfg", "toml", "properties", "systemd", "env"],
        line_comments: &["#", ";"],
        quotes: &[("\"\"\"", Quote::Lines), DOUBLE, SINGLE],
        keywords: "true false yes no on off",
        any_case: true,
        keys: true,
        dashes: true,
        ..SCRIPT
    },
    Language {
        names: &["java", "kotlin", "kt", "scala", "groovy", "gradle"],
        quotes: &[("\"\"\"", Quote::Lines), DOUBLE, SINGLE],
        keywords: "if else for while do switch case default break continue return class interface enum record object \
            trait extends implements with package import public private protected static final abstract new this \
            super null true false try catch finally throw throws var val def fun when match is in as override \
            suspend data sealed instanceof",
        types: "int long boolean char byte short float double void",
        ..C_LIKE
    },
    Language {
        names: &["javascript", "js", "jsx", "mjs", "typescript", "ts", "tsx"],
        quotes: &[DOUBLE, SINGLE, ("`", Quote::Lines)],
        keywords: "if else for of in while do switch case default break continue return function class extends new this \
            super const let var import export from as async await yield try catch finally throw typeof \
            instanceof delete null undefined true false interface type enum implements readonly public private \
            static void",
        types: "string number boolean any unknown never",
        ..C_LIKE
    },
    Language {
        names: &["json", "jsonc", "json5"],
        quotes: &[DOUBLE],
        keywords: "true false null",
        keys: true,
        ..C_LIKE
    },
    Language {
        names: &["lua"],
        line_comments: &["--"],
        keywords: "if then else elseif end for in do while repeat until function local return break nil true false and \
            or not",
        ..SCRIPT
    },
    Language {
        names: &["makefile", "make"],
        keywords: "ifeq ifneq ifdef ifndef else endif include define endef export",
        keys: true,
        dashes: true,
        ..SCRIPT
    },
    Language {
        names: &["perl", "pl"],
        keywords: "if elsif else unless for foreach while until sub my our local return use package require last next \
            print and or not qw",
        ..SCRIPT
    },
    Language {
        names: &["php"],
        line_comments: &["//", "#"],
        keywords: "if else elseif for foreach as while do switch case default break continue return function fn class \
            interface trait extends implements namespace use public private protected static const new echo null \
            true false try catch finally throw array match php",
        types: "int string bool float void mixed",
        ..C_LIKE
    },
    Language {
        names: &["python", "py", "python3"],
        quotes: &[("\"\"\"", Quote::Lines), ("'''", Quote::Lines), DOUBLE, SINGLE],
        keywords: "if elif else for in while break continue return def class lambda import from as with try except \
            finally raise pass yield async await global nonlocal not and or is None True False self match case \
            del assert",
        types: "int str float bool list dict tuple set bytes",
        capital_types: true,
        ..SCRIPT
    },
    Language { names: &["r"], keywords: "if else for in while function return TRUE FALSE NULL NA library", ..SCRIPT },
    Language {
        names: &["ruby", "rb"],
        keywords: "if elsif else unless end for in while until do def class module return begin rescue ensure raise \
            yield self nil true false and or not require then case when",
        capital_types: true,
        ..SCRIPT
    },
    Language {
        names: &["rust", "rs"],
        quotes: &[("\"", Quote::Lines), ("'", Quote::Character)],
        keywords: "fn let mut pub use mod crate self super struct enum trait impl for in if else match while loop break \
            continue return const static type where as async await move ref dyn unsafe extern true false",
        types: "u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 bool char str Self",
        ..C_LIKE
    },
    Language {
        names: &["swift"],
        quotes: &[("\"\"\"", Quote::Lines), DOUBLE],
        keywords: "func let var if else guard for in while switch case default return class struct enum protocol \
            extension import self nil true false try catch throw throws async await public private static init",
        ..C_LIKE
    },
    Language {
        names: &["sql", "sqlite", "postgresql", "mysql"],
        line_comments: &["--"],
        block_comment: STARS,
        quotes: &[("'", Quote::Lines), ("\"", Quote::Line)],
        keywords: "select from where and or not in is null insert into values update set delete create table index view \
            drop alter add join left right inner outer on as group by order having limit offset union all \
            distinct case when then else end exists between like primary key references default unique with \
            returning begin commit rollback asc desc",
        types: "integer int bigint text varchar boolean timestamp date numeric real blob",
        any_case: true,
        ..SCRIPT
    },
    Language { names: &["yaml", "yml"], keywords: "true false null yes no on off", keys: true, dashes: true, ..SCRIPT },
    Language {
        names: &["nginx", "apache"],
        keywords: "server location listen return if include upstream proxy_pass root",
        dashes: true,
        ..SCRIPT
    },
    Language {
        names: &["vb", "vba", "basic"],
        line_comments: &["'"],
        quotes: &[("\"", Quote::Raw)],
        keywords: "if then else elseif end for each to next do loop while wend sub function dim as set call exit and or \
            not true false nothing",
        any_case: true,
        ..SCRIPT
    },
];
