package org.postille.delivery.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.postille.delivery.feedback.Bounces.Source;

/** The words of one relay. */
interface RelayFormat {

    Source source();

    /** {@return whether a body has the shape of this relay's} */
    boolean fits(JsonNode body);

    /** {@return the single events of a body} */
    List<JsonNode> entries(JsonNode body);

    /** @throws org.postille.base.Invalid if an entry is not understood */
    Told read(JsonNode entry);
}
