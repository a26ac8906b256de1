/** One tsconfig a folder: what a folder's runtime does not have does not compile there. The slowest first, so that none waits alone. */
export const TYPESCRIPT_PROJECTS = [
  'tests',
  'server',
  'scripts',
  'renderer',
  'demo',
  'main/station',
  'cli',
  'src',
  'native',
  'main/electron',
  'main/browser',
  'main/station-process',
  'main/supervisor',
  'main/shell',
  'main',
  'renderer/tsconfig.build.json',
] as const
export type TypeScriptProject = (typeof TYPESCRIPT_PROJECTS)[number]

/** The folders that a check can be asked for by name. */
export const FOLDERS = TYPESCRIPT_PROJECTS.filter(project => !project.endsWith('.json')).toSorted()

export interface CheckPlan {
  readonly projects: readonly TypeScriptProject[]
  /** What is linted, from the root. */
  readonly lint: string
}

/** What is checked without a folder: everything. */
export const WHOLE_HOUSE: CheckPlan = { projects: TYPESCRIPT_PROJECTS, lint: '.' }

/**
 * What is checked for a folder, as it was typed: the types of it and of what lies in it, or of the project that it lies in, and its
 * tests, which have a project of their own. Null when the folder belongs to none.
 */
export function planFor(typed: string): CheckPlan | null {
  const folder = typed.replace(/^\.\//, '').replace(/\/+$/, '')
  const within = TYPESCRIPT_PROJECTS.filter(project => project === folder || project.startsWith(`${folder}/`))
  const around = TYPESCRIPT_PROJECTS.filter(project => folder.startsWith(`${project}/`)).toSorted(
    (a, b) => b.length - a.length,
  )
  const own = within.length > 0 ? within : around.slice(0, 1)
  if (own.length === 0) return null
  const wanted = new Set<TypeScriptProject>([...own, 'tests'])
  return { projects: TYPESCRIPT_PROJECTS.filter(project => wanted.has(project)), lint: folder }
}
