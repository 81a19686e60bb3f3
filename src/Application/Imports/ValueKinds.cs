namespace SalesEngagement.Application.Imports;

/// <summary>Tells by its looks what a cell holds.</summary>
public static class ValueKinds
{
    private const int FewestDigits = 6;
    private const int MostDigits = 15;

    /// <summary>Whether it can only be a value, and no name of a column.</summary>
    public static bool IsValue(string cell) => LooksLikeEmail(cell) || LooksLikePhone(cell);

    public static bool LooksLikeEmail(string cell)
    {
        var text = cell.AsSpan().Trim();
        var at = text.IndexOf('@');
        return at > 0 && text[(at + 1)..].IndexOf('.') > 0 && !text.Contains(' ');
    }

    /// <summary>Digits enough, and nothing that does not belong to a number.</summary>
    public static bool LooksLikePhone(string cell)
    {
        var digits = 0;
        foreach (var c in cell.AsSpan().Trim())
        {
            if (char.IsAsciiDigit(c))
                digits++;
            else if (c is not ('+' or ' ' or '-' or '/' or '(' or ')' or '.' or '\u00A0'))
                return false;
        }

        return digits is >= FewestDigits and <= MostDigits;
    }
}
