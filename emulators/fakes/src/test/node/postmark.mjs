import postmark from "postmark";
import http from "node:http";
import assert from "node:assert";
const { ServerClient, Errors } = postmark;
const fake = process.env.FAKE_URL,
  ctl = process.env.CONTROL_URL;
const connect = (token) => new ServerClient(token, { useHttps: false, requestHost: fake.replace("http://", "") });
const client = connect("POSTMARK_API_TEST");
const control = (path, body = {}) =>
  fetch(ctl + path, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } }).then((r) => r.json());
const got = [];
const srv = http
  .createServer((q, r) => {
    let b = "";
    q.on("data", (d) => (b += d));
    q.on("end", () => {
      got.push({ headers: q.headers, body: JSON.parse(b) });
      r.end();
    });
  })
  .listen(0, process.env.LISTEN_HOST ?? "127.0.0.1");
await new Promise((r) => srv.once("listening", r));

// who calls
await assert.rejects(connect("wrong").getServer(), (e) => e instanceof Errors.InvalidAPIKeyError && e.code === 10);
assert.equal((await client.getServer()).Name, "DragonCode");

// mail
const mail = { From: "shop@example.com", To: "Ann <ann@example.com>", Subject: "Order 7", TextBody: "Thanks", Tag: "orders", Metadata: { order: "7" } };
const hook = await client.createWebhook({
  Url: `http://127.0.0.1:${srv.address().port}/events`,
  HttpAuth: { Username: "me", Password: "secret" },
  Triggers: { Delivery: { Enabled: true }, Bounce: { Enabled: true, IncludeContent: false } },
});
const sent = await client.sendEmail(mail);
assert.equal(sent.ErrorCode, 0);
await assert.rejects(client.sendEmail({ ...mail, To: "nobody" }), (e) => e instanceof Errors.ApiInputError && e.code === 300);
await assert.rejects(client.sendEmail({ ...mail, TextBody: "" }), (e) => e.code === 300);
const batch = await client.sendEmailBatch([mail, { ...mail, To: "" }, { ...mail, To: "bob@example.com", Tag: "news" }]);
assert.deepEqual(batch.map((b) => b.ErrorCode), [0, 300, 0]);

// what became of it
await control("/clock/advance", { seconds: 5 });
const listed = await client.getOutboundMessages({ count: 2, offset: 0, tag: "orders" });
assert.equal(listed.TotalCount, 2);
const page = await client.getOutboundMessages({ count: 2, offset: 2 });
assert.equal(page.TotalCount, 3);
assert.equal(page.Messages[0].MessageID, sent.MessageID);
const details = await client.getOutboundMessageDetails(sent.MessageID);
assert.equal(details.TextBody, "Thanks");
assert.equal(details.MessageEvents[0].Type, "Delivered");
await assert.rejects(client.getOutboundMessageDetails("unknown"), (e) => e.code === 701);
const delivery = got.find((m) => m.body.MessageID === sent.MessageID);
assert.equal(delivery.body.RecordType, "Delivery");
assert.equal(delivery.body.Metadata.order, "7");
assert.equal(delivery.headers.authorization, "Basic " + Buffer.from("me:secret").toString("base64"));

// bounces
const dead = "hardbounce@bounce-testing.postmarkapp.com";
await client.sendEmail({ ...mail, To: dead });
await control("/clock/advance", { seconds: 5 });
const bounce = (await client.getBounces({ count: 10, offset: 0 })).Bounces[0];
assert.equal(bounce.Type, "HardBounce");
assert.equal(got.at(-1).body.RecordType, "Bounce");
await assert.rejects(client.sendEmail({ ...mail, To: dead }), (e) => e instanceof Errors.InactiveRecipientsError && e.recipients[0] === dead);
assert.equal((await client.getDeliveryStatistics()).InactiveMails, 1);
await client.activateBounce(bounce.ID);
await client.sendEmail({ ...mail, To: dead });

// templates
const template = await client.createTemplate({ Name: "Welcome", Alias: "welcome", Subject: "Hi {{name}}", TextBody: "Dear {{user.first}}" });
await client.sendEmailWithTemplate({ From: "shop@example.com", To: "ann@example.com", TemplateAlias: "welcome", TemplateModel: { name: "Ann", user: { first: "Ann" } } });
const welcome = (await client.getOutboundMessages({ count: 1, offset: 0 })).Messages[0];
assert.equal(welcome.Subject, "Hi Ann");
assert.equal((await client.getOutboundMessageDetails(welcome.MessageID)).TextBody, "Dear Ann");
await client.editTemplate(template.TemplateId, { Subject: "Hello {{name}}" });
assert.equal((await client.getTemplate("welcome")).Subject, "Hello {{name}}");
assert.equal((await client.getTemplates({ count: 5, offset: 0 })).TotalCount, 1);
await client.deleteTemplate("welcome");
await assert.rejects(client.getTemplate("welcome"), (e) => e.code === 1101);

// webhooks
assert.equal((await client.getWebhooks()).Webhooks.length, 1);
assert.equal((await client.editWebhook(hook.ID, { Triggers: { Delivery: { Enabled: false } } })).Triggers.Delivery.Enabled, false);
await client.deleteWebhook(hook.ID);
await assert.rejects(client.getWebhook(hook.ID), (e) => e.code === 1234);

// a bad day
await control("/packs/postmark/presets/Too%20many%20requests");
const refused = await Promise.allSettled(Array.from({ length: 40 }, () => client.getServer()));
assert.ok(refused.some((r) => r.reason instanceof Errors.RateLimitExceededError));
srv.close();
