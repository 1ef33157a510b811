package dev.dragoncode.fakes.server;

import dev.dragoncode.fakes.pack.FakeRequest;

/** Answers what comes in on a port. Called on the connection's own thread; must not wait. */
interface Responder {
  PackRuntime.Answer answer(FakeRequest request);
}
