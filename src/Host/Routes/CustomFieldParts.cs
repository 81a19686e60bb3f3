using SalesEngagement.Host.Http;

namespace SalesEngagement.Host.Routes;

/// <summary>Reads the parts of a field's definition, noting what is wrong under its JSON pointer.</summary>
internal sealed class CustomFieldParts(Validation check)
{
    /// <summary>Of a field, defined or not.</summary>
    public const int LongestName = 64;

    private const int LongestLabel = 100;
    private const int LongestChoice = 100;
    private const int MostChoices = 200;

    public string Name(string? text)
    {
        var name = check.Text(text, "/name", LongestName);
        check.Require(
            name.Length == 0 || (char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')),
            "/name", "must be letters, digits, - and _, beginning with a letter");
        return name;
    }

    public string Label(string? text) => check.Text(text, "/label", LongestLabel);

    public IReadOnlyList<string> Choices(IReadOnlyList<string?>? choices)
    {
        if (!check.Require(choices is null or { Count: <= MostChoices }, "/choices", $"must have at most {MostChoices} items"))
            return [];

        string[] read = [.. (choices ?? []).Select((choice, i) => check.Text(choice, $"/choices/{i}", LongestChoice))];
        for (var i = 1; i < read.Length; i++)
            check.Require(!read.Take(i).Contains(read[i]), $"/choices/{i}", "is given twice");
        return read;
    }
}
