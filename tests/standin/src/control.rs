use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{broadcast, watch};

use crate::fault::{Fault, Faults};
use crate::gitlab::GitLab;
use crate::serve::Site;
use crate::world::World;

/// How often the queue changes where a person looks on.
pub const LIVE_EVERY: Duration = Duration::from_secs(4);

/// One call. `status` is 0 until it is answered, and stays so where the answer was dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    pub method: String,
    /// With the query.
    pub path: String,
    pub status: u16,
    /// Of its arrival.
    pub at_ms: i64,
}

/// What the sockets and whoever steers the stand-in share.
pub(crate) struct Shared {
    world: Mutex<World>,
    gitlab: Mutex<GitLab>,
    pub faults: Faults,
    requests: Mutex<Log>,
    pub refused_hosts: Mutex<Vec<String>>,
    pub csp_reports: Mutex<Vec<String>>,
    pub changes: broadcast::Sender<Vec<u64>>,
    /// How often the queue changes by itself.
    pub live: watch::Sender<Option<Duration>>,
    pub ui_dir: PathBuf,
}

#[derive(Default)]
struct Log {
    next: u64,
    entries: Vec<(u64, Site, Logged)>,
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    pub fn new(world: World, gitlab: GitLab, ui_dir: PathBuf) -> Arc<Shared> {
        Arc::new(Shared {
            world: Mutex::new(world),
            gitlab: Mutex::new(gitlab),
            faults: Faults::new(),
            requests: Mutex::default(),
            refused_hosts: Mutex::default(),
            csp_reports: Mutex::default(),
            changes: broadcast::Sender::new(256),
            live: watch::Sender::new(None),
            ui_dir,
        })
    }

    pub fn world(&self) -> MutexGuard<'_, World> {
        lock(&self.world)
    }

    pub fn gitlab(&self) -> MutexGuard<'_, GitLab> {
        lock(&self.gitlab)
    }

    /// Notes a call as it arrives; the number is for `answered`.
    pub fn arrived(&self, site: Site, method: &str, path: &str) -> u64 {
        let mut log = lock(&self.requests);
        log.next += 1;
        let number = log.next;
        let at_ms = Timestamp::now().as_millisecond();
        log.entries.push((
            number,
            site,
            Logged {
                method: method.to_owned(),
                path: path.to_owned(),
                status: 0,
                at_ms,
            },
        ));
        number
    }

    pub fn answered(&self, number: u64, status: u16) {
        if let Some((_, _, logged)) = lock(&self.requests)
            .entries
            .iter_mut()
            .find(|(n, _, _)| *n == number)
        {
            logged.status = status;
        }
    }
}

/// Steers a running stand-in: its faults, its world, and what it has seen.
#[derive(Clone)]
pub struct Control(pub(crate) Arc<Shared>);

impl Control {
    /// Calls to `/api/v2/` alone, in the order of their arrival.
    pub fn requests(&self) -> Vec<Logged> {
        self.logged(Site::Zendesk)
    }

    /// Everything that GitLab's host was asked for, pages too, but preflights.
    pub fn gitlab_requests(&self) -> Vec<Logged> {
        self.logged(Site::GitLab)
    }

    fn logged(&self, wanted: Site) -> Vec<Logged> {
        lock(&self.0.requests)
            .entries
            .iter()
            .filter(|(_, site, _)| *site == wanted)
            .map(|(_, _, logged)| logged.clone())
            .collect()
    }

    /// Forgets both hosts' calls.
    pub fn clear_requests(&self) {
        lock(&self.0.requests).entries.clear();
    }

    /// Hosts that the proxy was asked for and refused, in order, repeated as often as asked.
    pub fn refused_hosts(&self) -> Vec<String> {
        lock(&self.0.refused_hosts).clone()
    }

    /// Replaces all faults and releases every request that one of them holds.
    pub fn set_faults(&self, faults: Vec<Fault>) {
        self.0.faults.set(faults);
    }

    pub fn with_world<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        change(&mut self.0.world())
    }

    pub fn with_gitlab<T>(&self, change: impl FnOnce(&mut GitLab) -> T) -> T {
        change(&mut self.0.gitlab())
    }

    /// Tells open agent pages that these tickets have changed.
    pub fn announce(&self, ids: &[u64]) {
        if !ids.is_empty() {
            // An error means that no page is open.
            let _ = self.0.changes.send(ids.to_vec());
        }
    }

    /// Agent pages that listen for changes.
    pub fn listeners(&self) -> usize {
        self.0.changes.receiver_count()
    }

    /// Lets the queue change by itself so often; None stops it.
    pub fn set_live(&self, every: Option<Duration>) {
        self.0.live.send_replace(every);
    }

    /// Violations of the agent pages' Content-Security-Policy, as the browser reported them.
    pub fn report_csp(&self) -> Vec<String> {
        lock(&self.0.csp_reports).clone()
    }
}
