package dev.dragoncode.project.secrets;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A kind of secret that is known by its look, as its issuer documents it.
 *
 * @param id short, part of the fingerprint
 * @param keywords one of them stands in every such secret, or beside it; found first, since that is
 *     quick
 * @param pattern its first group is the secret
 * @param entropy bits for each character that it has at least; what has less was made by hand
 */
record SecretShape(
    String id, String title, List<String> keywords, Pattern pattern, double entropy) {

  /** Random text of these alphabets has more; words and filler have less. */
  private static final double RANDOM = 3.0;

  static final List<SecretShape> ALL =
      List.of(
          shape(
              "aws-key",
              "AWS access key",
              "(?<![A-Za-z0-9])((?:AKIA|ASIA)[A-Z2-7]{16})(?![A-Za-z0-9])",
              "AKIA",
              "ASIA"),
          shape(
              "aws-secret",
              "AWS secret key",
              "(?i:aws.{0,20}secret.{0,20}?[\"'\\s:=]{1,5})([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])",
              "aws_secret",
              "AWS_SECRET",
              "awsSecret",
              "aws-secret",
              "aws.secret"),
          shape(
              "github",
              "GitHub token",
              "(?<![A-Za-z0-9])(gh[pousr]_[A-Za-z0-9]{36,251}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})(?![A-Za-z0-9])",
              "ghp_",
              "gho_",
              "ghu_",
              "ghs_",
              "ghr_",
              "github_pat_"),
          shape(
              "gitlab",
              "GitLab token",
              "(?<![A-Za-z0-9])(gl(?:pat|dt|rt|cbt|ptt|soat)-[\\w-]{20,60})(?![\\w-])",
              "glpat-",
              "gldt-",
              "glrt-",
              "glcbt-",
              "glptt-",
              "glsoat-"),
          shape(
              "slack",
              "Slack token",
              "(?<![A-Za-z0-9])(xox[abeoprs]-(?:\\d-)?[A-Za-z0-9-]{20,250}|xapp-\\d-[A-Za-z0-9-]{20,250})",
              "xoxa-",
              "xoxb-",
              "xoxe-",
              "xoxo-",
              "xoxp-",
              "xoxr-",
              "xoxs-",
              "xapp-"),
          shape(
              "slack-hook",
              "Slack webhook",
              "hooks\\.slack\\.com/(?:services|workflows)/(T[A-Z0-9]{8,12}/B?[A-Z0-9]{8,12}/[A-Za-z0-9]{22,26})",
              "hooks.slack.com/"),
          shape(
              "stripe",
              "Stripe live key",
              "(?<![A-Za-z0-9])((?:sk|rk)_live_[A-Za-z0-9]{20,247})",
              "sk_live_",
              "rk_live_"),
          shape(
              "sendgrid",
              "SendGrid key",
              "(?<![A-Za-z0-9])(SG\\.[\\w-]{22}\\.[\\w-]{43})(?![\\w-])",
              "SG."),
          shape(
              "google-key", "Google API key", "(?<![A-Za-z0-9])(AIza[\\w-]{35})(?![\\w-])", "AIza"),
          shape(
              "google-oauth",
              "Google OAuth secret",
              "(?<![A-Za-z0-9])(GOCSPX-[\\w-]{28})(?![\\w-])",
              "GOCSPX-"),
          shape("npm", "npm token", "(?<![A-Za-z0-9])(npm_[A-Za-z0-9]{36})(?![A-Za-z0-9])", "npm_"),
          shape(
              "pypi",
              "PyPI token",
              "(?<![A-Za-z0-9])(pypi-AgEIcHlwaS5vcmc[\\w-]{50,1000})",
              "pypi-AgE"),
          shape(
              "docker",
              "Docker Hub token",
              "(?<![A-Za-z0-9])(dckr_[po]at_[\\w-]{27,40})(?![\\w-])",
              "dckr_"),
          shape(
              "openai",
              "OpenAI key",
              "(?<![A-Za-z0-9])(sk-(?:proj-|svcacct-|admin-)?[\\w-]{20,100}T3BlbkFJ[\\w-]{20,100})",
              "T3BlbkFJ"),
          shape(
              "anthropic",
              "Anthropic key",
              "(?<![A-Za-z0-9])(sk-ant-(?:api|admin)\\d\\d-[\\w-]{80,120})",
              "sk-ant-"),
          shape(
              "huggingface",
              "Hugging Face token",
              "(?<![A-Za-z0-9])(hf_[A-Za-z]{34})(?![A-Za-z0-9])",
              "hf_"),
          shape(
              "digitalocean",
              "DigitalOcean token",
              "(?<![A-Za-z0-9])(do[opr]_v1_[a-f0-9]{64})(?![a-f0-9])",
              "dop_v1_",
              "doo_v1_",
              "dor_v1_"),
          shape(
              "telegram",
              "Telegram bot token",
              "(?<![A-Za-z0-9])(\\d{8,10}:AA[\\w-]{33})(?![\\w-])",
              ":AA"),
          shape(
              "azure-storage",
              "Azure storage key",
              "AccountKey=([A-Za-z0-9+/]{86}==)",
              "AccountKey="),
          shape(
              "shopify",
              "Shopify token",
              "(?<![A-Za-z0-9])(shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32})(?![a-fA-F0-9])",
              "shpat_",
              "shpca_",
              "shppa_",
              "shpss_"),
          shape(
              "grafana",
              "Grafana token",
              "(?<![A-Za-z0-9])(glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8})",
              "glsa_"),
          shape(
              "vault", "Vault token", "(?<![A-Za-z0-9])(hv[sb]\\.[\\w-]{24,250})", "hvs.", "hvb."),
          shape("age", "age private key", "(AGE-SECRET-KEY-1[0-9A-Z]{58})", "AGE-SECRET-KEY-1"));

  /** Keys that are public, or open nothing but a sandbox, by their issuer's own word. */
  private static final Pattern HARMLESS =
      Pattern.compile("(?:pk|sk|rk)_test_.*|pk_live_.*|pk\\.eyJ.*");

  /** Whether the look of a value says all about it, whatever the setting is called. */
  static boolean decides(String value) {
    return HARMLESS.matcher(value).matches()
        || ALL.stream().anyMatch(s -> s.keywords().stream().anyMatch(value::startsWith));
  }

  private static SecretShape shape(String id, String title, String pattern, String... keywords) {
    return new SecretShape(id, title, List.of(keywords), Pattern.compile(pattern), RANDOM);
  }
}
