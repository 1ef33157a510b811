package dev.dragoncode.service.profile;

import dev.dragoncode.profile.Profile;
import dev.dragoncode.profile.Recording;
import java.nio.file.Path;

/**
 * A profile that was recorded.
 *
 * @param run names the run that it is kept as
 * @param file the recording itself
 * @param main of the mode that was asked for, where the recording has it
 * @param engine what recorded it
 */
public record Profiled(String run, Path file, Recording recording, Profile main, String engine) {}
