//! The list of regions: the real one, and tables that are wrong.

use super::*;

fn regions() -> Regions {
    Regions::from_tables(&[
        include_str!("../../../../data/wilayah/kelurahan_1671_palembang.csv"),
        include_str!("../../../../data/wilayah/kecamatan.csv"),
        include_str!("../../../../data/wilayah/provinsi.csv"),
        include_str!("../../../../data/wilayah/kabkota.csv"),
    ])
    .unwrap()
}

fn code(text: &str) -> RegionCode {
    text.parse().unwrap()
}

#[test]
fn the_real_list_is_whole() {
    let regions = regions();
    assert_eq!(regions.len(), 38 + 514 + 7285 + 107);
    assert_eq!(regions.provinces().count(), 38);
    let regencies: usize = regions.provinces().map(|(code, _)| regions.children(code).count()).sum();
    assert_eq!(regencies, 514);
    let districts: Vec<_> = regions.children(code("16.71")).collect();
    assert_eq!(districts.len(), 18);
    let villages: usize = districts.iter().map(|(code, _)| regions.children(*code).count()).sum();
    assert_eq!(villages, 107);
    assert!(regions.children(code("16.71.07.1004")).next().is_none());
    assert!(regions.children(code("99")).next().is_none());
}

#[test]
fn kemendagri_codes_are_not_those_of_bps() {
    assert_eq!(regions().name(code("11.01")), Some("Kabupaten Aceh Selatan"));
}

#[test]
fn a_village_knows_its_way_up() {
    let regions = regions();
    let (village, name) = regions.children(code("16.71.01")).next().unwrap();
    assert_eq!((village.to_string().as_str(), name), ("16.71.01.1001", "Tiga-puluh-lima Ilir"));
    let levels: Vec<Level> = regions.path(village).iter().map(|(level, _)| *level).collect();
    assert_eq!(levels, Level::ALL);
    assert_eq!(
        regions.address(village),
        "Kelurahan Tiga-puluh-lima Ilir, Kecamatan Ilir Barat Dua, Kota Palembang, Sumatera Selatan"
    );
    assert_eq!(regions.postcode(village).as_deref(), Some("30146"));
    assert_eq!(regions.postcode(code("16.71")), None);
}

#[test]
fn searching_finds_by_beginnings_of_words_and_by_place() {
    let regions = regions();
    let names = |text: &str| -> Vec<String> {
        regions.search(text, None, 5).into_iter().map(|code| regions.address(code)).collect()
    };
    assert_eq!(names("PALEMBANG")[0], "Kota Palembang, Sumatera Selatan");
    assert_eq!(names("aceh selatan")[0], "Kabupaten Aceh Selatan, Aceh");
    assert_eq!(names("tiga puluh lima ilir").len(), 1);
    assert_eq!(names("tiga-puluh-lima"), names("tiga puluh lima ilir"));
    assert!(
        names("lembang").iter().all(|name| !name.starts_with("Kota Palembang")),
        "words match from their beginning"
    );
    assert!(names("").is_empty() && names(" - ").is_empty() && names("xyzzy").is_empty());
    assert_eq!(names("jakarta selatan")[0], "Kota Administrasi Jakarta Selatan, Daerah Khusus Ibukota Jakarta");

    let within = regions.search("ilir", Some(code("16.71.01")), 100);
    assert!(!within.is_empty() && within.iter().all(|found| code("16.71.01").contains(*found)));
    assert_eq!(regions.search("ilir", None, 3).len(), 3);
    assert!(regions.search(&"a ".repeat(10_000), None, 3).len() <= 3);
}

#[test]
fn names_are_found_as_people_write_them() {
    let regions = regions();
    let first = |text: &str| regions.search(text, Some(code("16.71")), 5).first().map(|found| regions.address(*found));
    for (typed, official) in [
        ("Bukit Lama", "Kelurahan Bukitlama"),
        ("16 Ilir", "Kelurahan Enam-belas Ilir"),
        ("32 ilir", "Kelurahan Tiga-puluh-dua Ilir"),
        ("11 Ulu", "Kelurahan Sebelas Ulu"),
        ("3-4 Ulu", "Kelurahan Tiga Empat Ulu"),
        ("9/10 ulu", "Kelurahan Sembilan Sepuluh Ulu"),
        ("Demang Lebar Daun", "Kelurahan Demang-Lebardaun"),
        ("bukit lama ilir barat satu", "Kelurahan Bukitlama"),
        ("Ilir Timur II", "Kecamatan Ilir Timur Dua"),
    ] {
        let found = first(typed).unwrap_or_default();
        assert!(found.split(", ").next() == Some(official), "{typed}: {found}");
    }
    assert_eq!((first("0 ulu"), first("100 ulu"), first("bukit tidak ada")), (None, None, None));
}

#[test]
fn wrong_tables_are_refused_with_their_place() {
    for (tables, said) in [
        (vec!["kode,nama\n16,Sumatera Selatan\n16,Jambi\n"], "Kode wilayah 16 ada dua kali"),
        (
            vec!["kode,nama\n16,Sumatera Selatan\n", "kode,nama\n16.71.07,Sako\n"],
            "16.71.07 tidak mempunyai induk: kode 16.71",
        ),
        (vec!["kode,nama\n15,Jambi\n16.71,Palembang\n"], "kode 16 tidak ada"),
        (vec!["kode,nama\n16,\n"], "ke-1 baris 2"),
        (vec!["kode,nama\n16,Sumsel\n", "kode,nama\n\n16.7,Palembang\n"], "ke-2 baris 3"),
        (vec!["kode,nama,kode_pos\n16,Sumsel,x\n"], "ke-1 baris 2"),
    ] {
        let fault = Regions::from_tables(&tables).unwrap_err().to_string();
        assert!(fault.contains(said), "{said}: {fault}");
    }
    assert!(Regions::from_tables(&[]).unwrap().is_empty());
    let quoted = Regions::from_tables(&["kode,nama\r\n16,\"Selatan, Sumatera\"\r\n"]).unwrap();
    assert_eq!(quoted.name(code("16")), Some("Selatan, Sumatera"));
}
