using SalesEngagement.Domain.Contacts;
using SalesEngagement.EventStore.Events;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Load.Search;

/// <summary>Made-up people, as unevenly named as real ones: a few names are many people's, most are few people's.</summary>
internal sealed class Crowd(int seed)
{
    private const int FirstNames = 3_000;
    private const int LastNames = 80_000;
    private static readonly string[] Titles = ["Sales Manager", "Buyer", "Chief Financial Officer", "Engineer", "Head of Procurement", "Owner"];
    private static readonly string[] Zones = ["America/New_York", "America/Chicago", "Europe/Berlin", "Europe/London", "Asia/Tokyo"];
    private static readonly string[] Tags = ["vip", "partner", "cold", "warm", "event", "churned"];
    private static readonly string[] Onsets = ["b", "br", "c", "d", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "r", "s", "sch", "st", "t", "tr", "v", "w", "z"];
    private static readonly string[] Vowels = ["a", "e", "i", "o", "u", "ei", "ö", "ie"];
    private static readonly string[] Ends = ["n", "r", "s", "l", "tt", "m", "ck", ""];
    private readonly Random _dice = new(seed);

    /// <summary>One of so many reps of a tenant, the same each time.</summary>
    public static Guid Rep(int nth) => new(nth, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

    /// <summary>A row as the fold makes it.</summary>
    public ContactSearch Contact(string tenantId, int reps) => ContactSearch.Create(Added(tenantId, reps));

    /// <summary>What the fold makes it of.</summary>
    public Event<ContactAdded> Added(string tenantId, int reps)
    {
        var (first, last) = (Name(Skewed(FirstNames), 1), Name(Skewed(LastNames) + FirstNames, 2));
        var domain = _dice.Next(3) == 0 ? "gmail.example" : $"firm{_dice.Next(20_000)}.example";
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(_dice.Next(500_000));
        var added = new ContactAdded(
            new(first), new(last), new(Titles[_dice.Next(Titles.Length)]),
            [new(new($"+1{_dice.Next(200, 999)}{_dice.Next(200, 999)}{_dice.Next(10_000):d4}"), "work")],
            [new(new($"{first}.{last}@{domain}".ToLowerInvariant()), "work")],
            Zones[_dice.Next(Zones.Length)], Rep(_dice.Next(reps)), _dice.Next(4) == 0 ? [Tags[_dice.Next(Tags.Length)]] : [], [], Source: null, at);
        return new(added)
        {
            Id = Guid.Empty, TenantId = tenantId, StreamId = Guid.CreateVersion7(at), Version = 1, Sequence = 1, Timestamp = at,
        };
    }

    // The cube of an even number between 0 and 1 is small more often than not: the lower names are the frequent ones.
    private int Skewed(int most) => (int)(Math.Pow(_dice.NextDouble(), 3) * most);

    private static string Name(int nth, int syllables)
    {
        var dice = new Random(nth);
        var name = string.Concat(Enumerable.Range(0, syllables + dice.Next(2)).Select(_ =>
            Onsets[dice.Next(Onsets.Length)] + Vowels[dice.Next(Vowels.Length)])) + Ends[dice.Next(Ends.Length)] + "e";
        return char.ToUpperInvariant(name[0]) + name[1..];
    }
}
