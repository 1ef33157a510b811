package dev.dragoncode.io.ssh;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;

/** What a user is told when another machine does not let us in, or is not to be trusted. */
final class SshProblems {

  private SshProblems() {}

  static Problem unknownHost(SshAddress address, HostKeys.Refusal refusal) {
    if (refusal.changed()) {
      return Problem.of(
          "The key of " + address.host() + " has changed",
          "It shows a key with the fingerprint %s, and another one is known. Somebody may listen in, or the machine was set up anew."
              .formatted(refusal.fingerprint()),
          Remedy.of("Ask whoever keeps that machine for its fingerprint."),
          Remedy.of(
              "Only if it is the same: ssh-keygen -R %s; then ssh %s"
                  .formatted(address.host(), address)));
    }
    return Problem.of(
        "The key of " + address.host() + " is not known yet",
        "It shows a key with the fingerprint %s, and known_hosts does not have it. DragonCode accepts known hosts alone."
            .formatted(refusal.fingerprint()),
        Remedy.of(
            "Log in once in a terminal, compare the fingerprint and accept it: ssh " + address));
  }

  static Problem login(SshAddress address, SshSettings settings) {
    return Problem.of(
        address.host() + " does not let you in",
        "It accepts none of the keys without a pass phrase in %s%s."
            .formatted(
                settings.folder(), settings.agent().isPresent() ? " and none of your agent's" : ""),
        Remedy.of("Try in a terminal: ssh " + address),
        Remedy.of(
            settings.agent().isPresent()
                ? "Give your key to the agent: ssh-add"
                : "Start a key agent and give it your key: ssh-agent, ssh-add"),
        Remedy.of("Let your public key in over there: ssh-copy-id " + address));
  }

  static Problem proxyJump(SshAddress address, String jump) {
    return Problem.of(
        address.host() + " is reached over another machine",
        "Your SSH configuration says ProxyJump %s, which DragonCode does not follow yet."
            .formatted(jump),
        Remedy.of(
            "Keep a tunnel to its SSH port open, and use that: ssh -N -L 2222:%s:22 %s; then ssh://localhost:2222"
                .formatted(address.host(), jump)));
  }
}
