using System.CommandLine;
using Npgsql;
using SalesEngagement.Host.Configuration;

namespace SalesEngagement.Host.Cli;

/// <summary><c>--tenant</c>, and whether there is such a company: a mistyped id must not look like success.</summary>
internal static class TenantOption
{
    private const string SetSql = "select set_config('app.tenant', $1, true)";
    private const string KnownSql = "select exists (select from public.mt_streams s where s.tenant_id = $1)";

    /// <summary>One that has to be given.</summary>
    public static Option<Guid> Required(string description = "Id of the company.") =>
        new("--tenant") { Description = description, Required = true };

    /// <summary>One that narrows down.</summary>
    public static Option<Guid?> Optional(string description) => new("--tenant") { Description = description };

    /// <summary>The tenant's id as the store has it.</summary>
    /// <exception cref="UnknownNameException">It has no history.</exception>
    public static async Task<string> Known(WebApplication app, Guid tenant, CancellationToken ct)
    {
        await using var main = NpgsqlDataSource.Create(app.Services.GetRequiredService<Installation>().Connections.Main);
        await using var batch = main.CreateBatch();
        foreach (var sql in new[] { SetSql, KnownSql })
            batch.BatchCommands.Add(new(sql) { Parameters = { new() { Value = $"{tenant}" } } });
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        await reader.ReadAsync(ct);
        return reader.GetBoolean(0) ? $"{tenant}" : throw new UnknownNameException($"There is no tenant {tenant}.");
    }

    /// <summary>The same for one that may be left out.</summary>
    /// <exception cref="UnknownNameException">It has no history.</exception>
    public static async Task<string?> Known(WebApplication app, Guid? tenant, CancellationToken ct) =>
        tenant is { } id ? await Known(app, id, ct) : null;
}
