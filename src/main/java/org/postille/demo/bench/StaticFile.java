package org.postille.demo.bench;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A file that the same server hands out as it is: what pictures are measured against. There while a benchmark names its folder. */
@ApplicationScoped
class StaticFile {

    private static final String NAME = "static.jpg";

    private final Optional<Path> folder;

    StaticFile(@ConfigProperty(name = "bench.static") Optional<Path> folder) {
        this.folder = folder;
    }

    void route(@Observes Router router) {
        folder.ifPresent(it -> router.route("/bench/*")
                .handler(StaticHandler.create(FileSystemAccess.ROOT, it.toString())
                        .setCachingEnabled(true)));
    }

    /** The same address each time, with other bytes. */
    String of(int bytes) throws IOException {
        var content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        Files.write(Files.createDirectories(folder.orElseThrow()).resolve(NAME), content);
        return "/bench/" + NAME;
    }
}
