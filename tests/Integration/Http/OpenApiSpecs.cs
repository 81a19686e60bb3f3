using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace SalesEngagement.Integration.Http;

/// <summary>The document knows every route, with examples and refusals.</summary>
public sealed class OpenApiSpecs(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string[] Alternatives = ["oneOf", "anyOf"];
    private static readonly string[] Kinds = ["type", "$ref", "enum", .. Alternatives];

    [Fact]
    public async Task every_route_of_the_api_is_in_the_document()
    {
        var paths = (await Document()).GetProperty("paths");
        var described = paths.EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"));
        Mapped().Except(described).ShouldBeEmpty();
    }

    [Fact]
    public async Task every_body_has_an_example_and_every_route_a_summary_tags_and_refusals()
    {
        var lacking = new List<string>();
        foreach (var path in (await Document()).GetProperty("paths").EnumerateObject().Where(IsOfTheApi))
        {
            foreach (var operation in path.Value.EnumerateObject())
                lacking.AddRange(Lacking(operation.Value).Select(what => $"{operation.Name} {path.Name}: {what}"));
        }

        lacking.ShouldBeEmpty();
    }

    [Fact]
    public async Task no_member_is_required_that_is_left_out_when_it_is_null()
    {
        var schemas = (await Document()).GetProperty("components").GetProperty("schemas");
        var (all, wrong) = (0, new List<string>());
        foreach (var schema in schemas.EnumerateObject().Where(schema => schema.Value.TryGetProperty("required", out _)))
        {
            foreach (var member in schema.Value.GetProperty("required").EnumerateArray().Select(name => name.GetString()!))
            {
                all++;
                if (MayBeNull(schema.Value.GetProperty("properties").GetProperty(member)))
                    wrong.Add($"{schema.Name}.{member}");
            }
        }

        wrong.ShouldBeEmpty();
        all.ShouldBeGreaterThan(100, "those that are always there stay required");
    }

    [Fact]
    public async Task every_member_says_what_it_is()
    {
        var document = await Document();
        var text = document.GetRawText();
        document.GetProperty("components").GetProperty("schemas").EnumerateObject()
            .Where(schema => schema.Value.TryGetProperty("properties", out _)
                && text.Contains($"\"#/components/schemas/{schema.Name}\"", StringComparison.Ordinal))
            .SelectMany(schema => schema.Value.GetProperty("properties").EnumerateObject()
                .Where(member => !Kinds.Any(kind => member.Value.TryGetProperty(kind, out _)))
                .Select(member => $"{schema.Name}.{member.Name}"))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task refusals_that_only_some_routes_of_a_kind_have_are_in_the_document()
    {
        var paths = (await Document()).GetProperty("paths");
        paths.GetProperty("/api/v1/calls").GetProperty("post").GetProperty("responses").TryGetProperty("404", out _).ShouldBeTrue();
        foreach (var webhook in paths.EnumerateObject().Where(path => path.Name.StartsWith("/webhooks/", StringComparison.Ordinal)))
            webhook.Value.GetProperty("post").GetProperty("responses").TryGetProperty("403", out _).ShouldBeTrue(webhook.Name);
    }

    [Fact]
    public async Task closed_routes_ask_for_a_token_and_open_ones_do_not()
    {
        var paths = (await Document()).GetProperty("paths");
        paths.GetProperty("/api/v1/auth/me").GetProperty("get").GetProperty("security")[0].TryGetProperty("bearer", out _).ShouldBeTrue();
        paths.GetProperty("/api/v1/auth/login").GetProperty("post").GetProperty("security").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task routes_that_an_api_key_may_call_say_so_and_the_others_do_not()
    {
        var paths = (await Document()).GetProperty("paths");
        Ways("/api/v1/contacts", "post").ShouldBe(["bearer", "apiKey"]);
        Ways("/metrics", "get").ShouldBe(["bearer", "apiKey"]);
        Ways("/api/v1/auth/me", "get").ShouldBe(["bearer"]);
        Ways("/api/v1/api-keys", "post").ShouldBe(["bearer"]);

        IEnumerable<string> Ways(string path, string method) => paths.GetProperty(path).GetProperty(method).GetProperty("security")
            .EnumerateArray().SelectMany(way => way.EnumerateObject().Select(scheme => scheme.Name));
    }

    [Fact]
    public async Task the_page_shows_the_document_without_asking_the_outside()
    {
        var page = await (await api.Client.Get("/docs/index.html").ShouldBe(200)).Content
            .ReadAsStringAsync(TestContext.Current.CancellationToken);
        page.ShouldNotContain("http://");
        page.ShouldNotContain("https://");
    }

    private static bool MayBeNull(JsonElement schema) =>
        (schema.TryGetProperty("type", out var type) && (IsNull(type) || (type.ValueKind == JsonValueKind.Array && type.EnumerateArray().Any(IsNull))))
        || Alternatives.Any(any => schema.TryGetProperty(any, out var some) && some.EnumerateArray().Any(MayBeNull));

    private static bool IsNull(JsonElement type) => type.ValueKind == JsonValueKind.String && type.GetString() == "null";

    /// <summary>Not what Twilio and operators call: their bodies are not JSON of ours.</summary>
    private static bool IsOfTheApi(JsonProperty path) => path.Name.StartsWith("/api/v1/", StringComparison.Ordinal);

    private static IEnumerable<string> Lacking(JsonElement operation)
    {
        if (!operation.TryGetProperty("summary", out _))
            yield return "summary";
        if (!operation.TryGetProperty("tags", out var tags) || tags.GetArrayLength() == 0)
            yield return "tags";
        if (operation.TryGetProperty("requestBody", out var body) && !HasExample(body))
            yield return "example of the request";
        foreach (var response in operation.GetProperty("responses").EnumerateObject())
        {
            if (response.Value.TryGetProperty("content", out _) && !HasExample(response.Value))
                yield return $"example of {response.Name}";
        }

        if (!operation.GetProperty("responses").EnumerateObject().Any(response => response.Name[0] == '4'))
            yield return "refusals";
    }

    private static bool HasExample(JsonElement holder) =>
        holder.GetProperty("content").EnumerateObject().All(media => media.Value.TryGetProperty("example", out _));

    private Task<JsonElement> Document() => api.Client.Get("/openapi/v1.json").Json();

    private IEnumerable<string> Mapped() =>
        from endpoint in api.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = "/" + endpoint.RoutePattern.RawText?.TrimStart('/').TrimEnd('/').Replace(":guid", "", StringComparison.Ordinal)
        where path.StartsWith("/api/v1/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
        select $"{method} {path}";
}
