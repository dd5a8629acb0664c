package org.postille.campaign.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.postille.base.Finding;
import org.postille.campaign.definition.Looks;
import org.postille.campaign.definition.Place;

/** {@code theme.yaml} in the folder of templates: how the pictures of products look. A shop need not have one. */
public final class ThemeFile {

    static final String NAME = "theme.yaml";

    private ThemeFile() {}

    /**
     * What was read.
     *
     * @param looks with the standard values where nothing, or a mistake, stands
     */
    public record Read(Looks looks, List<Finding> findings) {}

    public static Read read(Path templates) {
        var file = templates.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return new Read(Looks.STANDARD, List.of());
        }
        var findings = new Findings(file.toString());
        try (var in = Files.newInputStream(file)) {
            var looks = new YamlReader(findings)
                    .read(in.readNBytes(YamlReader.LARGEST_FILE + 1))
                    .map(it -> new LookReader(findings, templates).read(it))
                    .orElse(Looks.STANDARD);
            return new Read(looks, findings.all());
        } catch (IOException e) {
            findings.add(new Place(findings.file(), 1, 1), "the file cannot be read: " + e.getMessage());
            return new Read(Looks.STANDARD, findings.all());
        }
    }
}
