[#include "/common/facts.ftl"]
# Load baseline

How much the program answers, how quickly, and where its time goes. It is recorded anew for each release that might change it, and at least every 30 days.

```sh
scripts/profile          # 50 requests a second for two minutes, with a recording of the program
RATE=200 scripts/profile # more of them
```

The script starts the program in its local mode, runs `load/baseline.js` (k6, in a container where it is not installed), stops the program and leaves:

| file | what it is |
| --- | --- |
[#if stack.id == "spring"]
| `load/recorded/baseline.jfr` | a flight recording: `jfr view hot-methods load/recorded/baseline.jfr`, or JDK Mission Control for the flame graph |
[#else]
| `load/recorded/baseline.cpuprofile` | a profile of the processor: chrome://inspect, or https://www.speedscope.app for the flame graph |
[/#if]
| `load/recorded/baseline.json` | k6's figures: rate, errors, percentiles |

Commit both, and tell the checklist: `dragoncode attest STG-PROFILE --by NAME`.

## Reading it

- The highest `RATE` at which the thresholds hold, on a machine with as much processor as one replica reserves, is what a replica answers: it goes into [#if has.rollout]`threshold` of
  `deploy/components/keda/scaled-object.yaml` and [/#if][#if has.operations]`docs/cost.md`[#else]the plan of what to run[/#if].
- A percentile that is worse by a tenth than in the last recording is a finding, and the two profiles say what it is.
- Your own machine compares with itself alone.
