package org.postille.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.logging.Log;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.postille.base.Conflict;
import org.postille.base.Invalid;
import org.postille.base.NotFound;

/** The one place that turns exceptions into answers. */
class ProblemMapper {

    private static final int UNPROCESSABLE = 422;

    @ServerExceptionMapper
    Response notFound(NotFound e) {
        return Problem.response(404, e.getMessage());
    }

    @ServerExceptionMapper
    Response conflict(Conflict e) {
        return Problem.response(409, e.getMessage());
    }

    @ServerExceptionMapper
    Response invalid(Invalid e) {
        return Problem.response(UNPROCESSABLE, e.getMessage());
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException e) {
        return Problem.response(400, "the body is not the expected JSON: " + e.getOriginalMessage());
    }

    /** Of its own type, since Quarkus has a mapper for it that answers in plain text. */
    @ServerExceptionMapper
    Response shape(MismatchedInputException e) {
        return json(e);
    }

    @ServerExceptionMapper
    Response fields(ConstraintViolationException e) {
        return Problem.response(
                UNPROCESSABLE,
                "some fields are not as expected",
                e.getConstraintViolations().stream()
                        .map(it -> it.getPropertyPath() + ": " + it.getMessage())
                        .sorted()
                        .toList());
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e) {
        var answer = e.getResponse();
        // Redirects and the like are no errors; an answer with a body says already what it has to say.
        if (answer.getStatus() < 400 || answer.hasEntity()) {
            return answer;
        }
        if (e.getCause() instanceof JsonProcessingException unreadable) {
            return json(unreadable);
        }
        // JAX-RS takes a parameter that cannot be read for an address that is not there.
        if (e instanceof NotFoundException && e.getCause() instanceof IllegalArgumentException unreadable) {
            return Problem.response(400, "a parameter of the address cannot be read: " + unreadable.getMessage());
        }
        return Problem.response(
                answer.getStatus(), answer.getStatus() == 404 ? "there is nothing at this address" : reason(answer));
    }

    @ServerExceptionMapper
    Response unexpected(Exception e) {
        Log.error("a request failed unexpectedly", e);
        return Problem.response(500, "something went wrong on our side; the log says what");
    }

    private static String reason(Response answer) {
        return answer.getStatusInfo().getReasonPhrase();
    }
}
