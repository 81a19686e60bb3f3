using SalesEngagement.EventStore.History;

namespace SalesEngagement.Specs.EventStore;

/// <summary>The canonical bytes of a row: two rows that differ anywhere have different hashes.</summary>
public sealed class RowHashSpecs
{
    private static readonly HistoryRow Row = new(
        7, Guid.Parse("0197a1b2-0000-7000-8000-000000000001"), Guid.Parse("0197a1b2-0000-7000-8000-000000000002"), 3,
        "{\"a\": 1}", "ticked", new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), "tenant-1", "trace", "cause", "user", null, null);

    public static TheoryData<string> Differences => [.. Others.Keys];

    private static IReadOnlyDictionary<string, HistoryRow> Others { get; } = new Dictionary<string, HistoryRow>
    {
        ["sequence"] = Row with { Sequence = 8 },
        ["event"] = Row with { EventId = Guid.Empty },
        ["stream"] = Row with { StreamId = null },
        ["version"] = Row with { Version = 4 },
        ["a blank in the data"] = Row with { Data = "{\"a\":1}" },
        ["type"] = Row with { Type = "tocked" },
        ["a microsecond"] = Row with { Timestamp = Row.Timestamp.AddMicroseconds(1) },
        ["tenant"] = Row with { TenantId = "tenant-2" },
        ["empty instead of none"] = Row with { Headers = "" },
        ["a letter from one field to the next"] = Row with { Correlation = "trac", Causation = "ecause" },
        ["two fields exchanged"] = Row with { Correlation = "cause", Causation = "trace" },
        ["user"] = Row with { User = null },
        ["binary data"] = Row with { Binary = [] },
    };

    [Fact]
    public void the_same_row_has_the_same_hash() => (Row with { }).Hash(new()).ShouldBe(Row.Hash(new()));

    [Fact]
    public void the_layout_never_changes() =>
        Convert.ToHexStringLower(Row.Hash(new())).ShouldBe("57c0bfe199d9d1ab334e52fa009e5b625f342e26852e07e97f98e33cdd91d236");

    [Theory]
    [MemberData(nameof(Differences))]
    public void any_difference_is_another_hash(string difference) => Others[difference].Hash(new()).ShouldNotBe(Row.Hash(new()));
}
