package org.registryfleet.httpguard;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do. Each role includes the rights of the roles before it. */
public enum Role {
    /** May read the fleet and the metrics. */
    VIEWER,
    /** May also read the history. */
    AUDITOR,
    /** May also change the fleet. */
    OPERATOR;

    /** The role of this name, case-insensitively. */
    static Optional<Role> named(String name) {
        return Arrays.stream(values()).filter(role -> role.text().equalsIgnoreCase(name)).findAny();
    }

    /** The spelling in settings and claims. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The authorities of this role and of those it includes. */
    List<GrantedAuthority> authorities() {
        return Arrays.stream(values())
                .filter(role -> role.compareTo(this) <= 0)
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }
}
