using SalesEngagement.Application.Companies;
using SalesEngagement.Application.Contacts;
using SalesEngagement.Domain.Companies;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Domain.Imports;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Host.Contacts;
using SalesEngagement.Projections.Companies;
using SalesEngagement.Projections.CustomFields;

namespace SalesEngagement.Host.Imports;

/// <summary>
/// The companies that the rows of a batch name: those in use within the sender's reach, by their names. Others are added with
/// the first contact of theirs, under an id that follows from the name: whichever import is the first to add one, the others
/// find it, also before a list shows it.
/// </summary>
internal sealed class ImportCompanies
{
    private readonly Dictionary<string, CompanyChoice> _known = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> _new = [];
    private string? _objection;

    public static async Task<ImportCompanies> Of(
        IQuerySession lists, IEventSession session, AddressHashes.Hasher hasher, ImportSettings settings, IEnumerable<RowDraft> drafts,
        CancellationToken ct)
    {
        var companies = new ImportCompanies();
        var named = drafts.Select(draft => draft.Company).OfType<NamedCompany>().DistinctBy(company => company.Normal).ToList();
        if (named.Count == 0)
            return companies;
        foreach (var card in await CompanyCard.Named(lists, named.Select(company => company.Normal), settings.Reach, ct))
            companies._known[card.SortName] = new(card.Id, card.Name);
        named.RemoveAll(company => companies._known.ContainsKey(company.Normal));
        await companies.Imported(session, hasher, settings.Reach is null ? "" : $"{settings.OwnerId}", named, ct);
        if (companies._new.Count > 0 && (await CustomFieldCard.Of(lists, FieldTarget.Companies, ct)).FirstOrDefault(field => field.IsRequired) is { } required)
            companies._objection = $"is no company yet, and cannot be added by a name: its field {required.Name} is required";
        return companies;
    }

    /// <summary>The drafts with the companies they name.</summary>
    public IReadOnlyList<RowDraft> Given(IReadOnlyList<RowDraft> drafts) => [.. drafts.Select(Given)];

    /// <summary>Adds the companies that are new with the contacts that are to work there.</summary>
    public void Add(IEventSession session, IEnumerable<RowDraft> drafts, IEnumerable<RowOutcome> outcomes, Guid ownerId, DateTimeOffset now)
    {
        var needed = drafts.Zip(outcomes).Where(one => one.Second.Verdict is RowVerdict.Created or RowVerdict.Changed)
            .Select(one => one.First.Contact?.Company).OfType<CompanyChoice>().Where(company => _new.Contains(company.Id)).DistinctBy(company => company.Id);
        foreach (var company in needed)
            session.Start<Company>(company.Id, [.. AddCompanyHandler.Handle(new(company.Name, new(), ownerId, Tags: []), now)]);
    }

    // Of one that was put away the name is free again: the next id is its.
    private async Task Imported(IEventSession session, AddressHashes.Hasher hasher, string whose, List<NamedCompany> named, CancellationToken ct)
    {
        for (var nth = 0; named.Count > 0; nth++)
        {
            var ids = named.ToDictionary(company => hasher.IdOf($"{whose}:{nth}:{company.Normal}"));
            var there = await session.FetchMany<Company>([.. ids.Keys], ct);
            named = [];
            foreach (var (id, company) in ids)
            {
                var state = there.GetValueOrDefault(id)?.State;
                if (state is { IsDeleted: true })
                    named.Add(company);
                else
                    _known[company.Normal] = new(id, state?.Name ?? company.Name);
                if (state is null)
                    _new.Add(id);
            }
        }
    }

    private RowDraft Given(RowDraft draft)
    {
        if (draft is not { Company: { } named, Contact: { } contact })
            return draft;
        var company = _known[named.Normal];
        return _objection is not null && _new.Contains(company.Id)
            ? new(draft.Row, Contact: null, [new(named.Column, "company", _objection)], [])
            : draft with { Contact = contact with { Company = company } };
    }
}
