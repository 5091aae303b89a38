package org.registryfleet.objectstorage.gcs;

import com.google.api.client.http.HttpRequestFactory;
import com.google.api.services.storage.Storage;

/**
 * Google clients of one account.
 *
 * @param storage the JSON API of Cloud Storage
 * @param requests for the APIs without a client library here
 * @param project project of the account; empty when its file names none
 */
record GcsClient(Storage storage, HttpRequestFactory requests, String project) {}
