package org.postille.catalog.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** A host of photos on one of the addresses of this machine, and what was asked of it. */
final class PhotoHost implements AutoCloseable {

    interface Page {
        void answer(HttpExchange exchange) throws IOException;
    }

    final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final String address;

    PhotoHost(String address, int port) throws IOException {
        this.address = address;
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(address), port), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            try (exchange) {
                pages.getOrDefault(exchange.getRequestURI().getPath(), it -> it.sendResponseHeaders(404, -1))
                        .answer(exchange);
            }
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(String path) {
        return "http://" + address + ":" + port() + path;
    }

    PhotoHost at(String path, Page page) {
        pages.put(path, page);
        return this;
    }

    PhotoHost photo(String path, byte[] file) {
        return at(path, it -> {
            it.sendResponseHeaders(200, file.length == 0 ? -1 : file.length);
            it.getResponseBody().write(file);
        });
    }

    PhotoHost redirect(String path, String location) {
        return at(path, it -> {
            it.getResponseHeaders().set("Location", location);
            it.sendResponseHeaders(302, -1);
        });
    }

    PhotoHost status(String path, int status) {
        return at(path, it -> it.sendResponseHeaders(status, -1));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Settings as an operator would make them, but for the patience. */
    record Settings(Optional<Set<String>> innerHosts, List<Integer> ports, Duration patience) implements PhotosConfig {

        @Override
        public boolean fetch() {
            return true;
        }

        @Override
        public int perHost() {
            return 4;
        }

        @Override
        public int atOnce() {
            return 8;
        }

        @Override
        public Duration again() {
            return Duration.ofDays(7);
        }
    }
}
