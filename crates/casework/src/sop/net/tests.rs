//! Soundness on small nets by hand, and on random nets against playing tokens by brute force.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;

/// `a: ok -> b c | no -> END` lines into a net; a name in capitals is an end, `j = a b` before the colon are joins.
fn net(start: &str, lines: &[&str]) -> Net {
    let heads: Vec<(&str, &str)> = lines.iter().map(|line| line.split_once(':').unwrap()).collect();
    let names: Vec<&str> = heads.iter().map(|(head, _)| head.split('=').next().unwrap().trim()).collect();
    let mut ends: Vec<String> = Vec::new();
    let mut node = |name: &str| {
        if let Some(step) = names.iter().position(|known| known == &name) {
            return Node::Step(step);
        }
        if !ends.iter().any(|end| end == name) {
            ends.push(name.to_owned());
        }
        Node::End(ends.iter().position(|end| end == name).unwrap())
    };
    let start = vec![start.split_whitespace().map(&mut node).collect()];
    let mut steps = Vec::new();
    for (head, body) in &heads {
        let (name, joins) = head.split_once('=').unwrap_or((head, ""));
        let joins = joins.split_whitespace().map(|join| names.iter().position(|known| known == &join).unwrap());
        let outcomes = body.split('|').map(|outcome| {
            let (name, to) = outcome.split_once("->").unwrap();
            NetOutcome { name: name.trim().into(), ways: vec![to.split_whitespace().map(&mut node).collect()] }
        });
        steps.push(NetStep { name: name.trim().into(), joins: joins.collect(), outcomes: outcomes.collect() });
    }
    Net { steps, ends, start }
}

fn analysis(net: &Net) -> Analysis {
    analyse(net, 100_000).unwrap()
}

#[test]
fn s40_a_net_with_a_loop_for_correction_and_a_join_is_sound() {
    let net = net(
        "verifikasi",
        &[
            "verifikasi: lengkap -> pu bapenda | perbaiki -> perbaikan | tolak -> TOLAK",
            "perbaikan: sudah -> verifikasi | diam -> TUTUP",
            "pu: ya -> putus | tidak -> putus",
            "bapenda: ya -> putus",
            "putus = pu bapenda: setuju -> TERBIT | kembali -> perbaikan",
        ],
    );
    let analysis = analysis(&net);
    assert!(analysis.is_sound(), "{analysis:?}");
    assert_eq!(analysis.markings, 9);
}

#[test]
fn s40_an_end_reached_from_one_of_two_branches_leaves_the_other_running() {
    let net = net("a", &["a: ok -> b c", "b: ya -> j | tolak -> TOLAK", "c: ya -> j", "j = b c: ok -> TERBIT"]);
    let analysis = analysis(&net);
    let left = &analysis.left_running[0];
    assert_eq!(net.ends[left.end], "TOLAK");
    assert_eq!(left.left, [Place::Step(2)]);
    assert_eq!(net.tell(&left.path), "a → ok, b → tolak");
}

#[test]
fn s40_a_join_after_an_exclusive_choice_waits_for_ever() {
    let net = net("a", &["a: satu -> b | dua -> c", "b: ya -> j", "c: ya -> j", "j = b c: ok -> TERBIT"]);
    let analysis = analysis(&net);
    assert_eq!(analysis.idle_steps, [3]);
    assert_eq!(analysis.stuck.len(), 2);
    assert_eq!(net.tell(&analysis.stuck[0].path), "a → satu, b → ya");
    assert_eq!(net.name(analysis.stuck[0].waiting[0]), "b→j");
}

#[test]
fn s40_two_branches_without_a_join_open_one_step_twice() {
    let net = net("a", &["a: ok -> b c", "b: ya -> d", "c: ya -> d", "d: ok -> TERBIT"]);
    let analysis = analysis(&net);
    assert!(analysis.crowded.iter().any(|crowded| crowded.place == Place::Step(3)), "{analysis:?}");
}

#[test]
fn s40_two_tokens_refute_a_net_however_large_it_is() {
    // a goes on for ever, leaving a b behind each time.
    let net = net("a", &["a: ok -> a b", "b: ok -> TERBIT"]);
    let analysis = analyse(&net, 2).unwrap();
    assert_eq!(analysis.crowded.iter().map(|crowded| crowded.place).collect::<Vec<_>>(), [Place::Step(1)]);
    assert!(!analysis.is_sound());
}

#[test]
fn s40_a_loop_without_an_exit_traps_the_case() {
    let net = net("a", &["a: ok -> b | selesai -> TERBIT", "b: lagi -> c", "c: lagi -> b"]);
    let analysis = analysis(&net);
    assert_eq!(analysis.trapped.map(|path| net.tell(&path)), Some("a → ok".to_owned()));
}

#[test]
fn a_net_beyond_the_limit_is_not_guessed() {
    assert_eq!(analyse(&branches(3, 3), 64).unwrap_err().markings, 64);
    assert_eq!(analysis(&branches(3, 3)).markings, 66);
    let many: Vec<String> = (0..300).map(|step| format!("s{step}: ok -> s{}", step + 1)).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(analyse(&net("s0", &many), 1_000_000).unwrap_err().markings, 0);
}

/// A net of `k` parallel branches of `m` steps each between a first and a last step.
pub(super) fn branches(k: usize, m: usize) -> Net {
    let step = |branch: usize, at: usize| 1 + branch * m + at;
    let last = 1 + k * m;
    let to = |name: String, joins: Vec<usize>, way: Way| NetStep {
        name,
        joins,
        outcomes: vec![NetOutcome { name: "ok".into(), ways: vec![way] }],
    };
    let mut steps = vec![to("mulai".into(), vec![], (0..k).map(|branch| Node::Step(step(branch, 0))).collect())];
    for branch in 0..k {
        for at in 0..m {
            let next = if at + 1 < m { step(branch, at + 1) } else { last };
            steps.push(to(format!("b{branch}_{at}"), vec![], vec![Node::Step(next)]));
        }
    }
    steps.push(to("gabung".into(), (0..k).map(|branch| step(branch, m - 1)).collect(), vec![Node::End(0)]));
    Net { steps, ends: vec!["terbit".into()], start: vec![vec![Node::Step(0)]] }
}

/// Prints how large a net is decided how fast; the figures in `docs/sop/workflow.md` come from a release build. Without
/// optimisation only the smaller ones are tried.
#[test]
fn s40_large_nets_are_decided() {
    let sizes: [(usize, usize); 9] = [(3, 10), (4, 10), (16, 1), (5, 9), (6, 6), (4, 20), (8, 4), (6, 9), (20, 1)];
    let tried = if cfg!(debug_assertions) { 2 } else { sizes.len() };
    for (k, m) in sizes.into_iter().take(tried) {
        let net = branches(k, m);
        let from = std::time::Instant::now();
        let analysis = analyse(&net, 2_000_000).unwrap();
        println!(
            "{k} branches of {m}: {} steps, {} markings, {:?}",
            net.steps.len(),
            analysis.markings,
            from.elapsed()
        );
        assert!(analysis.is_sound());
        // Each branch is at one of its steps or waits (all waiting is the last step); besides, the first step and the end.
        assert_eq!(analysis.markings, (m + 1).pow(k as u32) + 2);
    }
}

/// A marking as a bag of tokens, played by the written rules without any cleverness.
type Bag = BTreeMap<Place, u32>;

#[derive(Debug, PartialEq, Eq)]
struct Facts {
    markings: usize,
    idle_steps: BTreeSet<usize>,
    idle_ends: BTreeSet<usize>,
    crowded: bool,
    improper_ends: BTreeSet<usize>,
    stuck: usize,
    trapped: bool,
}

fn step_of(net: &Net, bag: &Bag, from: Option<usize>, way: &Way) -> Bag {
    let mut bag = bag.clone();
    if let Some(from) = from {
        bag.remove(&Place::Step(from));
    }
    for node in way {
        match (*node, from) {
            (Node::End(end), _) => *bag.entry(Place::End(end)).or_default() += 1,
            (Node::Step(join), Some(from)) if net.steps[join].joins.contains(&from) => {
                *bag.entry(Place::Waiting { from, join }).or_default() += 1;
                if net.steps[join].joins.iter().all(|from| bag.contains_key(&Place::Waiting { from: *from, join })) {
                    begin(&mut bag, join);
                }
            }
            (Node::Step(step), _) => begin(&mut bag, step),
        }
        if bag.values().any(|count| *count > 1) {
            break;
        }
    }
    bag
}

fn begin(bag: &mut Bag, step: usize) {
    bag.retain(|place, _| !matches!(place, Place::Waiting { join, .. } if *join == step));
    *bag.entry(Place::Step(step)).or_default() += 1;
}

fn ended(bag: &Bag) -> Option<usize> {
    bag.keys().find_map(|place| if let Place::End(end) = place { Some(*end) } else { None })
}

fn followers(net: &Net, bag: &Bag) -> Vec<Bag> {
    if ended(bag).is_some() {
        return Vec::new();
    }
    let open = bag.keys().filter_map(|place| if let Place::Step(step) = place { Some(*step) } else { None });
    open.flat_map(|step| net.steps[step].outcomes.iter().flat_map(|outcome| &outcome.ways).map(move |way| (step, way)))
        .map(|(step, way)| step_of(net, bag, Some(step), way))
        .collect()
}

fn brute_force(net: &Net) -> Facts {
    let safe = |bag: &Bag| bag.values().all(|count| *count == 1);
    let mut crowded = false;
    let mut all: BTreeSet<Bag> = BTreeSet::new();
    let mut todo: Vec<Bag> = net.start.iter().map(|way| step_of(net, &Bag::new(), None, way)).collect();
    while let Some(bag) = todo.pop() {
        if !safe(&bag) {
            crowded = true;
        } else if all.insert(bag.clone()) {
            todo.extend(followers(net, &bag));
        }
    }
    let mut can: BTreeSet<Bag> = all.iter().filter(|bag| bag.len() == 1 && ended(bag).is_some()).cloned().collect();
    loop {
        let more: Vec<Bag> = all
            .iter()
            .filter(|bag| !can.contains(*bag) && followers(net, bag).iter().any(|next| can.contains(next)))
            .cloned()
            .collect();
        if more.is_empty() {
            break;
        }
        can.extend(more);
    }
    let seen = |place: Place| all.iter().any(|bag| bag.contains_key(&place));
    let open = |bag: &Bag| bag.keys().any(|place| matches!(place, Place::Step(_)));
    let lost: Vec<&Bag> = all.iter().filter(|bag| !can.contains(*bag)).collect();
    Facts {
        markings: all.len(),
        idle_steps: (0..net.steps.len()).filter(|step| !seen(Place::Step(*step))).collect(),
        idle_ends: (0..net.ends.len()).filter(|end| !seen(Place::End(*end))).collect(),
        crowded,
        improper_ends: lost.iter().filter_map(|bag| ended(bag)).collect(),
        stuck: lost.iter().filter(|bag| ended(bag).is_none() && !open(bag)).count(),
        trapped: lost.iter().any(|bag| ended(bag).is_none() && open(bag)),
    }
}

fn random_net() -> impl Strategy<Value = Net> {
    (1usize..6, 1usize..3).prop_flat_map(|(steps, ends)| {
        let node = prop_oneof![
            3 => (0..steps).prop_map(Node::Step),
            1 => (0..ends).prop_map(Node::End),
        ];
        let way = prop_oneof![
            4 => prop::collection::vec(node.clone(), 1),
            1 => prop::collection::vec(node, 2..4),
        ];
        let outcome = prop::collection::vec(way.clone(), 1..3).prop_map(|ways| NetOutcome { name: "o".into(), ways });
        let joins = prop_oneof![
            2 => Just(BTreeSet::new()),
            1 => prop::collection::btree_set(0..steps, 1..3),
        ];
        let step = (joins, prop::collection::vec(outcome, 0..3)).prop_map(|(joins, outcomes)| NetStep {
            name: "s".into(),
            joins: joins.into_iter().collect(),
            outcomes,
        });
        (prop::collection::vec(step, steps), prop::collection::vec(way, 1..3)).prop_map(move |(steps, start)| Net {
            steps,
            ends: (0..ends).map(|end| format!("E{end}")).collect(),
            start,
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn s40_the_analysis_agrees_with_playing_tokens(net in random_net()) {
        let found = analysis(&net);
        let facts = Facts {
            markings: found.markings,
            idle_steps: found.idle_steps.iter().copied().collect(),
            idle_ends: found.idle_ends.iter().copied().collect(),
            crowded: !found.crowded.is_empty(),
            improper_ends: found.left_running.iter().map(|left| left.end).collect(),
            stuck: found.stuck.len(),
            trapped: found.trapped.is_some(),
        };
        prop_assert_eq!(facts, brute_force(&net));
        for left in &found.left_running {
            prop_assert!(replays(&net, &left.path, &|bag| bag.contains_key(&Place::End(left.end)) && bag.len() > 1));
        }
        for stuck in &found.stuck {
            let waits = |bag: &Bag| bag.len() == stuck.waiting.len() && stuck.waiting.iter().all(|at| bag.contains_key(at));
            prop_assert!(replays(&net, &stuck.path, &waits));
        }
    }
}

/// Whether a witness, played move by move from one of the starts, ends as claimed.
fn replays(net: &Net, path: &Path, claim: &dyn Fn(&Bag) -> bool) -> bool {
    net.start.iter().any(|way| {
        let first = step_of(net, &Bag::new(), None, way);
        let last = path.iter().try_fold(first, |bag, step| {
            let way = &net.steps[step.step].outcomes[step.outcome].ways[step.way];
            bag.contains_key(&Place::Step(step.step)).then(|| step_of(net, &bag, Some(step.step), way))
        });
        last.is_some_and(|bag| claim(&bag))
    })
}
