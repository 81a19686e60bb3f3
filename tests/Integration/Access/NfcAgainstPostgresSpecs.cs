using System.Text;
using Npgsql;
using SalesEngagement.Host.Access;

namespace SalesEngagement.Integration.Access;

/// <summary>Our composition of texts, held against PostgreSQL's own.</summary>
public sealed class NfcAgainstPostgresSpecs
{
    private static readonly int[] Points =
    [
        .. new[]
        {
            (0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x17F), (0x300, 0x328), (0x300, 0x328), (0x300, 0x328), (0x300, 0x36F),
            (0x300, 0x345), (0x300, 0x345), (0x300, 0x345), (0x391, 0x3CE), (0x900, 0xDFF), (0x1100, 0x1112),
            (0x1161, 0x1175), (0x11A8, 0x11C2), (0x1E00, 0x1FFF), (0x3041, 0x309A), (0xAC00, 0xAC40), (0x1D157, 0x1D172),
        }.SelectMany(range => Enumerable.Range(range.Item1, range.Item2 - range.Item1 + 1)),
    ];

    [Fact]
    public async Task every_character_alone_is_composed_as_postgresql_does() =>
        await ShouldAgree([.. Enumerable.Range(1, 0x2FFFF).Where(Rune.IsValid).Select(point => new Rune(point).ToString())]);

    [Fact]
    public async Task random_texts_are_composed_as_postgresql_does()
    {
        var random = new Random(23);
        var texts = Enumerable.Range(0, 50_000)
            .Select(_ => string.Concat(Enumerable.Range(0, random.Next(2, 7)).Select(_ => new Rune(Points[random.Next(Points.Length)]))))
            .ToArray();
        texts.Count(text => Nfc.Of(text) != text).ShouldBeGreaterThan(5_000, "else they would show little");
        await ShouldAgree(texts);
    }

    private static async Task ShouldAgree(string[] texts)
    {
        await using var source = NpgsqlDataSource.Create(TestCluster.Running.ConnectionString("postgres", "postgres"));
        await using var command = source.CreateCommand(
            "select array_agg(normalize(t, nfc) order by n) from unnest($1) with ordinality as u (t, n)");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = texts });
        var theirs = (string[])(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        texts.Where((text, n) => Nfc.Of(text) != theirs[n]).Select(text => string.Join(' ', text.EnumerateRunes().Select(rune => $"{rune.Value:X4}")))
            .ShouldBeEmpty();
    }
}
