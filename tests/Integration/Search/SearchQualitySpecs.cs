using Microsoft.Extensions.DependencyInjection;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.EventStore.Sessions;
using SalesEngagement.Integration.Contacts;
using SalesEngagement.Projections.Search;

namespace SalesEngagement.Integration.Search;

/// <summary>Two hundred questions made by hand, each with whom it means, among some hundred people.</summary>
public sealed class SearchQualitySpecs(SharedHost host, ITestOutputHelper output) : IClassFixture<SharedHost>
{
    private const double Wanted = 0.95;
    private const int Among = 3;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task nineteen_of_twenty_find_whom_they_mean_among_the_first_three()
    {
        var rep = await host.Stranger();
        await Fill(rep);
        var questions = Lines("queries.txt").ToArray();
        questions.Length.ShouldBeGreaterThanOrEqualTo(200);
        var (hits, first) = (0, 0);
        foreach (var question in questions)
        {
            var names = (await rep.Search(question[0])).Names();
            hits += names.Take(Among).Contains(question[1]) ? 1 : 0;
            first += names.FirstOrDefault() == question[1] ? 1 : 0;
            if (!names.Take(Among).Contains(question[1]))
                output.WriteLine($"Missed: {question[0]} -> {question[1]}; found: {string.Join(", ", names.Take(Among))}");
        }

        output.WriteLine($"{hits} of {questions.Length} among the first {Among}, {first} first.");
        ((double)hits / questions.Length).ShouldBeGreaterThanOrEqualTo(Wanted);
    }

    [Fact]
    public void every_question_is_about_somebody()
    {
        var names = Lines("people.txt").Select(person => $"{person[0]} {person[1]}").ToHashSet();
        Lines("queries.txt").Select(question => question[1]).Where(name => !names.Contains(name)).ShouldBeEmpty();
    }

    private static IEnumerable<string[]> Lines(string file)
    {
        using var stream = typeof(SearchQualitySpecs).Assembly.GetManifestResourceStream(typeof(SearchQualitySpecs), file)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith("# ", StringComparison.Ordinal))
                yield return line.Split('|');
        }
    }

    /// <summary>Appended, not sent: what is measured is how they are found.</summary>
    private async Task Fill(TestUser rep)
    {
        var now = TimeProvider.System.GetUtcNow();
        var store = host.Services.GetRequiredService<IEventStore>();
        var position = 0L;
        foreach (var person in Lines("people.txt"))
        {
            var session = store.Open(rep.TenantId.ToString(), new("test"));
            session.Start<Contact>(
                Guid.CreateVersion7(now),
                [
                    new ContactAdded(
                        new(person[0]), new(person[1]), new(person[2]), [new(new(person[3]), "work")], [new(new(person[4]), "work")],
                        TimeZone: null, rep.UserId, [person[5]], [], Source: null, now),
                ]);
            position = (await session.Save(Ct)).Position;
        }

        (await store.WaitFor<ContactSearch>(position, TimeSpan.FromSeconds(30), Ct)).ShouldBeTrue();
        (await store.WaitFor<Projections.Contacts.ContactCard>(position, TimeSpan.FromSeconds(30), Ct)).ShouldBeTrue();
    }
}
