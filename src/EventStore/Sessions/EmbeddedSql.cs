namespace SalesEngagement.EventStore.Sessions;

/// <summary>Statements live in <c>.sql</c> files beside the class that runs them, embedded in its assembly.</summary>
public static class EmbeddedSql
{
    /// <summary>The text of <paramref name="fileName"/> in the folder of <typeparamref name="TNeighbour"/>.</summary>
    /// <exception cref="FileNotFoundException">No such resource: a build mistake.</exception>
    public static string Beside<TNeighbour>(string fileName) => Beside(typeof(TNeighbour), fileName);

    /// <summary>The same for a neighbour that is a static class.</summary>
    public static string Beside(Type neighbour, string fileName)
    {
        var name = $"{neighbour.Namespace}.{fileName}";
        using var stream = neighbour.Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"{name} is not embedded in {neighbour.Assembly.GetName().Name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
