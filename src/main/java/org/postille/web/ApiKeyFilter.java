package org.postille.web;

import io.smallrye.config.ConfigMapping;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets nobody into {@code /api} without the key, given as {@code Authorization: Bearer KEY} or {@code X-Api-Key: KEY}. */
public class ApiKeyFilter {

    /** How the description of the API calls its key; application.properties says how it is sent. */
    public static final String KEY = "key";

    /** Who may use the REST API. */
    @ConfigMapping(prefix = "postille.api")
    interface Config {
        /** The key. While it is not set the REST API answers 401 to everybody. */
        Optional<String> key();
    }

    private static final String BEARER = "Bearer ";

    private final Config config;

    ApiKeyFilter(Config config) {
        this.config = config;
    }

    @ServerRequestFilter
    @Nullable
    Response check(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().startsWith("/api/")) {
            return null;
        }
        var given = given(request);
        var known = config.key();
        if (known.isPresent()
                && MessageDigest.isEqual(
                        known.get().getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8))) {
            return null;
        }
        var answer = Problem.response(
                401,
                known.isEmpty()
                        ? "the REST API is closed: postille.api.key is not set"
                        : "the key of the REST API is missing or wrong; send it as 'Authorization: Bearer KEY'");
        answer.getHeaders().add("WWW-Authenticate", "Bearer");
        return answer;
    }

    private static String given(ContainerRequestContext request) {
        var authorization = request.getHeaderString("Authorization");
        if (authorization != null && authorization.startsWith(BEARER)) {
            return authorization.substring(BEARER.length()).strip();
        }
        var header = request.getHeaderString("X-Api-Key");
        return header == null ? "" : header.strip();
    }
}
