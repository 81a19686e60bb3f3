using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;

namespace SalesEngagement.Integration.Imports;

/// <summary>One Host for a class of tests; small batches, so that a few rows are several.</summary>
public sealed class ImportHost : IAsyncLifetime
{
    public static readonly Dictionary<string, string> Settings = new()
    {
        ["Imports:BatchRows"] = "3",
        ["Imports:PollMilliseconds"] = "50",
        ["Imports:RestPercent"] = "0",
        ["Imports:MaxFileBytes"] = "2000000",
    };

    private TestHost? _host;

    public TestHost Host => _host!;

    public async ValueTask InitializeAsync() => _host = await TestHost.Start(Settings);

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>Somebody of a company that has just signed up.</summary>
    public async Task<TestUser> Stranger(string role = "rep") => await Host.AddUser(await Host.Register(), role);
}

/// <summary>How tests send files and read what became of them.</summary>
internal static class ImportRig
{
    public const string Imports = "/api/v1/contacts/imports";
    private static readonly string[] Verdicts = ["created", "changed", "duplicate", "unchanged", "refused"];

    /// <summary>A file of people who do not know each other.</summary>
    public static string People(int count, int from = 1) => "Vorname;Nachname;E-Mail;Handy\r\n" + string.Concat(
        Enumerable.Range(from, count).Select(i => $"Grace;Number {i};grace{i}@navy.example;+1415555{i:0000}\r\n"));

    public static Task<HttpResponseMessage> SendFile(this TestUser user, string text, string query = "", string? key = null) =>
        user.SendFile(Encoding.UTF8.GetBytes(text), query, key);

    public static Task<HttpResponseMessage> SendFile(
        this TestUser user, byte[] file, string query = "", string? key = null, string type = "text/csv", string path = Imports)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{path}?{query}") { Content = new ByteArrayContent(file) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return user.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static Task<HttpResponseMessage> SendForm(this TestUser user, byte[] file, string? mapping, string query = "")
    {
        var form = new MultipartFormDataContent();
        if (mapping is not null)
            form.Add(new StringContent(mapping), "mapping");
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(content, "file", "people.csv");
        return user.Client.PostAsync($"{Imports}?{query}", form, TestContext.Current.CancellationToken);
    }

    public static byte[] Packed(byte[] file)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(file);
        return packed.ToArray();
    }

    /// <summary>Sends a file and waits until it is worked through.</summary>
    public static async Task<JsonElement> Import(this TestUser user, string text, string query = "")
    {
        var sent = await user.SendFile(text, query).ShouldBe(202);
        return await user.Ended(sent.Headers.Location!.ToString());
    }

    /// <summary>Waits until an import is at rest.</summary>
    public static async Task<JsonElement> Ended(this TestUser user, string location)
    {
        var import = default(JsonElement);
        await Eventually.True(async () =>
        {
            import = await user.Client.Get(location).ShouldBe(200).Json();
            return import.Text("status") is not ("checking" or "importing" or "undoing");
        });
        return import;
    }

    public static async Task<JsonElement[]> Rows(this TestUser user, JsonElement import, string query = "limit=200") =>
        [.. (await user.Client.Get($"{Imports}/{import.Text("id")}/rows?{query}").ShouldBe(200).Json()).GetProperty("items").EnumerateArray()];

    public static Task<HttpResponseMessage> Do(this TestUser user, JsonElement import, string what) =>
        user.Client.Post($"{Imports}/{import.Text("id")}/{what}", body: null);

    /// <summary>Created, changed, duplicate, unchanged, refused.</summary>
    public static string Counts(this JsonElement import) => string.Join(
        ' ', Verdicts.Select(name => import.GetProperty("counts").GetProperty(name).GetInt64()));

    /// <summary>The contact of a row, from its stream.</summary>
    public static Task<JsonElement> Contact(this TestUser user, JsonElement row) =>
        user.Client.Get($"/api/v1/contacts/{row.Text("contactId")}").ShouldBe(200).Json();
}
