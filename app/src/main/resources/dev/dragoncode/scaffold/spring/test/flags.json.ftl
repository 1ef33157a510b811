{
  "flags": {
    "[=resource.file]-export": {
      "state": "ENABLED",
      "variants": {
        "on": true,
        "off": false
      },
      "defaultVariant": "off",
      "targeting": {
        "if": [{"==": [{"var": "targetingKey"}, "chosen"]}, "on", "off"]
      }
    }
  }
}
