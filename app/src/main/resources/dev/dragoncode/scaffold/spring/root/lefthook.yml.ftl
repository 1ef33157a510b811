# Install once in each clone: `lefthook install` (https://lefthook.dev; also `npx lefthook install`).
# The secret scan needs gitleaks on the PATH.
pre-commit:
  commands:
    format:
      glob: "*.java"
      run: mvn -B -q -o spotless:apply
      stage_fixed: true
    secrets:
      run: gitleaks git --pre-commit --staged --redact --no-banner

pre-push:
  commands:
    test:
      run: mvn -B -q test
