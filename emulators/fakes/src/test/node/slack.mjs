import { WebClient, ErrorCode } from "@slack/web-api";
import http from "node:http";
import crypto from "node:crypto";
import assert from "node:assert";
const fake = process.env.FAKE_URL,
  ctl = process.env.CONTROL_URL;
const quiet = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, getLevel: () => "error", setName() {} };
const connect = (token, more = {}) => new WebClient(token, { slackApiUrl: fake + "/api/", retryConfig: { retries: 0 }, logger: quiet, ...more });
const slack = connect("xoxb-some-token");
const failing = (error) => (e) => {
  assert.equal(e.code, ErrorCode.PlatformError);
  assert.equal(e.data.error, error);
  return true;
};
const control = (path, body = {}) =>
  fetch(ctl + path, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } }).then((r) => r.json());
await control("/clock/stop");

const me = await slack.auth.test();
assert.equal(me.user, "dragoncode");
await assert.rejects(connect("nonsense").auth.test(), failing("invalid_auth"));
await assert.rejects(connect(undefined).auth.test(), failing("not_authed"));
assert.equal((await slack.api.test({ foo: "bar" })).args.foo, "bar");
await assert.rejects(slack.apiCall("no.such"), failing("unknown_method"));

const made = await slack.conversations.create({ name: "orders" });
const channel = made.channel.id;
assert.match(channel, /^C[A-Z0-9]+$/);
await assert.rejects(slack.conversations.create({ name: "orders" }), failing("name_taken"));
await assert.rejects(slack.conversations.create({ name: "No Good" }), failing("invalid_name_specials"));
await assert.rejects(slack.conversations.info({ channel: "C0NOWHERE" }), failing("channel_not_found"));
await assert.rejects(slack.apiCall("conversations.info"), (e) => {
  assert.match(e.data.response_metadata.messages[0], /missing required field: channel/);
  return failing("invalid_arguments")(e);
});

const stamps = [];
for (let i = 0; i < 7; i++) {
  stamps.push((await slack.chat.postMessage({ channel, text: `n${i}`, blocks: [{ type: "section", text: { type: "mrkdwn", text: `*n${i}*` } }] })).ts);
  await control("/clock/advance", { seconds: 10 });
}
assert.deepEqual((await slack.conversations.history({ channel, limit: 3 })).messages.map((m) => m.text), ["n6", "n5", "n4"]);
const all = [];
for await (const page of slack.paginate("conversations.history", { channel, limit: 2 })) all.push(...page.messages);
assert.equal(new Set(all.map((m) => m.ts)).size, 7);
assert.equal(all[0].blocks[0].text.text, "*n6*");
const between = (more) => slack.conversations.history({ channel, oldest: stamps[2], latest: stamps[5], ...more }).then((h) => h.messages.map((m) => m.text));
assert.deepEqual(await between({}), ["n4", "n3"]);
assert.deepEqual(await between({ inclusive: true }), ["n5", "n4", "n3", "n2"]);
const one = await slack.conversations.history({ channel, latest: stamps[3], inclusive: true, limit: 1 });
assert.equal(one.messages[0].text, "n3");

const reply = await slack.chat.postMessage({ channel, text: "answer", thread_ts: stamps[0] });
await slack.chat.postMessage({ channel, text: "loud", thread_ts: reply.ts, reply_broadcast: true });
const thread = await slack.conversations.replies({ channel, ts: stamps[0] });
assert.deepEqual(thread.messages.map((m) => m.text), ["n0", "answer", "loud"]);
assert.equal(thread.messages[0].reply_count, 2);
assert.equal((await slack.conversations.history({ channel, limit: 1 })).messages[0].subtype, "thread_broadcast");
await assert.rejects(slack.chat.postMessage({ channel, text: "x", thread_ts: "1.0" }), failing("thread_not_found"));
await assert.rejects(slack.chat.postMessage({ channel: "nowhere", text: "x" }), failing("channel_not_found"));
await assert.rejects(slack.chat.postMessage({ channel }), failing("no_text"));

const changed = await slack.chat.update({ channel, ts: stamps[1], text: "better" });
assert.equal(changed.text, "better");
await slack.chat.delete({ channel, ts: stamps[2] });
await assert.rejects(slack.chat.delete({ channel, ts: stamps[2] }), failing("message_not_found"));
await slack.reactions.add({ channel, timestamp: stamps[1], name: "tada" });
await assert.rejects(slack.reactions.add({ channel, timestamp: stamps[1], name: "tada" }), failing("already_reacted"));
assert.equal((await slack.reactions.get({ channel, timestamp: stamps[1] })).message.reactions[0].count, 1);
await slack.reactions.remove({ channel, timestamp: stamps[1], name: "tada" });
await assert.rejects(slack.reactions.remove({ channel, timestamp: stamps[1], name: "tada" }), failing("no_reaction"));

const alice = (await slack.users.lookupByEmail({ email: "alice@example.com" })).user;
await assert.rejects(slack.users.lookupByEmail({ email: "x@example.com" }), failing("users_not_found"));
assert.equal((await slack.users.info({ user: alice.id })).user.real_name, "Alice Liddell");
const members = [];
for await (const page of slack.paginate("users.list", { limit: 2 })) members.push(...page.members);
assert.equal(members.length, 3);
assert.match((await slack.conversations.open({ users: alice.id })).channel.id, /^D/);
assert.match((await slack.chat.postMessage({ channel: alice.id, text: "hi" })).channel, /^D/);
await assert.rejects(slack.chat.postEphemeral({ channel, user: alice.id, text: "psst" }), failing("user_not_in_channel"));
await slack.conversations.invite({ channel, users: alice.id });
assert.ok((await slack.chat.postEphemeral({ channel, user: alice.id, text: "psst" })).message_ts);
assert.deepEqual((await slack.conversations.members({ channel, limit: 1 })).members, [me.user_id]);
const names = [];
for await (const page of slack.paginate("conversations.list", { limit: 1 })) names.push(...page.channels.map((c) => c.name));
assert.deepEqual(names, ["general", "random", "orders"]);
await slack.conversations.leave({ channel: "C0RANDOM001" });
await assert.rejects(slack.chat.postMessage({ channel: "C0RANDOM001", text: "x" }), failing("not_in_channel"));
assert.equal((await slack.conversations.join({ channel: "C0RANDOM001" })).channel.is_member, true);

const now = () => fetch(ctl + "/clock").then((r) => r.json()).then((c) => Math.floor(Date.parse(c.now) / 1000));
const later = await slack.chat.scheduleMessage({ channel, text: "later", post_at: (await now()) + 60 });
assert.equal((await slack.chat.scheduledMessages.list({ channel })).scheduled_messages.length, 1);
await assert.rejects(slack.chat.scheduleMessage({ channel, text: "x", post_at: 1000 }), failing("time_in_past"));
await control("/clock/advance", { seconds: 61 });
assert.ok(later.scheduled_message_id.startsWith("Q"));
assert.equal((await slack.conversations.history({ channel, limit: 1 })).messages[0].text, "later");

const got = [];
let status = 200;
const srv = http
  .createServer((q, r) => {
    let b = "";
    q.on("data", (d) => (b += d));
    q.on("end", () => {
      const body = JSON.parse(b);
      got.push({ headers: q.headers, text: b, body });
      r.statusCode = body.challenge ? 200 : status;
      r.end(body.challenge ?? "");
    });
  })
  .listen(0, process.env.LISTEN_HOST ?? "127.0.0.1");
await new Promise((r) => srv.once("listening", r));
const manifest = { settings: { event_subscriptions: { request_url: `http://127.0.0.1:${srv.address().port}/slack/events`, bot_events: ["app_mention", "message.channels", "reaction_added"] } } };
await slack.apps.manifest.update({ app_id: "A0DRAGON01", manifest });
await control("/clock/advance", { seconds: 1 });
assert.equal(got[0].body.type, "url_verification");
status = 500;
await fetch(`${fake}/people/${alice.id}/messages`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ channel, text: `<@${me.user_id}> help` }) });
await control("/clock/advance", { seconds: 600 });
const mentions = got.filter((g) => g.body.event?.type === "app_mention");
assert.deepEqual(mentions.map((g) => g.headers["x-slack-retry-num"]), [undefined, "1", "2", "3"]);
assert.equal(mentions[1].headers["x-slack-retry-reason"], "http_error");
assert.equal(new Set(mentions.map((g) => g.body.event_id)).size, 1);
for (const g of got) {
  const sent = g.headers["x-slack-signature"],
    base = `v0:${g.headers["x-slack-request-timestamp"]}:${g.text}`;
  assert.equal(sent, "v0=" + crypto.createHmac("sha256", "8f742231b10e8888abcd99e5f4c185a5").update(base).digest("hex"));
}

const hook = (body) => fetch(`${fake}/services/T0DRAGON01/B0DRAGON01/secret`, { method: "POST", headers: { "content-type": "application/json" }, body });
assert.equal(await (await hook(JSON.stringify({ text: "by webhook" }))).text(), "ok");
const bad = await hook(JSON.stringify({}));
assert.deepEqual([bad.status, await bad.text()], [400, "no_text"]);
const torn = await hook('{"text": ');
assert.deepEqual([torn.status, await torn.text()], [400, "invalid_payload"]);
const lost = await hook(JSON.stringify({ text: "x", channel: "nowhere" }));
assert.deepEqual([lost.status, await lost.text()], [404, "channel_not_found"]);
assert.equal((await slack.conversations.history({ channel: "C0GENERAL01", limit: 1 })).messages[0].text, "by webhook");

await control("/packs/slack/limits", { on: true });
const strict = connect("xoxb-another", { rejectRateLimitedCalls: true });
await strict.chat.postMessage({ channel, text: "first" });
await assert.rejects(strict.chat.postMessage({ channel, text: "second" }), (e) => {
  assert.equal(e.code, ErrorCode.RateLimitedError);
  assert.equal(e.retryAfter, 1);
  return true;
});
assert.ok((await strict.users.info({ user: alice.id })).ok);
srv.close();
