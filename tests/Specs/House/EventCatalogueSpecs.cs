namespace SalesEngagement.Specs.House;

/// <summary>Events are for ever: their names and shapes may be added to and never edited (docs/events.md).</summary>
public sealed class EventCatalogueSpecs
{
    private static readonly string[] Frozen =
        ["call_placed.CallSid String", "call_placed.PlacedAt DateTimeOffset", "CallStatus=Busy"];

    [Fact]
    public void what_was_stored_once_can_be_read_for_ever() =>
        EventCatalogue.Breaches(FrozenLines(), EventCatalogue.Of(Repository.Facts)).ShouldBeEmpty();

    [Fact]
    public void every_event_stands_in_the_catalogue()
    {
        var now = EventCatalogue.Of(Repository.Facts);
        if (Environment.GetEnvironmentVariable(EventCatalogue.UpdateSwitch) == "1")
            Write(FrozenLines().Union(now));

        now.Except(FrozenLines()).ShouldBeEmpty($"Set {EventCatalogue.UpdateSwitch}=1 and run the specs once to add.");
    }

    [Fact]
    public void a_changed_property_would_be_seen() =>
        EventCatalogue.Breaches(Frozen, ["call_placed.CallSid Guid", .. Frozen[1..]])
            .ShouldContain("Gone or changed: call_placed.CallSid String");

    [Fact]
    public void a_removed_event_would_be_seen() => EventCatalogue.Breaches(Frozen, [Frozen[2]]).Count().ShouldBe(2);

    [Fact]
    public void a_removed_value_would_be_seen() => EventCatalogue.Breaches(Frozen, Frozen[..2]).ShouldHaveSingleItem();

    [Fact]
    public void a_required_property_more_would_be_seen() =>
        EventCatalogue.Breaches(Frozen, [.. Frozen, "call_placed.Cost Decimal"]).ShouldHaveSingleItem();

    [Fact]
    public void an_optional_property_an_event_or_a_value_more_is_fine() =>
        EventCatalogue.Breaches(Frozen, [.. Frozen, "call_placed.Cost Decimal?", "call_held.At DateTimeOffset", "CallStatus=Held"])
            .ShouldBeEmpty();

    private static string[] FrozenLines()
    {
        var path = Path.Combine(Repository.Root, EventCatalogue.File);
        return File.Exists(path) ? File.ReadAllLines(path) : [];
    }

    private static void Write(IEnumerable<string> lines) => File.WriteAllLines(
        Path.Combine(Repository.Root, EventCatalogue.File), lines.Order(StringComparer.Ordinal));
}
