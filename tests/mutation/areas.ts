/** A part of the house whose mistakes cost paper or money, and the tests that must notice them. */
export interface MutationArea {
  /** The files that are changed, as globs from the root; tests and fixtures among them are left out. */
  readonly mutate: readonly string[]
  /** The tests that are run against each change, as globs from the root: the area's own, and quick ones from elsewhere that are about it. */
  readonly tests: readonly string[]
  /** False where what a module does as it is loaded is left as it is: each such change would need all tests of the area. */
  readonly loaded?: boolean
}

/** What is measured, the quickest first. */
export const MUTATION_AREAS = {
  rules: { mutate: ['src/rules/*.ts'], tests: ['src/rules/*.test.ts'] },
  // Without the tests that have a whole printer behind them: what these judge must be told by tables of evidence, and a thousand changes
  // take minutes with them instead of hours.
  judging: {
    mutate: [
      'native/page-printer/{judge-break,judge-end,kinship,life-counter,life-evidence,sight,sightings,steadiness}.ts',
      'native/page-printer/{job-state,printer-state,printer-reasons,standing,input-trays}.ts',
    ],
    tests: [
      'native/page-printer/{judge-break,judge-end,kinship,life-counter,life-evidence,sight,sightings,steadiness}.test.ts',
      'native/page-printer/{job-state,printer-state,standing,input-trays}.test.ts',
    ],
  },
  printer: {
    mutate: ['native/page-printer/{end-of-copy,after-break,tracker}.ts'],
    tests: ['native/page-printer/{recovery,evidence,driver}.test.ts'],
    loaded: false,
  },
  session: { mutate: ['src/session/**/*.ts'], tests: ['src/session/**/*.test.ts'] },
  cases: { mutate: ['server/cases/*.ts'], tests: ['server/cases/*.test.ts'], loaded: false },
  orders: { mutate: ['server/orders/*.ts'], tests: ['server/orders/*.test.ts'], loaded: false },
  desk: {
    mutate: ['main/station/desk/*.ts'],
    tests: ['main/station/desk/*.test.ts', 'tests/station/*.test.ts'],
    loaded: false,
  },
} as const satisfies Record<string, MutationArea>

export type MutationAreaName = keyof typeof MUTATION_AREAS

/** What no area changes: tests, what only tests use, declarations without a line that runs. */
const NOT_MUTATED = /(?:\.test\.ts|(?:^|\/)fixture[^/]*\.ts)$/

/** Whether a file of an area's globs is one that is changed. */
export const isMutated = (file: string): boolean => !NOT_MUTATED.test(file)

/** An area by the name that somebody typed. */
export function mutationAreaOf(name: string): MutationAreaName | null {
  return Object.keys(MUTATION_AREAS).includes(name) ? (name as MutationAreaName) : null
}
