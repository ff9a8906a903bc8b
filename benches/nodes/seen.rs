//! How soon a visitor of one node sees what was acknowledged by another, on a page that their node had in memory.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::ensure;
use kiez::ground::clock::Stopwatch;

use crate::support::process::Target;
use crate::support::town::Town;

/// Answers that are waited for.
const ANSWERS: usize = 200;
/// The longest that anybody waits.
const PATIENCE: Duration = Duration::from_secs(60);

/// Milliseconds from each answer's acknowledgement to its sight on the next node.
///
/// # Errors
/// When an answer is refused, or never seen.
pub fn measure(nodes: &[Target], town: &Town, run: usize) -> anyhow::Result<Vec<f64>> {
    let agent: ureq::Agent = ureq::Agent::config_builder().max_redirects(0).http_status_as_error(false).build().into();
    let mut delays = Vec::with_capacity(ANSWERS);
    let step = (town.ids.len() / ANSWERS).max(1);
    for (n, question) in (0..town.ids.len()).step_by(step).take(ANSWERS).enumerate() {
        let (writer, reader) = (nodes[n % nodes.len()].address, nodes[(n + 1) % nodes.len()].address);
        // Newest first: in a later run some threads have more answers than a page.
        let (id, path) = (town.ids[question], &format!("{}?sort=newest", town.questions[question]));
        let word = format!("{}seen{run}x{n}", town.word);
        for _ in 0..2 {
            ensure!(!page(&agent, reader, path)?.contains(&word), "an answer before it was written");
        }
        let origin = format!("http://{writer}");
        let session = &town.sessions[n % town.sessions.len()];
        let reply = agent
            .post(format!("{origin}/questions/{id}/answers"))
            .header("origin", &origin)
            .header("cookie", format!("kiez-session={session}"))
            .send_form([("body", format!("The light says {word}, and nothing else.").as_str()), ("key", &word)])?;
        let acknowledged = Stopwatch::start();
        ensure!(reply.status().as_u16() == 303, "an answer: {}", reply.status());
        while !page(&agent, reader, path)?.contains(&word) {
            ensure!(acknowledged.elapsed() < PATIENCE, "{path} never shows {word} on another node");
            std::thread::sleep(Duration::from_micros(200));
        }
        delays.push(acknowledged.elapsed().as_secs_f64() * 1e3);
    }
    Ok(delays)
}

fn page(agent: &ureq::Agent, node: SocketAddr, path: &str) -> anyhow::Result<String> {
    Ok(agent.get(format!("http://{node}{path}")).call()?.body_mut().read_to_string()?)
}
