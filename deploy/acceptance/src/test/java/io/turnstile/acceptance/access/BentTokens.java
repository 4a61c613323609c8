package io.turnstile.acceptance.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.turnstile.acceptance.support.Suite;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

/** Makes tokens that nobody must accept out of one that is accepted: all that it says stays, but for the bend. */
final class BentTokens {
    private static final Date AN_HOUR_AGO = Date.from(Instant.now().minusSeconds(3600));

    private final ECKey issuersKey;
    private final byte[] operatorsKey;
    private final String published;

    /** @param published the issuer's key set as it is served */
    BentTokens(Suite suite, String published) throws ParseException {
        this.issuersKey = ECKey.parse(suite.secret("development-issuer", "key.jwk"));
        this.operatorsKey = Base64.getUrlDecoder().decode(suite.secret("operator-token-key", "key"));
        this.published = published;
    }

    /** @return several ways of the same bend */
    List<String> of(Caller bend, String good) throws JOSEException, ParseException {
        var token = SignedJWT.parse(good);
        return switch (bend) {
            case EXPIRED ->
                List.of(
                        signed(token, claims(token).expirationTime(AN_HOUR_AGO)),
                        signed(token, claims(token).expirationTime(null)));
            case ISSUER ->
                List.of(
                        signed(token, claims(token).issuer("https://issuer.example")),
                        signed(
                                token,
                                claims(token).issuer(token.getJWTClaimsSet().getIssuer() + "/")),
                        signed(token, claims(token).issuer(null)));
            case AUDIENCE ->
                List.of(
                        signed(token, claims(token).audience("another-api")),
                        signed(token, claims(token).audience((String) null)));
            case ALGNONE -> unsigned(token);
            case HS256 ->
                publicKeyAsSecret().map(secret -> hs256(token, secret)).toList();
            case FOREIGN -> foreign(token);
            default -> throw new IllegalArgumentException(bend + " bends nothing");
        };
    }

    private static List<String> unsigned(SignedJWT token) throws ParseException {
        var payload = token.getPayload().toBase64URL();
        var none = new PlainJWT(token.getJWTClaimsSet()).serialize();
        var capitals = Base64URL.encode("{\"alg\":\"NONE\"}") + "." + payload + ".";
        return List.of(
                none,
                capitals,
                // A signature that nobody may take for one.
                none + token.getSignature(),
                token.getHeader().toBase64URL() + "." + payload + ".");
    }

    /** The public key in every form in which a careless service may have it at hand when it looks for a secret. */
    private Stream<byte[]> publicKeyAsSecret() {
        try {
            var der = issuersKey.toECPublicKey().getEncoded();
            var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
            var pem = "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----";
            var texts = Stream.of(issuersKey.toPublicJWK().toJSONString(), published, pem, pem + "\n");
            return Stream.concat(Stream.of(der), texts.map(text -> text.getBytes(StandardCharsets.UTF_8)));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the other kind of service signs, and what a stranger does, who knows the key's id. */
    private List<String> foreign(SignedJWT token) throws JOSEException, ParseException {
        var stranger =
                new ECKeyGenerator(Curve.P_256).keyID(issuersKey.getKeyID()).generate();
        var byStranger = es256(token, stranger, new JWSHeader.Builder(JWSAlgorithm.ES256).jwk(stranger.toPublicJWK()));
        return isOperators(token)
                ? List.of(es256(token, issuersKey, new JWSHeader.Builder(JWSAlgorithm.ES256)), byStranger)
                : List.of(hs256(token, operatorsKey), byStranger);
    }

    private String signed(SignedJWT token, JWTClaimsSet.Builder claims) throws JOSEException {
        var signer = isOperators(token) ? new MACSigner(operatorsKey) : new ECDSASigner(issuersKey);
        return sign(token.getHeader(), claims.build(), signer);
    }

    private static String es256(SignedJWT token, ECKey key, JWSHeader.Builder header)
            throws JOSEException, ParseException {
        return sign(header.keyID(key.getKeyID()).build(), token.getJWTClaimsSet(), new ECDSASigner(key));
    }

    private String hs256(SignedJWT token, byte[] secret) {
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .keyID(issuersKey.getKeyID())
                .build();
        try {
            return sign(header, token.getJWTClaimsSet(), new MACSigner(secret));
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        var signed = new SignedJWT(header, claims);
        signed.sign(signer);
        return signed.serialize();
    }

    private static JWTClaimsSet.Builder claims(SignedJWT token) throws ParseException {
        return new JWTClaimsSet.Builder(token.getJWTClaimsSet());
    }

    private static boolean isOperators(SignedJWT token) {
        return token.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256);
    }
}
