/** The commands of {@code ./postille}. */
@NullMarked
package org.postille.cli;

import org.jspecify.annotations.NullMarked;
