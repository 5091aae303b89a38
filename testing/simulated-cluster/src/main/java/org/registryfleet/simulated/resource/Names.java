package org.registryfleet.simulated.resource;

import java.util.Optional;
import java.util.regex.Pattern;

/** The rules for names of objects and keys of labels. */
public final class Names {
    private static final String SUBDOMAIN =
            "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
    private static final Pattern SUBDOMAIN_PATTERN = Pattern.compile(SUBDOMAIN);
    private static final Pattern LABEL_PATTERN = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern LABEL_KEY =
            Pattern.compile("(" + SUBDOMAIN + "/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
    private static final Pattern LABEL_VALUE =
            Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?");
    private static final String SUBDOMAIN_COMPLAINT =
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must"
                    + " start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '"
                    + SUBDOMAIN
                    + "')";
    private static final String LABEL_COMPLAINT =
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and"
                    + " end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is"
                    + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

    private Names() {}

    /** What is wrong with this name for an object of the kind, in the real server's words. */
    public static Optional<String> complaint(ResourceType type, String name) {
        if (type.group().equals("rbac.authorization.k8s.io")) {
            return pathSegmentComplaint(name);
        }
        if (type.kind().equals("Namespace") || type.kind().equals("Service")) {
            return name.length() <= 63 && LABEL_PATTERN.matcher(name).matches()
                    ? Optional.empty()
                    : Optional.of(LABEL_COMPLAINT);
        }
        return name.length() <= 253 && SUBDOMAIN_PATTERN.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(SUBDOMAIN_COMPLAINT);
    }

    /** Whether the text is a qualified name, as label keys, annotation keys and finalizers are. */
    public static boolean isLabelKey(String text) {
        return LABEL_KEY.matcher(text).matches() && text.length() - text.indexOf('/') - 1 <= 63;
    }

    /** Whether the text is a value that a label may have. */
    public static boolean isLabelValue(String text) {
        return text.length() <= 63 && LABEL_VALUE.matcher(text).matches();
    }

    private static Optional<String> pathSegmentComplaint(String name) {
        if (name.equals(".") || name.equals("..")) {
            return Optional.of("may not be '" + name + "'");
        }
        for (var banned : new String[] {"/", "%"}) {
            if (name.contains(banned)) {
                return Optional.of("may not contain '" + banned + "'");
            }
        }
        return Optional.empty();
    }
}
