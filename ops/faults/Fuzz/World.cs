using System.Collections.Concurrent;
using System.Text.Json;

namespace SalesEngagement.Faults.Fuzz;

/// <summary>What a company has when the fuzzing begins: ids by collection, cursors and positions. And what others have.</summary>
internal sealed class World
{
    private const string SignIns = "/api/v1/auth/sessions";
    private readonly Dictionary<string, List<string>> _ids = [];
    private readonly ConcurrentDictionary<string, string> _signIns = [];
    private readonly List<string> _cursors = [];
    private readonly List<string> _positions = [];
    private readonly List<string> _previews = [];

    /// <summary>Sealed texts of its lists.</summary>
    public IReadOnlyList<string> Cursors => _cursors;

    /// <summary>Sealed texts of its changes.</summary>
    public IReadOnlyList<string> Positions => _positions;

    /// <summary>Tokens of previews that its admin made.</summary>
    public IReadOnlyList<string> Previews => _previews;

    /// <summary>Another company's; null when there is none.</summary>
    public World? Other { get; set; }

    /// <summary>Refresh tokens that are still good; each once.</summary>
    public Queue<string> RefreshTokens { get; } = [];

    /// <summary>An account, for sign-ins that succeed.</summary>
    public (string Email, string Password) Account { get; set; }

    /// <summary>An identity provider that answers.</summary>
    public required string Issuer { get; init; }

    /// <summary>How many things are known.</summary>
    public int Count => _ids.Sum(collection => collection.Value.Count);

    /// <summary>Forgets what was made, of which requests have taken much away since.</summary>
    public void Forget()
    {
        _ids.Clear();
        _previews.Clear();
    }

    /// <summary>Learns from an answer to the company's request.</summary>
    /// <param name="path">What was asked: what is made there may be found elsewhere, as an invitation is a user.</param>
    /// <param name="answer">What came.</param>
    public void Learn(string path, Answer answer)
    {
        if (answer.Headers.GetValueOrDefault("Location") is { } location && location.LastIndexOf('/') is > 0 and var at)
        {
            foreach (var collection in new[] { location[..at], path }.Distinct())
            {
                if (!_ids.TryGetValue(collection, out var known))
                    _ids[collection] = known = [];
                known.Add(location[(at + 1)..]);
            }
        }

        if (answer.Headers.GetValueOrDefault("X-Position") is { } position)
            _positions.Add(position);
        if (TextOf(answer, "next") is { } next)
            _cursors.Add(next);
        if (path.EndsWith("/previews", StringComparison.Ordinal) && TextOf(answer, "token") is { } token)
            _previews.Add(token);
    }

    /// <summary>Learns what stands in a list of things that no request makes, such as pairs of contacts that look alike.</summary>
    public void LearnItems(string path, Answer answer)
    {
        if (_ids.ContainsKey(path) || !answer.IsSuccess || answer.Media != "application/json")
            return;
        using var body = JsonDocument.Parse(answer.Body);
        string[] found = body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("items", out var items)
            ? [.. items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out _)).Select(item => item.GetProperty("id").ToString())]
            : [];
        if (found.Length > 0)
            _ids[path] = [.. found];
    }

    /// <summary>Learns of an actor's sign-in, which takes the place of the one before. Thread-safe.</summary>
    public void Learn(string actor, string signIn) => _signIns[actor] = signIn;

    /// <summary>Whether something was made in this collection.</summary>
    public bool Knows(string collection) => _ids.ContainsKey(collection);

    /// <summary>An id of the collection, or now and then one that is another company's or nobody's.</summary>
    public string Id(string collection, Random chance)
    {
        var drawn = chance.Next(100);
        if (drawn < 75 && collection == SignIns && _signIns.Values.ToList() is { Count: > 0 } signIns)
            return signIns[chance.Next(signIns.Count)];
        if (drawn < 75 && _ids.TryGetValue(collection, out var known))
            return known[chance.Next(known.Count)];
        if (drawn < 90 && Other?.Any(chance) is { } foreign)
            return foreign;
        var bytes = new byte[16];
        chance.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    /// <summary>An id for a member such as <c>contactId</c>; null when it names nothing that is known.</summary>
    public string? IdFor(string member, Random chance)
    {
        if (!member.EndsWith("Id", StringComparison.Ordinal))
            return null;
        if (member is "winnerId" or "loserId")
            return Id("/api/v1/contacts", chance);
        var named = _ids.Keys.FirstOrDefault(collection => collection.EndsWith($"/{member[..^2]}s", StringComparison.Ordinal))
            ?? _ids.Keys.FirstOrDefault(collection => collection.EndsWith("/users", StringComparison.Ordinal));
        return named is null ? null : Id(named, chance);
    }

    private string? Any(Random chance)
    {
        var all = _ids.Values.SelectMany(ids => ids).ToList();
        return all.Count == 0 ? null : all[chance.Next(all.Count)];
    }

    private static string? TextOf(Answer answer, string member)
    {
        if (!answer.IsSuccess || answer.Media != "application/json" || answer.Body.Length == 0)
            return null;
        using var body = JsonDocument.Parse(answer.Body);
        return body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty(member, out var text)
            && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
    }
}
