@NullMarked
package org.postille.delivery.intake;

import org.jspecify.annotations.NullMarked;
