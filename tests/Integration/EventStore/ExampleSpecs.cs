using System.Text.RegularExpressions;
using SalesEngagement.EventStore.Events;
using SalesEngagement.EventStore.Privacy;
using SalesEngagement.EventStore.Projections;
using SalesEngagement.Integration.Daemon;

namespace SalesEngagement.Integration.EventStore.Example;

// example: facts, a state, a read model
public sealed record PatientName(string Value)
{
    public static PatientName Erased { get; } = new("erased");
}

public sealed record PatientAdmitted(PatientName Name, string Ward);

public sealed record PatientMoved(string Ward);

public sealed record Patient(string Ward, int Moves)
{
    public static Patient Create(PatientAdmitted e) => new(e.Ward, 0);

    public Patient Apply(PatientMoved e) => new(e.Ward, Moves + 1);
}

[ReadModel("bed_board", Indexes = ["ward"])]
public sealed record BedBoard(Guid Id, PatientName Name, string Ward, DateTimeOffset Since)
{
    public static BedBoard Create(Event<PatientAdmitted> e) => new(e.StreamId, e.Data.Name, e.Data.Ward, e.Timestamp);

    public BedBoard Apply(Event<PatientMoved> e) => this with { Ward = e.Data.Ward, Since = e.Timestamp };
}

// example: end

/// <summary>What docs/event-store.md shows, run.</summary>
public sealed class ExampleSpecs
{
    [Fact]
    public async Task the_example_of_the_page_works()
    {
        await using var database = await TestDatabase.Create();
        await using var node = await Node.Start(database, [typeof(BedBoard)], store: options =>
        {
            options.EventTypes = new Dictionary<string, Type>
            {
                ["patient_admitted"] = typeof(PatientAdmitted), ["patient_moved"] = typeof(PatientMoved),
            };
            options.Aggregates = [typeof(Patient)];
            options.IsPersonalData = type => type == typeof(PatientName);
        });
        var (store, projections, privacy) = (node.Store, node.Admin, node.Get<IPrivacy>());
        var (tenant, ct) = (Guid.CreateVersion7().ToString(), TestContext.Current.CancellationToken);

        // example: use
        var id = Guid.CreateVersion7();
        var session = store.Open(tenant, new("user-7", CorrelationId: "trace-1"));
        session.Start<Patient>(id, [new PatientAdmitted(new("Ann Lee"), "4 East")]);
        await session.Save(ct);

        session = store.Open(tenant, new("user-7"));
        var patient = await session.Fetch<Patient>(id, ct);
        session.Append(id, [new PatientMoved("2 West")], expectedVersion: patient.Version);
        var saved = await session.Save(ct);

        await store.WaitFor<BedBoard>(saved.Position, TimeSpan.FromSeconds(5), ct);
        var row = await store.Query(tenant).Load<BedBoard>(ct, id);

        await projections.Rebuild("BedBoard", tenantId: null, progress: null, ct);
        await privacy.Erase(tenant, id.ToString(), ct);
        var erased = (PatientAdmitted)(await store.Open(tenant, new("user-7")).Read(id, ct))[0].Body;

        // example: end
        row!.Ward.ShouldBe("2 West");
        row.Name.ShouldBe(new PatientName("Ann Lee"));
        erased.Name.ShouldBe(PatientName.Erased);
    }

    [Fact]
    public void the_page_shows_what_is_run_here()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "SalesEngagement.sln")))
            root = Path.GetDirectoryName(root)!;
        var page = Flat(File.ReadAllText(Path.Combine(root, "docs", "event-store.md")));
        var source = File.ReadAllText(Path.Combine(root, "tests", "Integration", "EventStore", "ExampleSpecs.cs"));
        var shown = Regex.Split(source, @"^\s*// example: ", RegexOptions.Multiline)[1..].Where(part => !part.StartsWith("end", StringComparison.Ordinal))
            .Select(part => Flat(part[part.IndexOf('\n', StringComparison.Ordinal)..])).ToArray();

        shown.Length.ShouldBe(2);
        foreach (var part in shown)
            page.ShouldContain(part);
    }

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
