/** Variables that change what code a child runs or whom it trusts: they never pass from a shell to the station. */
const REFUSED =
  /^(?:ELECTRON_.*|NODE_OPTIONS|NODE_EXTRA_CA_CERTS|NODE_TLS_REJECT_UNAUTHORIZED|NODE_PATH|NODE_CHANNEL_.*|LD_.*|DYLD_.*)$/i

/** The environment that a station gets: the shell's, without what `REFUSED` names. */
export function stationEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && !REFUSED.test(entry[0])),
  )
}
