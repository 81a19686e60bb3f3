using System.Security.Cryptography;
using System.Text;

namespace SalesEngagement.EventStore.Schema;

/// <summary>One step of a database's schema. Once applied anywhere its text never changes; add the next step instead.</summary>
internal sealed record Migration(string Id, string Sql, string Checksum)
{
    public static Migration Read(MigrationSource source, string resource, string file)
    {
        using var stream = source.Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        return new($"{source.Name}/{file}", sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
    }
}
