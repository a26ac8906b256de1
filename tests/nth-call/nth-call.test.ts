import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const SCRIPT = fileURLToPath(new URL('../../scripts/nth-call.ts', import.meta.url))
const MINUTE_MS = 60_000
/** Of some eleven thousand ways; the night tries all. */
const STRIDE = 151

/** A world takes its process over for good, so this is one of its own. */
function failSome(): Promise<string> {
  const program = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SCRIPT, '--stride', `${STRIDE}`])
  onTestFinished(() => void program.kill('SIGKILL'))
  const said: string[] = []
  for (const stream of [program.stdout, program.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text))
  return new Promise(resolve => program.once('close', () => resolve(said.join(''))))
}

test(
  'a paid visit is settled whichever of its calls goes wrong: file, database, ledger, line, provider, printer, power',
  async () => {
    const said = await failSome()
    const last = said.trimEnd().split('\n').at(-1)!
    expect(last, said).toMatch(/^\{/)
    const { visits, broken, places } = JSON.parse(last) as { visits: number; broken: number; places: object }
    expect(broken, said).toBe(0)
    expect(visits).toBeGreaterThan(60)
    expect(Object.keys(places)).toEqual(expect.arrayContaining(['database', 'ledger', 'printer of kiosk 1']))
  },
  20 * MINUTE_MS,
)
