[#include "/common/github/steps.ftl"]
name: dynamic-scan

# Every week ZAP calls the running service and looks at what it answers. It runs beside the job: nobody else's
# environment is touched.
on:
  schedule:
    - cron: "23 3 * * 2"
  workflow_dispatch:

permissions:
  contents: read

concurrency:
  group: dynamic-scan

jobs:
  zap:
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    steps:
[@checkout /]
[@toolchain /]
      - name: Start the service
        run: |
          nohup [=stack.run] >service.log 2>&1 &
          timeout 180 bash -c 'until curl --fail --silent http://127.0.0.1:[=stack.port][=stack.ready] >/dev/null; do sleep 2; done'
      - name: Scan it
        uses: [=action("zaproxy/action-baseline")]
        with:
          target: http://127.0.0.1:[=stack.port]
          rules_file_name: .github/zap-rules.tsv
          fail_action: true
          allow_issue_writing: false
          artifact_name: zap
      - name: Show what the service said
        if: ${{ failure() }}
        run: tail -n 200 service.log
