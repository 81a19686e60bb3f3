using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Schema;

namespace SalesEngagement.Integration.EventStore;

public sealed class StartUpSpecs
{
    [Fact]
    public void options_in_order_pass() => OptionsCheck.Check(Options());

    [Fact]
    public void a_fold_of_a_wrong_shape_is_named() =>
        Refused(options => options.Aggregates = [typeof(Misfolded)]).ShouldContain("Misfolded.Apply must take one event and return Misfolded");

    [Fact]
    public void a_fold_of_something_that_is_no_event_is_named() =>
        Refused(options => options.Aggregates = [typeof(Stranger)]).ShouldContain("Stranger folds String");

    [Fact]
    public void a_personal_type_that_cannot_be_erased_is_named() =>
        Refused(options => options.EventTypes = new Dictionary<string, Type> { ["x"] = typeof(HoldsUnerasable) }).ShouldContain("Unerasable");

    [Fact]
    public void one_fact_under_two_names_is_refused() =>
        Refused(options => options.EventTypes = new Dictionary<string, Type>(options.EventTypes) { ["tock"] = typeof(Ticked) })
            .ShouldContain("Ticked is stored as ticked and as tock");

    [Fact]
    public async Task a_host_starts_on_a_protected_database_only()
    {
        await using var store = await TestStore.Create();
        var startUp = new StoreStartUp(store.Get<StoreOptions>(), store.Get<SalesEngagement.EventStore.Sessions.Databases>());
        await startUp.StartAsync(TestStore.Ct);
        await store.Execute("alter table mt_streams disable row level security");
        await Should.ThrowAsync<SchemaException>(() => startUp.StartAsync(TestStore.Ct));
    }

    private static string Refused(Action<StoreOptions> change)
    {
        var options = Options();
        change(options);
        return Should.Throw<InvalidOperationException>(() => OptionsCheck.Check(options)).Message;
    }

    private static StoreOptions Options() => new()
    {
        AppConnection = "",
        DaemonConnection = "",
        KeysConnection = "",
        EventTypes = new Dictionary<string, Type> { ["person_added"] = typeof(PersonAdded), ["person_renamed"] = typeof(PersonRenamed), ["ticked"] = typeof(Ticked) },
        ReadModels = [],
        Aggregates = [typeof(Person)],
        IsPersonalData = type => type.IsDefined(typeof(PersonalDataAttribute), inherit: false),
        IsDataSubject = _ => false,
        MasterKeys = SalesEngagement.EventStore.Privacy.LocalMasterKeys.FromText(Convert.ToBase64String(new byte[32]), "the test"),
    };

    private sealed record Misfolded
    {
        public static Misfolded Create(Ticked _) => new();

        public int Apply(PersonRenamed _) => GetHashCode();
    }

    private sealed record Stranger
    {
        public static Stranger Create(string _) => new();
    }

    private sealed record HoldsUnerasable(IReadOnlyList<Unerasable> Deep);

    [PersonalData]
    private sealed record Unerasable(string Value);
}
