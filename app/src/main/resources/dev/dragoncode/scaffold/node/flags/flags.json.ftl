{
  "$schema": "https://flagd.dev/schema/v0/flags.json",
  "flags": {
    "[=resource.file]-summary": {
      "state": "ENABLED",
      "variants": { "on": true, "off": false },
      "defaultVariant": "off",
      "targeting": {
        "fractional": [
          ["on", 50],
          ["off", 50]
        ]
      },
      "metadata": {
        "owner": "[=project.owner]",
        "expires": "[=goal.until]"
      }
    }
  }
}
