package com.sun.glass.ui.quiet;

import com.sun.glass.ui.Application;
import com.sun.glass.ui.Pixels;
import com.sun.glass.ui.View;
import com.sun.glass.ui.headless.HeadlessApplication;
import com.sun.glass.ui.headless.HeadlessPlatformFactory;
import com.sun.glass.ui.headless.HeadlessView;

/**
 * JavaFX's headless platform without a screen to look at. That one copies every picture of a window
 * point by point into memory that nobody reads, which takes two thirds of what tests of windows
 * take; pictures of tests are made of the scene itself. JavaFX finds the class by its name.
 */
public final class QuietPlatformFactory extends HeadlessPlatformFactory {

  @Override
  public Application createApplication() {
    return new HeadlessApplication() {
      @Override
      public View createView() {
        return new HeadlessView() {
          @Override
          protected void _uploadPixels(long pointer, Pixels pixels) {
            // there is no screen
          }
        };
      }
    };
  }
}
