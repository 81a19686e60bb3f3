using SalesEngagement.EventStore.Privacy;
using SalesEngagement.Host.Http;

namespace SalesEngagement.Integration.Http;

/// <summary>Cursors tell nothing, and cannot be made, changed or carried elsewhere.</summary>
public sealed class CursorSpecs
{
    private readonly Cursors _cursors = new(new OneKey());

    [Fact]
    public void a_cursor_gives_back_what_was_hidden() =>
        _cursors.Reveal("a", "list", _cursors.Hide("a", "list", [1, 2, 3])).ShouldBe([1, 2, 3]);

    [Fact]
    public void a_cursor_is_nothing_to_another_tenant_or_list()
    {
        var cursor = _cursors.Hide("a", "list", [1, 2, 3]);
        _cursors.Reveal("b", "list", cursor).ShouldBeNull();
        _cursors.Reveal("a", "other", cursor).ShouldBeNull();
    }

    [Fact]
    public void no_character_of_a_cursor_can_be_changed()
    {
        var cursor = _cursors.Hide("a", "list", [1, 2, 3, 4, 5]);
        for (var i = 0; i < cursor.Length; i++)
        {
            var changed = cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..];
            _cursors.Reveal("a", "list", changed).ShouldBeNull($"changed at {i}");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base 64 at all")]
    public void anything_else_is_no_cursor(string? text) => _cursors.Reveal("a", "list", text).ShouldBeNull();

    [Fact]
    public void the_same_position_looks_different_each_time()
    {
        var positions = new Positions(_cursors);
        positions.Hide("a", 42).ShouldNotBe(positions.Hide("a", 42));
        positions.Reveal("a", positions.Hide("a", 42)).ShouldBe(42);
        positions.Reveal("b", positions.Hide("a", 42)).ShouldBeNull();
    }

    private sealed class OneKey : IMasterKeyProvider
    {
        public string CurrentId => "1";

        public ReadOnlyMemory<byte> Key(string id) => new byte[32];
    }
}
