package dev.dragoncode.project.secrets;

/**
 * A secret in a text, without the secret.
 *
 * @param title what it looks like
 * @param line from 1
 * @param excerpt the line with the secret masked
 * @param fingerprint the same for the same secret wherever it stands; it does not tell the secret
 */
public record SecretHit(String title, int line, String excerpt, String fingerprint) {}
