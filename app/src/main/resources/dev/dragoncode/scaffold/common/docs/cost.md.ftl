[#include "/common/facts.ftl"]
[#assign cpu = stack.cpuRequest?remove_ending("m")?number / 1000]
[#assign gib = stack.memoryRequest?remove_ending("Mi")?number / 1024]
[#assign replica = 730 * (cpu * 0.04048 + gib * 0.004445)]
[#assign perReplica = 50]
[#macro at name rate least]
[#assign count = [least, (rate / perReplica)?ceiling]?max]
| [=name] | [=rate] | [=count] | $[=(count * replica)?string["0.00"]] |
[/#macro]
# Cost

What running it costs in a month of 730 hours: requests a second, the replicas that answer them, and what those reserve.

| basis | value |
| --- | --- |
| a replica reserves | [=cpu] processor cores, [=gib?string["0.###"]] GiB (`deploy/base/workload.yaml`) |
| a core for an hour | $0.04048 |
| a GiB for an hour | $0.004445 |
| a replica for a month | $[=replica?string["0.00"]] |
| requests a second that a replica answers | [=perReplica]: an assumption until `load/README.md` has measured it |

The prices are the public list of AWS Fargate (Linux, x86, us-east-1) as of 2025-11, without a discount. They stand for any cluster; put
in your own contract's prices, with their day, before a decision rests on this table.

| load | requests a second | replicas | a month |
| --- | --- | --- | --- |
[@at "staging" 1 2 /]
[@at "production, at rest" 10 3 /]
[@at "production, a busy day" 250 3 /]
[@at "production, the most that the autoscaler gives" 600 3 /]

[#if has.database]
Beside it, by the same list: PostgreSQL on the smallest managed instance that is worth the name (db.t4g.small, one zone) $23.36, 20 GB of storage $2.30; twice that
with a standby. Backups of 1 GB, kept 30 days: $0.69 (S3).
[/#if]

## What makes it grow

- A replica reserves what it may need: halving `requests` in `deploy/base/workload.yaml` halves the bill, as far as the load baseline allows.
- The least number of replicas is paid for day and night; the most is what an attack costs: $[=(12 * replica)?string["0.00"]] a month, if nobody notices.
- Logs and traces often cost more than the program. Sample traces, and do not log what a metric says.

Read it again with each change of the replicas' limits, and at least every quarter.
