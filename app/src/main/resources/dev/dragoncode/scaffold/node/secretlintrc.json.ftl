{
  "rules": [{ "id": "@secretlint/secretlint-rule-preset-recommend" }]
}
