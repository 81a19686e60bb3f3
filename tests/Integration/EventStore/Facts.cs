using SalesEngagement.Domain.Privacy;

namespace SalesEngagement.Integration.EventStore;

// A small world of facts, so that these specs stand when the product's facts change.

internal enum Mood { Calm, NotAmused }

internal sealed record PersonAdded(PersonName Name, IReadOnlyList<Reach> Reaches, Mood Mood, DateTimeOffset AddedAt);

internal sealed record Reach(string Label, PhoneNumber Number);

internal sealed record PersonRenamed(PersonName Name);

internal sealed record Ticked(int Number);

internal sealed record NoteTaken([DataSubject] Guid PersonId, FreeText? Text, int Stars);

internal sealed record FieldsSet(FreeText? Why, IReadOnlyDictionary<string, string> Fields);

internal sealed record Person(string Name, int Ticks = 0, string? Phone = null, Mood Mood = Mood.Calm)
{
    public static Person Create(PersonAdded e) => new(e.Name.Value, Phone: e.Reaches.Count > 0 ? e.Reaches[0].Number.Value : null, Mood: e.Mood);

    public Person Apply(PersonRenamed e) => this with { Name = e.Name.Value };

    public Person Apply(Ticked _) => this with { Ticks = Ticks + 1 };
}

internal sealed record Counter(int Last)
{
    public static Counter Create(Ticked e) => new(e.Number);

    public Counter Apply(Ticked e) => this with { Last = e.Number };
}
