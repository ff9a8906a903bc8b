//! GET /desk, and the same page again for a form that needs another look.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::crew;
use super::detail::{self, Detail};
use super::due;
use super::handed::Handed;
use super::list::{self, Answered, Line};
use super::place::{Place, Team, Who};
use super::sent::{Form, Sent, Typed, faster, staff};
use crate::accounts::permissions::{Act, may};
use crate::accounts::{Actor, Visit};
use crate::escalation::canned;
use crate::escalation::stage::Stage;
use crate::ground::clock::Micros;
use crate::ground::refusal::Refusal;
use crate::ground::web::{Html, Page, Problem};
use crate::pages::given::Given;
use crate::pages::lists::Name;
use crate::threads::kinds::Status;

/// Hours for which a question can be put off, with the keys of their words.
const LATER: [(&str, &str); 5] = [
    ("1", "desk-snooze-hour"),
    ("4", "desk-snooze-hours"),
    ("24", "desk-snooze-day"),
    ("72", "desk-snooze-days"),
    ("168", "desk-snooze-week"),
];

/// A choice among the teams or of whose questions.
struct Choice {
    href: String,
    name: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "pages/desk.html")]
struct Desk {
    page: Page,
    place: Place,
    teams: Vec<Choice>,
    whose: Vec<Choice>,
    /// Teams that a question can go to: id, name.
    all_teams: Vec<(i64, String)>,
    lines: Vec<Line>,
    next: Option<String>,
    first: Option<String>,
    answered: Option<Vec<Answered>>,
    here: Vec<Name>,
    detail: Option<Detail>,
    typed: Typed,
    leads: bool,
    later: [(&'static str, &'static str); 5],
    answer: String,
    /// The canned answer that the answer began with.
    used: String,
}

impl Desk {
    fn due(&self, due: &Option<Micros>) -> Html {
        due::shown(&self.page.t, *due, self.page.now)
    }

    fn href(&self, line: &Line) -> String {
        self.place.open(line.id)
    }

    fn is_open(&self, line: &Line) -> bool {
        self.place.question == Some(line.id)
    }

    /// The hidden fields of every form: where it stands, which question, as it was seen.
    fn fields(&self, detail: &Detail) -> Html {
        let hidden = |name: &str, value: &str| format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">");
        Html(format!(
            "{}{}{}{}{}",
            self.page.csrf_field(),
            hidden("team", &self.place.team.word()),
            hidden("who", self.place.who.word()),
            hidden("question", &detail.id.to_string()),
            hidden("seen", &detail.row.version.to_string()),
        ))
    }

    fn stage(&self, stage: &Stage) -> String {
        self.page.t.s(match stage {
            Stage::Peers => "desk-stage-peers",
            Stage::Triage => "desk-stage-triage",
            Stage::Staff => "desk-stage-staff",
            Stage::HandedOver => "desk-stage-handed-over",
        })
    }

    fn step(&self, word: &str) -> String {
        self.page.t.s(&format!("desk-step-{}", word.replace('_', "-")))
    }

    fn status(&self, status: &Status) -> Option<&'static str> {
        match status {
            Status::Visible => None,
            Status::Deleted => Some("desk-answer-deleted"),
            Status::Hidden => Some("desk-answer-hidden"),
            Status::Held => Some("desk-answer-held"),
        }
    }

    fn team_name(&self, id: &Option<i64>) -> String {
        let known = id.and_then(|id| self.all_teams.iter().find(|(team, _)| *team == id));
        known.map_or_else(|| self.page.t.s("desk-no-team"), |(_, name)| name.clone())
    }

    /// What was typed as the reason of a form that is shown again.
    fn reason(&self, route: bool) -> &str {
        let form = if route { Form::Route } else { Form::Snooze };
        self.typed.of(form).map_or("", |sent| sent.reason.as_str())
    }

    fn shows(&self, route: bool) -> bool {
        self.typed.of(if route { Form::Route } else { Form::Snooze }).is_some()
    }

    fn chosen(&self, route: bool, value: &impl ToString) -> bool {
        let form = if route { Form::Route } else { Form::Snooze };
        self.typed.of(form).is_some_and(|sent| value.to_string() == if route { &*sent.to } else { &*sent.until })
    }

    /// A text whose key ends with a stored word.
    fn words(&self, key: &str, word: &str) -> String {
        self.page.t.s(&format!("{key}{word}"))
    }

    /// Where the delivery log tells more, for admins.
    fn log(&self, handed: &Handed) -> Option<String> {
        let admin = self.page.viewer.as_ref().is_some_and(|viewer| viewer.admin);
        handed.delivery.as_ref().filter(|_| admin).map(|one| format!("/admin/deliveries/{}", one.id))
    }

    fn me(&self) -> i64 {
        self.page.viewer.as_ref().map_or(0, |viewer| viewer.id)
    }

    /// Whether staff of that team have it already.
    fn is_with(&self, detail: &Detail, team: &i64) -> bool {
        detail.row.team_id == Some(*team) && list::OURS.contains(&detail.row.stage)
    }

    fn can_snooze(&self, detail: &Detail) -> bool {
        detail.row.stage == Stage::Staff
    }

    /// What was typed into the form for ticket systems.
    fn handing(&self) -> Option<&Sent> {
        self.typed.of(Form::HandOver)
    }

    fn is_system(&self, id: &i64) -> bool {
        self.handing().is_some_and(|sent| sent.system == id.to_string())
    }

    /// Whether a note is typed.
    fn notes(&self) -> bool {
        self.typed.of(Form::Note).is_some()
    }

    fn note(&self) -> &str {
        self.typed.of(Form::Note).map_or("", |sent| sent.body.as_str())
    }

    /// The key of the answer form: the same one for a retry.
    fn key(&self) -> &str {
        self.typed.of(Form::Answer).map_or(self.page.form_key.as_str(), |sent| sent.key.as_str())
    }
}

/// GET /desk
///
/// # Errors
/// Sends visitors to sign in; `Forbidden` for those who are not staff, and for other teams'.
pub async fn page(visit: Visit, given: Given) -> Result<HttpResponse, Problem> {
    let actor = staff(&visit, &visit.here)?;
    let canned = given.text("canned").parse().ok();
    show(&visit, actor, Place::of(&given), canned, Typed::default(), StatusCode::OK).await
}

/// A form that could not be done, with everything that was typed and, if somebody was faster, who and how.
///
/// # Errors
/// What another try would not help.
pub async fn again(visit: &Visit, actor: Actor, status: StatusCode, mut typed: Typed) -> Result<HttpResponse, Problem> {
    let (sent, me) = (typed.sent.clone(), actor.id);
    typed.faster = if status == StatusCode::CONFLICT {
        visit.services.db.read(move |conn| Ok::<_, Refusal>(faster(conn, &sent, me)?)).await?
    } else {
        None
    };
    show(visit, actor, typed.sent.place(), None, typed, status).await
}

/// The page with a form as it was typed.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn show(
    visit: &Visit,
    actor: Actor,
    mut place: Place,
    canned: Option<i64>,
    typed: Typed,
    status: StatusCode,
) -> Result<HttpResponse, Problem> {
    let (t, now, me) = (visit.t, visit.now, actor.clone());
    let thresholds = visit.services.settings.get().thresholds.clone();
    let strictly = typed.form == Form::None;
    let leads = may(&actor, Act::SeeReports, &thresholds, false).is_ok();
    let read = visit
        .services
        .db
        .read(move |conn| {
            let (own, every) = list::teams_of(conn, &me)?;
            let all = crate::accounts::teams::teams(conn)?;
            if !strictly && matches!(place.team, Team::One(id) if !own.iter().any(|team| team.id == id)) {
                place.team = Team::Any;
            }
            let lines = list::waiting(conn, &me, &place, (&own, every), t.lang, now)?;
            let answered = if place.who == Who::Mine { Some(list::answered_for(conn, me.id, now)?) } else { None };
            let ids: Vec<i64> = match place.team {
                Team::One(id) => vec![id],
                Team::Any | Team::Nobody => own.iter().map(|team| team.id).collect(),
            };
            let everybody = every && !matches!(place.team, Team::One(_));
            let here = crew::here(conn, if everybody { None } else { Some(&ids) }, now)?;
            let detail = match place.question {
                Some(id) => Some(detail::load(conn, &me, id, strictly, &thresholds, t.lang, now)?),
                None => None,
            };
            let canned = match canned {
                Some(id) => Some(canned::find(conn, &me, id)?),
                None => None,
            };
            Ok::<_, Refusal>((own, all, lines, answered, here, detail, canned, place))
        })
        .await?;
    let (own, all, lines, answered, here, detail, canned, place) = read;
    let (mut answer, mut used) = match typed.of(Form::Answer) {
        Some(sent) => (sent.body.clone(), sent.used.clone()),
        None => (String::new(), String::new()),
    };
    if let (Some(one), Some(detail)) = (canned, &detail) {
        answer = canned::fill(&one.body, &detail.values(&t, &one.lang, &actor));
        used = one.id.to_string();
    }
    let choice = |team: Team, name: String| Choice {
        href: Place { team, after: None, ..place.closed() }.path(),
        name,
        current: place.team == team,
    };
    let mut teams = Vec::new();
    if own.len() > 1 || place.team != Team::Any {
        teams.push(choice(Team::Any, t.s("desk-all-teams")));
        teams.extend(own.iter().map(|team| choice(Team::One(team.id), team.name.clone())));
        teams.push(choice(Team::Nobody, t.s("desk-no-team")));
    }
    let whose = Who::TABS.map(|(who, key)| Choice {
        href: Place { who, after: None, ..place.closed() }.path(),
        name: t.s(key),
        current: place.who == who,
    });
    let mut page = visit.page(t.s("desk-title"));
    page.head.noindex = true;
    let template = Desk {
        page,
        teams,
        whose: whose.into(),
        all_teams: all.into_iter().map(|team| (team.id, team.name)).collect(),
        next: lines.next.map(|after| Place { after: Some(after), ..place.closed() }.path()),
        first: place.after.map(|_| Place { after: None, ..place.closed() }.path()),
        lines: lines.lines,
        answered,
        here,
        detail,
        typed,
        leads,
        later: LATER,
        answer,
        used,
        place,
    };
    visit.html_with(status, &template.page, &template)
}
