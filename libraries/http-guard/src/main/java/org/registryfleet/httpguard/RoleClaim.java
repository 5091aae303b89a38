package org.registryfleet.httpguard;

import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Maps a claim of the issuer's token to the highest role it names; without one the caller has no
 * rights.
 */
final class RoleClaim implements Converter<Jwt, Collection<GrantedAuthority>> {

    private final List<String> path;

    RoleClaim(String claim) {
        this.path = List.of(claim.split("\\."));
    }

    @Override
    public Collection<GrantedAuthority> convert(Jwt token) {
        return names(token).stream()
                .map(Role::named)
                .flatMap(Optional::stream)
                .max(Role::compareTo)
                .map(Role::authorities)
                .orElseGet(List::of);
    }

    private List<String> names(Jwt token) {
        Object value = token.getClaims();
        for (var step : path) {
            value = value instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return names(value);
    }

    private static List<String> names(@Nullable Object value) {
        return switch (value) {
            case String words -> List.of(words.split("[ ,]+"));
            case Collection<?> list -> list.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }
}
