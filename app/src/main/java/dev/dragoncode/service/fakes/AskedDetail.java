package dev.dragoncode.service.fakes;

/**
 * All of one request, as texts to read.
 *
 * @param request headers and body, secrets masked
 * @param response headers and body
 * @param validation how it differs from the vendor's shape, or what came nearest to it
 * @param state what it changed
 */
public record AskedDetail(
    FakesSnapshot.Asked asked, String request, String response, String validation, String state) {}
