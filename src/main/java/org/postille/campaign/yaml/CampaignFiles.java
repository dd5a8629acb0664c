package org.postille.campaign.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.postille.base.Finding;
import org.postille.base.NotFound;
import org.postille.campaign.definition.CampaignDefinition;
import org.postille.campaign.definition.Place;

/** A folder of campaigns: one campaign a file, and {@code segments.yaml} for the rules that they share. */
public final class CampaignFiles {

    private CampaignFiles() {}

    /** One file that has been read. */
    private record Campaign(
            Findings findings,
            Optional<CampaignReader.Named> name,
            Optional<CampaignDefinition> definition,
            List<Loaded.Draft> drafts) {}

    /**
     * Every campaign of the folder, and everything that is wrong in any of its files. A file with a mistake stops no other.
     *
     * @throws NotFound if there is no such folder
     */
    public static Loaded read(Path folder, KnownNames known) {
        var findings = new ArrayList<Finding>();
        var segments = segments(folder, known, findings);
        var campaigns = new ArrayList<Campaign>();
        for (var file : files(folder)) {
            campaigns.add(campaign(file, known, segments));
        }
        reportSharedNames(campaigns);
        campaigns.forEach(it -> findings.addAll(it.findings().all()));
        return new Loaded(
                campaigns.stream()
                        .filter(it -> it.findings().none())
                        .flatMap(it -> it.definition().stream())
                        .toList(),
                campaigns.stream().flatMap(it -> it.drafts().stream()).toList(),
                segments.segments(),
                findings.stream().sorted().distinct().toList());
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new NotFound("there is no folder " + folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> it.getFileName().toString().matches("[^.].*[.]ya?ml"))
                    .filter(it -> !it.getFileName().toString().equals(SegmentReader.FILE))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SegmentReader segments(Path folder, KnownNames known, List<Finding> findings) {
        var file = folder.resolve(SegmentReader.FILE);
        var own = new Findings(file.toString());
        var segments = new SegmentReader(own, known);
        if (Files.isRegularFile(file)) {
            content(file, own).flatMap(new YamlReader(own)::read).ifPresent(segments::read);
        }
        findings.addAll(own.all());
        return segments;
    }

    private static Campaign campaign(Path file, KnownNames known, SegmentReader segments) {
        var findings = new Findings(file.toString());
        var content = content(file, findings);
        var document = content.flatMap(new YamlReader(findings)::read);
        var reader = new CampaignReader(findings, known, segments);
        var definition = document.flatMap(it -> reader.read(it, version(content.orElseThrow())));
        return new Campaign(findings, document.flatMap(CampaignReader::name), definition, reader.drafts());
    }

    private static Optional<byte[]> content(Path file, Findings findings) {
        try (var in = Files.newInputStream(file)) {
            return Optional.of(in.readNBytes(YamlReader.LARGEST_FILE + 1));
        } catch (IOException e) {
            findings.add(new Place(findings.file(), 1, 1), "the file cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Neither of two campaigns of one name runs: nobody can know which is meant. */
    private static void reportSharedNames(List<Campaign> campaigns) {
        Map<String, List<Campaign>> byName = new HashMap<>();
        campaigns.forEach(campaign -> campaign.name()
                .ifPresent(it -> byName.computeIfAbsent(it.name(), _ -> new ArrayList<>())
                        .add(campaign)));
        byName.forEach((name, same) -> {
            for (var campaign : same) {
                same.stream()
                        .filter(it ->
                                !it.findings().file().equals(campaign.findings().file()))
                        .findFirst()
                        .ifPresent(other -> campaign.findings()
                                .add(
                                        campaign.name().orElseThrow().place(),
                                        "%s is called '%s' too: a name belongs to one campaign"
                                                .formatted(other.findings().file(), name)));
            }
        });
    }

    private static String version(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
