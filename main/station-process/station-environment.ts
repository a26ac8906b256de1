/** Variables that change what code a child runs or whom it trusts: they never pass from a shell to the station. */
const REFUSED = /^(?:ELECTRON_.*|NODE_(?!ENV$).*|OPENSSL_.*|SSL.*|LD_.*|DYLD_.*)$/i

/** The environment that a station gets: the shell's, without what `REFUSED` names. */
export function stationEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && !REFUSED.test(entry[0])),
  )
}
