package org.postille.browser;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;

/** The mailbox as somebody at a browser uses it. */
final class MailboxWindow {

    /** What a picture of a mail says about itself once it has loaded. */
    private static final String WIDTHS = "pictures => pictures.map(it => it.complete ? it.naturalWidth : 0)";

    private final Page page;

    private MailboxWindow(Page page) {
        this.page = page;
    }

    static MailboxWindow open(Page page, String server) {
        page.navigate(server + "/mailbox");
        return new MailboxWindow(page);
    }

    Page page() {
        return page;
    }

    void search(String words) {
        var field = page.getByRole(AriaRole.SEARCHBOX);
        field.fill(words);
        field.press("Enter");
        page.waitForURL(url -> url.contains("q="));
    }

    void campaign(String name) {
        page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Campaigns"))
                .getByRole(AriaRole.LINK)
                .filter(new Locator.FilterOptions().setHasText(name))
                .click();
        page.waitForURL(url -> url.contains("campaign="));
    }

    Locator mails() {
        return page.locator("ol.letters > li");
    }

    void openMail(String subject) {
        mails().filter(new Locator.FilterOptions().setHasText(subject))
                .first()
                .locator("a")
                .click();
        page.locator("article.mail").waitFor();
    }

    /** Inside of the open mail. */
    FrameLocator mail() {
        return page.frameLocator("article.mail iframe");
    }

    /** The pictures of the mail, once all that are expected have been fetched. */
    List<Number> pictureWidths(int expected) {
        var pictures = mail().locator("a img");
        page.waitForCondition(() -> {
            // A picture below the fold may wait to be seen.
            for (var picture : pictures.all()) {
                picture.scrollIntoViewIfNeeded();
            }
            return pictures.count() >= expected && widths(pictures).stream().noneMatch(it -> it.intValue() == 0);
        });
        return widths(pictures);
    }

    @SuppressWarnings("unchecked") // an array of numbers in the browser is a list of them here
    private static List<Number> widths(Locator pictures) {
        return (List<Number>) pictures.evaluateAll(WIDTHS);
    }

    /** Clicks a picture, counted among those whose link has this in it; the shop opens in a tab of its own. */
    Page clickPicture(String link, int number) {
        var shop = page.context()
                .waitForPage(() -> mail().locator("a[href*='" + link + "'] img")
                        .nth(number)
                        .click());
        shop.waitForLoadState();
        return shop;
    }
}
