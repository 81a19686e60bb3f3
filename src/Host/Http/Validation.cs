namespace SalesEngagement.Host.Http;

/// <summary>Collects what is wrong with a well-formed request: JSON pointer → messages. Messages never repeat the value.</summary>
internal sealed class Validation
{
    private readonly SortedDictionary<string, List<string>> _errors = new(StringComparer.Ordinal);

    /// <summary>The 422 to answer with, or null when all is well.</summary>
    public Problem? Refusal => _errors.Count == 0
        ? null
        : new(422, "invalid", "Some members are not valid; see errors.", _errors.ToDictionary(e => e.Key, e => e.Value.ToArray()));

    /// <summary>Notes a message unless the condition holds.</summary>
    /// <returns>The condition.</returns>
    public bool Require(bool condition, string pointer, string message)
    {
        if (condition)
            return true;
        if (!_errors.TryGetValue(pointer, out var messages))
            _errors[pointer] = messages = [];
        messages.Add(message);
        return false;
    }

    /// <summary>A text that must be there: trimmed, not blank, at most <paramref name="max"/> characters.</summary>
    /// <returns>The trimmed text; empty when missing.</returns>
    public string Text(string? value, string pointer, int max)
    {
        var text = value?.Trim() ?? "";
        Require(text.Length > 0, pointer, "is required");
        Require(text.Length <= max, pointer, $"must have at most {max} characters");
        return text;
    }

    /// <summary>A text that may be missing or blank (then null), at most <paramref name="max"/> characters.</summary>
    public string? OptionalText(string? value, string pointer, int max)
    {
        var text = value?.Trim();
        Require(text is null || text.Length <= max, pointer, $"must have at most {max} characters");
        return string.IsNullOrEmpty(text) ? null : text;
    }
}
