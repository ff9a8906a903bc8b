//! What is asked in each row: a list of addresses or forms that wrk goes through, written into its script.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::process::Target;
use super::town::Town;

/// Threads that are hot.
const HOT: usize = 500;
/// Threads that no cache has all of.
const COLD: usize = 50_000;

/// A row of the table.
pub struct Scenario {
    /// Its name, as in the object.
    pub name: &'static str,
    /// Connections that ask at the same time; 0 for as many as the command line says.
    pub connections: usize,
    ask: fn(&Town) -> Ask,
}

/// What one row asks.
struct Ask {
    /// Addresses, gone through in turn.
    paths: Vec<String>,
    /// Whether each request comes from one of the members.
    signed_in: bool,
    /// How the page may be compressed; it need not be, if empty.
    coding: &'static str,
    /// A form that is posted; `%d` becomes a number that was never sent before, RUN the town's word.
    form: Option<&'static str>,
}

const fn row(name: &'static str, connections: usize, ask: fn(&Town) -> Ask) -> Scenario {
    Scenario { name, connections, ask }
}

/// All rows but the streams.
pub const SCENARIOS: &[Scenario] = &[
    row("floor", 0, |_| read(vec!["/".to_owned()])),
    row("question_anonymous", 0, |town| read(every(&town.questions, HOT))),
    row("question_anonymous_small", 0, |town| Ask { coding: "br", ..read(every(&town.questions, HOT)) }),
    row("question_anonymous_cold", 0, |town| read(every(&town.questions, COLD))),
    row("question_signed_in", 0, |town| Ask { signed_in: true, ..read(every(&town.questions, HOT)) }),
    row("front", 0, |_| read(vec!["/".to_owned()])),
    row("tag", 0, |town| {
        let path = |tag: &String| format!("/tags/{}", utf8_percent_encode(tag, NON_ALPHANUMERIC));
        read(town.tags.iter().map(path).collect())
    }),
    row("search", 0, |town| read(town.queries.iter().map(|query| format!("/search?q={query}")).collect())),
    row("similar", 0, |town| read(town.titles.iter().map(|title| format!("/similar?title={title}")).collect())),
    row("answer_1", 1, answers),
    row("answer_8", 8, answers),
    row("answer_64", 64, answers),
    row("vote", 0, |town| Ask {
        paths: town.answers.iter().map(|id| format!("/answers/{id}/vote")).collect(),
        signed_in: true,
        coding: "",
        form: Some("vote=up"),
    }),
];

fn read(paths: Vec<String>) -> Ask {
    Ask { paths, signed_in: false, coding: "", form: None }
}

/// To other threads than those that are read, which would grow from row to row.
fn answers(town: &Town) -> Ask {
    let others = town.ids.len() / HOT / 2;
    Ask {
        paths: every(&town.ids[others..], HOT).iter().map(|id| format!("/questions/{id}/answers")).collect(),
        signed_in: true,
        coding: "",
        form: Some(
            "body=The+reset+button+is+on+the+back+%%2D+press+it+for+ten+seconds+until+the+light+turns+orange%%2C+then+wait+\
             two+minutes.+That+was+number+%d+of+RUN.&key=RUN%d",
        ),
    }
}

/// So many of them, spread over all.
fn every<T: ToString>(all: &[T], many: usize) -> Vec<String> {
    all.iter().step_by((all.len() / many).max(1)).take(many).map(ToString::to_string).collect()
}

impl Scenario {
    /// The row of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        SCENARIOS.iter().find(|scenario| scenario.name == name)
    }

    /// Whether it may be asked before it is measured: each form can be sent only once.
    pub fn can_be_warmed(&self) -> bool {
        self.connections == 0 && self.name != "vote"
    }

    /// Writes wrk's script for the run of this number, whose threads ask the targets in turn; numbers in forms differ from run
    /// to run.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn write(&self, folder: &Path, town: &Town, run: usize, targets: &[Target]) -> anyhow::Result<PathBuf> {
        let ask = (self.ask)(town);
        let list = folder.join(format!("{}.txt", self.name));
        std::fs::write(&list, ask.paths.join("\n"))?;
        let addresses: Vec<String> = targets.iter().map(|target| format!("\"{}\"", target.address)).collect();
        let mut script = format!("local addresses = {{{}}}\n{SCRIPT}", addresses.join(","));
        writeln!(script, "local list = {:?}", list.display().to_string())?;
        writeln!(
            script,
            "local form = {}",
            ask.form.map_or("nil".to_owned(), |form| format!("{:?}", form.replace("RUN", &town.word)))
        )?;
        writeln!(script, "local first = {}", (run * 100 + self.connections) * 10_000_000)?;
        writeln!(script, "local coding = {:?}", ask.coding)?;
        let sessions = if ask.signed_in { town.sessions.as_slice() } else { &[] };
        let cookies: Vec<String> = sessions.iter().map(|session| format!("\"kiez-session={session}\"")).collect();
        writeln!(script, "local cookies = {{{}}}", cookies.join(","))?;
        script.push_str(REQUESTS);
        let file = folder.join(format!("{}.lua", self.name));
        std::fs::write(&file, script)?;
        Ok(file)
    }
}

/// Each of wrk's threads asks one address and begins elsewhere; figures come in lines of their own.
const SCRIPT: &str = r#"
local threads, all = 0, {}
function setup(thread)
    all[#all + 1] = thread
    thread:set("number", threads)
    local host, port = addresses[threads % #addresses + 1]:match("(.*):(%d+)")
    thread.addr = wrk.lookup(host, port)[1]
    threads = threads + 1
end
function done(summary, latency)
    print(string.format("kiez %d %d %d %d %d", summary.requests, summary.duration, latency:percentile(50),
        latency:percentile(99), summary.errors.status + summary.errors.connect + summary.errors.read
        + summary.errors.write + summary.errors.timeout))
    for _, thread in ipairs(all) do
        for status, many in pairs(thread:get("refused") or {}) do print(string.format("refused %d %d", status, many)) end
    end
end
"#;

/// Pages are made ready before the clock runs; forms when they are sent, for each differs.
const REQUESTS: &str = r#"
local ready, paths, at = {}, {}, 0
-- Only for forms: wrk is slower when it has to say what was answered.
if form then
    refused = {}
    function response(status)
        if status >= 400 then refused[status] = (refused[status] or 0) + 1 end
    end
end
function init(args)
    wrk.headers["Accept-Language"] = "de"
    wrk.headers["Origin"] = "http://" .. wrk.host .. ":" .. wrk.port
    if coding ~= "" then wrk.headers["Accept-Encoding"] = coding end
    if form then wrk.headers["Content-Type"] = "application/x-www-form-urlencoded" end
    for path in io.lines(list) do
        paths[#paths + 1] = path
        if not form then
            if #cookies > 0 then wrk.headers["Cookie"] = cookies[#paths % #cookies + 1] end
            ready[#ready + 1] = wrk.format("GET", path)
        end
    end
    at = math.floor(number * #paths * 0.618)
end
function request()
    at = at + 1
    if not form then return ready[at % #ready + 1] end
    -- Whoever goes through all paths goes on as the next of the members.
    wrk.headers["Cookie"] = cookies[(at + math.floor(at / #paths)) % #cookies + 1]
    local unlike = first + number * 3000000 + at
    return wrk.format("POST", paths[at % #paths + 1], nil, string.format(form, unlike, unlike))
end
"#;
