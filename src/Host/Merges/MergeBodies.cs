using System.Text.Json;
using SalesEngagement.Application.CustomFields;
using SalesEngagement.Application.Merges;
using SalesEngagement.Domain.Contacts;
using SalesEngagement.Domain.CustomFields;
using SalesEngagement.Domain.Merges;
using SalesEngagement.Domain.Privacy;
using SalesEngagement.Host.Routes;
using SalesEngagement.Projections.Merges;

namespace SalesEngagement.Host.Merges;

/// <summary>Two contacts that are one person.</summary>
/// <param name="WinnerId">The one that is to stand for both.</param>
/// <param name="LoserId">The one that is merged into it.</param>
/// <param name="DryRun">Only show what would become of them.</param>
/// <param name="Fields">Whose value lives on where both have one: <c>winner</c> unless said. By names of fields as the preview gives them.</param>
internal sealed record NewMerge(
    Guid? WinnerId, Guid? LoserId, bool? DryRun = null, IReadOnlyDictionary<string, MergeSide>? Fields = null);

/// <summary>A merge as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
/// <param name="WinnerId">The one that stands for both.</param>
/// <param name="LoserId">The one that was merged into it.</param>
/// <param name="Taken">Which fields the winner took over from the loser, beside numbers, addresses and tags.</param>
/// <param name="MergedAt">When.</param>
/// <param name="UndoneAt">When it was taken back; absent while it stands.</param>
internal sealed record MergeView(
    Guid Id, long Version, Guid WinnerId, Guid LoserId, IReadOnlyList<string> Taken, DateTimeOffset MergedAt, DateTimeOffset? UndoneAt)
{
    public static MergeView Example { get; } = new(
        Guid.Parse("0199a1d9-1c2d-7e3f-8a4b-5c6d7e8f9a0b"), Version: 1, ContactExamples.ContactId,
        Guid.Parse("0199a1d2-9a8b-7c6d-8e5f-4a3b2c1d0e9f"), ["title"], ContactExamples.Contact.CreatedAt.AddDays(1), UndoneAt: null);

    public static MergeView Of(Guid id, ContactMerge merge, long version) =>
        new(id, version, merge.WinnerId, merge.LoserId, merge.Taken, merge.MergedAt, merge.UndoneAt);

    public static MergeView Of(ContactMergeCard card) =>
        new(card.Id, card.Version, card.WinnerId, card.LoserId, card.Taken, card.MergedAt, card.UndoneAt);
}

/// <summary>What would become of two contacts.</summary>
/// <param name="WinnerId">The one that would stand for both.</param>
/// <param name="LoserId">The one that would be merged into it.</param>
/// <param name="Fields">Every field that one of them has and of which one value lives on.</param>
/// <param name="Phones">All numbers, each with the stricter of what is known of it.</param>
/// <param name="Emails">All addresses, likewise.</param>
/// <param name="Tags">All tags.</param>
/// <param name="Follows">What of the loser is seen with the winner then.</param>
internal sealed record MergePreview(
    Guid WinnerId,
    Guid LoserId,
    IReadOnlyList<FieldPreview> Fields,
    IReadOnlyList<PhoneBody> Phones,
    IReadOnlyList<EmailBody> Emails,
    IReadOnlyList<string> Tags,
    MergeFollows Follows)
{
    public static MergePreview Example { get; } = new(
        MergeView.Example.WinnerId, MergeView.Example.LoserId,
        [new("title", Text("Rear Admiral"), Text("Admiral"), Text("Rear Admiral"), MergeSide.Winner, IsConflict: true)],
        ContactExamples.Contact.Phones, ContactExamples.Contact.Emails, ContactExamples.Contact.Tags, new(2, 5, 11, 1));

    public static MergePreview Of(MergeContacts command, Contact winner, Contact loser, MergeFollows follows, DateTimeOffset now)
    {
        var merged = MergeFacts.OfWinner(command, winner, loser, now).Aggregate(winner, (state, fact) => fact switch
        {
            ContactPhonesChanged changed => state.Apply(changed),
            ContactEmailsChanged changed => state.Apply(changed),
            ContactAbsorbed absorbed => state.Apply(absorbed),
            _ => state,
        });
        var view = ContactView.Of(command.WinnerId, merged, version: 0);
        return new(
            command.WinnerId, command.LoserId, [.. MergedField.Of(winner, loser, command.Choices).Select(FieldPreview.Of)],
            view.Phones, view.Emails, view.Tags, follows);
    }

    private static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text);
}

/// <summary>A field of two contacts.</summary>
/// <param name="Field">Its name, by which a side is chosen: <c>title</c>, <c>fields/rank</c>.</param>
/// <param name="Winner">What the winner has; absent: nothing.</param>
/// <param name="Loser">What the loser has; absent: nothing.</param>
/// <param name="Result">What it would be.</param>
/// <param name="Side">Whose that is.</param>
/// <param name="IsConflict">Whether both have one, and not the same.</param>
internal sealed record FieldPreview(
    string Field, JsonElement? Winner, JsonElement? Loser, JsonElement? Result, MergeSide Side, bool IsConflict)
{
    public static FieldPreview Of(MergedField field) => new(
        field.Name, Json(field.Winner), Json(field.Loser), Json(field.Result), field.Side, field.IsConflict);

    private static JsonElement? Json(object? value) => value switch
    {
        null => null,
        PersonName name => JsonSerializer.SerializeToElement(name.Value),
        FreeText text => JsonSerializer.SerializeToElement(text.Value),
        FieldValue field => FieldText.ToJson(field.Text, field.Kind),
        _ => JsonSerializer.SerializeToElement(value),
    };
}
