package dev.dragoncode.ui.fakes;

/** What of the fake APIs is looked at. */
enum FakesTab {
  REQUESTS,
  WEBHOOKS,
  STATE
}
