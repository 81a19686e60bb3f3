using System.Security.Cryptography;
using SalesEngagement.EventStore.History;

namespace SalesEngagement.Specs.EventStore;

/// <summary>The tree of RFC 9162 §2.1.</summary>
public sealed class MerkleSpecs
{
    // The test vectors that Certificate Transparency implementations check themselves against: eight entries in hex.
    private static readonly string[] Entries =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly byte[][] Leaves = [.. Entries.Select(entry => Merkle.Leaf(Convert.FromHexString(entry)))];

    [Theory]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void the_root_is_that_of_certificate_transparency(int count, string root) =>
        Convert.ToHexStringLower(Merkle.Root(Leaves.AsSpan(0, count))).ShouldBe(root);

    [Fact]
    public void nothing_has_the_hash_of_nothing() => Merkle.Root([]).ShouldBe(SHA256.HashData([]));

    [Fact]
    public void every_leaf_of_every_tree_leads_to_its_root_by_its_path_and_no_other_leaf_does()
    {
        for (var count = 1; count <= Leaves.Length; count++)
        {
            var tree = Leaves[..count];
            for (var i = 0; i < count; i++)
            {
                var path = Merkle.Path(tree, i);
                Merkle.RootFrom(tree[i], i, count, path).ShouldBe(Merkle.Root(tree));
                Merkle.RootFrom(Merkle.Leaf("another"u8), i, count, path).ShouldNotBe(Merkle.Root(tree));
                Merkle.RootFrom(tree[i], i, count, [.. path, tree[i]]).ShouldNotBe(Merkle.Root(tree));
            }
        }
    }

    [Fact]
    public void a_node_cannot_pass_for_a_leaf() =>
        Merkle.Leaf([.. Leaves[0], .. Leaves[1]]).ShouldNotBe(Merkle.Root(Leaves.AsSpan(0, 2)));
}
