import twilio from "twilio";
import http from "node:http";
import assert from "node:assert";
const fake = process.env.FAKE_URL,
  ctl = process.env.CONTROL_URL;
const account = "AC0123456789abcdef0123456789abcdef",
  token = "a-token";
// the vendor's client with nothing changed but the host
class Redirected extends twilio.RequestClient {
  request(opts) {
    return super.request({ ...opts, uri: opts.uri.replace("https://api.twilio.com", fake) });
  }
}
const client = (sid, secret) => twilio(sid, secret, { httpClient: new Redirected() });
const t = client(account, token);
const got = [];
const srv = http
  .createServer((q, r) => {
    let b = "";
    q.on("data", (d) => (b += d));
    q.on("end", () => {
      got.push({ url: q.url, signature: q.headers["x-twilio-signature"], params: Object.fromEntries(new URLSearchParams(b)) });
      r.end();
    });
  })
  .listen(0, process.env.LISTEN_HOST ?? "127.0.0.1");
await new Promise((r) => srv.once("listening", r));
const hook = `http://127.0.0.1:${srv.address().port}/status?who=me`;
const control = (path, body = {}) =>
  fetch(ctl + path, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } }).then((r) => r.json());
await control("/clock/stop");

const m = await t.messages.create({ to: "+12025550100", from: "+15005550006", body: "Grüße €".repeat(30), statusCallback: hook });
assert.match(m.sid, /^SM[0-9a-f]{32}$/);
assert.equal(m.status, "queued");
assert.equal(m.numSegments, "2");
assert.equal(m.accountSid, account);
assert.ok(m.dateCreated instanceof Date && !isNaN(m.dateCreated));
await assert.rejects(t.messages(m.sid).remove(), (e) => e.status === 409 && e.code === 20009);
await control("/clock/advance", { seconds: 5 });
assert.equal((await t.messages(m.sid).fetch()).status, "delivered");
assert.deepEqual(
  got.map((g) => g.params.MessageStatus),
  ["sent", "delivered"],
);
for (const g of got) {
  assert.ok(twilio.validateRequest(token, g.signature, hook, g.params));
  assert.ok(!twilio.validateRequest("another", g.signature, hook, g.params));
}

for (const [to, from, code] of [
  ["+15005550001", "+15005550006", 21211],
  ["+15005550002", "+15005550006", 21612],
  ["+15005550003", "+15005550006", 21408],
  ["+15005550004", "+15005550006", 21610],
  ["+15005550009", "+15005550006", 21614],
  ["+12025550100", "+15005550001", 21212],
  ["+12025550100", "+15005550007", 21606],
  ["+12025550100", "+15005550008", 21611],
  ["nonsense", "+15005550006", 21211],
])
  await assert.rejects(t.messages.create({ to, from, body: "x" }), (e) => {
    assert.equal(e.code, code);
    assert.equal(e.status, 400);
    assert.equal(e.moreInfo, `https://www.twilio.com/docs/errors/${code}`);
    return true;
  });
await assert.rejects(t.messages.create({ to: "+12025550100", from: "+15005550006", body: "" }), (e) => e.code === 21602);
await assert.rejects(t.messages.create({ to: "+12025550100", body: "x" }), (e) => e.code === 21603);
await assert.rejects(t.messages.create({ to: "+12025550100", from: "+15005550006", body: "x".repeat(1601) }), (e) => e.code === 21617);
await assert.rejects(t.messages("SM" + "0".repeat(32)).fetch(), (e) => e.status === 404 && e.code === 20404);

for (let i = 0; i < 25; i++) await t.messages.create({ to: i % 2 ? "+12025550111" : "+12025550122", from: "+15005550006", body: `n${i}` });
const all = await t.messages.list({ to: "+12025550111", pageSize: 5 });
assert.equal(all.length, 12);
assert.ok(all.every((x) => x.to === "+12025550111"));
assert.equal(new Set(all.map((x) => x.sid)).size, 12);
assert.equal((await t.messages.list({ limit: 7, pageSize: 3 })).length, 7);
const first = await t.messages.page({ to: "+12025550111", pageSize: 5 });
const second = await first.nextPage();
assert.equal(second.instances.length, 5);
assert.deepEqual((await second.previousPage()).instances.map((x) => x.sid), first.instances.map((x) => x.sid));
assert.equal((await t.messages.list({ dateSentAfter: new Date(Date.now() - 86400e3) })).length, 1);
assert.equal((await t.messages.list({ dateSentBefore: new Date(Date.now() - 3 * 86400e3) })).length, 0);

const redacted = await t.messages(m.sid).update({ body: "" });
assert.equal(redacted.body, "");
assert.equal(await t.messages(m.sid).remove(), true);
await assert.rejects(t.messages(m.sid).fetch(), (e) => e.code === 20404);

const later = await t.messages.create({
  to: "+12025550100",
  messagingServiceSid: "MG" + "1".repeat(32),
  body: "later",
  scheduleType: "fixed",
  sendAt: new Date(Date.now() + 3600e3),
});
assert.equal(later.status, "scheduled");
assert.equal((await t.messages(later.sid).update({ status: "canceled" })).status, "canceled");
assert.equal((await t.messages.create({ to: "+12025550100", from: "+15005550006", mediaUrl: ["http://x/a.png", "http://x/b.png"] })).numMedia, "2");

const other = client("ACffffffffffffffffffffffffffffffff", "x");
await assert.rejects(other.messages.create({ to: "+12025550100", from: "+15005550006", body: "x" }).then(() => t.api.v2010.accounts("ACffffffffffffffffffffffffffffffff").messages.list()), (e) => {
  assert.equal(e.status, 401);
  assert.equal(e.code, 20003);
  return true;
});
assert.equal((await t.api.v2010.accounts(account).fetch()).status, "active");

await control("/packs/twilio/limits", { on: true });
let limited = 0;
for (let i = 0; i < 105; i++) await t.messages.list({ limit: 1 }).catch((e) => (limited += e.status === 429 && e.code === 20429));
assert.ok(limited >= 4);
srv.close();
