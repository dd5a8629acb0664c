package org.postille.demo.cache;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Folders of the user's cache. Each appears by rename when it is complete, so a killed run leaves no half of one. */
public final class UserCache {

    private UserCache() {}

    /** Fills a folder. */
    public interface Fill {
        void into(Path folder) throws IOException;
    }

    /** The cache itself: {@code $XDG_CACHE_HOME/postille}, or {@code ~/.cache/postille}. */
    public static Path folder() throws IOException {
        var configured = System.getenv("XDG_CACHE_HOME");
        var root = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return Files.createDirectories(root.resolve("postille"));
    }

    /** Makes a folder under another name and renames it when it is complete; one that another process made meanwhile stays. */
    public static void appear(Path folder, Fill fill) throws IOException {
        var making = Files.createTempDirectory(Files.createDirectories(folder.getParent()), "making-");
        fill.into(making);
        try {
            Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
            delete(making); // another process was quicker
        }
    }

    /** Deletes a folder with all that is in it. */
    public static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
