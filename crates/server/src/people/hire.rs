//! Accounts by the dozen: for the people of an office's file, and for the demo.

use std::collections::HashMap;

use casework::lang::Lang;
use store::StoreError;

use super::queries::staff::holder_of;
use super::{Account, AccountKind, NewAccount, commands, login, queries};
use crate::app::{App, Desk};
use crate::office_file::Staff;

/// Gives everybody in the office's file who has none an account, and says how many these were.
///
/// # Errors
/// The store is not available.
pub async fn hire(app: &App, desk: &Desk, staff: &[Staff]) -> Result<usize, StoreError> {
    let mut new = Vec::new();
    for person in staff {
        // Who has left stays away, whatever the file says.
        if holder_of(desk, &person.email).await?.is_none() {
            new.push(NewAccount {
                email: person.email.clone(),
                name: person.name.clone(),
                phone: None,
                kind: AccountKind::Officer { agency: person.agency.clone(), roles: person.roles.clone() },
                password: person.password.clone(),
                lang: Lang::Id,
            });
        }
    }
    create_all(app, desk, &new).await.map(|accounts| accounts.len())
}

/// Makes several accounts at once, all or none. Equal passwords share one hash: hashing is slow on purpose, and first
/// passwords stand in a file in clear anyway.
///
/// # Errors
/// The store is not available, or an address has an account already.
pub async fn create_all(app: &App, desk: &Desk, people: &[NewAccount]) -> Result<Vec<Account>, StoreError> {
    let mut hashes: HashMap<&str, String> = HashMap::new();
    for password in people.iter().filter_map(|person| person.password.as_deref()) {
        if !hashes.contains_key(password) {
            let hash = login::hash_password(password).await.map_err(|error| StoreError::other(error.to_string()))?;
            hashes.insert(password, hash);
        }
    }
    let mut accounts = Vec::with_capacity(people.len());
    let mut statements = Vec::with_capacity(people.len());
    for person in people {
        let account = person.account(commands::new_id(app));
        let hash = person.password.as_deref().and_then(|password| hashes.get(password));
        statements.extend(queries::insert_account(&desk.id, account.id, person, hash.map(String::as_str), app.now()));
        statements.extend(commands::hired(app, desk, &account, (None, "Satupintu")));
        accounts.push(account);
    }
    if !statements.is_empty() {
        desk.write(statements).await?;
    }
    Ok(accounts)
}
