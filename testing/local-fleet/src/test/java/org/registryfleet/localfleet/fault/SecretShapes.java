package org.registryfleet.localfleet.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Texts in which people and programs leave secrets, each with one of its own. */
final class SecretShapes {

    private static final List<String> TEMPLATES =
            List.of(
                    "http://svc@corp.example:CANARY@proxy:3128",
                    "http://svc:p@CANARY@proxy:3128",
                    "http://svc:p/CANARY#x%41@proxy:3128",
                    "svc:CANARY@proxy:3128",
                    "cannot reach http://CANARY@proxy:3128 any more",
                    "password: several words CANARY",
                    "passphrase: CANARY",
                    "password: 'it''s CANARY'",
                    "password = \"my secret CANARY\"",
                    "password: |\n  first\n  CANARY\nuser: me",
                    "password: >-\n  CANARY",
                    "password:\n  CANARY",
                    "token=abc;CANARY",
                    "pwd=CANARY",
                    "connectionString: Server=db;User=u;Pass=CANARY",
                    "{\"password\":\"CANARY\"}",
                    "{\"password\":\"a\\\"CANARY\",\n \"user\":\"me\"}",
                    "config: '{\"db\":{\"password\":\"CANARY\"}}'",
                    "{\"config\":\"{\\\"password\\\":\\\"CANARY\\\"}\"}",
                    "{\"auths\":{\"quay.io\":{\"auth\":\"CANARY\"}}}",
                    "<password>CANARY</password>",
                    "query?password%3DCANARY",
                    "mysql --password=CANARY",
                    "mysql --password CANARY",
                    "Authorization: Basic CANARY",
                    "got Bearer CANARY7 back",
                    "aws_secret_access_key = CANARY",
                    "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=CANARY",
                    "https://a.blob.example/c?sv=1&sig=CANARY",
                    "-----BEGIN RSA PRIVATE KEY-----\nCANARY\n-----END RSA PRIVATE KEY-----",
                    "DB_PASSWORD=\"a\"CANARY");

    /** What must not be seen of any of them. */
    static final String CANARY = "Warbler7F3A9";

    private SecretShapes() {}

    /** All of them, the same in base64, and one URL-encoded. */
    static List<String> all() {
        var shapes = new ArrayList<String>();
        for (var template : TEMPLATES) {
            var shape = template.replace("CANARY", CANARY);
            shapes.add(shape);
            shapes.add(Base64.getEncoder().encodeToString(shape.getBytes(UTF_8)));
        }
        shapes.add(URLEncoder.encode("{\"password\":\"" + CANARY + "\"}", UTF_8));
        return shapes;
    }
}
