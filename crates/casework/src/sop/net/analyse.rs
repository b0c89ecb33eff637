//! Deciding soundness: every reachable marking forwards, the ones that can complete backwards.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};

use super::play::{Marking, Player};
use super::{Move, Net, Path, Place};

/// What is known of a net after every marking was visited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// How many different markings a case can be in.
    pub markings: usize,
    /// Steps that no case ever opens.
    pub idle_steps: Vec<usize>,
    /// Ends that no case ever reaches.
    pub idle_ends: Vec<usize>,
    /// Places that would hold two tokens at once, each with the shortest story that leads there.
    pub crowded: Vec<Crowded>,
    /// Ends at which something is still running, each with the shortest story.
    pub left_running: Vec<LeftRunning>,
    /// Where a case waits at joins for ever, by the set of places that hold a token.
    pub stuck: Vec<Stuck>,
    /// The shortest story after which the case can go on but never finish, where there is one.
    pub trapped: Option<Path>,
}

/// Two tokens in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crowded {
    /// The place.
    pub place: Place,
    /// How it comes to that; the last move puts the second token.
    pub path: Path,
}

/// An end that leaves something running.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftRunning {
    /// The end.
    pub end: usize,
    /// What is still open or waiting, or has ended besides.
    pub left: Vec<Place>,
    /// How it comes to that.
    pub path: Path,
}

/// A case in which nobody can do anything although it has not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stuck {
    /// The branches that wait.
    pub waiting: Vec<Place>,
    /// How it comes to that.
    pub path: Path,
}

/// The net is too large to be decided within the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// The places of the net.
    pub places: usize,
    /// The markings visited before giving up.
    pub markings: usize,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} places, more than {} markings", self.places, self.markings)
    }
}

impl std::error::Error for TooLarge {}

impl Analysis {
    /// Whether every case can complete, completes properly, opens no step twice, and no step or end is idle.
    pub fn is_sound(&self) -> bool {
        self.idle_steps.is_empty()
            && self.idle_ends.is_empty()
            && self.crowded.is_empty()
            && self.left_running.is_empty()
            && self.stuck.is_empty()
            && self.trapped.is_none()
    }
}

/// Decides a net by visiting every marking that can be reached, breadth first, at most `limit` of them.
///
/// A move that would put two tokens in one place is reported and not followed further.
///
/// ```
/// use casework::sop::net::{Net, NetOutcome, NetStep, Node, analyse};
///
/// let step = |name: &str, to: Node| NetStep {
///     name: name.into(),
///     joins: vec![],
///     outcomes: vec![NetOutcome { name: "ok".into(), ways: vec![vec![to]] }],
/// };
/// let net = Net {
///     steps: vec![step("verifikasi", Node::Step(1)), step("keputusan", Node::End(0))],
///     ends: vec!["terbit".into()],
///     start: vec![vec![Node::Step(0)]],
/// };
/// assert!(analyse(&net, 1_000).unwrap().is_sound());
/// ```
///
/// # Errors
/// [`TooLarge`] where the limit, or 256 places, do not suffice. A net that was refuted by two tokens in one place before
/// that is decided: of such a one only [`Analysis::crowded`] is given.
pub fn analyse(net: &Net, limit: usize) -> Result<Analysis, TooLarge> {
    let Some(player) = Player::new(net) else {
        let places = net.steps.len() + net.ends.len() + net.steps.iter().map(|step| step.joins.len()).sum::<usize>();
        return Err(TooLarge { places, markings: 0 });
    };
    let mut search = Search::new(&player, limit);
    match search.forward() {
        Ok(()) => Ok(search.judge(net)),
        Err(too_large) if search.crowded.is_empty() => Err(too_large),
        // Branches that meet without a join fill a net with markings; the two tokens refute it, whatever else there is.
        Err(_) => Ok(Analysis { markings: search.seen.len(), crowded: search.crowded(), ..Analysis::default() }),
    }
}

/// One marking that was visited, and how it was first reached.
struct Seen {
    marking: Marking,
    parent: usize,
    by: Option<Move>,
}

struct Search<'a> {
    player: &'a Player,
    limit: usize,
    seen: Vec<Seen>,
    known: HashMap<Marking, usize, BuildHasherDefault<Mix>>,
    edges: Vec<(u32, u32)>,
    crowded: BTreeMap<Place, (usize, Option<Move>)>,
}

/// The parent of a marking that follows from the start at once.
const ROOT: usize = usize::MAX;

impl<'a> Search<'a> {
    fn new(player: &'a Player, limit: usize) -> Self {
        Search {
            player,
            limit: limit.min(u32::MAX as usize),
            seen: Vec::new(),
            known: HashMap::default(),
            edges: Vec::new(),
            crowded: BTreeMap::new(),
        }
    }

    fn forward(&mut self) -> Result<(), TooLarge> {
        let player = self.player;
        for entry in &player.entries {
            match player.play(&Marking::default(), entry) {
                Ok(next) => self.visit(next, ROOT, None)?,
                Err(place) => self.crowd(place, ROOT, None),
            }
        }
        let mut at = 0;
        while at < self.seen.len() {
            let marking = self.seen[at].marking;
            if !marking.meets(&player.ends) {
                for act in marking.bits().take_while(|bit| *bit < player.acts.len()).flat_map(|step| &player.acts[step])
                {
                    match player.play(&marking, act) {
                        Ok(next) => self.visit(next, at, Some(act.named))?,
                        Err(place) => self.crowd(place, at, Some(act.named)),
                    }
                }
            }
            at += 1;
        }
        Ok(())
    }

    fn visit(&mut self, marking: Marking, parent: usize, by: Option<Move>) -> Result<(), TooLarge> {
        let index = match self.known.get(&marking) {
            Some(index) => *index,
            None => {
                if self.seen.len() >= self.limit {
                    return Err(TooLarge { places: self.player.places.len(), markings: self.seen.len() });
                }
                self.known.insert(marking, self.seen.len());
                self.seen.push(Seen { marking, parent, by });
                self.seen.len() - 1
            }
        };
        if parent != ROOT {
            // Both are below the limit, which is at most u32::MAX.
            self.edges.push((index as u32, parent as u32));
        }
        Ok(())
    }

    fn crowd(&mut self, place: Place, parent: usize, by: Option<Move>) {
        self.crowded.entry(place).or_insert((parent, by));
    }

    /// Which markings can still reach a proper final one: exactly one end and nothing else.
    fn can_complete(&self) -> Vec<bool> {
        let mut incoming = self.edges.clone();
        incoming.sort_unstable();
        let mut can = vec![false; self.seen.len()];
        let mut ready: Vec<usize> = (0..self.seen.len()).filter(|at| self.is_proper_end(*at)).collect();
        ready.iter().for_each(|at| can[*at] = true);
        while let Some(at) = ready.pop() {
            let first = incoming.partition_point(|edge| (edge.0 as usize) < at);
            for (_, parent) in incoming[first..].iter().take_while(|edge| edge.0 as usize == at) {
                let parent = *parent as usize;
                if !can[parent] {
                    can[parent] = true;
                    ready.push(parent);
                }
            }
        }
        can
    }

    fn is_proper_end(&self, at: usize) -> bool {
        let marking = &self.seen[at].marking;
        marking.meets(&self.player.ends) && marking.count() == 1
    }

    fn path(&self, mut at: usize, last: Option<Move>) -> Path {
        let mut path: Path = last.into_iter().collect();
        while at != ROOT {
            path.extend(self.seen[at].by);
            at = self.seen[at].parent;
        }
        path.reverse();
        path
    }

    fn crowded(&self) -> Vec<Crowded> {
        let crowded = self.crowded.iter();
        crowded.map(|(place, (parent, by))| Crowded { place: *place, path: self.path(*parent, *by) }).collect()
    }

    fn judge(&self, net: &Net) -> Analysis {
        let mut analysis = Analysis { markings: self.seen.len(), ..Analysis::default() };
        let mut touched = vec![false; self.player.places.len()];
        for seen in &self.seen {
            seen.marking.bits().for_each(|bit| touched[bit] = true);
        }
        for (place, _) in self.player.places.iter().zip(&touched).filter(|(_, touched)| !**touched) {
            match place {
                Place::Step(step) => analysis.idle_steps.push(*step),
                Place::End(end) => analysis.idle_ends.push(*end),
                Place::Waiting { .. } => {}
            }
        }
        analysis.crowded = self.crowded();
        self.judge_completion(net, &mut analysis);
        analysis
    }

    fn judge_completion(&self, net: &Net, analysis: &mut Analysis) {
        let can = self.can_complete();
        let mut reported = vec![false; net.ends.len()];
        for (at, seen) in self.seen.iter().enumerate().filter(|(at, _)| !can[*at]) {
            let places: Vec<Place> = seen.marking.bits().map(|bit| self.player.places[bit]).collect();
            let end = places.iter().find_map(|place| match place {
                Place::End(end) => Some(*end),
                Place::Step(_) | Place::Waiting { .. } => None,
            });
            if let Some(end) = end {
                if !std::mem::replace(&mut reported[end], true) {
                    let left = places.into_iter().filter(|place| *place != Place::End(end)).collect();
                    analysis.left_running.push(LeftRunning { end, left, path: self.path(at, None) });
                }
            } else if !seen.marking.meets(&self.player.steps) {
                analysis.stuck.push(Stuck { waiting: places, path: self.path(at, None) });
            } else if analysis.trapped.is_none() {
                analysis.trapped = Some(self.path(at, None));
            }
        }
    }
}

/// A quick, fixed hash of markings: the map's order is never seen, so nothing depends on it.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }
}
