package org.postille.interest.appeal;

/**
 * What readers of mails did with a product.
 *
 * @param exposures how often it was looked at: shown, times the chance that its position is examined
 * @param clicks by people
 * @param sales order lines of the last four weeks
 */
record Appeal(double exposures, long clicks, long sales) {

    static final Appeal NONE = new Appeal(0, 0, 0);
}
