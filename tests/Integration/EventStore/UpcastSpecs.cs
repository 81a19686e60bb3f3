using System.Diagnostics.Metrics;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.EventStore;
using SalesEngagement.EventStore.Events;

namespace SalesEngagement.Integration.EventStore;

/// <summary>Facts that the program has outgrown, and facts it never knew.</summary>
public sealed class UpcastSpecs
{
    private const string Tenant = "acme";

    private static CancellationToken Ct => TestStore.Ct;

    [Fact]
    public async Task a_retired_fact_is_read_as_the_one_that_took_its_place()
    {
        await using var old = await TestStore.Create(Old);
        var id = Guid.CreateVersion7();
        var session = old.Open(Tenant);
        session.Start<Greeted>(id, [new GreetedV1(new("Ann Lee"))]);
        await session.Save(Ct);
        var stored = await old.Scalar<string>("select data::text || type from mt_events");

        await using var now = old.Twin(New);
        var read = (await now.Open(Tenant).Read(id, Ct)).Single();

        read.Body.ShouldBe(new GreetedV3(new("Ann Lee"), "en", Times: 1));
        (read.Version, read.TenantId, read.UserName).ShouldBe((1, Tenant, "user-1"));
        (await now.Open(Tenant).Fetch<Greeted>(id, Ct)).State.ShouldBe(new Greeted("en", 1));
        (await old.Scalar<string>("select data::text || type from mt_events")).ShouldBe(stored);
    }

    [Fact]
    public async Task a_retired_fact_cannot_be_appended()
    {
        await using var store = await TestStore.Create(New);
        var session = store.Open(Tenant);
        session.Start<Greeted>(Guid.CreateVersion7(), [new GreetedV2(new("Ann Lee"), "en")]);

        (await Should.ThrowAsync<ArgumentException>(() => session.Save(Ct))).Message.ShouldContain("GreetedV3");
    }

    [Fact]
    public async Task mistakes_in_upcasts_are_told_at_start()
    {
        await Refused("circle", options => options.Upcasts =
        [
            Upcast.Of<GreetedV1, GreetedV2>(e => new(e.Name, "en")), Upcast.Of<GreetedV2, GreetedV1>(e => new(e.Name)),
        ]);
        await Refused("twice", options => options.Upcasts =
        [
            Upcast.Of<GreetedV1, GreetedV2>(e => new(e.Name, "en")), Upcast.Of<GreetedV1, GreetedV3>(e => new(e.Name, "en", 1)),
        ]);
        await Refused("fold that", options => options.Upcasts = [Upcast.Of<GreetedV3, GreetedV2>(e => new(e.Name, e.Language))]);
    }

    [Fact]
    public async Task unknown_facts_are_counted_by_type()
    {
        await using var old = await TestStore.Create(Old);
        var id = Guid.CreateVersion7();
        var session = old.Open(Tenant);
        session.Start<Greeted>(id, [new GreetedV1(new("Ann Lee"))]);
        await session.Save(Ct);
        var type = $"lost_{id:n}";
        await old.Execute($"update mt_events set type = '{type}'");
        var counted = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "engagement.events.unknown")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => counted += Equals(tags[0].Value, type) ? value : 0);
        listener.Start();

        var read = await old.Open(Tenant).Read(id, Ct);

        read.Single().Body.ShouldBeOfType<UnknownFact>();
        counted.ShouldBe(1);
    }

    private static async Task Refused(string why, Action<StoreOptions> wrong)
    {
        await using var store = await TestStore.Create(options =>
        {
            New(options);
            wrong(options);
        });
        var start = store.Get<IEnumerable<Microsoft.Extensions.Hosting.IHostedService>>().First();
        (await Should.ThrowAsync<InvalidOperationException>(() => start.StartAsync(Ct))).Message.ShouldContain(why);
    }

    private static void Old(StoreOptions options)
    {
        options.EventTypes = new Dictionary<string, Type> { ["greeted"] = typeof(GreetedV1) };
        options.Aggregates = [];
    }

    private static void New(StoreOptions options)
    {
        options.EventTypes = new Dictionary<string, Type>
        {
            ["greeted"] = typeof(GreetedV1), ["greeted_v2"] = typeof(GreetedV2), ["greeted_v3"] = typeof(GreetedV3),
        };
        options.Aggregates = [typeof(Greeted)];
        options.Upcasts =
        [
            Upcast.Of<GreetedV1, GreetedV2>(e => new(e.Name, "en")),
            Upcast.Of<GreetedV2, GreetedV3>(e => new(e.Name, e.Language, 1)),
        ];
    }

    private sealed record GreetedV1(PersonName Name);

    private sealed record GreetedV2(PersonName Name, string Language);

    private sealed record GreetedV3(PersonName Name, string Language, int Times);

    private sealed record Greeted(string Language, int Times)
    {
        public static Greeted Create(GreetedV3 e) => new(e.Language, e.Times);

        public Greeted Apply(GreetedV3 e) => this with { Times = Times + e.Times };
    }
}
