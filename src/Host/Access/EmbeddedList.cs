namespace SalesEngagement.Host.Access;

/// <summary>Lists in <c>.txt</c> files beside the class that knows them: an entry a line, remarks after <c># </c>.</summary>
internal static class EmbeddedList
{
    /// <exception cref="FileNotFoundException">No such resource: a build mistake.</exception>
    public static IEnumerable<string> Beside(Type neighbour, string fileName)
    {
        using var stream = neighbour.Assembly.GetManifestResourceStream(neighbour, fileName)
            ?? throw new FileNotFoundException($"{fileName} is not embedded beside {neighbour}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith("# ", StringComparison.Ordinal))
                yield return line;
        }
    }
}
