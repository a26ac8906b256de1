import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Ends the process with a sentence when it does not run on the Node that the project pins: another one lacks what the sources use
 * and fails somewhere inside, far from the cause.
 */
export function refuseOtherNode(): void {
  const pinned = pinnedVersion()
  if (process.versions.node === pinned) return
  process.stderr.write(
    `The tests run on Node ${pinned}, which the project brings; this is Node ${process.versions.node}.
  npm test -- PATH            checks types and style, then runs the tests whose path contains PATH
  npm test -- --quick PATH    runs these tests alone
`,
  )
  process.exit(1)
}

function pinnedVersion(): string {
  const text = readFileSync(join(dirname(import.meta.dirname), 'package.json'), 'utf8')
  return (JSON.parse(text) as { devDependencies: { node: string } }).devDependencies.node
}
