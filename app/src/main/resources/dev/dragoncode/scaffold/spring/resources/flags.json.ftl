{
  "$schema": "https://flagd.dev/schema/v0/flags.json",
  "flags": {
    "[=resource.file]-export": {
      "state": "ENABLED",
      "variants": {
        "on": true,
        "off": false
      },
      "defaultVariant": "off",
      "targeting": {
        "fractional": [
          ["on", 50],
          ["off", 50]
        ]
      },
      "metadata": {
        "description": "Users may download [=resource.labels] as a table",
        "owner": "[=project.owner]",
        "expires": "[=goal.until]"
      }
    }
  }
}
