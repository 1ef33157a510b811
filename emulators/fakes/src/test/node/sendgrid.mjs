import mailService from "@sendgrid/mail";
import clientService from "@sendgrid/client";
import hooks from "@sendgrid/eventwebhook";
import http from "node:http";
import assert from "node:assert";
const { EventWebhook, EventWebhookHeader } = hooks;
const { MailService } = mailService;
const { Client } = clientService;
const fake = process.env.FAKE_URL,
  ctl = process.env.CONTROL_URL;
const connect = (key) => {
  const c = new Client();
  c.setApiKey(key);
  c.setDefaultRequest("baseUrl", fake);
  return c;
};
const client = connect("SG.some.key");
const mail = new MailService();
mail.setClient(client);
const ask = async (method, url, body, qs) => (await client.request({ method, url, body, qs }))[0];
const control = (path, body = {}) =>
  fetch(ctl + path, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } }).then((r) => r.json());
await control("/clock/stop");
const got = [];
const srv = http
  .createServer((q, r) => {
    let b = "";
    q.on("data", (d) => (b += d));
    q.on("end", () => {
      got.push({ headers: q.headers, body: b });
      r.end();
    });
  })
  .listen(0, process.env.LISTEN_HOST ?? "127.0.0.1");
await new Promise((r) => srv.once("listening", r));
const on = Object.fromEntries(["processed", "delivered", "bounce", "dropped", "open", "click", "deferred", "spam_report", "unsubscribe"].map((e) => [e, true]));
await ask("PATCH", "/v3/user/webhooks/event/settings", { enabled: true, url: `http://127.0.0.1:${srv.address().port}/events`, ...on });
const key = (await ask("GET", "/v3/user/webhooks/event/settings/signed")).body.public_key;

const letter = { to: "ann@example.com", from: { email: "shop@example.com", name: "Shop" }, subject: "Order 7", text: "Thanks", html: "<b>Thanks</b>", categories: ["orders"], customArgs: { order: "7" } };
const [sent] = await mail.send(letter);
assert.equal(sent.statusCode, 202);
assert.match(sent.headers["x-message-id"], /^[\w-]{22}$/);
await control("/clock/advance", { seconds: 3 });
const events = got.flatMap((g) => JSON.parse(g.body));
assert.deepEqual(events.map((e) => e.event), ["processed", "delivered"]);
assert.equal(events[0].order, "7");
assert.deepEqual(events[0].category, ["orders"]);
assert.ok(events[0].sg_message_id.startsWith(sent.headers["x-message-id"] + "."));
const verifier = new EventWebhook();
const publicKey = verifier.convertPublicKeyToECDSA(key);
for (const g of got) {
  const signature = g.headers[EventWebhookHeader.SIGNATURE().toLowerCase()],
    time = g.headers[EventWebhookHeader.TIMESTAMP().toLowerCase()];
  assert.ok(verifier.verifySignature(publicKey, g.body, signature, time));
  assert.ok(!verifier.verifySignature(publicKey, g.body + " ", signature, time));
}

await assert.rejects(mail.send({ ...letter, to: "nonsense" }), (e) => {
  assert.equal(e.code, 400);
  assert.equal(e.response.body.errors[0].message, "Does not contain a valid address.");
  assert.equal(e.response.body.errors[0].field, "personalizations.0.to.0.email");
  return true;
});
await assert.rejects(mail.send({ ...letter, cc: "ann@example.com" }), (e) => {
  assert.match(e.response.body.errors[0].message, /first duplicate instance of \[ann@example.com\] in the personalizations.0.cc field/);
  return true;
});
await assert.rejects(ask("POST", "/v3/mail/send", { personalizations: [{}], from: {} }), (e) => {
  assert.deepEqual(e.response.body.errors.map((x) => x.field), ["from.email", "personalizations.0.to", "subject", "content"]);
  return true;
});
const stranger = new MailService();
stranger.setClient(connect("not-a-key"));
await assert.rejects(stranger.send(letter), (e) => {
  assert.equal(e.code, 401);
  assert.match(e.response.body.errors[0].message, /authorization grant is invalid/);
  return true;
});

got.length = 0;
await mail.send({ ...letter, to: "bounce@example.com" });
await control("/clock/advance", { seconds: 3 });
await mail.send({ ...letter, to: "bounce@example.com" });
await control("/clock/advance", { seconds: 3 });
let told = got.flatMap((g) => JSON.parse(g.body));
assert.deepEqual(told.map((e) => e.event), ["processed", "bounce", "dropped"]);
assert.equal(told[1].type, "bounce");
assert.equal(told[2].reason, "Bounced Address");
assert.equal((await ask("GET", "/v3/suppression/bounces")).body[0].email, "bounce@example.com");
assert.equal((await ask("DELETE", "/v3/suppression/bounces/bounce@example.com")).statusCode, 204);
assert.deepEqual((await ask("GET", "/v3/suppression/bounces/bounce@example.com")).body, []);
await ask("POST", "/v3/asm/suppressions/global", { recipient_emails: ["ann@example.com"] });
assert.equal((await ask("GET", "/v3/asm/suppressions/global/ann@example.com")).body.recipient_email, "ann@example.com");
got.length = 0;
await mail.sendMultiple({ ...letter, to: ["ann@example.com", "clicks@example.com", "bob@example.com"] });
await control("/clock/advance", { seconds: 5 });
told = got.flatMap((g) => JSON.parse(g.body));
assert.deepEqual(told.filter((e) => e.email === "ann@example.com").map((e) => e.reason), ["Unsubscribed Address"]);
assert.deepEqual(told.filter((e) => e.email === "clicks@example.com").map((e) => e.event), ["processed", "delivered", "open", "click"]);

const template = (await ask("POST", "/v3/templates", { name: "Welcome", generation: "dynamic" })).body;
await ask("POST", `/v3/templates/${template.id}/versions`, { name: "one", active: 1, subject: "Hi {{name}}", html_content: "<p>{{order.id}}</p>" });
const one = (await ask("GET", `/v3/templates/${template.id}`)).body;
assert.equal(one.versions[0].active, 1);
await mail.send({ to: "carl@example.com", from: "shop@example.com", templateId: template.id, dynamicTemplateData: { name: "Carl", order: { id: 9 } } });
for (let i = 0; i < 5; i++) await ask("POST", "/v3/templates", { name: "T" + i, generation: "dynamic" });
let page = (await ask("GET", "/v3/templates", undefined, { generations: "dynamic", page_size: 4 })).body,
  names = page.result.length;
while (page._metadata.next) {
  page = await fetch(page._metadata.next, { headers: { authorization: "Bearer SG.some.key" } }).then((r) => r.json());
  names += page.result.length;
}
assert.equal(names, 6);
await assert.rejects(ask("GET", "/v3/templates/d-none"), (e) => e.code === 404);

const activity = (await ask("GET", "/v3/messages", undefined, { limit: 5, query: 'to_email="carl@example.com"' })).body.messages;
assert.equal(activity[0].subject, "Hi Carl");
const made = (await ask("POST", "/v3/api_keys", { name: "ci", scopes: ["mail.send"] })).body;
assert.match(made.api_key, /^SG\.[\w-]{22}\.[\w-]{43}$/);
assert.ok((await ask("GET", "/v3/scopes")).body.scopes.includes("mail.send"));
assert.match(await (await fetch(fake + "/mails")).text(), /Hi Carl/);
const sandbox = await mail.send({ ...letter, mailSettings: { sandboxMode: { enable: true } } });
assert.equal(sandbox[0].statusCode, 200);

await control("/packs/sendgrid/limits", { on: true });
let limited;
for (let i = 0; i < 605 && !limited; i++) await ask("GET", "/v3/scopes").catch((e) => (limited = e));
assert.equal(limited.code, 429);
assert.equal(limited.response.headers["x-ratelimit-remaining"], "0");
assert.equal(limited.response.body.errors[0].message, "too many requests");
srv.close();
