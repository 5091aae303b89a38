package org.registryfleet.objectstorage.swift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;

/**
 * A new project of the domain Default with a user of a domain of its own, as the administrator of a
 * Keystone makes them, and what is in the project's Swift.
 */
record OpenStackProject(String name, String id, String userId, String token) {

    static final String KEYSTONE = System.getProperty("keystone", "");
    static final String REGION = "RegionOne";
    static final String USER = "registry";

    private static final String SWIFT = System.getProperty("swift", "");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An application credential of the user. */
    record ApplicationCredential(String id, String secret) {}

    /** The domain of the user. */
    String userDomain() {
        return "corp-" + name;
    }

    static OpenStackProject open(String password) throws IOException {
        var admin = login("admin", "admin", "Default", "admin");
        offerSwift(admin);
        var name = UUID.randomUUID().toString();
        var project = created(admin, "/projects", "{'project':{'name':'%s'}}", name);
        var domain = created(admin, "/domains", "{'domain':{'name':'corp-%s'}}", name);
        var user =
                created(
                        admin,
                        "/users",
                        "{'user':{'name':'%s','password':'%s','domain_id':'%s'}}",
                        USER,
                        password,
                        domain);
        var member =
                read(send("GET", KEYSTONE + "/roles?name=member", admin, ""))
                        .at("/roles/0/id")
                        .asText();
        send(
                "PUT",
                KEYSTONE + "/projects/" + project + "/users/" + user + "/roles/" + member,
                admin,
                "");
        var token = login(USER, password, "corp-" + name, name);
        return new OpenStackProject(name, project, user, token);
    }

    /** Once for a Keystone: the catalogue says where Swift is. */
    private static void offerSwift(String admin) throws IOException {
        var services = read(send("GET", KEYSTONE + "/services?type=object-store", admin, ""));
        if (services.path("services").isEmpty()) {
            var service = created(admin, "/services", "{'service':{'type':'object-store'}}");
            created(
                    admin,
                    "/endpoints",
                    "{'endpoint':{'interface':'public','service_id':'%s','region_id':'%s','url':'%s/v1/AUTH_$(project_id)s'}}",
                    service,
                    REGION,
                    SWIFT);
        }
    }

    ApplicationCredential applicationCredential() throws IOException {
        var made =
                read(
                        send(
                                "POST",
                                KEYSTONE + "/users/" + userId + "/application_credentials",
                                token,
                                "{'application_credential':{'name':'fleet'}}"));
        var credential = made.path("application_credential");
        return new ApplicationCredential(
                credential.path("id").asText(), credential.path("secret").asText());
    }

    /** Makes a container or an empty object. */
    void put(String path) throws IOException {
        send("PUT", account() + path, token, "");
    }

    List<String> containers() throws IOException {
        return send("GET", account(), token, "").body().lines().toList();
    }

    private String account() {
        return SWIFT + "/v1/AUTH_" + id;
    }

    private static String login(String user, String password, String domain, String project)
            throws IOException {
        var question =
                """
                {'auth':{'identity':{'methods':['password'],'password':{'user':{'name':'%s','password':'%s',\
                'domain':{'name':'%s'}}}},'scope':{'project':{'name':'%s','domain':{'name':'Default'}}}}}"""
                        .formatted(user, password, domain, project);
        return send("POST", KEYSTONE + "/auth/tokens", "", question)
                .headers()
                .firstValue("X-Subject-Token")
                .orElseThrow();
    }

    /** The id of what was made. */
    private static String created(String admin, String path, String body, Object... values)
            throws IOException {
        var made = read(send("POST", KEYSTONE + path, admin, body.formatted(values)));
        return made.elements().next().path("id").asText();
    }

    private static JsonNode read(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> send(
            String method, String address, String token, String body) throws IOException {
        var request =
                HttpRequest.newBuilder(URI.create(address))
                        .header("X-Auth-Token", token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
                        .build();
        // a connection for each request: Keystone's test server keeps none
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException(
                        "%s %s: %d %s"
                                .formatted(method, address, answer.statusCode(), answer.body()));
            }
            return answer;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }
}
