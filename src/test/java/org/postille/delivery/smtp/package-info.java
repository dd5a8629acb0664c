@NullMarked
package org.postille.delivery.smtp;

import org.jspecify.annotations.NullMarked;
