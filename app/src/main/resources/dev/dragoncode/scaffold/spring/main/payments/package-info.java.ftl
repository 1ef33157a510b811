/** Charges through Stripe. */
@NullMarked
package [=project.packageName].payments;

import org.jspecify.annotations.NullMarked;
