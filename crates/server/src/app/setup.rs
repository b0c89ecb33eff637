//! Putting the parts together.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

use anyhow::{Context as _, Result, bail};
use casework::lang::Text;
use casework::office::Office;
use casework::region::Regions;
use store::{Db, Writer};
use tokio::sync::Notify;

use super::{App, Chance, Desk, Limits, Parts, rules};
use crate::clock::Clock;
use crate::files::Files;
use crate::mail::Mailer;
use crate::secret::Secret;
use crate::sops::{Bundles, Source};
use crate::ui::{Accent, OfficeFace};

/// What a process is made of.
pub struct Setup {
    /// The database, migrated.
    pub db: Db,
    /// The offices; the first answers for unknown host names.
    pub offices: Vec<OfficeSetup>,
    /// The official list of regions.
    pub regions: Arc<Regions>,
    /// Where the hour comes from.
    pub clock: Clock,
    /// Where random numbers come from.
    pub chance: Chance,
    /// Where files are kept.
    pub files: Files,
    /// The key.
    pub secret: Secret,
    /// How mail leaves.
    pub mailer: Mailer,
    /// Whether this is the demo.
    pub demo: bool,
}

/// One office with what is published in it.
pub struct OfficeSetup {
    /// Its rules; the catalogue is filled from the bundles.
    pub office: Office,
    /// The host names that lead to it.
    pub hosts: Vec<String>,
    /// The published SOPs.
    pub bundles: Bundles,
    /// Where the folders of its services are.
    pub source: Source,
}

impl App {
    /// Starts the writer and puts the parts together.
    ///
    /// # Errors
    /// There is no office, two have the same id, a colour cannot be read, or the database file cannot be opened.
    pub fn start(setup: Setup) -> Result<App> {
        let mut shared = Vec::new();
        let mut all_rules = BTreeMap::new();
        for OfficeSetup { mut office, hosts, bundles, source } in setup.offices {
            office.catalogue = bundles.catalogue();
            let id = office.profile.id.to_string();
            let face = face(&office)?;
            let office = Arc::new(RwLock::new(Arc::new(office)));
            if all_rules.insert(id.clone(), rules::rules(office.clone(), setup.secret.clone())).is_some() {
                bail!("two offices have the id {id}; give each its own");
            }
            shared.push((id, office, hosts, face, (bundles, source)));
        }
        let writer = Writer::start(&setup.db, all_rules)?;
        let (mut desks, mut by_host, mut first) = (BTreeMap::new(), BTreeMap::new(), None);
        for (id, office, hosts, face, services) in shared {
            let desk = Arc::new(Desk::new(setup.db.clone(), writer.clone(), office, face, services));
            first.get_or_insert_with(|| desk.clone());
            by_host.extend(hosts.into_iter().map(|host| (host.to_ascii_lowercase(), id.clone())));
            desks.insert(id, desk);
        }
        let first = first.context("there is no office: the configuration needs at least one [[office]]")?;
        Ok(App(Arc::new(Parts {
            db: setup.db,
            writer,
            desks,
            hosts: by_host,
            first,
            clock: setup.clock,
            chance: setup.chance,
            files: setup.files,
            secret: setup.secret,
            mailer: setup.mailer,
            limits: Limits::default(),
            regions: setup.regions,
            work: Notify::new(),
            demo: setup.demo,
        })))
    }
}

/// How an office shows itself on pages, from its profile.
fn face(office: &Office) -> Result<OfficeFace> {
    let profile = &office.profile;
    let accent = Accent::parse(&profile.accent)
        .map_err(|refusal| anyhow::anyhow!("the accent colour {} cannot be used: {refusal:?}", profile.accent))?;
    // The letterhead's name is Indonesian by rule; what it is called in English stands with the agency.
    let english = office.agencies.iter().find(|agency| agency.front).map(|agency| &agency.name.en);
    Ok(OfficeFace {
        name: Text::new(profile.agency.clone(), english.unwrap_or(&profile.agency).clone()),
        short_name: profile.name.clone(),
        place: profile.place.clone(),
        accent,
        crest: OfficeFace::DEMO_CREST.to_owned(),
        contact: vec![profile.address.clone(), profile.phone.clone(), profile.email.clone()],
    })
}
