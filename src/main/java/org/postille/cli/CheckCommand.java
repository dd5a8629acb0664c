package org.postille.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.postille.base.Finding;
import org.postille.base.NotFound;
import org.postille.campaign.CampaignCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Everything that is wrong in campaigns and their templates, in one run, each with its place. Needs no server. */
@Command(
        name = "check",
        description = "Check every campaign and template; prints file:line:column: message.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATH",
            description = "Folder of campaigns, or one file of it (default: postille.campaigns, else campaigns)")
    private @Nullable Path given;

    @Option(
            names = "--templates",
            description =
                    "Folder of templates (default: templates beside the campaigns; postille.templates without PATH)")
    private @Nullable Path templates;

    @Override
    public Integer call() {
        var config = ConfigProvider.getConfig();
        var path = given == null ? configured(config, "postille.campaigns").orElse(Path.of("campaigns")) : given;
        if (!Files.exists(path)) {
            throw new NotFound("there is no " + path);
        }
        var folder = Files.isDirectory(path) ? path : parent(path);
        var result = CampaignCheck.of(folder, templateFolder(folder, config));
        var wanted = result.findings().stream().filter(it -> isWanted(it, path)).toList();
        wanted.forEach(spec.commandLine().getOut()::println);
        spec.commandLine()
                .getErr()
                .println(
                        wanted.isEmpty()
                                ? "campaigns: %d, errors: none"
                                        .formatted(result.campaigns().size())
                                : "errors: %d".formatted(wanted.size()));
        return wanted.isEmpty() ? 0 : 1;
    }

    /** With one file given, what is wrong elsewhere is not asked for; templates always are. */
    private static boolean isWanted(Finding finding, Path path) {
        return Files.isDirectory(path)
                || finding.file().equals(path.toString())
                || !finding.file().matches(".*\\.ya?ml");
    }

    private Path templateFolder(Path folder, Config config) {
        if (templates != null) {
            return templates;
        }
        var beside = folder.resolveSibling("templates");
        return configured(config, "postille.templates")
                .filter(_ -> given == null)
                .orElse(Files.isDirectory(beside) ? beside : Path.of("templates"));
    }

    private static Optional<Path> configured(Config config, String name) {
        return config.getOptionalValue(name, String.class)
                .filter(it -> !it.isBlank())
                .map(Path::of);
    }

    private static Path parent(Path file) {
        var parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }
}
