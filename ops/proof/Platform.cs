using System.Runtime.Versioning;

// The proofs stop, kill and copy PostgreSQL's processes as Unix allows it.
[assembly: UnsupportedOSPlatform("windows")]
