/** Where a fuse lies in the wire, in the order that Electron gives them. A later Electron has more; none is ever moved. */
export const FUSES = [
  'RunAsNode',
  'EnableCookieEncryption',
  'EnableNodeOptionsEnvironmentVariable',
  'EnableNodeCliInspectArguments',
  'EnableEmbeddedAsarIntegrityValidation',
  'OnlyLoadAppFromAsar',
  'LoadBrowserProcessSpecificV8Snapshot',
  'GrantFileProtocolExtraPrivileges',
  'WasmTrapHandlers',
] as const
export type Fuse = (typeof FUSES)[number]

/**
 * What a release has: no way to run other code by the environment or a debugger, nothing but the archive (whose digest is checked
 * where Electron can, which is not on Linux), no powers for file addresses. The last one is a speed of WebAssembly and harms nobody.
 */
export const RELEASE_FUSES: Readonly<Record<Fuse, boolean>> = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
}

/** Stands before the wire in every Electron: docs/tutorial/fuses of Electron's documentation. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const WIRE_VERSION = 1
const OFF = '0'.charCodeAt(0)
const ON = '1'.charCodeAt(0)

/**
 * The fuses of an Electron program, read from its bytes: fewer than the table for an older Electron. Throws when there is no wire,
 * when one has been removed for good, or when there is one that the table does not know and nobody has decided on.
 */
export function readFuses(program: Buffer): ReadonlyMap<Fuse, boolean> {
  const at = program.indexOf(SENTINEL)
  if (at < 0) throw new Error('the program has no fuse wire')
  const version = program[at + SENTINEL.length]
  const length = program[at + SENTINEL.length + 1]!
  if (version !== WIRE_VERSION) throw new Error(`a fuse wire of version ${version} is unknown`)
  if (length > FUSES.length) throw new Error(`${length} fuses: this Electron has one that nobody has decided on`)
  const wire = program.subarray(at + SENTINEL.length + 2, at + SENTINEL.length + 2 + length)
  return new Map(FUSES.slice(0, length).map((fuse, index) => [fuse, stateOf(fuse, wire[index])]))
}

function stateOf(fuse: Fuse, byte: number | undefined): boolean {
  if (byte === ON || byte === OFF) return byte === ON
  throw new Error(`the fuse ${fuse} has no state that can be set`)
}

/** The fuses that a program has and a release may not have so; empty for a release. */
export function wrongFuses(fuses: ReadonlyMap<Fuse, boolean>): readonly Fuse[] {
  return [...fuses].filter(([fuse, isOn]) => isOn !== RELEASE_FUSES[fuse]).map(([fuse]) => fuse)
}
