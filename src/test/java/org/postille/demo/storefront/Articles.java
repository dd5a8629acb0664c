package org.postille.demo.storefront;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.sql.Statement;
import javax.imageio.ImageIO;
import javax.sql.DataSource;

/** Puts articles on the shelves for tests. */
public final class Articles {

    private final DataSource database;

    public Articles(DataSource database) {
        this.database = database;
    }

    /** One article with a photo. */
    public void put(String sku, String title, String category, String price) {
        put(sku, title, category, price, "A fine piece that gets better with the years.", 12, true);
    }

    void put(
            String sku, String title, String category, String price, String description, int stock, boolean available) {
        try (var connection = database.getConnection();
                var product = connection.prepareStatement("""
                        insert into product (sku, title, description, link, category, brand, material, colour, price, currency, stock,
                                             available, updated_at)
                        values (?, ?, ?, ?, ?, 'Nordlys', 'Stoneware', 'Sand', ?, 'EUR', ?, ?, '2026-05-01')
                        """, Statement.RETURN_GENERATED_KEYS);
                var photo = connection.prepareStatement(
                        "insert into product_photo (product_id, source_hash, jpeg) values (?, ?, ?)")) {
            product.setString(1, sku);
            product.setString(2, title);
            product.setString(3, description);
            product.setString(4, "http://localhost:8080/shop/p/" + sku);
            product.setString(5, category);
            product.setString(6, price);
            product.setInt(7, stock);
            product.setBoolean(8, available);
            product.executeUpdate();
            try (var keys = product.getGeneratedKeys()) {
                keys.next();
                photo.setLong(1, keys.getLong(1));
            }
            photo.setBytes(2, MessageDigest.getInstance("SHA-256").digest(sku.getBytes(StandardCharsets.UTF_8)));
            photo.setBytes(3, jpeg(sku));
            photo.executeUpdate();
        } catch (SQLException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("the article could not be put on its shelf", e);
        }
    }

    private static byte[] jpeg(String sku) {
        var hue = Math.floorMod(sku.hashCode() * 31, 360) / 360f;
        var image = new BufferedImage(480, 480, BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setPaint(
                new GradientPaint(0, 0, Color.getHSBColor(hue, .12f, .97f), 0, 480, Color.getHSBColor(hue, .2f, .88f)));
        canvas.fillRect(0, 0, 480, 480);
        canvas.setColor(Color.getHSBColor(hue, .45f, .6f));
        canvas.fillRoundRect(140, 150, 200, 210, 60, 60);
        canvas.setColor(Color.getHSBColor(hue, .4f, .7f));
        canvas.fillOval(140, 130, 200, 50);
        canvas.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
