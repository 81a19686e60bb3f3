namespace SalesEngagement.Host.Access;

/// <summary>What people know this product as.</summary>
internal static class Product
{
    /// <summary>Stands in authenticator apps, and in no password.</summary>
    public const string Name = "Sales engagement";
}
