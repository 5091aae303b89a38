package org.registryfleet.objectstorage.gcs;

import com.google.api.client.http.HttpRequestFactory;
import com.google.api.services.storage.Storage;

/**
 * What speaks to Google with one account.
 *
 * @param storage the JSON API of Cloud Storage
 * @param requests for the APIs that have no client here
 * @param project the account's own; empty when its file names none
 */
record GcsClient(Storage storage, HttpRequestFactory requests, String project) {}
