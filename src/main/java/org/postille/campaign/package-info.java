/** What is sent, to whom and when: definitions, schedules, triggers, journeys. */
@NullMarked
package org.postille.campaign;

import org.jspecify.annotations.NullMarked;
