using SalesEngagement.Application.Contacts;
using SalesEngagement.Host.Contacts;
using SalesEngagement.Projections.Companies;

namespace SalesEngagement.Host.Imports;

/// <summary>A row as it was understood.</summary>
/// <param name="Row">Its place in the file.</param>
/// <param name="Contact">The contact it would be; null when it cannot be one.</param>
/// <param name="Reasons">Why not.</param>
/// <param name="Hashes">What the person can be found by.</param>
internal sealed record RowDraft(long Row, AddContact? Contact, IReadOnlyList<RowReason> Reasons, IReadOnlyList<AddressHash> Hashes)
{
    /// <summary>What the row calls the company; null when it names none.</summary>
    public NamedCompany? Company { get; init; }
}

/// <summary>A company as a row names it.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Column">Where, from 1.</param>
internal sealed record NamedCompany(string Name, int? Column)
{
    /// <summary>What is the same for all ways to write it.</summary>
    public string Normal => CompanyCard.SortNameOf(Name);
}

/// <summary>What is wrong with a row, or why it is somebody's.</summary>
/// <param name="Column">The column, from 1; null: the row as a whole.</param>
/// <param name="Field">What the column is for, such as <c>email</c>.</param>
/// <param name="Message">For people; repeats nothing of the row.</param>
internal sealed record RowReason(int? Column, string? Field, string Message);
