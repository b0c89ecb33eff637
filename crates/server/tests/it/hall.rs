//! The hall through its pages: numbers, counters, the screen, appointments, and that nothing is given twice.

use std::collections::BTreeSet;

use jiff::civil::date;

use crate::on_both;
use crate::support::{Answer, Client, Office};

/// Does something at a counter and gives the page that follows.
async fn act(officer: &mut Client, counter: &str, what: &[(&str, &str)]) -> Answer {
    let mut fields = vec![("loket", counter)];
    fields.extend(what);
    officer.post("/meja/loket/antrean", &fields).await
}

async fn open(officer: &mut Client, counter: &str) {
    act(officer, counter, &[("lakukan", "buka")]).await.is(303);
}

/// Draws a number on a telephone of its own and gives its page's address.
async fn draw(office: &Office, group: &str, first: bool, place: u32) -> Answer {
    let mut fields = vec![("huruf", group)];
    fields.extend(first.then_some(("dahulu", "ya")));
    phone(office, place).post("/antrean/ambil", &fields).await
}

fn phone(office: &Office, place: u32) -> Client {
    office.visitor().with("x-forwarded-for", &format!("203.0.{}.{}", place / 250, place % 250 + 1))
}

/// The number at a counter, as its page shows it.
async fn at(officer: &mut Client, counter: &str) -> String {
    officer.get(&format!("/meja/loket/antrean?loket={counter}")).await.field("nomor")
}

/// The kiosk's address.
async fn kiosk(office: &Office) -> String {
    let page = office.officer("loket").await.get("/meja/loket/antrean").await.text();
    let at = page.find("/antrean/kios/").unwrap();
    page[at..at + page[at..].find('"').unwrap()].to_owned()
}

async fn count(office: &Office, sql: &'static str) -> i64 {
    office.desk().query(sql, vec![office.desk().id.as_str().into()]).await.unwrap()[0].int(0)
}

on_both! {
    async fn a_number_goes_from_the_kiosk_to_the_counter_and_is_followed_on_the_phone(office: Office) {
        let mut loket = office.officer("loket").await;
        open(&mut loket, "1").await;
        let kiosk = kiosk(&office).await;
        let mut hall = office.visitor();
        hall.get(&kiosk).await.is(200).has("Permohonan baru dan perbaikan");
        let drawn = hall.post(&kiosk, &[("huruf", "A"), ("request_id", "0123456789abcdef0123456789abcdef")]).await;
        let printed = drawn.is(303).location().to_owned();
        let again = hall.post(&kiosk, &[("huruf", "A"), ("request_id", "0123456789abcdef0123456789abcdef")]).await;
        assert_eq!(again.location(), printed, "the same touch twice draws one number");
        hall.get(&printed).await.is(200).has("A-001").has("Anda yang berikutnya");
        let code = printed.rsplit('/').next().unwrap().to_owned();
        let own = format!("/antrean/tiket/{code}");
        draw(&office, "A", false, 1).await.is(303);
        office.visitor().get(&own).await.is(200).has("A-001").has("sebentar lagi").has("menurut rencana kantor");
        office.visitor().get(&format!("{own}/qr.svg")).await.is(200).has("<svg");

        act(&mut loket, "1", &[("lakukan", "panggil")]).await.is(303);
        office.visitor().get(&own).await.has("Silakan ke Loket 1 sekarang");
        let screen = office.visitor().get("/antrean/layar").await;
        screen.is(200).has("A-001").has("Nomor antrean, A, nol nol satu. Silakan ke Loket 1.").has("http-equiv=\"refresh\"");
        office.at("2026-01-12T09:02:00+07:00").await;
        act(&mut loket, "1", &[("lakukan", "layani"), ("nomor", "A-001")]).await.is(303);
        loket.get("/meja/loket/antrean").await.has("Selesai dan panggil berikutnya").has("href=\"/meja/loket\"");
        office.at("2026-01-12T09:12:00+07:00").await;
        act(&mut loket, "1", &[("lakukan", "selesai-panggil"), ("nomor", "A-001")]).await.is(303);
        office.visitor().get(&own).await.has("sudah selesai");
        assert_eq!(at(&mut loket, "1").await, "A-002");
    }
}

on_both! {
    async fn many_counters_never_call_the_same_number(office: Office) {
        let mut officers = Vec::new();
        for (name, counter) in [("loket", "1"), ("loket2", "2")] {
            let mut officer = office.officer(name).await;
            open(&mut officer, counter).await;
            officers.push((officer, counter));
        }
        for place in 0..24 {
            draw(&office, "A", place % 3 == 0, place).await.is(303);
        }
        // Each counter is pressed by ten fingers at once, round after round.
        let mut called = BTreeSet::new();
        for _ in 0..12 {
            let presses = officers.iter().flat_map(|(officer, counter)| (0..10).map(move |_| (officer.clone(), *counter)));
            let presses = presses.map(|(mut officer, counter)| {
                tokio::spawn(async move { act(&mut officer, counter, &[("lakukan", "panggil")]).await.status.as_u16() })
            });
            let presses: Vec<_> = presses.collect();
            let mut done = 0;
            for press in presses {
                match press.await.unwrap() {
                    303 => done += 1,
                    status => assert_eq!(status, 409, "somebody was faster"),
                }
            }
            assert_eq!(done, 2, "each counter calls one number");
            for (officer, counter) in &mut officers {
                let number = at(officer, counter).await;
                assert!(called.insert(number.clone()), "{number} was called twice");
                act(officer, counter, &[("lakukan", "layani"), ("nomor", &number)]).await.is(303);
                act(officer, counter, &[("lakukan", "selesai"), ("nomor", &number)]).await.is(303);
            }
        }
        assert_eq!(called.len(), 24);
        act(&mut officers[0].0, "1", &[("lakukan", "panggil")]).await.is(409).has("Tidak ada yang menunggu");
    }
}

on_both! {
    async fn counters_in_two_processes_never_call_the_same_number(office: Office) {
        let other = office.twin().await;
        let there = server::http::router(other.clone());
        let (mut one, mut two) = (office.officer("loket").await, office.officer("loket2").await.elsewhere(there));
        open(&mut one, "1").await;
        open(&mut two, "2").await;
        for place in 0..16 {
            draw(&office, "A", false, place).await.is(303);
        }
        let mut called = BTreeSet::new();
        for _ in 0..8 {
            let calls = [(one.clone(), "1"), (two.clone(), "2")].map(|(mut officer, counter)| {
                tokio::spawn(async move { act(&mut officer, counter, &[("lakukan", "panggil")]).await.status.as_u16() })
            });
            for call in calls {
                assert_eq!(call.await.unwrap(), 303);
            }
            for (officer, counter) in [(&mut one, "1"), (&mut two, "2")] {
                let number = at(officer, counter).await;
                assert!(called.insert(number.clone()), "{number} was called twice");
                act(officer, counter, &[("lakukan", "layani"), ("nomor", &number)]).await.is(303);
                act(officer, counter, &[("lakukan", "selesai"), ("nomor", &number)]).await.is(303);
            }
        }
        assert_eq!(called.len(), 16);
    }
}

on_both! {
    async fn no_number_is_drawn_twice_and_none_past_the_counters_time(office: Office) {
        office.at("2026-01-12T15:00:00+07:00").await;
        open(&mut office.officer("loket").await, "1").await;
        // One counter, one hour, fifteen minutes each: four people, however many ask at once.
        let asked: Vec<_> = (0..20)
            .map(|place| {
                let mut phone = phone(&office, place);
                tokio::spawn(async move { phone.post("/antrean/ambil", &[("huruf", "A")]).await })
            })
            .collect();
        let mut drawn = BTreeSet::new();
        for answer in asked {
            let answer = answer.await.unwrap();
            if answer.status.as_u16() == 303 {
                assert!(drawn.insert(answer.location().to_owned()));
            } else {
                answer.is(409).has("hari ini habis").has("Janji temu terdekat: Selasa, 13 Januari 2026, 08.00");
            }
        }
        assert_eq!(drawn.len(), 4);
        assert_eq!(count(&office, "select count(*) from hall_ticket where office = $1").await, 4);
        // Whoever gives up makes room for one.
        let own = drawn.first().unwrap();
        office.visitor().post(&format!("{own}/lepas"), &[]).await.is(303);
        office.visitor().get(own).await.has("Nomor ini tidak menunggu lagi");
        draw(&office, "A", false, 30).await.is(303);
        draw(&office, "A", false, 31).await.is(409);
        draw(&office, "B", false, 32).await.is(409).has("tidak ada loket yang buka");
        office.visitor().post("/antrean/ambil", &[("huruf", "?")]).await.is(422).has("pilih dahulu layanannya");
    }
}

on_both! {
    async fn the_next_morning_numbers_begin_anew_and_what_was_left_open_is_ended(office: Office) {
        let mut loket = office.officer("loket").await;
        open(&mut loket, "1").await;
        let first = draw(&office, "A", false, 1).await.location().to_owned();
        act(&mut loket, "1", &[("lakukan", "panggil")]).await.is(303);
        draw(&office, "A", false, 2).await.is(303);
        office.at("2026-01-13T08:10:00+07:00").await;
        let open_still = "select count(*) from hall_ticket where office = $1 and state in ('waiting', 'called', 'serving')";
        assert_eq!(count(&office, open_still).await, 0);
        office.visitor().get(&first).await.is(200).has("A-001").has("Nomor ini tidak menunggu lagi");
        let mut loket = office.officer("loket").await;
        open(&mut loket, "1").await;
        let second = draw(&office, "A", false, 3).await.location().to_owned();
        office.visitor().get(&second).await.has("A-001").has("sebentar lagi");
        office.visitor().get("/antrean/layar").await.lacks("Silakan ke Loket 1");
    }
}

on_both! {
    async fn whoever_goes_first_is_called_between_the_others(office: Office) {
        let mut loket = office.officer("loket").await;
        open(&mut loket, "1").await;
        for (place, first) in [false, false, true, true].into_iter().enumerate() {
            draw(&office, "A", first, u32::try_from(place).unwrap()).await.is(303);
        }
        let mut order = Vec::new();
        act(&mut loket, "1", &[("lakukan", "panggil")]).await.is(303);
        for _ in 0..4 {
            let number = at(&mut loket, "1").await;
            act(&mut loket, "1", &[("lakukan", "layani"), ("nomor", &number)]).await.is(303);
            act(&mut loket, "1", &[("lakukan", "selesai-panggil"), ("nomor", &number)]).await.is(303);
            order.push(number);
        }
        assert_eq!(order, ["A-003", "A-001", "A-004", "A-002"]);
    }
}

on_both! {
    async fn a_counter_that_is_away_is_announced_with_its_hour(office: Office) {
        let (mut loket, mut other) = (office.officer("loket").await, office.officer("loket2").await);
        open(&mut loket, "1").await;
        open(&mut other, "2").await;
        act(&mut loket, "1", &[("lakukan", "istirahat"), ("menit", "20")]).await.is(303);
        act(&mut other, "2", &[("lakukan", "istirahat"), ("menit", "lama")]).await.is(422).has("1 sampai 180 menit");
        act(&mut other, "2", &[("lakukan", "tutup")]).await.is(303);
        let screen = office.visitor().get("/antrean/layar").await;
        screen.has("Istirahat sampai 09.20 WIB").has("Tutup untuk hari ini").has("Belum ada petugas");
        office.at("2026-01-12T09:30:00+07:00").await;
        office.visitor().get("/antrean").await.has("seharusnya kembali 09.20 WIB");
        act(&mut loket, "1", &[("lakukan", "panggil")]).await.is(409).has("Loket 1 belum dibuka");
    }
}

on_both! {
    async fn a_call_that_nobody_follows_is_repeated_passed_over_and_can_be_made_up_for(office: Office) {
        let mut loket = office.officer("loket").await;
        open(&mut loket, "1").await;
        let own = draw(&office, "A", false, 1).await.location().to_owned();
        act(&mut loket, "1", &[("lakukan", "panggil")]).await.is(303);
        act(&mut loket, "1", &[("lakukan", "lewati"), ("nomor", "A-001")]).await.is(409).has("baru dipanggil 1 kali");
        office.at("2026-01-12T09:01:00+07:00").await;
        let before = office.visitor().get("/antrean/layar").await.text();
        act(&mut loket, "1", &[("lakukan", "ulang"), ("nomor", "A-001")]).await.is(303);
        let key = |page: &str| page[page.find("data-call=\"").unwrap()..].chars().take(40).collect::<String>();
        let after = office.visitor().get("/antrean/layar").await.text();
        assert_ne!(key(&before), key(&after), "the screen says a repeated call once more");
        act(&mut loket, "1", &[("lakukan", "lewati"), ("nomor", "A-001")]).await.is(303);
        office.visitor().get(&own).await.has("tidak ada yang datang");
        act(&mut loket, "1", &[("lakukan", "susul"), ("ke", "A-001")]).await.is(303);
        assert_eq!(at(&mut loket, "1").await, "A-001");
        act(&mut loket, "1", &[("lakukan", "pindah"), ("ke", "C"), ("nomor", "A-001")]).await.is(303);
        office.visitor().get(&own).await.has("Informasi dan pengaduan").has("belum diketahui");
        act(&mut loket, "1", &[("lakukan", "layani"), ("nomor", "A-001")]).await.is(409).has("Halaman ini sudah berubah");
    }
}

/// Books and gives the answer.
async fn book(client: &mut Client, day: &str, hour: &str, phone: &str) -> Answer {
    let fields = [("pukul", hour), ("nama", "Siti Aminah"), ("telepon", phone), ("surel", "")];
    client.post(&format!("/antrean/janji/baru/A/{day}"), &fields).await
}

on_both! {
    async fn an_appointment_is_made_moved_used_and_shares_the_day_with_those_who_just_come(office: Office) {
        let mut citizen = phone(&office, 1);
        citizen.get("/antrean/janji").await.is(200).has("Pengambilan surat");
        citizen.get("/antrean/janji/baru/A").await.is(200).has("Selasa, 13 Januari 2026");
        citizen.get("/antrean/janji/baru/A/2026-01-13").await.is(200).has("09.00").has("2 tempat").lacks("12.00");
        citizen.get("/antrean/janji/baru/A/2026-01-16").await.is(409).has("kantor tutup");
        citizen.get("/antrean/janji/baru/A/2026-03-02").await.is(409).has("sampai Senin, 26 Januari 2026");
        let empty = citizen.post("/antrean/janji/baru/A/2026-01-13", &[("pukul", "09:00")]).await;
        empty.is(422).has("Isi nama yang akan datang").has("Isi nomor telepon atau alamat surel");
        let fields = [("pukul", "09:00"), ("nama", "Siti Aminah"), ("telepon", "0812 3456 7890"), ("surel", "Siti@contoh.id")];
        let made = citizen.post("/antrean/janji/baru/A/2026-01-13", &fields).await;
        let own = made.is(303).location().trim_end_matches("?baru").to_owned();
        citizen.get(made.location()).await.has("Janji temu dicatat").has("Selasa, 13 Januari 2026").lacks("Siti");
        office.work().await;
        let mail = office.visitor().get("/surel").await;
        mail.has("Janji temu Selasa, 13 Januari 2026 pukul 09.00").has("siti@contoh.id");

        citizen.get(&format!("{own}/pindah")).await.is(200);
        citizen.post(&format!("{own}/pindah/2026-01-14"), &[]).await.is(422);
        citizen.post(&format!("{own}/pindah/2026-01-14"), &[("pukul", "10:00")]).await.is(303);
        citizen.get(&own).await.has("Rabu, 14 Januari 2026").has("10.00 WIB");
        citizen.get("/antrean/janji/baru/A/2026-01-13").await.has("2 tempat").lacks("1 tempat");
        office.at("2026-01-13T08:59:00+07:00").await;
        office.visitor().get("/surel").await.lacks("Besok: janji temu");
        office.at("2026-01-13T09:00:00+07:00").await;
        office.visitor().get("/surel").await.has("Besok: janji temu pukul 10.00");

        office.at("2026-01-14T09:40:00+07:00").await;
        let mut loket = office.officer("loket").await;
        open(&mut loket, "1").await;
        let kiosk = kiosk(&office).await;
        let mut hall = office.visitor();
        let code = own.rsplit('/').next().unwrap().to_owned();
        hall.post(&format!("{kiosk}/janji"), &[("kode", "salah")]).await.is(422).has("12 huruf dan angka");
        hall.post(&format!("{kiosk}/janji"), &[("kode", "0000-0000-0000")]).await.is(404);
        let scanned = format!("http://localhost:8080{own}");
        let came = hall.post(&format!("{kiosk}/janji"), &[("kode", &scanned)]).await;
        let ticket = came.is(303).location().to_owned();
        hall.get(&ticket).await.has("A-001").has("10.00");
        let again = hall.post(&format!("{kiosk}/janji"), &[("kode", &code)]).await;
        assert_eq!(again.location(), ticket, "whoever comes twice has one number");
        draw(&office, "A", false, 9).await.is(303);
        office.at("2026-01-14T10:00:00+07:00").await;
        act(&mut loket, "1", &[("lakukan", "panggil")]).await.is(303);
        assert_eq!(at(&mut loket, "1").await, "A-001", "its hour has come");
        loket.get("/meja/loket/antrean").await.has("Siti Aminah").has("+6281234567890");
        citizen.post(&format!("{own}/batal"), &[]).await.is(409);
    }
}

on_both! {
    async fn the_last_place_of_an_hour_goes_to_exactly_one(office: Office) {
        let asked: Vec<_> = (0..24)
            .map(|place| {
                let mut phone = phone(&office, place);
                tokio::spawn(async move { book(&mut phone, "2026-01-13", "09:00", &format!("0812345678{place:02}")).await })
            })
            .collect();
        let mut made = Vec::new();
        for answer in asked {
            let answer = answer.await.unwrap();
            if answer.status.as_u16() == 303 {
                made.push(answer.location().trim_end_matches("?baru").to_owned());
            } else {
                answer.is(409).has("baru saja habis diambil orang lain").has("Siti Aminah");
            }
        }
        assert_eq!(made.len(), 2, "two counters, half of thirty minutes each, fifteen minutes a person");
        office.visitor().post(&format!("{}/batal", made[0]), &[]).await.is(303);
        office.visitor().get(&made[0]).await.has("Dibatalkan");
        book(&mut phone(&office, 40), "2026-01-13", "09:00", "081299990001").await.is(303);
        book(&mut phone(&office, 41), "2026-01-13", "09:00", "081299990002").await.is(409);
        // Two at once are enough for one telephone number.
        book(&mut phone(&office, 42), "2026-01-13", "10:00", "081299990001").await.is(303);
        book(&mut phone(&office, 43), "2026-01-13", "11:00", "0812-9999-0001").await.is(409).has("sudah mempunyai 2 janji temu");
    }
}

on_both! {
    async fn who_does_not_come_frees_the_place_and_is_forgotten_after_some_days(office: Office) {
        // A counter that nobody has opened by nine is not counted on.
        let mut loket = office.officer("loket").await;
        open(&mut loket, "1").await;
        let own = book(&mut phone(&office, 1), "2026-01-12", "10:00", "081234567890").await.location().to_owned();
        let own = own.trim_end_matches("?baru").to_owned();
        office.at("2026-01-12T10:20:00+07:00").await;
        let kiosk = kiosk(&office).await;
        let code = own.rsplit('/').next().unwrap();
        office.visitor().post(&format!("{kiosk}/janji"), &[("kode", code)]).await.is(409).has("hanya disimpan 15 menit");
        office.at("2026-01-13T08:00:00+07:00").await;
        office.visitor().get(&own).await.has("Terlewat");
        let named = "select count(*) from hall_appointment where office = $1 and name <> ''";
        office.at("2026-02-11T08:00:00+07:00").await;
        assert_eq!(count(&office, named).await, 1, "thirty days are not over");
        office.at("2026-02-12T08:00:00+07:00").await;
        assert_eq!(count(&office, named).await, 0);
        assert_eq!(count(&office, "select count(*) from hall_appointment where office = $1 and phone is not null").await, 0);
        office.visitor().get(&own).await.is(200);
    }
}

on_both! {
    async fn the_hours_of_ramadan_are_the_hours_of_appointments(office: Office) {
        let mut admin = office.officer("admin").await;
        let fields = [
            ("nama", "Ramadan 1447 H"),
            ("dari", "2026-01-13"),
            ("sampai", "2026-01-14"),
            ("selasa", "08:00-14:00"),
            ("rabu", "08:00-14:00"),
            ("alasan", "Ramadan"),
            ("dasar", "SE 3/2026"),
        ];
        admin.post("/meja/kalender/jam", &fields).await.is(303);
        let page = office.visitor().get("/antrean/janji/baru/A/2026-01-13").await;
        page.is(200).has("value=\"13:30\"").lacks("value=\"14:00\"");
        office.visitor().get("/antrean/janji/baru/A/2026-01-15").await.has("value=\"15:30\"");
    }
}

on_both! {
    async fn only_those_who_work_in_the_hall_call_and_only_its_supervisors_see_the_figures(office: Office) {
        let mut citizen = office.citizen("melati@contoh.id").await;
        citizen.get("/meja/loket/antrean").await.is(404);
        let mut verifier = office.officer("verifikator").await;
        verifier.get("/meja/loket/antrean").await.is(403);
        act(&mut verifier, "1", &[("lakukan", "buka")]).await.is(403);
        let (mut loket, mut other) = (office.officer("loket").await, office.officer("loket2").await);
        open(&mut loket, "1").await;
        draw(&office, "A", false, 1).await.is(303);
        act(&mut other, "1", &[("lakukan", "panggil")]).await.is(409).has("sekarang dijaga Yulia Permatasari");
        act(&mut loket, "9", &[("lakukan", "buka")]).await.is(404);
        act(&mut loket, "1", &[("lakukan", "menari")]).await.is(422);
        loket.get("/meja/loket/antrean/angka").await.is(403);
        let mut head = office.officer("kabid").await;
        act(&mut head, "1", &[("lakukan", "buka")]).await.is(403);
        act(&mut loket, "1", &[("lakukan", "panggil")]).await.is(303);
        office.at("2026-01-12T09:10:00+07:00").await;
        act(&mut loket, "1", &[("lakukan", "layani"), ("nomor", "A-001")]).await.is(303);
        office.at("2026-01-12T09:22:00+07:00").await;
        act(&mut loket, "1", &[("lakukan", "selesai"), ("nomor", "A-001")]).await.is(303);
        head.get("/meja/loket/antrean/angka").await.is(200).has("12 menit").has("Menurut jam");
        let list = head.get("/meja/loket/antrean/angka.csv").await;
        list.is(200).has("2026-01-12,A-001,A,phone,0,Selesai").has(",0,720\r\n");
        head.get("/meja/loket/antrean/angka?dari=2025-01-01&sampai=2025-01-02").await.has("Belum ada nomor");
        office.visitor().get("/antrean/kios/0000-0000-0000").await.is(404);
        office.visitor().get("/antrean/tiket/0000-0000-0000").await.is(404);
    }
}

on_both! {
    async fn a_place_that_takes_too_much_is_told_to_wait(office: Office) {
        open(&mut office.officer("loket").await, "1").await;
        let mut phone = phone(&office, 77);
        let mut statuses = Vec::new();
        for _ in 0..25 {
            statuses.push(phone.post("/antrean/ambil", &[("huruf", "A")]).await.status.as_u16());
        }
        assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 20);
        assert_eq!(statuses.last(), Some(&429));
    }
}

on_both! {
    async fn a_neighbouring_office_has_its_own_hall(office: Office) {
        let mut office = office;
        open(&mut office.officer("loket").await, "1").await;
        draw(&office, "A", false, 1).await.is(303);
        office.with_neighbour("jambi").await;
        let mut there = office.visitor().at("jambi");
        there.get("/antrean/layar").await.is(200).has("Belum ada petugas");
        assert_eq!(server::hall::tickets_between(&office.app.desk("jambi"), date(2026, 1, 1), date(2026, 12, 31)).await.unwrap().len(), 0);
        assert_eq!(server::hall::tickets_between(&office.desk(), date(2026, 1, 1), date(2026, 12, 31)).await.unwrap().len(), 1);
    }
}
