import { globSync } from 'node:fs'
import { sep } from 'node:path'

/** A part of the house whose mistakes cost paper or money, and the tests that must notice them. */
export interface MutationArea {
  /** The files that are changed, as globs from the root; tests and fixtures among them are left out. */
  readonly mutate: readonly string[]
  /**
   * The tests that are run against each change, as globs from the root: the area's own, and quick ones from elsewhere that are about it.
   * Where a sample is tried, those near each file (`near-tests.ts`).
   */
  readonly tests: readonly string[]
  /** False where what a module does as it is loaded is left as it is: each such change would need all tests of the area. */
  readonly loaded?: boolean
  /** So many changes of each file are tried, drawn anew every day; all of them where it is left out. */
  readonly sample?: number
}

/** With a database or a whole station behind it a change takes a minute where others take a second. */
export const SLOW_SAMPLE = 25

/** What is measured, the quickest first. A file belongs to the first area that names it. */
export const MUTATION_AREAS = {
  rules: { mutate: ['src/rules/*.ts'], tests: ['src/rules/*.test.ts'] },
  // Without the properties: what they find must be told by an example too, and each change takes half a second with them instead of none.
  graduation: { mutate: ['src/graduation/*.ts'], tests: ['src/graduation/*{[!y],[!t]y}.test.ts'] },
  // Without the tests that have a whole printer behind them: what these judge must be told by tables of evidence, and a thousand changes
  // take minutes with them instead of hours.
  judging: {
    mutate: [
      'native/page-printer/{judge-break,judge-end,kinship,life-counter,life-evidence,life-study,sight,sightings,steadiness}.ts',
      'native/page-printer/{job-state,printer-state,printer-reasons,standing,input-trays,paper-of,supplies,tray-word}.ts',
    ],
    tests: [
      'native/page-printer/{judge-break,judge-end,kinship,life-counter,life-evidence,life-study,sight,sightings,steadiness}.test.ts',
      'native/page-printer/{job-state,printer-state,standing,input-trays,supplies,trays}.test.ts',
    ],
  },
  printer: {
    mutate: ['native/page-printer/{end-of-copy,after-break,tracker,clearing,afterwards,others,surplus,silence}.ts'],
    tests: [
      'native/page-printer/{others,surplus,clearing}.test.ts',
      'tests/paper/afterwards.test.ts',
      'native/page-printer/{silence,recovery,evidence,driver}.test.ts',
    ],
    loaded: false,
  },
  session: {
    mutate: ['src/session/**/*.ts'],
    tests: ['src/session/*{visit,check,money,paper,left,stages}.test.ts', 'src/session/*.test.ts'],
  },
  // What decides, without the database that remembers it.
  'orders-rules': {
    mutate: [
      'server/orders/{order-machine,refund-machine,order-entries,reprint-rule,back-off,in-turns}.ts',
      'server/orders/{cards-in-hand,failure-evidence}.ts',
    ],
    tests: [
      'server/orders/{back-off,reprint-rule,in-turns,refund-machine,cards-in-hand,failure-evidence}.test.ts',
      'server/orders/{order-machine,order-entries}.test.ts',
    ],
  },
  'cases-rules': {
    mutate: ['server/cases/{judge-act,said-by-person,say-figures,bank-card,sentences}.ts'],
    tests: ['server/cases/{judge-act,said-by-person,say-figures,bank-card,sentences}.test.ts'],
  },
  'desk-rules': {
    mutate: ['main/station/desk/{tally,pace,forgotten,receipts,sent-copy}.ts'],
    tests: ['main/station/desk/{tally,pace,forgotten,receipts}.test.ts'],
  },
  // The rest of the same rooms, with a database behind it.
  cases: {
    mutate: ['server/cases/*.ts', 'server/cases/desk/*.ts'],
    tests: ['server/cases/*.test.ts', 'server/cases/desk/*.test.ts'],
    loaded: false,
    sample: SLOW_SAMPLE,
  },
  orders: {
    mutate: ['server/orders/*.ts', 'server/orders/desk/*.ts'],
    tests: ['server/orders/*.test.ts', 'server/orders/desk/*.test.ts'],
    loaded: false,
    sample: SLOW_SAMPLE,
  },
  desk: {
    mutate: ['main/station/desk/*.ts'],
    tests: ['main/station/desk/*.test.ts', 'tests/station/*.test.ts'],
    loaded: false,
    sample: SLOW_SAMPLE,
  },
} as const satisfies Record<string, MutationArea>

export type MutationAreaName = keyof typeof MUTATION_AREAS

/**
 * What lies beside measured files and belongs to no area: it carries questions to the printer and waits for its answers, and judges none;
 * and sentences for people.
 */
export const NOT_MEASURED = [
  'native/page-printer/{capability,connection,copy-run,driver,follow,pauses,send,timing,trial,watch}.ts',
  'server/{cases,orders}/{migrations,sentences}/*.ts',
] as const

/** What no area changes: tests, and what only tests use. */
const NOT_MUTATED = /(?:\.test\.ts|(?:^|\/)fixture[^/]*\.ts)$/

/** Whether a file of an area's globs is one that is changed. */
export const isMutated = (file: string): boolean => !NOT_MUTATED.test(file)

/** The files that are changed in an area, as paths from `root`. */
export function filesOfArea(root: string, area: MutationAreaName): string[] {
  const filesOf = ({ mutate }: MutationArea) =>
    globSync([...mutate], { cwd: root }).map(file => file.replaceAll(sep, '/'))
  const areas: readonly MutationArea[] = Object.values(MUTATION_AREAS)
  const earlier = new Set(areas.slice(0, areas.indexOf(MUTATION_AREAS[area])).flatMap(filesOf))
  return filesOf(MUTATION_AREAS[area])
    .filter(file => isMutated(file) && !earlier.has(file))
    .toSorted()
}

/** An area by the name that somebody typed. */
export function mutationAreaOf(name: string): MutationAreaName | null {
  return Object.keys(MUTATION_AREAS).includes(name) ? (name as MutationAreaName) : null
}
