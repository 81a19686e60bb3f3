using System.Text.Json;
using SalesEngagement.Application.Imports;

namespace SalesEngagement.Host.Imports;

/// <summary>How a file is to be read, and what is to become of its rows. Kept with the import; holds nothing of the file.</summary>
/// <param name="Dialect">How it is written.</param>
/// <param name="Targets">Where each column goes, as <see cref="ColumnTarget"/> is written.</param>
/// <param name="Updates">Whether rows about people who are there change them; else they are duplicates.</param>
/// <param name="Country">For numbers without a country code; null: those are refused.</param>
/// <param name="OwnerId">Whose contacts they become.</param>
/// <param name="Tags">For all of them.</param>
/// <param name="Source">For those whose row says none.</param>
/// <param name="Reach">Whose contacts the sender reached; null: everybody's.</param>
internal sealed record ImportSettings(
    CsvDialect Dialect,
    IReadOnlyList<string> Targets,
    bool Updates,
    string? Country,
    Guid OwnerId,
    IReadOnlyList<string> Tags,
    string? Source,
    Guid[]? Reach)
{
    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>The targets, read.</summary>
    public IReadOnlyList<ColumnTarget> Columns() => [.. Targets.Select(target => ColumnTarget.Read(target) ?? ColumnTarget.Ignored)];
}
