//! Signing in and one's own account.

use crate::on_both;
use crate::support::Answer;

/// The six digits of the newest mail.
fn code(mails: &Answer) -> String {
    let text = mails.text();
    let after = text.split("Kode masuk Anda: ").nth(1).expect("a mail with a code");
    after[..6].to_owned()
}

on_both! {
    async fn a_citizen_signs_in_by_mailed_code_without_an_officer(office: Office) {
        let mut citizen = office.visitor();
        citizen.get("/masuk").await.is(200).has("surel");
        citizen.post("/masuk", &[("email", "Melati@Contoh.id"), ("kembali", "/akun")]).await.is(200);
        office.work().await;
        let code = code(&citizen.get("/surel").await);
        let wrong = citizen.post("/masuk/kode", &[("email", "melati@contoh.id"), ("code", "abc")]).await;
        wrong.is(422).has("Kode ini salah");
        let entered = citizen.post("/masuk/kode", &[("email", "melati@contoh.id"), ("code", &code), ("kembali", "/akun")]).await;
        assert_eq!(entered.location(), "/akun");
        citizen.get("/akun").await.is(200).has("melati");
        let again = office.visitor().post("/masuk/kode", &[("email", "melati@contoh.id"), ("code", &code)]).await;
        again.is(422);
        citizen.post("/keluar", &[]).await.is(303);
        assert!(citizen.get("/akun").await.location().starts_with("/masuk"));
    }
}

on_both! {
    async fn nobody_is_sent_to_another_site_after_signing_in(office: Office) {
        let mut citizen = office.visitor();
        citizen.post("/masuk", &[("email", "a@contoh.id")]).await.is(200);
        let code = code(&citizen.get("/surel").await);
        let form = [("email", "a@contoh.id"), ("code", code.as_str()), ("kembali", "//evil.example")];
        assert_eq!(citizen.post("/masuk/kode", &form).await.location(), "/permohonan");
    }
}

on_both! {
    async fn an_account_that_does_not_fit_is_said_at_its_field(office: Office) {
        let mut citizen = office.citizen("a@contoh.id").await;
        citizen.post("/akun", &[("name", ""), ("phone", ""), ("lang", "id")]).await.is(422).has("Nama belum diisi");
        citizen.post("/akun", &[("name", "A"), ("phone", "12"), ("lang", "id")]).await.is(422).has("nomor telepon");
        citizen.post("/akun/sandi", &[("password", "pendek")]).await.is(422).has("12 sampai 256");
        let token = citizen.post("/akun/token", &[("token", "laporan")]).await;
        token.is(200).has("satupintu_");
    }
}
