# What a commit has to pass; installing the dependencies installs this. In a hurry: git commit --no-verify, CI looks again.
pre-commit:
  parallel: true
  jobs:
    - name: format
      glob: "*.{ts,js,json,css,html}"
      run: npx prettier --ignore-unknown --write {staged_files}
      stage_fixed: true
    - name: lint
      glob: "*.{ts,js}"
      run: npx eslint {staged_files}
    - name: secrets
      run: npx secretlint --maskSecrets --secretlintignore .secretlintignore {staged_files}
    - name: tests
      glob: "{src,test}/**/*.ts"
      run: npm test
