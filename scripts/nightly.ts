import { spawnSync } from 'node:child_process'
import { MUTATION_AREAS } from '../tests/mutation/areas.ts'
import { BREAKS } from '../tests/simulation/broken/breaks.ts'

/** What is too long for every day. Each line is a command of its own, and all are run, whatever the others found. */
const PROOFS: readonly (readonly [name: string, file: string, ...args: string[]])[] = [
  ['10,000 simulated worlds', 'scripts/simulate.ts', '--seeds', '10000', '--faults', '0.05'],
  ...BREAKS.map(
    ({ name, seed }) =>
      [
        `1,000 worlds at most without the mend ${name}`,
        ...['scripts/simulate.ts', '--without', name, '--seeds', '1000', '--from', String(seed ?? 1), '--stories', '0'],
      ] as const,
  ),
  ['300 kills of real processes', 'scripts/kills.ts', '--kills', '300', '--lanes', '2'],
  ['10,000 letters through a slow relay, by servers that are killed', 'scripts/mail-flood.ts'],
  ['every call of a paid visit fails once in every way', 'scripts/nth-call.ts'],
  ...Object.keys(MUTATION_AREAS).map(
    area => [`mistakes made on purpose in ${area}`, 'scripts/mutate.ts', '--area', area, '--concurrency', '2'] as const,
  ),
]

const failed = PROOFS.filter(([name, file, ...args]) => {
  process.stdout.write(`${name}: ${file} ${args.join(' ')}\n`)
  const { status } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
    cwd: new URL('..', import.meta.url),
    stdio: 'inherit',
  })
  return status !== 0
})
for (const [name] of failed) process.stdout.write(`failed: ${name}\n`)
process.exitCode = failed.length > 0 ? 1 : 0
