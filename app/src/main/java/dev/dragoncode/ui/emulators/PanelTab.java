package dev.dragoncode.ui.emulators;

/** What the panel below the cards shows. */
public enum PanelTab {
  LOGS,
  DATA
}
