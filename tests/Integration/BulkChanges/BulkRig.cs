using System.Text.Json;
using SalesEngagement.Integration.Contacts;
using SalesEngagement.Integration.Daemon;
using SalesEngagement.Integration.Http;
using SalesEngagement.Integration.Imports;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.BulkChanges;

/// <summary>One Host for a class of tests; small batches, so that a few contacts are several.</summary>
public sealed class BulkHost : IAsyncLifetime
{
    public static readonly Dictionary<string, string> Settings = new(ImportHost.Settings)
    {
        ["BulkChanges:BatchItems"] = "3",
        ["BulkChanges:PollMilliseconds"] = "50",
        ["BulkChanges:RestPercent"] = "0",
        ["Imports:BatchRows"] = "200",
    };

    private TestHost? _host;

    public TestHost Host => _host!;

    public async ValueTask InitializeAsync() => _host = await TestHost.Start(Settings);

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>The admin of a company that has just signed up.</summary>
    public Task<TestUser> Stranger() => Host.Register();
}

/// <summary>How tests change many contacts and read what became of them.</summary>
internal static class BulkRig
{
    public const string BulkChanges = "/contacts/bulk-changes";
    private static readonly string[] Results = ["changed", "unchanged", "refused", "failed"];

    /// <summary>Contacts of a user's own, and the position from which lists know them.</summary>
    public static async Task<(string[] Ids, string Position)> People(this TestUser user, int count, string tag = "navy")
    {
        var (ids, position) = (new List<string>(), "");
        for (var i = 0; i < count; i++)
        {
            var body = new { firstName = "Grace", lastName = $"Number {i}", tags = new[] { tag } };
            var added = (await user.Send(Post, "/contacts", body)).Expect(201);
            ids.Add(added.Id);
            position = added.Position!;
        }

        return ([.. ids], position);
    }

    public static Task<Reply> Preview(this TestUser user, object selection, object change, string? position = null) =>
        user.Send(Post, $"{BulkChanges}/previews{(position is null ? "" : $"?minPosition={position}")}", new { selection, change });

    public static Task<Reply> Confirm(this TestUser user, Reply preview) => user.Confirm(preview.Expect(200).Json.Text("token"));

    public static Task<Reply> Confirm(this TestUser user, string token) => user.Send(Post, BulkChanges, new { token });

    /// <summary>Previews, confirms, and waits until it is at rest.</summary>
    public static async Task<JsonElement> ChangeMany(this TestUser user, object selection, object change, string? position = null) =>
        await user.Rested((await user.Confirm(await user.Preview(selection, change, position))).Expect(202).Id);

    /// <summary>Takes a bulk change back, and waits until it is at rest.</summary>
    public static async Task<JsonElement> Undo(this TestUser user, JsonElement change)
    {
        (await user.Send(Post, $"{BulkChanges}/{change.Text("id")}/undo")).Expect(202);
        return await user.Rested(change.Text("id"));
    }

    public static async Task<JsonElement> Rested(this TestUser user, string id)
    {
        var change = default(JsonElement);
        await Eventually.True(async () =>
        {
            change = (await user.Send(Get, $"{BulkChanges}/{id}")).Expect(200).Json;
            return change.Text("status") is not ("running" or "undoing");
        });
        return change;
    }

    public static async Task<JsonElement[]> ItemsOf(this TestUser user, JsonElement change, string query = "limit=200") =>
        [.. (await user.Send(Get, $"{BulkChanges}/{change.Text("id")}/items?{query}")).Expect(200).Items];

    /// <summary>Status; changed, unchanged, refused, failed.</summary>
    public static string Told(this JsonElement change) => change.Text("status") + " " + string.Join(
        ' ', Results.Select(name => change.GetProperty(name).GetInt64()));

    /// <summary>Each reason and how often it was given.</summary>
    public static string Reasons(this IEnumerable<JsonElement> items, string member = "reason") => string.Join(
        ' ', items.Where(item => item.TryGetProperty(member, out _)).GroupBy(item => item.Text(member)).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key}:{group.Count()}"));

    public static async Task<JsonElement> Contact(this TestUser user, string id) => (await user.Send(Get, $"/contacts/{id}")).Expect(200).Json;

    public static string[] Tags(this JsonElement contact) => [.. contact.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!)];
}
