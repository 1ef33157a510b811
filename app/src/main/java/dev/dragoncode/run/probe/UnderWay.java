package dev.dragoncode.run.probe;

/** What became of requests that were under way when a service was told to end. */
public record UnderWay(int answered, int broken) {

  int all() {
    return answered + broken;
  }
}
