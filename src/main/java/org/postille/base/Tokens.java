package org.postille.base;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opaque, signed, purpose-bound tokens for the addresses in a mail.
 *
 * <p>A synthetic-IV construction (as RFC 5297 in outline, with HMAC-SHA-256 in place of CMAC): the tag is the first 128 bits
 * of HMAC(purpose, payload), and is also the initial counter of AES-128-CTR over the payload. So the same content always
 * gives the same token, nothing can be read from it, and nobody without the secret can make one.
 *
 * <p>A payload is a list of numbers (a message id, a block, a slot): 1 to 4 of them.
 */
public final class Tokens {

    /** How to make a secret that is strong enough. */
    public static final String HOW = "make one with: openssl rand -base64 48";

    private static final String HMAC = "HmacSHA256";
    private static final int TAG = 16;
    private static final int LONGEST = 128;
    private static final int MOST_NUMBERS = 4;
    private static final int FEWEST_DIFFERENT = 12;

    private final SecretKeySpec macKey;
    private final SecretKeySpec cipherKey;
    private final Queue<Instruments> idle = new ConcurrentLinkedQueue<>();

    /**
     * @param secret at least 32 characters, at least 12 different ones; whoever has it can make tokens
     * @throws Invalid if it is weaker
     */
    public Tokens(String secret) {
        if (secret.length() < 32) {
            throw new Invalid("the secret that signs tokens needs at least 32 characters; " + HOW);
        }
        if (secret.chars().distinct().count() < FEWEST_DIFFERENT) {
            throw new Invalid("the secret that signs tokens is easy to guess; " + HOW);
        }
        macKey = new SecretKeySpec(derive(secret, "postille token mac"), HMAC);
        cipherKey = new SecretKeySpec(derive(secret, "postille token cipher"), 0, 16, "AES");
    }

    /** The token of these numbers for this purpose: URL-safe, of 32 to 64 characters. */
    public String issue(Purpose purpose, long... numbers) {
        return print(seal(purpose, numbers));
    }

    /**
     * The same for places whose content may be put into lower case on its way, such as the local part of an address: of 39 to 77
     * characters a-z and 2-7.
     */
    public String issueCaseless(Purpose purpose, long... numbers) {
        return Base32.print(seal(purpose, numbers));
    }

    private byte[] seal(Purpose purpose, long... numbers) {
        if (numbers.length == 0 || numbers.length > MOST_NUMBERS) {
            throw new IllegalArgumentException("a token holds 1 to 4 numbers, not " + numbers.length);
        }
        var payload = ByteBuffer.allocate(numbers.length * Long.BYTES);
        for (var number : numbers) {
            payload.putLong(number);
        }
        var tag = tag(purpose, payload.array());
        return ByteBuffer.allocate(TAG + payload.capacity())
                .put(tag)
                .put(crypt(tag, payload.array()))
                .array();
    }

    /** The numbers of a token, or nothing if it was not issued here for this purpose. Takes the same time for any forgery. */
    public Optional<List<Long>> open(Purpose purpose, String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        // The last character may have bits to spare: only the spelling that was issued is good.
        return print(sealed).equals(token) ? unseal(purpose, sealed) : Optional.empty();
    }

    /** The same for a token of {@link #issueCaseless}, in whatever case it comes back. */
    public Optional<List<Long>> openCaseless(Purpose purpose, String token) {
        return token.length() > LONGEST ? Optional.empty() : Base32.read(token).flatMap(it -> unseal(purpose, it));
    }

    private Optional<List<Long>> unseal(Purpose purpose, byte[] sealed) {
        if (sealed.length <= TAG || (sealed.length - TAG) % Long.BYTES != 0) {
            return Optional.empty();
        }
        var tag = Arrays.copyOf(sealed, TAG);
        var payload = crypt(tag, Arrays.copyOfRange(sealed, TAG, sealed.length));
        if (!MessageDigest.isEqual(tag, tag(purpose, payload))) {
            return Optional.empty();
        }
        var numbers = ByteBuffer.wrap(payload).asLongBuffer();
        var values = new long[numbers.remaining()];
        numbers.get(values);
        return Optional.of(Arrays.stream(values).boxed().toList());
    }

    private static String print(byte[] sealed) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** Both are dear to make and serve one thread at a time; a mail has dozens of tokens. */
    private record Instruments(Mac mac, Cipher cipher) {}

    private <T> T with(Function<Instruments, T> work) {
        var taken = idle.poll();
        if (taken == null) {
            taken = new Instruments(hmac(macKey), aes());
        }
        var done = work.apply(taken);
        // Not after a failure, which may have left something in them.
        idle.add(taken);
        return done;
    }

    private byte[] tag(Purpose purpose, byte[] payload) {
        return with(it -> {
            it.mac.update((byte) purpose.code());
            return Arrays.copyOf(it.mac.doFinal(payload), TAG);
        });
    }

    private byte[] crypt(byte[] tag, byte[] text) {
        return with(it -> {
            try {
                it.cipher.init(Cipher.ENCRYPT_MODE, cipherKey, new IvParameterSpec(tag));
                return it.cipher.doFinal(text);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has AES", e);
            }
        });
    }

    private static Cipher aes() {
        try {
            return Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES", e);
        }
    }

    private static byte[] derive(String secret, String use) {
        return hmac(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC))
                .doFinal(use.getBytes(StandardCharsets.UTF_8));
    }

    private static Mac hmac(SecretKeySpec key) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
