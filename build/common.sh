# Shared by ./jobflows and ./test. Expects $root, the checkout.

say() {
    echo "jobflows: $*" >&2
}

require_dotnet() {
    if ! command -v dotnet >/dev/null 2>&1; then
        say "the .NET SDK 10 is needed: https://dotnet.microsoft.com/download"
        exit 3
    fi
}

# Whether the program is missing or older than a source file.
is_stale() {
    local program="$root/src/Cli/bin/Release/net10.0/jobflows.dll" stamp="$root/.build/release"
    [ ! -f "$program" ] || [ ! -f "$stamp" ] || [ -n "$(find "$root/src" "$root/Directory.Build.props" "$root/Directory.Packages.props" \
        -newer "$stamp" -type f -not -path '*/bin/*' -not -path '*/obj/*' -print -quit)" ]
}

# Whether the package source has the Azure Functions packages is tried once, and remembered for later builds (build/azure-sdk.targets reads it).
choose_azure_sdk() {
    local choice="$root/.build/azure-sdk"
    [ ! -s "$choice" ] || return 0
    mkdir -p "$root/.build"
    if dotnet restore "$root/build/azure-sdk-check/azure-sdk-check.csproj" --nologo -v quiet >"$root/.build/azure-sdk.log" 2>&1; then
        say "the package source has the Azure SDK: src/Functions is built with it"
        echo packages >"$choice"
    else
        say "the package source lacks the Azure SDK: src/Functions is built against its signatures, and can't be published"
        echo surface >"$choice"
    fi
}

# Builds a project or the solution in Release; two builds at once wait for each other. Prints only when it fails.
build_release() {
    require_dotnet
    mkdir -p "$root/.build"
    (
        flock 9
        touch "$root/.build/started"
        choose_azure_sdk
        if ! dotnet build "$1" -c Release --nologo -v quiet -clp:ErrorsOnly >"$root/.build/log" 2>&1; then
            cat "$root/.build/log" >&2
            exit 3
        fi
        mv "$root/.build/started" "$root/.build/release"
    ) 9>"$root/.build/lock"
}
