- op: replace
  path: /metadata/name
  value: [=project.name]-preview
