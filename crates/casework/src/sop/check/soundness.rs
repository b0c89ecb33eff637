//! What only playing the work shows: joins that wait in vain, steps opened twice, ends that leave something running,
//! licences on the wrong ways.

use std::collections::BTreeSet;

use super::flow;
use super::found::{Found, Subject, error, listed, warning};
use crate::sop::net::{Analysis, Net, Node, Place, USUAL_LIMIT, analyse};
use crate::sop::{EndResult, LetterKind, Outcome};

/// `S-NET-TOO-LARGE`, `S-TOKENS-TWO`, `S-JOIN-NEVER`, `S-JOIN-STUCK`, `S-END-LEFT-RUNNING`: the workflow
/// net is sound. Where two things are wrong, the one that causes the other is told.
pub(super) fn is_sound(subject: &Subject<'_>) -> Vec<Found> {
    if !flow::is_whole(subject) {
        return Vec::new();
    }
    let net = Net::of(subject.sop);
    let analysis = match analyse(&net, USUAL_LIMIT) {
        Ok(analysis) => analysis,
        Err(too_large) => {
            return vec![error(
                "S-NET-TOO-LARGE",
                "step",
                format!(
                    "Alur kerja ini terlalu besar untuk diperiksa sampai tuntas ({} tempat, lebih dari {} keadaan), jadi tidak dapat disahkan. Kurangi cabang yang berjalan bersamaan, atau pecah menjadi dua SOP.",
                    too_large.places, too_large.markings
                ),
                format!(
                    "This workflow is too large to be checked to the end ({too_large}), so it cannot be published. Use fewer parallel branches, or split it into two SOPs."
                ),
            )];
        }
    };
    let found = crowded(&net, &analysis);
    if !found.is_empty() {
        return found;
    }
    let mut found = left_running(&net, &analysis);
    found.extend(joins(&net, &analysis));
    // Nothing more can be wrong here. From every step some way leads to an end (`flow`), and only a join can hold a
    // token up; so a case that could go on but never finish would first wait at a join or end with something left.
    found
}

fn crowded(net: &Net, analysis: &Analysis) -> Vec<Found> {
    let first = analysis.crowded.iter().min_by_key(|crowded| crowded.path.len());
    let Some(crowded) = first else { return Vec::new() };
    let story = net.tell(&crowded.path);
    let name = net.name(crowded.place);
    let (path, what_id, what_en) = match crowded.place {
        Place::Step(step) => (
            format!("step[{step}].id"),
            format!("Langkah “{name}” akan terbuka dua kali sekaligus"),
            format!("Step “{name}” would be open twice at once"),
        ),
        Place::Waiting { join, .. } => (
            format!("step[{join}].joins"),
            format!("Cabang “{name}” akan tiba dua kali sebelum digabung"),
            format!("The branch “{name}” would arrive twice before it is joined"),
        ),
        Place::End(end) => (
            format!("end[{end}].id"),
            format!("Akhir “{name}” akan dicapai dua kali sekaligus"),
            format!("The end “{name}” would be reached twice at once"),
        ),
    };
    vec![error(
        "S-TOKENS-TWO",
        path,
        format!(
            "{what_id}, dengan hasil: {}. Cabang yang berjalan bersamaan harus bertemu lewat “joins”.",
            start_if_empty(&story, "sejak awal")
        ),
        format!(
            "{what_en}, with these outcomes: {}. Parallel branches must meet through “joins”.",
            start_if_empty(&story, "from the start")
        ),
    )]
}

fn left_running(net: &Net, analysis: &Analysis) -> Vec<Found> {
    let tell = |left: &crate::sop::net::LeftRunning| {
        let end = &net.ends[left.end];
        let open: Vec<String> = left.left.iter().map(|place| net.name(*place)).collect();
        let story = net.tell(&left.path);
        error(
            "S-END-LEFT-RUNNING",
            format!("end[{}].id", left.end),
            format!(
                "Perkara dapat berakhir di “{end}” sementara {} masih berjalan, dengan hasil: {story}. Bawa cabang itu ke penggabungan dahulu, lalu putuskan di sana.",
                listed(&open, "dan")
            ),
            format!(
                "A case can end at “{end}” while {} is still running, with these outcomes: {story}. Lead that branch to the join first, and decide there.",
                listed(&open, "and")
            ),
        )
    };
    analysis.left_running.iter().map(tell).collect()
}

/// A join that never begins, or else a join that can wait for ever.
fn joins(net: &Net, analysis: &Analysis) -> Vec<Found> {
    let never: Vec<usize> =
        analysis.idle_steps.iter().copied().filter(|step| !net.steps[*step].joins.is_empty()).collect();
    if !never.is_empty() {
        return never.into_iter().map(|join| never_joins(net, analysis, join)).collect();
    }
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    for stuck in &analysis.stuck {
        for place in &stuck.waiting {
            let Place::Waiting { join, .. } = *place else { continue };
            if !told.insert(join) {
                continue;
            }
            let story = net.tell(&stuck.path);
            let (arrived, missing) = branches(net, &stuck.waiting, join);
            found.push(error(
                "S-JOIN-STUCK",
                format!("step[{join}].joins"),
                format!("Penggabungan “{}” dapat menunggu selamanya: setelah {story}, cabang {} sudah tiba tetapi {} tidak akan pernah datang. Buat kedua cabang selalu berjalan, atau lewati penggabungan pada jalan itu.", net.steps[join].name, listed(&arrived, "dan"), listed(&missing, "dan")),
                format!("The join “{}” can wait for ever: after {story}, branch {} has arrived but {} will never come. Let both branches always run, or go round the join on that way.", net.steps[join].name, listed(&arrived, "and"), listed(&missing, "and")),
            ));
        }
    }
    found
}

fn never_joins(net: &Net, analysis: &Analysis, join: usize) -> Found {
    let name = &net.steps[join].name;
    let feeds = |from: usize| {
        net.steps[from]
            .outcomes
            .iter()
            .flat_map(|outcome| &outcome.ways)
            .flatten()
            .any(|node| *node == Node::Step(join))
    };
    let strangers: Vec<&str> =
        net.steps[join].joins.iter().filter(|from| !feeds(**from)).map(|from| net.steps[*from].name.as_str()).collect();
    if !strangers.is_empty() {
        return error(
            "S-JOIN-NEVER",
            format!("step[{join}].joins"),
            format!(
                "Penggabungan “{name}” tidak pernah dapat dimulai: ia menunggu {}, tetapi tidak ada hasil langkah itu yang menuju ke “{name}”.",
                listed(&strangers, "dan")
            ),
            format!(
                "The join “{name}” can never begin: it waits for {}, but no outcome of that step leads to “{name}”.",
                listed(&strangers, "and")
            ),
        );
    }
    let story = analysis.stuck.iter().find(|stuck| !branches(net, &stuck.waiting, join).0.is_empty());
    let story = story.map(|stuck| net.tell(&stuck.path)).unwrap_or_default();
    error(
        "S-JOIN-NEVER",
        format!("step[{join}].joins"),
        format!(
            "Penggabungan “{name}” tidak pernah dapat dimulai: cabang {} tidak pernah berjalan bersamaan (misalnya setelah {story}). Mulai semua cabang itu dari satu hasil, atau hapus “joins”.",
            listed(net.steps[join].joins.iter().map(|from| &net.steps[*from].name), "dan")
        ),
        format!(
            "The join “{name}” can never begin: its branches {} never run together (for instance after {story}). Begin them all from one outcome, or delete “joins”.",
            listed(net.steps[join].joins.iter().map(|from| &net.steps[*from].name), "and")
        ),
    )
}

/// The branches of a join that have arrived, and those that have not.
fn branches<'n>(net: &'n Net, waiting: &[Place], join: usize) -> (Vec<&'n str>, Vec<&'n str>) {
    let arrived = |from: &usize| waiting.contains(&Place::Waiting { from: *from, join });
    let (here, missing): (Vec<usize>, Vec<usize>) = net.steps[join].joins.iter().partition(|from| arrived(from));
    let names = |list: Vec<usize>| list.into_iter().map(|from| net.steps[from].name.as_str()).collect();
    (names(here), names(missing))
}

fn start_if_empty<'s>(story: &'s str, start: &'s str) -> &'s str {
    if story.is_empty() { start } else { story }
}

/// `S-GRANT-WITHOUT-LICENCE`, `S-REJECT-WITH-LICENCE`, `S-REJECT-WITHOUT-LETTER`: a licence on every way to a granting
/// end and on no way to a rejecting one, and a letter with the reasons on every way to a rejecting one.
pub(super) fn letters_fit_the_ends(subject: &Subject<'_>) -> Vec<Found> {
    if !flow::is_whole(subject) {
        return Vec::new();
    }
    let net = Net::of(subject.sop);
    if !analyse(&net, USUAL_LIMIT).is_ok_and(|analysis| analysis.is_sound()) {
        return Vec::new();
    }
    let without_licence = reached_without(subject, &net, LetterKind::Licence);
    let without_rejection = reached_without(subject, &net, LetterKind::Rejection);
    let with_licence = reached_after_licence(subject, &net);
    let mut found = Vec::new();
    for (at, end) in subject.sop.ends.iter().enumerate() {
        let path = format!("end[{at}].result");
        match end.result {
            EndResult::Granted if without_licence.contains(&at) => found.push(error(
                "S-GRANT-WITHOUT-LICENCE",
                path,
                format!("Akhir “{}” berarti izin terbit, tetapi ada jalan ke sana tanpa surat izin. Beri hasil pada jalan itu “letter” yang jenisnya “licence”.", end.id),
                format!("The end “{}” means granted, but a way leads there without a licence. Give an outcome on that way a “letter” of kind “licence”.", end.id),
            )),
            EndResult::Rejected => {
                if with_licence.contains(&at) {
                    found.push(error(
                        "S-REJECT-WITH-LICENCE",
                        &path,
                        format!("Akhir “{}” berarti ditolak, tetapi ada jalan ke sana yang sudah menerbitkan izin. Pindahkan penerbitan ke hasil yang menuju izin saja.", end.id),
                        format!("The end “{}” means rejected, but a way leads there on which a licence was issued. Issue it only with the outcome that leads to granting.", end.id),
                    ));
                }
                if without_rejection.contains(&at) {
                    found.push(warning(
                        "S-REJECT-WITHOUT-LETTER",
                        path,
                        format!("Akhir “{}” dapat dicapai tanpa surat penolakan. Pemohon berhak atas alasan tertulis; beri hasil yang menolak “letter” yang jenisnya “rejection”.", end.id),
                        format!("The end “{}” can be reached without a letter of rejection. The applicant has a right to written reasons; give the refusing outcome a “letter” of kind “rejection”.", end.id),
                    ));
                }
            }
            EndResult::Granted | EndResult::Closed => {}
        }
    }
    found
}

fn issues(subject: &Subject<'_>, outcome: &Outcome, kind: LetterKind) -> bool {
    outcome.letter.as_deref().and_then(|id| subject.sop.letter(id)).is_some_and(|letter| letter.kind == kind)
}

/// The ends that a case can still reach when no outcome may be taken that issues this kind of letter.
fn reached_without(subject: &Subject<'_>, net: &Net, kind: LetterKind) -> BTreeSet<usize> {
    let mut net = net.clone();
    for (step, rules) in net.steps.iter_mut().zip(&subject.sop.steps) {
        let mut kept = rules.outcomes.iter().map(|outcome| !issues(subject, outcome, kind));
        step.outcomes.retain(|_| kept.next().unwrap_or(true));
    }
    reached(&net)
}

fn reached(net: &Net) -> BTreeSet<usize> {
    let idle = analyse(net, USUAL_LIMIT).map(|analysis| analysis.idle_ends).unwrap_or_default();
    (0..net.ends.len()).filter(|end| !idle.contains(end)).collect()
}

/// The ends that a case can reach after a licence was issued: it puts a token aside that nothing takes away, so such a
/// case ends with something left.
fn reached_after_licence(subject: &Subject<'_>, net: &Net) -> BTreeSet<usize> {
    let mut net = net.clone();
    let aside = Node::Step(net.steps.len());
    net.steps.push(crate::sop::net::NetStep::default());
    for (step, rules) in net.steps.iter_mut().zip(&subject.sop.steps) {
        for (outcome, rules) in step.outcomes.iter_mut().zip(&rules.outcomes) {
            if issues(subject, rules, LetterKind::Licence) {
                outcome.ways.iter_mut().for_each(|way| way.push(aside));
            }
        }
    }
    let analysis = analyse(&net, USUAL_LIMIT).unwrap_or_default();
    analysis.left_running.iter().map(|left| left.end).collect()
}
