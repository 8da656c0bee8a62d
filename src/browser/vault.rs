//! How somebody is signed in at a GitLab: encrypted in the extension's own database, with a key that cannot be exported.
//!
//! One context at a time changes it: a refresh ends both tokens, so two must not refresh with the same one.

use super::{gitlab, locks, now, store::Table};
use crate::{
    escalation::outbox::Answer,
    gitlab::sign_in::{self, Kept, Pair, Renewal, Trouble, Vault},
};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, AesKeyGenParams, Crypto, CryptoKey};

/// Beside the origins, which all have a colon.
const KEY: &str = "key";
const LOCK: &str = "sign-in";
const CIPHER: &str = "AES-GCM";
/// What AES-GCM wants, in bytes; anew for each text.
const NONCE: usize = 12;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = crypto)]
    static CRYPTO: Crypto;
}

/// What to send to a GitLab.
pub enum Access {
    /// This header and its value.
    As(&'static str, String),
    /// Nobody is signed in there.
    Nobody,
    /// The next tokens could not be had just now.
    Later,
}

/// What to send to the GitLab at `origin`, refreshed where it would end on the way.
pub async fn access(origin: &str) -> Access {
    let Ok(Some(kept)) = read(origin).await else {
        return Access::Nobody;
    };
    if !kept.needs_renewal(now()) {
        return as_header(&kept);
    }
    let Ok(_held) = locks::hold(LOCK).await else {
        return Access::Later;
    };
    // Whoever held the lock before may have refreshed it, or signed out.
    match read(origin).await {
        Ok(Some(Kept::OAuth(pair))) if Kept::OAuth(pair.clone()).needs_renewal(now()) => {
            refresh(origin, &pair).await
        }
        Ok(Some(kept)) => as_header(&kept),
        _ => Access::Nobody,
    }
}

/// The header to send to the GitLab at `origin`, and its value; `None` where nobody is signed in there.
pub async fn authorization(origin: &str) -> Option<(&'static str, String)> {
    match access(origin).await {
        Access::As(name, value) => Some((name, value)),
        Access::Nobody | Access::Later => None,
    }
}

fn as_header(kept: &Kept) -> Access {
    match kept.header() {
        Some((name, value)) => Access::As(name, value),
        None => Access::Nobody,
    }
}

/// Under the lock. The new pair is kept before it is used; the old one is gone by then.
async fn refresh(origin: &str, pair: &Pair) -> Access {
    let answer = gitlab::post(origin, &sign_in::renew(pair)).await;
    let Ok(Answer::Http { status, body, .. }) = answer else {
        return Access::Later;
    };
    let next = match sign_in::renewed(pair, status, &body, now()) {
        Renewal::Next(next) => Kept::OAuth(next),
        Renewal::Ended => Kept::Ended,
        Renewal::Unknown => return Access::Later,
    };
    match write(origin, &next).await {
        Ok(()) => as_header(&next),
        Err(_) => Access::Later,
    }
}

/// How somebody is signed in at `origin`.
pub async fn read(origin: &str) -> Result<Option<Kept>, Trouble> {
    open(origin).await.map_err(|_| Trouble::Vault(Vault::Read))
}

async fn open(origin: &str) -> Result<Option<Kept>, JsValue> {
    let Some(entry) = Table::Secrets.read(origin).await? else {
        return Ok(None);
    };
    let entry = Array::from(&entry);
    let nonce: Uint8Array = entry.get(0).dyn_into()?;
    let text: Uint8Array = entry.get(1).dyn_into()?;
    let Some(key) = kept_key().await? else {
        return Err(JsValue::UNDEFINED);
    };
    let subtle = CRYPTO.with(Crypto::subtle);
    let opened = subtle.decrypt_with_object_and_buffer_source(&how(&nonce, origin), &key, &text)?;
    let opened: ArrayBuffer = JsFuture::from(opened).await?.dyn_into()?;
    let text =
        String::from_utf8(Uint8Array::new(&opened).to_vec()).map_err(|_| JsValue::UNDEFINED)?;
    Kept::read(&text).map(Some).ok_or(JsValue::UNDEFINED)
}

/// Under the lock.
async fn write(origin: &str, kept: &Kept) -> Result<(), JsValue> {
    let crypto = CRYPTO.with(Clone::clone);
    let key = match kept_key().await? {
        Some(key) => key,
        None => make_key().await?,
    };
    let mut nonce = [0; NONCE];
    crypto.get_random_values_with_u8_array(&mut nonce)?;
    let nonce = Uint8Array::from(nonce.as_slice());
    let text = Uint8Array::from(kept.write().as_bytes());
    let closed =
        crypto
            .subtle()
            .encrypt_with_object_and_buffer_source(&how(&nonce, origin), &key, &text)?;
    let closed = Uint8Array::new(&JsFuture::from(closed).await?);
    let entry = Array::of2(&nonce, &closed);
    Table::Secrets.write(origin, &entry).await
}

/// The origin is sealed in: what is kept for one GitLab cannot be passed off as another's.
fn how(nonce: &Uint8Array, origin: &str) -> AesGcmParams {
    let how = AesGcmParams::new(CIPHER, nonce);
    how.set_additional_data(&Uint8Array::from(origin.as_bytes()));
    how
}

async fn kept_key() -> Result<Option<CryptoKey>, JsValue> {
    let kept = Table::Secrets.read(KEY).await?;
    kept.map(JsCast::dyn_into).transpose()
}

/// Once for each browser: it is kept as an object of the browser's, and nobody can read what it is made of.
async fn make_key() -> Result<CryptoKey, JsValue> {
    let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
    let made = CRYPTO.with(Crypto::subtle).generate_key_with_object(
        &AesKeyGenParams::new(CIPHER, 256),
        false,
        &uses,
    )?;
    let key: CryptoKey = JsFuture::from(made).await?.dyn_into()?;
    Table::Secrets.write(KEY, &key).await?;
    Ok(key)
}

/// Keeps a sign-in for `origin`, and gives the one that it takes the place of.
pub async fn keep(origin: &str, kept: &Kept) -> Result<Option<Kept>, Trouble> {
    let lost = |_| Trouble::Vault(Vault::Write);
    let _held = locks::hold(LOCK).await.map_err(lost)?;
    let before = read(origin).await.unwrap_or_default();
    write(origin, kept).await.map_err(lost)?;
    Ok(before)
}

/// Forgets the sign-in for `origin` and gives it: the last that was refreshed, or GitLab could not be told of it.
pub async fn take(origin: &str) -> Result<Option<Kept>, Trouble> {
    let _held = locks::hold(LOCK)
        .await
        .map_err(|_| Trouble::Vault(Vault::Write))?;
    // One that cannot be read is forgotten all the same.
    let kept = read(origin).await.unwrap_or_default();
    let gone = Table::Secrets.delete(origin).await;
    gone.map_err(|_| Trouble::Vault(Vault::Delete))?;
    Ok(kept)
}

/// Bytes that nobody guesses.
pub fn random() -> Result<[u8; 32], Trouble> {
    let mut bytes = [0; 32];
    let drawn = CRYPTO.with(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    drawn.then_some(bytes).ok_or(Trouble::Vault(Vault::Random))
}

/// Where somebody is signed in.
pub async fn origins() -> Vec<String> {
    let mut keys = Table::Secrets.keys().await.unwrap_or_default();
    keys.retain(|key| key != KEY);
    keys
}
