/** Vouchers that mails bring: which code is whose. */
@NullMarked
package org.postille.opentime.voucher;

import org.jspecify.annotations.NullMarked;
