package dev.dragoncode.emulators.model;

/**
 * What a running emulator uses.
 *
 * @param cpuPercent of one core, so 200 is two cores
 * @param memoryBytes resident
 */
public record ResourceUse(double cpuPercent, long memoryBytes) {}
