using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace SalesEngagement.Integration.Http;

/// <summary>How tests speak to the API, and what they expect of its refusals.</summary>
internal static class Api
{
    public static Task<HttpResponseMessage> Send(
        this HttpClient client, HttpMethod method, string path, object? body = null, string? token = null,
        params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static Task<HttpResponseMessage> Post(
        this HttpClient client, string path, object? body, string? token = null, params (string Name, string Value)[] headers) =>
        client.Send(HttpMethod.Post, path, body, token, headers);

    public static Task<HttpResponseMessage> Get(this HttpClient client, string path, string? token = null) =>
        client.Send(HttpMethod.Get, path, body: null, token);

    /// <summary>Sends a body as it stands, right or wrong.</summary>
    public static Task<HttpResponseMessage> PostBytes(
        this HttpClient client, string path, byte[] body, string? contentType = "application/json", string? token = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        if (contentType is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static Task<HttpResponseMessage> PostText(this HttpClient client, string path, string body) =>
        client.PostBytes(path, Encoding.UTF8.GetBytes(body));

    public static async Task<JsonElement> Json(this HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    public static async Task<JsonElement> Json(this Task<HttpResponseMessage> sending) => await (await sending).Json();

    public static string Text(this JsonElement element, string member) => element.GetProperty(member).GetString()!;

    /// <summary>A refusal with this status and code, in the one form that all refusals have.</summary>
    public static async Task<JsonElement> ShouldBeRefused(this Task<HttpResponseMessage> sending, int status, string code)
    {
        var response = await sending;
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(status, text);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(text).RootElement;
        problem.Text("code").ShouldBe(code);
        problem.Text("type").ShouldBe($"urn:sales-engagement:{code}");
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.Text("title").ShouldNotBeEmpty();
        problem.Text("detail").ShouldNotBeEmpty();
        problem.Text("traceId").ShouldNotBeEmpty();
        return problem;
    }

    public static async Task<HttpResponseMessage> ShouldBe(this Task<HttpResponseMessage> sending, int status)
    {
        var response = await sending;
        ((int)response.StatusCode).ShouldBe(
            status, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return response;
    }
}
