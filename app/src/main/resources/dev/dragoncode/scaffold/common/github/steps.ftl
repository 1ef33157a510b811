[#include "/common/facts.ftl"]
[#-- What jobs begin with. --]
[#macro checkout]
      - uses: [=action("actions/checkout")]
        with:
          persist-credentials: false
[/#macro]
[#macro toolchain]
[#if stack.id == "spring"]
      - uses: [=action("actions/setup-java")]
        with:
          distribution: temurin
          java-version: "[=stack.runtimeVersion]"
          cache: maven
[#else]
      - uses: [=action("actions/setup-node")]
        with:
          node-version: "[=stack.runtimeVersion]"
          cache: npm
[/#if]
[#if stack.install?has_content]
      - run: [=stack.install]
[/#if]
[/#macro]
[#macro database]
[#if has.database]
    services:
      postgres:
        image: postgres:[=image("postgres", "18")]
        env:
          POSTGRES_USER: dragoncode
          POSTGRES_PASSWORD: dragoncode
          POSTGRES_DB: app
        ports: ["5432:5432"]
        options: --health-cmd "pg_isready --username dragoncode" --health-interval 2s --health-retries 30
    env:
      DATABASE_URL: postgresql://dragoncode:dragoncode@localhost:5432/app
      PGHOST: localhost
      PGPORT: "5432"
      PGUSER: dragoncode
      PGPASSWORD: dragoncode
      PGDATABASE: app
[/#if]
[/#macro]
