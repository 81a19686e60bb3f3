using System.CommandLine;
using Microsoft.Extensions.Options;
using Npgsql;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Rebuild;
using SalesEngagement.EventStore.Schema;
using SalesEngagement.Host.Configuration;
using SalesEngagement.Host.Embedded;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary>Puts the application together without starting it.</summary>
internal delegate Task<WebApplication> Composition(string[] args, CancellationToken ct);

/// <summary>The verbs of the program. Exit code 0: done; 1: it failed, and the error stream says why; 2: called wrongly.</summary>
internal static class CommandLine
{
    /// <summary>Exit code of what did not work.</summary>
    public const int Failed = 1;
    private const int WrongUsage = 2;

    public static async Task<int> Run(string[] args, Composition compose)
    {
        if (Console.IsOutputRedirected)
            WriteForFiles();
        var root = Root(compose);
        // Without a verb everything is configuration for `run`, such as --urls=…
        var wanted = args is [] || (args[0].StartsWith('-') && !IsAboutUs(args[0])) ? ["run", .. args] : args;
        if (Parse(root, wanted, out var wrong) is not { } call)
        {
            foreach (var error in wrong)
                await Console.Error.WriteLineAsync(error);
            await Console.Error.WriteLineAsync("Ask with --help for the verbs and their options.");
            return WrongUsage;
        }

        try
        {
            return await call.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Broken off. What was begun and can go on does so when it is called again.");
            return Failed;
        }
        catch (Exception e) when (IsSelfExplanatory(e))
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Failed;
        }
    }

    // A validator that asks for a value that cannot be read makes the parser throw.
    private static ParseResult? Parse(RootCommand root, string[] args, out IEnumerable<string> wrong)
    {
        try
        {
            var call = root.Parse(args);
            wrong = call.Errors.Select(error => Plain(error.Message));
            return call.Errors.Count > 0 ? null : call;
        }
        catch (InvalidOperationException unreadable)
        {
            wrong = [Plain(unreadable.Message)];
            return null;
        }
    }

    // The parser names types of .NET.
    private static string Plain(string message) => message.Split(" as expected type '") is [var what, var type]
        ? $"{what}: it must be {(type.Contains(nameof(Guid), StringComparison.Ordinal) ? "an id (a uuid)" : "a whole number")}."
        : message;

    // A file has no width and no colours.
    private static void WriteForFiles()
    {
        AnsiConsole.Profile.Width = 160;
        AnsiConsole.Profile.Capabilities.Ansi = false;
        AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
    }

    private static RootCommand Root(Composition compose) => new("The sales engagement platform.")
    {
        RunVerb.Create(compose),
        DatabaseVerbs.Create(),
        ProjectionVerbs.Create(compose),
        MessageVerbs.Create(compose),
        PrivacyVerbs.Create(compose),
        AccessVerbs.Create(compose),
        DescribeVerb.Create(compose),
        CheckEnvironmentVerb.Create(),
        SeedVerb.Create(compose),
    };

    private static bool IsAboutUs(string argument) => argument is "-h" or "--help" or "-?" or "--version";

    // Whatever else comes is a bug, and shows its stack.
    private static bool IsSelfExplanatory(Exception e) => e
        is SettingMissingException or InvalidSettingException or OptionsValidationException or UnknownNameException
        or PostgresMissingException or ClusterException or SchemaException or RebuildBusyException or NoPreviousTableException
        or ReadModelTableException
        or SubjectHeldException or SubjectErasedException or SubjectMergeException or TenantOffBoardedException
        or NpgsqlException or IOException or UnauthorizedAccessException;
}
