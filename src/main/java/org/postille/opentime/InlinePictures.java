package org.postille.opentime;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.regex.Pattern;
import org.postille.base.PostilleConfig;
import org.postille.catalog.PictureFile;

/** Puts the pictures of slots into a mail's HTML, for a preview that is looked at without a server. */
@ApplicationScoped
public class InlinePictures {

    private final Pictures pictures;
    private final Pattern address;

    InlinePictures(Pictures pictures, PostilleConfig config) {
        this.pictures = pictures;
        address = Pattern.compile(Pattern.quote(config.publicUrl() + "/i/") + "([A-Za-z0-9_-]+)\\.(?:jpg|png)");
    }

    /** The same HTML with each picture in the place of its address. Decides in the caller's transaction. */
    public String in(String html) {
        return address.matcher(html).replaceAll(it -> inline(pictures.inThisTransaction(it.group(1))));
    }

    private static String inline(byte[] picture) {
        return "data:" + PictureFile.mediaType(picture) + ";base64,"
                + Base64.getEncoder().encodeToString(picture);
    }
}
