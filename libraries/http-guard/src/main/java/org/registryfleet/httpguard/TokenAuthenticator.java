package org.registryfleet.httpguard;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Authenticates a caller by the list of static tokens first, then by the OIDC issuer. Browsers send
 * a static token as the password of HTTP Basic, with any user name.
 */
final class TokenAuthenticator implements AuthenticationManager {

    private final StaticTokens tokens;
    private final @Nullable AuthenticationManager issuer;

    /**
     * @param issuer authenticates tokens of an issuer; null if none is configured
     */
    TokenAuthenticator(StaticTokens tokens, @Nullable AuthenticationManager issuer) {
        this.tokens = tokens;
        this.issuer = issuer;
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        var known = tokens.find(secret(asked));
        if (known.isPresent()) {
            var token = known.get();
            return UsernamePasswordAuthenticationToken.authenticated(
                    token.name(), null, token.role().authorities());
        }
        if (issuer == null || !(asked instanceof BearerTokenAuthenticationToken)) {
            throw new WrongTokenException("it is not on the list");
        }
        return ofIssuer(issuer, asked);
    }

    private static Authentication ofIssuer(AuthenticationManager issuer, Authentication asked) {
        try {
            return issuer.authenticate(asked);
        } catch (OAuth2AuthenticationException refused) {
            // other messages may quote parts of the token
            throw new WrongTokenException(
                    refused.getCause() instanceof JwtValidationException invalid
                            ? String.valueOf(invalid.getMessage())
                            : "it is not on the list and not signed by the issuer");
        } catch (AuthenticationServiceException | JwtDecoderInitializationException unreachable) {
            throw new IssuerUnreachableException(unreachable);
        }
    }

    private static String secret(Authentication asked) {
        return asked instanceof BearerTokenAuthenticationToken bearer
                ? bearer.getToken()
                : String.valueOf(asked.getCredentials());
    }

    /** The token is unknown; the message never contains any of it. */
    static final class WrongTokenException extends AuthenticationException {

        private static final long serialVersionUID = 1L;

        WrongTokenException(String why) {
            super(why);
        }
    }

    /** The issuer is unreachable, so the token cannot be validated. */
    static final class IssuerUnreachableException extends AuthenticationException {

        private static final long serialVersionUID = 1L;

        IssuerUnreachableException(Throwable cause) {
            super("the issuer's keys cannot be read", cause);
        }
    }
}
