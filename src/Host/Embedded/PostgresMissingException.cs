namespace SalesEngagement.Host.Embedded;

/// <summary>No database is configured and none can be started here. The message says both ways out.</summary>
internal sealed class PostgresMissingException(string? searched) : Exception(
    $"""
    No database is configured, and no PostgreSQL {PostgresBinaries.OldestMajor} or newer was found {Where(searched)}.

    Either install it, then start again:
      Debian, Ubuntu   apt-get install postgresql
      macOS            brew install postgresql@17
      Windows          winget install PostgreSQL.PostgreSQL.17   (then use it as an existing server, as below)

    or use an existing server by these settings (docs/configuration.md tells how to prepare it):
      ConnectionStrings__Main        Host=...;Database=engagement;Username=engagement_app;Password=...
      ConnectionStrings__Daemon      Host=...;Database=engagement;Username=engagement_daemon;Password=...
      ConnectionStrings__Keys        Host=...;Database=engagement_keys;Username=engagement_keys;Password=...
      ConnectionStrings__Owner       for `db apply` only: Username=engagement_owner
      ConnectionStrings__KeysOwner   for `db apply` only: Username=engagement_owner, Database=engagement_keys
    """)
{
    private static string Where(string? searched) =>
        string.IsNullOrEmpty(searched) ? "on this machine" : $"in {searched} (Database:BinFolder)";
}
