using System.CommandLine;
using SalesEngagement.Host.Access;
using Spectre.Console;

namespace SalesEngagement.Host.Cli;

/// <summary><c>access keys|rotate-key</c>: the keys that sign access tokens.</summary>
internal static class AccessVerbs
{
    public static Command Create(Composition compose) => new("access", "The keys that sign access tokens.")
    {
        Keys(compose),
        Rotate(compose),
    };

    private static Command Keys(Composition compose)
    {
        var keys = new Command("keys", "All keys, and what each of them does now.");
        keys.SetAction(async (_, ct) =>
        {
            await using var app = await compose([], ct);
            var (all, duties) = await app.Services.GetRequiredService<SigningKeys>().Describe(ct);
            var table = new Table().AddColumns("number", "kid", "made", "state", "master key");
            foreach (var key in all)
            {
                table.AddRow(
                    $"{key.Number}", key.Kid, $"{key.CreatedAt.UtcDateTime:u}", Markup.Escape(Told(key, duties)), key.MasterKeyId);
            }

            AnsiConsole.Write(table);
            return 0;
        });
        return keys;
    }

    private static Command Rotate(Composition compose)
    {
        var revoke = new Option<bool>("--revoke-older")
        {
            Description = "Emergency: it signs at once, and within a minute no node takes a token that another key signed.",
        };
        var rotate = new Command("rotate-key", "Make the next key before it is due.") { revoke };
        rotate.SetAction(async (call, ct) =>
        {
            await using var app = await compose([], ct);
            var keys = app.Services.GetRequiredService<SigningKeys>();
            var made = await keys.Rotate(call.GetValue(revoke), ct);
            var (_, duties) = await keys.Describe(ct);
            AnsiConsole.WriteLine($"Key {made.Number} ({made.Kid}) was made: {Told(made, duties)}.");
            if (call.GetValue(revoke))
                AnsiConsole.WriteLine("All older ones are revoked: within a minute no node takes their tokens, and clients refresh.");
            return 0;
        });
        return rotate;
    }

    private static string Told(SigningKeyRow key, SigningKeyDuties duties) => duties.StateOf(key) switch
    {
        "announced" => $"announced, signs from {SigningKeyDuties.SignsFrom(key).UtcDateTime:u}",
        "revoked" => $"revoked {key.RevokedAt!.Value.UtcDateTime:u}",
        var state => state,
    };
}
