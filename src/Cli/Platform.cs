using System.Runtime.Versioning;

// File modes and unix sockets are used throughout.
[assembly: UnsupportedOSPlatform("windows")]
