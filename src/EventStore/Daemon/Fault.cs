using Npgsql;

namespace SalesEngagement.EventStore.Daemon;

/// <summary>Failures as they may be logged and stored: never the message, which may quote personal data.</summary>
internal static class Fault
{
    /// <summary>Type, SQL state, and the method that threw.</summary>
    public static string Describe(Exception failure)
    {
        var kind = failure is PostgresException refused ? $"{Kind(failure)} {refused.SqlState}" : Kind(failure);
        return failure.TargetSite is { DeclaringType: { } type } method ? $"{kind} in {type.Name}.{method.Name}" : kind;
    }

    /// <summary>The exception's type.</summary>
    public static string Kind(Exception failure) => failure.GetType().Name;

    /// <summary>
    /// Whether the database refused the values themselves (SQL state classes 22 and 23): repeating cannot help.
    /// Everything else, such as a lost connection, passes.
    /// </summary>
    public static bool IsRefusedData(Exception failure) =>
        failure is PostgresException { SqlState: ['2', '2' or '3', ..] };
}
