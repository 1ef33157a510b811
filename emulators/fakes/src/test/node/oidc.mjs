import assert from "node:assert";
import * as oidc from "openid-client";

const issuer = new URL(process.env.FAKE_URL);
const control = process.env.CONTROL_URL;
const options = { execute: [oidc.allowInsecureRequests] };
const redirect = "http://localhost:3000/callback";

const config = await oidc.discovery(issuer, "dragoncode", "dragoncode", undefined, options);

async function login(user, password, more = {}, cookie = "") {
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const nonce = oidc.randomNonce();
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirect,
    scope: "openid email profile offline_access",
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
    ...more,
  });
  let answer = await fetch(url, { redirect: "manual", headers: cookie ? { cookie } : {} });
  let session = cookie;
  if (answer.status === 200) {
    const page = await answer.text();
    const form = new URLSearchParams();
    for (const [, name, value] of page.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)) form.set(name, value.replaceAll("&amp;", "&"));
    form.set("username", user);
    form.set("password", password);
    answer = await fetch(new URL("/login", issuer), { method: "POST", body: form, redirect: "manual" });
    session = (answer.headers.get("set-cookie") ?? "").split(";")[0];
  }
  return { answer, verifier, state, nonce, session };
}

async function tokens(entered) {
  return oidc.authorizationCodeGrant(config, new URL(entered.answer.headers.get("location")), {
    pkceCodeVerifier: entered.verifier,
    expectedState: entered.state,
    expectedNonce: entered.nonce,
  });
}

// the code flow, with the library's own checks of state, nonce, issuer, signature and at_hash
const entered = await login("alice", "password");
assert.equal(entered.answer.status, 303);
const granted = await tokens(entered);
assert.equal(granted.claims().sub, "alice");
assert.equal(granted.claims().email, "alice@example.com");
const user = await oidc.fetchUserInfo(config, granted.access_token, "alice");
assert.equal(user.name, "Alice Liddell");

// a code is good once; what came of it ends when it is used again
await assert.rejects(tokens(entered), (e) => e.error === "invalid_grant");
await assert.rejects(oidc.fetchUserInfo(config, granted.access_token, "alice"), (e) => e.status === 401 || e.cause?.[0]?.scheme === "bearer");

// the session logs in again without a page; prompt=none without one does not
const again = await login("", "", { prompt: "none" }, entered.session);
const second = await tokens(again);
assert.equal(second.claims().sub, "alice");
const nobody = await login("", "", { prompt: "none" });
assert.equal(new URL(nobody.answer.headers.get("location")).searchParams.get("error"), "login_required");

// wrong passwords, clients, addresses
assert.equal((await login("alice", "wrong")).answer.status, 401);
assert.equal((await fetch(new URL("/authorize?client_id=nobody&response_type=code", issuer))).status, 400);
assert.equal((await login("alice", "password", { redirect_uri: "http://localhost:3000/elsewhere" })).answer.status, 400);
const impostor = await oidc.discovery(issuer, "dragoncode", "wrong", undefined, options);
await assert.rejects(oidc.clientCredentialsGrant(impostor, {}), (e) => e.error === "invalid_client" || e.status === 401);

// refresh tokens rotate, and a stolen one ends the family
const renewed = await oidc.refreshTokenGrant(config, second.refresh_token);
assert.notEqual(renewed.refresh_token, second.refresh_token);
await assert.rejects(oidc.refreshTokenGrant(config, second.refresh_token), (e) => e.error === "invalid_grant");
await assert.rejects(oidc.refreshTokenGrant(config, renewed.refresh_token), (e) => e.error === "invalid_grant");

// client credentials, introspection, revocation, time
const machine = await oidc.clientCredentialsGrant(config, { scope: "profile" });
assert.equal((await oidc.tokenIntrospection(config, machine.access_token)).active, true);
await oidc.tokenRevocation(config, machine.access_token);
assert.equal((await oidc.tokenIntrospection(config, machine.access_token)).active, false);
const late = await tokens(await login("bob", "password"));
await fetch(control + "/clock/advance", { method: "POST", body: JSON.stringify({ seconds: 3601 }) });
assert.equal((await oidc.tokenIntrospection(config, late.access_token)).active, false);
await fetch(control + "/clock/reset", { method: "POST" });

// clients register themselves
const registered = await oidc.dynamicClientRegistration(issuer, { redirect_uris: ["http://localhost:4000/cb"], client_name: "Mine" }, undefined, options);
assert.ok(registered.clientMetadata().client_secret);

// logging out ends the session
const out = oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: "http://localhost:3000/", id_token_hint: late.id_token });
const gone = await fetch(out, { redirect: "manual", headers: { cookie: entered.session } });
assert.equal(gone.headers.get("location"), "http://localhost:3000/");
const after = await login("", "", { prompt: "none" }, entered.session);
assert.equal(new URL(after.answer.headers.get("location")).searchParams.get("error"), "login_required");
console.log("ok");
