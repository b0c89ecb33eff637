//! The command line, run as an operator runs it.

use std::io::Write as _;
use std::net::TcpStream;
use std::time::Duration;

use crate::support::program::{Place, status, told};

#[test]
fn an_unknown_key_of_the_configuration_is_named_with_its_line() {
    let place = Place::new();
    let config = place.said("satupintu.toml").replace("files =", "fils =");
    place.write("satupintu.toml", &config);
    for command in ["serve", "worker", "migrate", "rebuild"] {
        let output = place.run(&[command]);
        assert_eq!(output.status.code(), Some(4), "{}", told(&output));
        assert!(told(&output).contains("line 3") && told(&output).contains("fils"), "{}", told(&output));
    }
    let doctor = place.run(&["doctor"]);
    assert_eq!(doctor.status.code(), Some(3));
    assert!(told(&doctor).contains("line 3"), "{}", told(&doctor));
    assert_eq!(place.run(&["srve"]).status.code(), Some(2));
}

#[test]
fn an_office_without_its_tables_is_not_served_and_migrating_twice_is_harmless() {
    let place = Place::new();
    let refused = place.run(&["serve"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(told(&refused).contains("satupintu migrate"), "{}", told(&refused));
    let first = place.run(&["migrate"]);
    assert!(first.status.success() && told(&first).contains("0001 log"), "{}", told(&first));
    let second = place.run(&["migrate"]);
    assert!(second.status.success() && told(&second).contains("nothing to do"), "{}", told(&second));
}

#[test]
fn a_stop_finishes_what_has_begun_and_a_second_process_is_refused() {
    let place = Place::new();
    let serving = place.serve();
    let second = place.run(&["worker"]);
    assert_eq!(second.status.code(), Some(1));
    assert!(told(&second).contains("another process works on"), "{}", told(&second));

    let body = "email=melati%40surel.contoh";
    let mut stream = TcpStream::connect(("127.0.0.1", place.port)).unwrap();
    let head = format!(
        "POST /masuk HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&body.as_bytes()[..10]).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    serving.signal("TERM");
    std::thread::sleep(Duration::from_millis(500));
    stream.write_all(&body.as_bytes()[10..]).unwrap();
    assert_eq!(status(&mut stream), Some(200), "the open request was cut off");
    assert_eq!(serving.end(Duration::from_secs(40)), Some(0));
    assert_eq!(place.status("/livez"), None);
}

#[test]
fn a_fresh_office_is_healthy_and_says_what_to_look_at() {
    let place = Place::new();
    let before = place.run(&["doctor", "--json"]);
    assert_eq!(before.status.code(), Some(3));
    let found: serde_json::Value = serde_json::from_slice(&before.stdout).unwrap();
    assert_eq!(found["healthy"], false);
    let serving = place.serve();
    // What only the demo shows is not there.
    assert_eq!((place.status("/_gaya"), place.status("/surel")), (Some(404), Some(404)));
    let beside = place.run(&["doctor", "--deep"]);
    assert_eq!(beside.status.code(), Some(0), "{}", told(&beside));
    serving.signal("TERM");
    assert_eq!(serving.end(Duration::from_secs(40)), Some(0));
    let after = place.run(&["doctor", "--json"]);
    let found: serde_json::Value = serde_json::from_slice(&after.stdout).unwrap();
    let checks = found["checks"].as_array().unwrap();
    assert!(found["healthy"] == true && checks.len() >= 15, "{found:#}");
    let mail = checks.iter().find(|check| check["name"] == "mail").unwrap();
    assert!(mail["state"] == "warning" && mail["todo"].as_str().unwrap().contains("[smtp]"), "{mail}");
    std::fs::set_permissions(place.folder.join("key"), std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    let open = place.run(&["doctor"]);
    assert_eq!(open.status.code(), Some(3));
    assert!(told(&open).contains("chmod 600"), "{}", told(&open));
}

#[test]
fn the_demo_greets_keeps_its_year_and_a_flipped_byte_of_its_log_is_found() {
    let place = Place::new();
    let data = place.folder.join("contoh");
    let data = data.to_str().unwrap();
    let port = format!("127.0.0.1:{}", place.port);
    let demo = ["demo", "--cases", "12", "--data", data, "--listen", &port];
    let served = |place: &Place| {
        let running = place.start(&demo);
        while !place.said("out").contains("Ctrl-C") {
            std::thread::sleep(Duration::from_millis(200));
        }
        running.signal("TERM");
        assert_eq!(running.end(Duration::from_secs(40)), Some(0), "{}", place.said("err"));
        place.said("out")
    };
    let greeting = served(&place);
    for word in ["http://127.0.0.1:", "kepala@palembang.contoh", "melati.anggraini@surel.contoh", "/surel"] {
        assert!(greeting.contains(word), "{greeting}");
    }
    let config = format!("{data}/satupintu.toml");
    let rebuilt = place.run(&["rebuild", "--config", &config]);
    assert!(rebuilt.status.success() && told(&rebuilt).contains("events read"), "{}", told(&rebuilt));
    let healthy = place.run(&["doctor", "--deep", "--config", &config]);
    assert_eq!(healthy.status.code(), Some(0), "{}", told(&healthy));
    let events = |output| told(output).lines().find(|line| line.contains("events are whole")).map(str::to_owned);
    // Opened again, the year is not made a second time.
    served(&place);
    let again = place.run(&["doctor", "--config", &config]);
    assert_eq!(events(&healthy), events(&again));

    let file = format!("{data}/office.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let known = b"\"filed_by\":\"applicant\"";
    // Pages that were split keep stale copies, so each place is changed.
    let places: Vec<usize> =
        bytes.windows(known.len()).enumerate().filter(|(_, window)| window == known).map(|(at, _)| at).collect();
    assert!(!places.is_empty(), "no event of a submission is in the file");
    for at in places {
        bytes[at + 13] = b'A';
    }
    std::fs::write(&file, bytes).unwrap();
    let broken = place.run(&["doctor", "--config", &config]);
    assert_eq!(broken.status.code(), Some(3), "{}", told(&broken));
    assert!(told(&broken).contains("the chain of events is broken at position"), "{}", told(&broken));
}

#[test]
fn the_calendar_is_shown_changed_and_a_bad_table_refused_with_its_lines() {
    let place = Place::new();
    assert!(place.run(&["migrate"]).status.success());
    let why = ["--reason", "SKB baru", "--basis", "SKB 12/2026"];
    let close = ["calendar", "close", "2027-04-15", "--name", "Hari jadi kota", "--name-en", "City anniversary"];
    let closed = place.run(&[&close[..], &why[..]].concat());
    assert!(closed.status.success() && told(&closed).contains("Calendar version 2 is in force"), "{}", told(&closed));
    let again = place.run(&[&close[..], &why[..]].concat());
    assert!(!again.status.success() && told(&again).contains("closed on 2027-04-15 already"), "{}", told(&again));
    let shown = place.run(&["calendar", "show", "--year", "2027"]);
    assert!(told(&shown).contains("2027-04-15  This office is closed: City anniversary"), "{}", told(&shown));
    assert!(told(&shown).contains("Version 2, "), "{}", told(&shown));

    place.write(
        "cuti.csv",
        "tanggal,jenis,nama,perkiraan\n2027-08-17,cuti_bersama,Menimpa,0\n17-08-2027,cuti_bersama,x,0\n",
    );
    let table = place.path("cuti.csv");
    let refused = place.run(&[&["calendar", "import", table.as_str(), "--dry-run"][..], &why[..]].concat());
    assert!(!refused.status.success(), "{}", told(&refused));
    for line in ["Line 2: 2027-08-17 is a national holiday already", "Line 3: the day cannot be read"] {
        assert!(told(&refused).contains(line), "{}", told(&refused));
    }
}

#[test]
fn an_agency_is_renamed_and_merged_with_a_dry_run_before_and_the_office_goes_on() {
    let place = Place::new();
    let serving = place.serve();
    serving.signal("TERM");
    assert_eq!(serving.end(Duration::from_secs(40)), Some(0));
    let before = place.said("office.toml");
    let rename =
        ["agency", "rename", "dinkes", "--name", "Dinas Kesehatan dan KB", "--name-en", "Health and Family Agency"];
    let dry = place.run(&[&rename[..], &["--dry-run"]].concat());
    assert!(dry.status.success() && told(&dry).contains("Health Agency → Health and Family Agency"), "{}", told(&dry));
    assert_eq!(place.said("office.toml"), before, "a dry run changes nothing");
    assert!(place.run(&rename).status.success());
    let renamed = place.said("office.toml");
    assert!(renamed.contains("Dinas Kesehatan dan KB") && renamed.contains("[[agency.former]]"), "{renamed}");
    assert!(renamed.contains("# Loket dan bidang perizinan"), "comments stay");
    assert_eq!(place.run(&rename).status.code(), Some(2), "the same name once more");

    let merge = ["agency", "merge", "bapenda", "pupr", "--reason", "Perda 3/2026"];
    let dry = place.run(&[&merge[..], &["--dry-run"]].concat());
    for says in [
        "role bapenda-penilai → pupr",
        "account Novita Sari, S.E., Ak. → pupr",
        "Assessor of the advertising tax: 0 open tasks",
    ] {
        assert!(told(&dry).contains(says), "{says}: {}", told(&dry));
    }
    assert_eq!(place.said("office.toml"), renamed);
    let done = place.run(&merge);
    assert!(done.status.success(), "{}", told(&done));
    assert!(place.said("office.toml").contains("merged_into = \"pupr\""));
    let again = place.run(&merge);
    assert_eq!(again.status.code(), Some(2));
    assert!(told(&again).contains("There is no agency bapenda"), "{}", told(&again));
    for wrong in [
        ["agency", "merge", "dpmptsp", "pupr"],
        ["agency", "merge", "pupr", "pupr"],
        ["agency", "merge", "pupr", "entah"],
    ] {
        let refused = place.run(&[&wrong[..], &["--reason", "Perda 3/2026"]].concat());
        assert_eq!(refused.status.code(), Some(2), "{}", told(&refused));
    }
    let serving = place.serve();
    let doctor = place.run(&["doctor"]);
    assert!(told(&doctor).contains("roles of SOPs are held by somebody"), "{}", told(&doctor));
    serving.signal("TERM");
    assert_eq!(serving.end(Duration::from_secs(40)), Some(0));
}
