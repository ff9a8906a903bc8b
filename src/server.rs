//! Wiring only: opens the database, starts readers and workers, binds the address, hangs up the rooms' routes.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpServer, web};
use anyhow::Context;

use crate::ground::clock::Clock;
use crate::ground::config::Config;
use crate::ground::db::{Db, DbOptions, migrate};
use crate::ground::events::{self, DatabaseReader};
use crate::ground::jobs::{self, Handler, Lane};
use crate::ground::mail::Sender;
use crate::ground::random::Random;
use crate::ground::redis;
use crate::ground::refusal::Refusal;
use crate::ground::settings::{self, Settings, Shared};
use crate::ground::shutdown::Shutdown;
use crate::ground::store::Store;
use crate::ground::web::cache::{Follower, PageCache};
use crate::ground::web::{
    Handed, Limits, Metrics, Services, head_as_get, limit_body_time, limit_unread, observe, origin, secure,
    serve_asset, serve_script, sight,
};
use crate::interop::tickets;
use crate::moderation::screen::guard::Guard;
use crate::moderation::screen::learn::Learner;
use crate::moderation::serial::night::Night;
use crate::threads::screen::Screener;
use crate::{accounts, demo, escalation, ground, moderation, notifications, pages, search, threads};

/// Seconds that requests get to end after SIGTERM.
const GRACE: u64 = 8;

/// A forum that listens.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// What its handlers use; tests and commands use it too.
    pub services: Services,
    learning: search::Learning,
    memory: web::Data<pages::thread::Memory>,
    server: Server,
}

/// Opens, migrates and wires everything; nothing is served before `Running::serve`.
///
/// # Errors
/// What is missing or wrong, with the remedy where there is one.
pub fn start(config: Config, clock: Clock, random: Random) -> anyhow::Result<Running> {
    let listener = std::net::TcpListener::bind(config.listen)
        .with_context(|| format!("cannot listen on {}; is another program there? Set KIEZ_LISTEN", config.listen))?;
    let address = listener.local_addr()?;
    // Opening waits for the writer's thread, which no async task may do, and tests start forums from one.
    let opened = std::thread::spawn(move || {
        let services = open(config, clock, random, &address)?;
        background(&services)?;
        offer_setup(&services)?;
        let db = services.db.clone();
        let search = search::Service::open_among(
            db,
            services.clock.clone(),
            &services.config.data_dir,
            search::Peers::of(&services),
        );
        search.start(&services.shutdown);
        let learning = search::Learning::new(services.db.clone(), services.clock.clone(), services.random.clone());
        learning.start(&services.shutdown);
        let live = pages::live::Channels::default();
        let reader = pages::live::LiveReader::new(&services, live.clone())?;
        events::follow(services.db.clone(), reader, services.shutdown.clone());
        anyhow::Ok((services, search, learning, live))
    });
    let (services, search, learning, live) =
        opened.join().map_err(|_| anyhow::anyhow!("opening the forum failed; the log says where"))??;
    let (app_services, app_learning) = (services.clone(), learning.clone());
    let workers = services.config.workers;
    let memory = web::Data::new(pages::thread::Memory::default());
    let app_memory = memory.clone();
    let mut server = HttpServer::new(move || {
        App::new()
            .app_data(web::Data::new(app_services.clone()))
            .app_data(web::Data::new(threads::tags::NAMES))
            .app_data(web::Data::new(search.finder()))
            .app_data(web::Data::new(search.clone()))
            .app_data(web::Data::new(app_learning.clone()))
            .app_data(web::Data::new(live.clone()))
            .app_data(app_memory.clone())
            .app_data(web::PayloadConfig::new(12 * 1024 * 1024))
            .configure(routes)
            .default_service(web::to(pages::error::nowhere))
            .wrap(from_fn(ground::web::csrf::guard))
            .wrap(from_fn(limit_body_time))
            .wrap(from_fn(pages::error::dress))
            .wrap(from_fn(origin))
            .wrap(from_fn(sight))
            .wrap(Compress::default())
            .wrap(from_fn(ground::web::cache::serve))
            .wrap(from_fn(head_as_get))
            .wrap(from_fn(secure))
            .wrap(from_fn(observe))
    })
    .on_connect(limit_unread)
    .client_request_timeout(Duration::from_secs(5))
    .shutdown_timeout(GRACE);
    if workers > 0 {
        server = server.workers(workers);
    }
    let server = server.listen(listener)?.run();
    Ok(Running { address, services, learning, memory, server })
}

/// Opens the database and makes the services.
///
/// # Errors
/// As `start`.
pub fn open(config: Config, clock: Clock, random: Random, address: &SocketAddr) -> anyhow::Result<Services> {
    std::fs::create_dir_all(&config.data_dir)
        .with_context(|| format!("cannot create the folder {}", config.data_dir.display()))?;
    let store = Store::of(&config)?;
    migrate(&mut config.database.connect()?)?;
    let options = DbOptions { readers: config.readers, patience: config.patience, ..DbOptions::default() };
    let db = Db::open(config.database.clone(), options)?;
    moderation::attach(&db);
    escalation::attach(&db);
    notifications::attach(&db);
    moderation::audit::attach(&db);
    let (fresh, now) = (random.token(), clock.now());
    if !config.demo {
        // The demo brings its own.
        db.write_blocking(move |tx| escalation::setup::begin(tx, now))?;
    }
    let secret = db.write_blocking(move |tx| settings::secret(tx, &fresh))?;
    let shutdown = Shutdown::default();
    let redis = match &config.redis {
        Some(address) => Some(redis::start(address.clone(), &secret, &db, &shutdown)?),
        None => None,
    };
    let shared = Shared::default();
    shared.set(db.read_blocking(|conn| Ok::<_, Refusal>(Settings::load(conn)?))?);
    let public_url = match &config.public_url {
        Some(url) => url.as_str().trim_end_matches('/').to_owned(),
        None => format!("http://{address}"),
    };
    let handed = Handed::default();
    handed.give(Screener(Arc::new(Guard::default())));
    let pages = PageCache::new(config.page_cache * 1024 * 1024, pages::cached::TABLE);
    db.after(Arc::new(pages.clone()));
    Ok(Services {
        pages,
        store,
        limits: Arc::new(Limits::new(config.rate_limits, redis.clone())),
        metrics: Metrics::new()?,
        config: Arc::new(config),
        db,
        clock,
        random,
        settings: shared,
        shutdown,
        redis,
        leaving: Shutdown::default(),
        waiting: Arc::default(),
        handed,
        secret: secret.into(),
        public_url: public_url.into(),
    })
}

/// Starts the threads that follow the log and work off the jobs.
fn background(services: &Services) -> anyhow::Result<()> {
    let config = &services.config;
    let mail = Sender::new(
        config.mail_from.clone(),
        config.smtp_url.as_deref(),
        config.data_dir.join("mail"),
        services.random.clone(),
    )?;
    services.db.read_from(&config.replicas, config.readers, &services.shutdown)?;
    let settings = accounts::SettingsReader::new(&services.db, services.settings.clone())?;
    events::follow(services.db.clone(), settings, services.shutdown.clone());
    let follower = Follower::new(&services.db, services.pages.clone())?;
    events::follow(services.db.clone(), follower, services.shutdown.clone());
    // Ticket systems may take long to answer: mail does not wait for them.
    let night = Night::begin(&services.db, &services.clock)?;
    let usual: Vec<Arc<dyn Handler>> = vec![
        Arc::new(mail),
        Arc::new(notifications::Digest::of(services)),
        Arc::new(moderation::purge::Purger::of(services)),
        Arc::new(night),
    ];
    let courier: Vec<Arc<dyn Handler>> = vec![Arc::new(tickets::Courier::of(services))];
    for (handlers, lane) in [(usual, Lane::Without(tickets::log::JOB)), (courier, Lane::Only(tickets::log::JOB))] {
        let Services { db, clock, shutdown, random, .. } = services.clone();
        jobs::drive(db, handlers, lane, random.token(), clock, shutdown);
    }
    let readers: [Arc<dyn DatabaseReader>; 6] = [
        Arc::new(Learner),
        Arc::new(threads::badges::Badges),
        Arc::new(notifications::Notifier::of(services)),
        Arc::new(notifications::Nudger::of(services)),
        Arc::new(tickets::Herald),
        Arc::new(accounts::sanctions::Teller::of(services)),
    ];
    for reader in readers {
        events::drive(services.db.clone(), reader, services.clock.clone(), services.shutdown.clone());
    }
    escalation::clock::drive(services.db.clone(), services.clock.clone(), services.shutdown.clone())?;
    moderation::audit::drive(services.db.clone(), services.clock.clone(), services.shutdown.clone())?;
    Ok(())
}

/// As long as nobody runs the forum, the log shows a one-time link for whoever will.
fn offer_setup(services: &Services) -> anyhow::Result<()> {
    if services.config.demo {
        return Ok(()); // its admin comes with the community
    }
    let (random, now) = (services.random.clone(), services.clock.now());
    let link = services.db.write_blocking(move |tx| accounts::setup::link(tx, &random, now))?;
    if let Some(path) = link {
        tracing::warn!("nobody runs this forum yet: open {}{path} to become its admin", services.public_url);
    }
    Ok(())
}

/// Every room's routes. A request is compared with one after the other.
fn routes(config: &mut web::ServiceConfig) {
    pages::thread::first_route(config);
    config.route("/assets/{version}/{name}", web::get().to(serve_asset));
    config.route("/assets/{version}/{language}/{name}", web::get().to(serve_script));
    accounts::routes(config);
    threads::routes::routes(config);
    moderation::routes::routes(config);
    escalation::routes::routes(config);
    escalation::desk_routes::routes(config);
    search::routes(config);
    notifications::routes(config);
    tickets::routes(config);
    pages::routes(config);
    demo::routes(config);
}

impl Running {
    /// Stops it from elsewhere.
    pub fn handle(&self) -> ServerHandle {
        self.server.handle()
    }

    /// Serves until SIGTERM, SIGINT or the handle's stop.
    ///
    /// # Errors
    /// When the server fails.
    pub async fn serve(self) -> anyhow::Result<()> {
        let leaving = self.services.leaving.clone();
        actix_web::rt::spawn(async move {
            asked_to_stop().await;
            leaving.begin();
        });
        let result = self.server.await;
        self.services.leaving.begin();
        self.services.shutdown.begin();
        self.memory.keep_now(&self.services.db).await;
        if let Err(why) = self.learning.keep_now().await {
            tracing::warn!(%why, "the last searches were not counted");
        }
        Ok(result?)
    }
}

/// Resolves at SIGTERM or SIGINT; actix-web hears of them, too.
async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut term), Ok(mut int)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = int.recv() => {}
    }
}
