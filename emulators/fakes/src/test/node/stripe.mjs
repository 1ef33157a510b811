import Stripe from "stripe";
import http from "node:http";
import assert from "node:assert";
const base = new URL(process.env.FAKE_URL),
  ctl = process.env.CONTROL_URL;
const s = new Stripe("sk_test_abc", { host: "127.0.0.1", port: base.port, protocol: "http", maxNetworkRetries: 0 });
const got = [];
const srv = http
  .createServer((q, r) => {
    let b = "";
    q.on("data", (d) => (b += d));
    q.on("end", () => {
      got.push({ sig: q.headers["stripe-signature"], b });
      r.end("ok");
    });
  })
  .listen(0, process.env.LISTEN_HOST ?? "127.0.0.1");
await new Promise((r) => srv.once("listening", r));
const wh = await s.webhookEndpoints.create({
  url: `http://127.0.0.1:${srv.address().port}/hook`,
  enabled_events: ["*"],
});
const c = await s.customers.create(
  { email: "a@b.c", payment_method: "pm_card_visa", invoice_settings: {} },
  { idempotencyKey: "k1" },
);
const c2 = await s.customers.create(
  { email: "a@b.c", payment_method: "pm_card_visa", invoice_settings: {} },
  { idempotencyKey: "k1" },
);
assert.equal(c.id, c2.id);
await assert.rejects(
  s.customers.create({ email: "zz" }, { idempotencyKey: "k1" }),
  (e) => e.type === "StripeIdempotencyError",
);
let pi = await s.paymentIntents.create({
  amount: 2000,
  currency: "usd",
  customer: c.id,
  payment_method: "pm_card_visa",
  confirm: true,
  automatic_payment_methods: { enabled: true, allow_redirects: "never" },
  expand: ["latest_charge.balance_transaction", "customer"],
});
assert.equal(pi.status, "succeeded");
assert.equal(pi.latest_charge.amount, 2000);
assert.equal(pi.customer.email, "a@b.c");
await assert.rejects(
  s.paymentIntents.create({
    amount: 2000,
    currency: "usd",
    payment_method: "pm_card_visa_chargeDeclinedInsufficientFunds",
    confirm: true,
  }),
  (e) => {
    assert.equal(e.type, "StripeCardError");
    assert.equal(e.decline_code, "insufficient_funds");
    assert.ok(e.payment_intent.id);
    return true;
  },
);
pi = await s.paymentIntents.create({
  amount: 5000,
  currency: "eur",
  capture_method: "manual",
  payment_method: "pm_card_mastercard",
  confirm: true,
});
assert.equal(pi.status, "requires_capture");
pi = await s.paymentIntents.capture(pi.id, { amount_to_capture: 3000 });
assert.equal(pi.amount_received, 3000);
let re = await s.refunds.create({ payment_intent: pi.id, amount: 1000 });
assert.equal(re.status, "succeeded");
await assert.rejects(
  s.refunds.create({ payment_intent: pi.id, amount: 9000 }),
  (e) => e.type === "StripeInvalidRequestError",
);
pi = await s.paymentIntents.create({
  amount: 900,
  currency: "usd",
  payment_method: "pm_card_threeDSecure2Required",
  confirm: true,
  return_url: "http://localhost/back",
});
assert.equal(pi.status, "requires_action");
let r = await fetch(pi.next_action.redirect_to_url.url, {
  method: "POST",
  redirect: "manual",
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: "outcome=succeed",
});
assert.equal(r.status, 303);
pi = await s.paymentIntents.retrieve(pi.id);
assert.equal(pi.status, "succeeded");
const prod = await s.products.create({
  name: "Gold",
  default_price_data: { currency: "usd", unit_amount: 1500, recurring: { interval: "month" } },
});
let sub = await s.subscriptions.create({
  customer: c.id,
  items: [{ price: prod.default_price }],
  expand: ["latest_invoice"],
});
console.log(sub.status, sub.latest_invoice.status, sub.latest_invoice.lines.data[0].description);
assert.equal(sub.status, "active");
let ev = await s.events.list({ limit: 3 });
r = await fetch(ctl + "/clock/advance", { method: "POST", body: JSON.stringify({ seconds: 32 * 86400 }) });
let inv = await s.invoices.list({ subscription: sub.id });
assert.equal(inv.data.length, 2);
assert.equal(inv.data[0].billing_reason, "subscription_cycle");
sub = await s.subscriptions.cancel(sub.id);
assert.equal(sub.status, "canceled");
let cs = await s.checkout.sessions.create({
  mode: "payment",
  success_url: "http://localhost/ok?s={CHECKOUT_SESSION_ID}",
  line_items: [{ price_data: { currency: "usd", unit_amount: 700, product_data: { name: "Mug" } }, quantity: 2 }],
});
assert.equal(cs.amount_total, 1400);
r = await fetch(cs.url, { method: "POST", redirect: "manual" });
assert.equal(r.headers.get("location"), "http://localhost/ok?s=" + cs.id);
cs = await s.checkout.sessions.retrieve(cs.id, { expand: ["line_items", "payment_intent"] });
assert.equal(cs.payment_status, "paid");
assert.equal(cs.line_items.data[0].description, "Mug");
assert.equal(cs.payment_intent.status, "succeeded");
await assert.rejects(s.customers.create({ emial: "x" }), (e) => e.code === "parameter_unknown");
await assert.rejects(
  s.paymentIntents.create({ currency: "usd" }),
  (e) => e.code === "parameter_missing" && e.param === "amount",
);
await assert.rejects(s.paymentIntents.create({ amount: 10, currency: "usd" }), (e) => e.code === "amount_too_small");
const ii = await s.invoiceItems.create({ customer: c.id, amount: 500, currency: "usd", description: "one" });
let iv = await s.invoices.create({ customer: c.id, pending_invoice_items_behavior: "include" });
assert.equal(iv.total, 500);
iv = await s.invoices.pay(iv.id);
assert.equal(iv.status, "paid");
const si = await s.setupIntents.create({ customer: c.id, payment_method: "pm_card_visa", confirm: true });
assert.equal(si.status, "succeeded");
let n = 0;
for await (const e of s.events.list({ limit: 5 })) n++;
console.log("events", n);
await new Promise((r) => setTimeout(r, 700));
const e = s.webhooks.constructEvent(got[0].b, got[0].sig, wh.secret, 1e9);
console.log("hooks", got.length, e.type);
assert.throws(() => s.webhooks.constructEvent(got[0].b + " ", got[0].sig, wh.secret, 1e9));
const whs = await s.webhookEndpoints.list();
assert.equal(whs.data[0].secret, undefined);
await fetch(ctl + "/clock/reset", { method: "POST" });
srv.close();
console.log("ok");
