import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { type CheckPlan, FOLDERS, planFor, WHOLE_HOUSE } from './check-plan.ts'

export interface Check {
  readonly name: string
  readonly passed: boolean
  readonly output: string
}

/** More at once only get in each other's way: the compiler has threads of its own. */
const AT_ONCE = Math.min(2, availableParallelism())

/** Type-checks and lints what `plan` names. `tell` hears of each check as soon as it has ended. */
export async function runChecks(
  root: string,
  plan: CheckPlan,
  tell: (check: Check) => void,
): Promise<readonly Check[]> {
  const bin = (name: string) => join(root, 'node_modules', '.bin', name)
  const waiting = [
    ...plan.projects.map(project => ({ name: `types of ${project}`, command: bin('tsc'), args: ['-p', project] })),
    { name: `lint of ${plan.lint}`, command: bin('biome'), args: ['check', '--error-on-warnings', plan.lint] },
  ]
  const ended: Check[] = []
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { name, command, args } = next
      const check = { name, ...(await outcomeOf(root, command, args)) }
      ended.push(check)
      tell(check)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return ended
}

function outcomeOf(cwd: string, command: string, args: readonly string[]): Promise<Omit<Check, 'name'>> {
  return new Promise(resolve => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    child.once('error', error => resolve({ passed: false, output: error.message }))
    child.once('close', code => resolve({ passed: code === 0, output }))
  })
}

/** What to check for the words behind `npm run check --`, or a sentence about what is wrong with them. */
function planOf(root: string, words: readonly string[]): CheckPlan | string {
  if (words.length === 0) return WHOLE_HOUSE
  if (words.length > 1) return 'One folder at a time: npm run check -- FOLDER'
  const folder = words[0]!
  const plan = planFor(folder)
  if (plan && existsSync(join(root, plan.lint))) return plan
  return `There is no folder ${folder} to check. There are ${FOLDERS.join(', ')}, and the folders in them.`
}

if (import.meta.main) {
  const root = dirname(import.meta.dirname)
  const plan = planOf(root, process.argv.slice(2))
  if (typeof plan === 'string') {
    console.error(plan)
    process.exitCode = 2
  } else {
    const checks = await runChecks(root, plan, ({ name, passed, output }) =>
      console.log(`${passed ? 'passed' : 'FAILED'}  ${name}${passed ? '' : `\n${output}`}`),
    )
    process.exitCode = checks.every(check => check.passed) ? 0 : 1
  }
}
