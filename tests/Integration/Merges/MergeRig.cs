using System.Text.Json;
using SalesEngagement.Integration.Contacts;
using static System.Net.Http.HttpMethod;

namespace SalesEngagement.Integration.Merges;

/// <summary>What the specs of merges do again and again.</summary>
internal static class MergeRig
{
    /// <summary>A contact with a name, a number and an e-mail address of its own.</summary>
    public static async Task<string> Person(this TestUser user, string firstName, string lastName, string digits, object? more = null)
    {
        var body = JsonSerializer.SerializeToNode(new
        {
            firstName,
            lastName,
            phones = new[] { new { number = $"+1415555{digits}", label = "mobile" } },
            emails = new[] { new { address = $"{firstName}.{lastName}@{digits}.example".ToLowerInvariant(), label = "work" } },
        })!.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(more ?? new { })!.AsObject())
            body[name] = value?.DeepClone();
        return (await user.Send(Post, "/contacts", body.ToJsonString())).Expect(201).Id;
    }

    public static Task<Reply> Merge(this TestUser user, string winner, string loser, object? fields = null) =>
        user.Send(Post, "/contacts/merges", fields is null ? new { winnerId = winner, loserId = loser } : new { winnerId = winner, loserId = loser, fields });

    public static Task<Reply> Preview(this TestUser user, string winner, string loser) =>
        user.Send(Post, "/contacts/merges", new { winnerId = winner, loserId = loser, dryRun = true });

    public static Task<Reply> Unmerge(this TestUser user, string merge) => user.Send(Post, $"/contacts/merges/{merge}/undo");

    public static async Task<JsonElement> Contact(this TestUser user, string id) => (await user.Send(Get, $"/contacts/{id}")).Expect(200).Json;

    public static async Task<string[]> Ids(this TestUser user, string path, string member = "id", string? position = null)
    {
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var reply = await user.Send(Get, position is null ? path : $"{path}{separator}minPosition={position}");
        return [.. reply.Expect(200).Items.Select(item => item.GetProperty(member).GetString()!)];
    }

    public static string[] Numbers(this JsonElement contact) =>
        [.. contact.GetProperty("phones").EnumerateArray().Select(phone => phone.GetProperty("number").GetString()![^4..]).Order()];

    public static string? TextOrNull(this JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) ? value.GetString() : null;
}
