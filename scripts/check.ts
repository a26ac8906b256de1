import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** One tsconfig a folder: what a folder's runtime does not have does not compile there. */
export const TYPESCRIPT_PROJECTS = [
  'src',
  'native',
  'main',
  'main/station',
  'main/station-process',
  'main/supervisor',
  'main/shell',
  'main/browser',
  'main/electron',
  'renderer',
  'renderer/tsconfig.build.json',
  'server',
  'demo',
  'cli',
  'scripts',
  'tests',
]

export interface Check {
  readonly name: string
  readonly passed: boolean
  readonly output: string
}

/** Type-checks every folder and lints the tree. */
export function runChecks(root: string): Check[] {
  const bin = (name: string) => join(root, 'node_modules', '.bin', name)
  const run = (name: string, command: string, args: string[]): Check => {
    const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
    return { name, passed: done.status === 0, output: `${done.stdout}${done.stderr}` }
  }
  const projects = TYPESCRIPT_PROJECTS.filter(project => existsSync(join(root, project)))
  return [
    ...projects.map(project => run(`types of ${project}`, bin('tsc'), ['-p', project])),
    run('lint', bin('biome'), ['check', '--error-on-warnings', '.']),
  ]
}

if (import.meta.main) {
  const checks = runChecks(process.cwd())
  for (const check of checks)
    console.log(`${check.passed ? 'passed' : 'FAILED'}  ${check.name}${check.passed ? '' : `\n${check.output}`}`)
  process.exitCode = checks.every(check => check.passed) ? 0 : 1
}
