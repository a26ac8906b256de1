import type { KillReport } from './run-kill.ts'

/** The last line of a run of kills. */
export interface KillTally {
  readonly kills: number
  /** Visits that came to rest in time. */
  readonly settled: number
  /** Money or free copies kept without paper. */
  readonly lost: number
  /** Copies that came out once more. */
  readonly double: number
  /** Visits with anything else that was broken. */
  readonly other: number
  readonly cases: number
  /** Plans whose step did not come: nobody was killed. */
  readonly missed: number
  /** From the kill until nothing was owed any more and the machine was free. */
  readonly p95SecondsToSettle: number
}

export function tallyOf(reports: readonly KillReport[]): KillTally {
  const struck = reports.filter(report => report.struck)
  const count = (...kinds: readonly string[]) =>
    reports.filter(({ violations }) => violations.some(({ broken }) => kinds.includes(broken))).length
  const spans = struck.map(({ settledAfterMs }) => settledAfterMs).sort((a, b) => a - b)
  return {
    kills: struck.length,
    settled:
      struck.length - struck.filter(({ violations }) => violations.some(({ broken }) => broken === 'unsettled')).length,
    lost: count('lost', 'quota'),
    double: count('double', 'unordered'),
    other: count('given away', 'case', 'bug', 'books', 'unsettled'),
    cases: reports.reduce((sum, { cases }) => sum + cases.length, 0),
    missed: reports.length - struck.length,
    p95SecondsToSettle: Math.round((spans[Math.ceil(spans.length * 0.95) - 1] ?? 0) / 100) / 10,
  }
}

/** A visit on one line, and where something was broken what had happened until then. */
export function storyOf({ plan, struck, violations, cases, settledAfterMs, footprints }: KillReport): string {
  const { nth, story, step, offsetMs, victims, deadForMs, fate, paysAtOnce, printer } = plan
  const back = victims.map(victim => `${victim} back after ${deadForMs[victim]} ms`).join(', ')
  const how = victims.includes('printer') ? ` ${JSON.stringify(printer)}` : ''
  const head = `${nth}: ${story}, ${victims.join(' and ')} killed ${offsetMs} ms after "${step}" (${fate}), ${back}${how}`
  const end = struck ? `at rest after ${settledAfterMs} ms` : 'the step did not come'
  const named = cases.length === 0 ? '' : `, cases: ${cases.map(({ kind }) => kind).join(', ')}`
  const line = `${head}${paysAtOnce ? '' : ', paid late'}: ${end}${named}`
  if (violations.length === 0 && struck) return line
  const began = footprints[0]?.atMs ?? 0
  return [
    line,
    ...violations.map(({ broken, what }) => `  BROKEN ${broken}: ${what}`),
    ...footprints.map(({ step: passed, atMs }) => `    ${atMs - began} ms ${passed}`),
  ].join('\n')
}
