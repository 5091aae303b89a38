package org.registryfleet.httpguard;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do. Each role may do what those before it may. */
public enum Role {
    /** Sees the fleet and the metrics. */
    VIEWER,
    /** Reads the history, too. */
    AUDITOR,
    /** Changes the fleet, too. */
    OPERATOR;

    /** The role of this name, whatever its case. */
    static Optional<Role> named(String name) {
        return Arrays.stream(values()).filter(role -> role.text().equalsIgnoreCase(name)).findAny();
    }

    /** As it is written in settings and claims. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** This role and those that it includes. */
    List<GrantedAuthority> authorities() {
        return Arrays.stream(values())
                .filter(role -> role.compareTo(this) <= 0)
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }
}
