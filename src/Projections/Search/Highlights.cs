namespace SalesEngagement.Projections.Search;

/// <summary>What of a contact answers a query: a text as it is stored, and where in it.</summary>
/// <param name="Field">Which text: <c>name</c>, <c>email</c>, <c>phone</c>, <c>title</c>, <c>tag</c>, <c>company</c>, <c>field</c> or <c>note</c>.</param>
/// <param name="Text">The text; of a long one the part around the first hit.</param>
/// <param name="Spans">Where the hits are in it, in UTF-16 units.</param>
public sealed record Highlight(string Field, string Text, IReadOnlyList<Span> Spans);

/// <summary>A stretch of a text.</summary>
public sealed record Span(int Start, int Length);

/// <summary>Shows why a contact was found.</summary>
public static class Highlights
{
    private const int Around = 60;
    private const int Most = 8;

    /// <summary>Its texts with a hit in them.</summary>
    public static IReadOnlyList<Highlight> Of(string? asked, ContactMatch match)
    {
        var query = SearchQuery.Of(asked);
        var row = match.Row;
        return
        [
            .. row.AllNames().Select(name => InName(query, name))
                .Concat(row.Phones.Select(phone => InPhone(query, phone.Number.Value)))
                .Concat(row.Emails.Select(email => InText(query, "email", email.Address.Value)))
                .Append(InText(query, "title", row.Title?.Value))
                .Concat(row.Tags.Select(tag => InText(query, "tag", tag)))
                .Append(InText(query, "company", row.CompanyName))
                .Concat(row.Fields.Select(field => InText(query, "field", field.Value.Value)))
                .Concat(row.ClearFields.Select(field => InText(query, "field", field.Value)))
                .Append(InText(query, "note", match.Note))
                .OfType<Highlight>().Take(Most),
        ];
    }

    private static Highlight? InName(SearchQuery query, string text) =>
        Shown("name", text, Words.Of(text).Where(word => query.Words.Any(asked => Relevance.Answers(asked, word))).Select(word => new Span(word.Start, word.Length)));

    private static Highlight? InPhone(SearchQuery query, string number)
    {
        var digits = PhoneDigits.Of(number);
        var hit = query.Phones.SelectMany(phone => phone.Readings)
            .Select(reading => new Span(digits.LastIndexOf(reading, StringComparison.Ordinal) + number.Length - digits.Length, reading.Length))
            .FirstOrDefault(span => span.Start >= number.Length - digits.Length);
        return Shown("phone", number, hit is null ? [] : [hit]);
    }

    private static Highlight? InText(SearchQuery query, string field, string? text) => text is null
        ? null
        : Shown(field, text, Words.Of(text).SelectMany(word => query.Words.Select(asked => InWord(asked, word)).OfType<Span>().Take(1)));

    private static Span? InWord(Word asked, Word word)
    {
        if (Relevance.Begins(asked, word))
            return new(word.Start, word.Length);
        return asked.Text.Length >= PhoneDigits.Fewest && word.Text.Contains(asked.Text, StringComparison.Ordinal)
            ? new(word.Start, word.Length)
            : null;
    }

    private static Highlight? Shown(string field, string text, IEnumerable<Span> hits)
    {
        Span[] spans = [.. hits.OrderBy(span => span.Start)];
        if (spans.Length == 0)
            return null;
        if (text.Length <= 4 * Around)
            return new(field, text, spans);

        var (from, to) = (Whole(text, spans[0].Start - Around), Whole(text, spans[0].Start + spans[0].Length + Around));
        return new(field, text[from..to], [.. spans.Where(span => span.Start + span.Length <= to).Select(span => span with { Start = span.Start - from })]);
    }

    /// <summary>A place near this one that does not cut a character in two.</summary>
    private static int Whole(string text, int place)
    {
        var within = Math.Clamp(place, 0, text.Length);
        return within > 0 && within < text.Length && char.IsLowSurrogate(text[within]) ? within - 1 : within;
    }
}
