using System.Text.RegularExpressions;

namespace SalesEngagement.Integration.Isolation;

/// <summary>Tries everything the catalog has as the role of requests, without a tenant and with wrong ones.</summary>
internal sealed class Sweep : IAsyncDisposable
{
    private const string Teller = """
        create function pg_temp.tell(said text) returns boolean language plpgsql cost 0.0001 as
        'begin raise notice ''%'', said; return false; end'
        """;

    private readonly TestDatabase _database;

    private Sweep(TestDatabase database, Catalog catalog, AppSession app, string ours, string theirs) =>
        (_database, Catalog, App, Ours, Theirs) = (database, catalog, app, ours, theirs);

    public Catalog Catalog { get; }

    public AppSession App { get; }

    public string Ours { get; }

    public string Theirs { get; }

    public Marks Marks { get; private set; } = null!;

    public IReadOnlyList<Relation> Relations { get; private set; } = [];

    public IEnumerable<Relation> Tables => Relations.Where(relation => relation.IsOfTenants);

    /// <summary>Whom a transaction may be for, none of them the foreign company.</summary>
    public IReadOnlyList<(string Name, string? Tenant)> Scopes =>
        [("no tenant", null), ("an empty tenant", ""), ("an unknown tenant", Guid.CreateVersion7().ToString()), ("another tenant", Ours)];

    public static async Task<Sweep> Start(TestDatabase database, string app, string superuser, string ours, string theirs)
    {
        var sweep = new Sweep(database, new(superuser), await AppSession.Open(app), ours, theirs);
        await sweep.Look();
        (await sweep.App.Run(tenant: null, Teller, keep: true)).Refused.ShouldBeNull();
        return sweep;
    }

    /// <summary>Reads what there is now, such as after something was broken on purpose.</summary>
    public async Task Look()
    {
        Relations = await Catalog.Relations();
        Marks = await Marks.Find(Catalog, [.. Tables], Ours, Theirs);
    }

    /// <summary>Whatever shows anything of the foreign company.</summary>
    public async Task<IReadOnlyList<Finding>> Read(Func<Relation, bool>? which = null)
    {
        var found = new List<Finding>();
        foreach (var relation in Relations.Where(which ?? (_ => true)))
        {
            foreach (var (scope, tenant) in Scopes)
            {
                foreach (var statement in Statements.Reading(relation, Theirs))
                    found.AddRange(Judged(relation, scope, statement, await Run(statement, tenant, line: "")));
                found.AddRange(await Carried(relation, scope));
            }
        }

        return found;
    }

    /// <summary>Whatever changes anything of the foreign company. Our own rows may be gone afterwards.</summary>
    public async Task<IReadOnlyList<Finding>> Write(Func<Relation, bool>? which = null)
    {
        var found = new List<Finding>();
        foreach (var table in Tables.Where(which ?? (_ => true)))
        {
            var (line, row) = await Catalog.Row(table, Theirs);
            var before = await Catalog.Fingerprint([table], Theirs);
            foreach (var (scope, tenant) in Scopes)
            {
                foreach (var statement in Statements.Writing(table, Ours, Theirs, row))
                {
                    found.AddRange(Judged(table, scope, statement, await Run(statement, tenant, line)));
                    var last = before;
                    if ((before = await Catalog.Fingerprint([table], Theirs)) != last)
                        found.Add(new(table.Name, scope, statement.Sql, "changes rows of the other company"));
                }

                found.AddRange(await Carried(table, scope));
            }
        }

        return found;
    }

    /// <summary>How many of a tenant's rows a transaction for it sees; null when it may not look.</summary>
    public async Task<string?> Seen(Relation table, string tenant)
    {
        var outcome = await App.Run(tenant, $"select count(*) from {table.Name}");
        return outcome.Refused is null ? outcome.Text.Trim() : null;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Catalog.DisposeAsync();
        await _database.DisposeAsync();
    }

    private Task<Outcome> Run(Statement statement, string? tenant, string line) => statement.How switch
    {
        How.CopyOut => App.CopyOut(tenant, statement.Sql),
        How.CopyIn => App.CopyIn(tenant, statement.Sql, line),
        _ => App.Run(tenant, statement.Sql, keep: statement.How == How.Kept),
    };

    private IEnumerable<Finding> Judged(Relation relation, string scope, Statement statement, Outcome outcome)
    {
        // A COPY that fails says which line it was given.
        var asked = statement.How == How.CopyIn ? $"{statement.Sql}{outcome.Text}" : statement.Sql;
        if (Marks.In(outcome.Text, asked) is { } mark)
            yield return new(relation.Name, scope, statement.Sql, $"shows {mark}");
        if (outcome.Refused is null && statement.MustSay is { } must && !Regex.IsMatch(outcome.Text, must))
            yield return new(relation.Name, scope, statement.Sql, $"says {outcome.Text}");
    }

    private async Task<IReadOnlyList<Finding>> Carried(Relation relation, string scope) => await App.Carried() is { Length: > 0 } carried
        ? [new(relation.Name, scope, "one of all", $"leaves tenant {carried} on the connection")]
        : [];
}

/// <summary>Something that was shown, changed or left.</summary>
internal sealed record Finding(string Of, string Scope, string Statement, string What);
