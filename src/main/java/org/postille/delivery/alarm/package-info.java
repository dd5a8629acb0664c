/** What an operator must hear of before mail houses act on it: complaints, bounces, deferrals, mail that does not leave. */
@NullMarked
package org.postille.delivery.alarm;

import org.jspecify.annotations.NullMarked;
