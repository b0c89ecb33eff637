//! Playing tokens on a net: markings as sets of bits, and what each move makes of them.

use std::collections::BTreeMap;

use super::{Move, Net, Node, Place, Way};

const WORDS: usize = 4;

/// The most places that a net may have: steps, waiting places of joins, and ends together.
pub(super) const MOST_PLACES: usize = WORDS * 64;

/// Which places hold a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Marking([u64; WORDS]);

impl Marking {
    pub fn has(&self, bit: usize) -> bool {
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }

    fn add(&mut self, bit: usize) {
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    fn remove(&mut self, bit: usize) {
        self.0[bit / 64] &= !(1 << (bit % 64));
    }

    fn covers(&self, other: &Marking) -> bool {
        (0..WORDS).all(|word| self.0[word] & other.0[word] == other.0[word])
    }

    fn clear(&mut self, other: &Marking) {
        (0..WORDS).for_each(|word| self.0[word] &= !other.0[word]);
    }

    pub fn meets(&self, other: &Marking) -> bool {
        (0..WORDS).any(|word| self.0[word] & other.0[word] != 0)
    }

    /// The bits that are set, in ascending order.
    pub fn bits(self) -> impl Iterator<Item = usize> {
        (0..MOST_PLACES).filter(move |bit| self.has(*bit))
    }

    pub fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }
}

/// One thing that a way does, in the order in which the engine does it.
#[derive(Clone, Copy, Debug)]
enum Put {
    Begin(usize),
    Arrive { bit: usize, join: usize },
    End(usize),
}

/// One way of one outcome, made ready for playing.
#[derive(Clone, Debug)]
pub(super) struct Act {
    pub named: Move,
    puts: Vec<Put>,
}

/// A net made ready for playing.
pub(super) struct Player {
    /// The place of each bit: steps first, then waiting places, then ends.
    pub places: Vec<Place>,
    /// What can be done from each open step.
    pub acts: Vec<Vec<Act>>,
    /// The ways in.
    pub entries: Vec<Act>,
    /// The bits of all ends.
    pub ends: Marking,
    /// The bits of all steps.
    pub steps: Marking,
    /// The waiting bits of each step that joins; empty for one that does not.
    waits: Vec<Marking>,
}

impl Player {
    /// Makes a net ready; gives back nothing where it has more places than fit.
    pub fn new(net: &Net) -> Option<Player> {
        let mut places: Vec<Place> = (0..net.steps.len()).map(Place::Step).collect();
        let mut waiting = BTreeMap::new();
        for (join, step) in net.steps.iter().enumerate() {
            for from in &step.joins {
                waiting.entry((*from, join)).or_insert_with(|| {
                    places.push(Place::Waiting { from: *from, join });
                    places.len() - 1
                });
            }
        }
        let first_end = places.len();
        places.extend((0..net.ends.len()).map(Place::End));
        if places.len() > MOST_PLACES {
            return None;
        }
        let put = |from: Option<usize>, node: &Node| match node {
            Node::End(end) => Put::End(first_end + end),
            Node::Step(step) => match from.and_then(|from| waiting.get(&(from, *step))) {
                Some(bit) => Put::Arrive { bit: *bit, join: *step },
                None => Put::Begin(*step),
            },
        };
        let act = |from: Option<usize>, named: Move, way: &Way| Act {
            named,
            puts: way.iter().map(|node| put(from, node)).collect(),
        };
        let acts = net.steps.iter().enumerate().map(|(step, found)| {
            let ways = found.outcomes.iter().enumerate();
            ways.flat_map(|(outcome, found)| {
                found.ways.iter().enumerate().map(move |(way, targets)| (Move { step, outcome, way }, targets))
            })
            .map(|(named, targets)| act(Some(step), named, targets))
            .collect()
        });
        let nowhere = Move { step: usize::MAX, outcome: 0, way: 0 };
        let waits =
            (0..net.steps.len()).map(|step| set(waiting.iter().filter(|(key, _)| key.1 == step).map(|(_, bit)| *bit)));
        Some(Player {
            acts: acts.collect(),
            entries: net.start.iter().map(|way| act(None, nowhere, way)).collect(),
            ends: set(first_end..places.len()),
            steps: set(0..net.steps.len()),
            waits: waits.collect(),
            places,
        })
    }

    /// The marking after an act, or the place that would hold two tokens.
    pub fn play(&self, marking: &Marking, act: &Act) -> Result<Marking, Place> {
        let mut next = *marking;
        if act.named.step != usize::MAX {
            next.remove(act.named.step);
        }
        for put in &act.puts {
            match put {
                Put::Begin(step) => self.begin(&mut next, *step)?,
                Put::Arrive { bit, join } => {
                    self.put(&mut next, *bit)?;
                    if next.covers(&self.waits[*join]) {
                        self.begin(&mut next, *join)?;
                    }
                }
                Put::End(bit) => self.put(&mut next, *bit)?,
            }
        }
        Ok(next)
    }

    /// A step begins: the branches that waited for it are taken in.
    fn begin(&self, marking: &mut Marking, step: usize) -> Result<(), Place> {
        marking.clear(&self.waits[step]);
        self.put(marking, step)
    }

    fn put(&self, marking: &mut Marking, bit: usize) -> Result<(), Place> {
        if marking.has(bit) {
            return Err(self.places[bit]);
        }
        marking.add(bit);
        Ok(())
    }
}

fn set(bits: impl Iterator<Item = usize>) -> Marking {
    let mut marking = Marking::default();
    bits.for_each(|bit| marking.add(bit));
    marking
}
