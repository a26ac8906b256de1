// Runs on whatever Node the machine has: everything after it runs on the Node that the project pins.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stillAtIt } from './still-at-it.mjs'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const stamp = join(modules, '.yinzheng-installed')
const windows = process.platform === 'win32'

/** The pinned Node's binary. */
export const node = join(modules, 'node', 'bin', windows ? 'node.exe' : 'node')

function wanted() {
  const hash = createHash('sha256')
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** Installs the packages when they are missing or older than the lock file. Says so only when there is something to do. */
export async function ensureInstalled() {
  const want = wanted()
  if (existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return
  const done = stillAtIt('Installing the packages; this takes a minute or two the first time', line =>
    process.stderr.write(`${line}\n`),
  )
  // Exactly what the lock says, or nothing.
  const options = ['ci', '--no-fund', '--no-audit', '--no-progress', '--loglevel=error']
  const npm = spawn(windows ? 'npm.cmd' : 'npm', options, { cwd: root, stdio: ['ignore', 2, 2], shell: windows })
  const status = await once(npm, 'exit').then(
    ([code]) => code,
    () => null,
  )
  done()
  if (status !== 0) {
    process.stderr.write('The packages could not be installed. Check the network and run the command again.\n')
    process.exit(1)
  }
  if (!existsSync(node)) {
    process.stderr.write(
      `The pinned Node is missing after the install (${node}). Remove node_modules and run the command again.\n`,
    )
    process.exit(1)
  }
  writeFileSync(stamp, want)
}

/** Runs a TypeScript file of the project on the pinned Node, with this process's own terminal; ends with its exit code. */
export function run(file, args) {
  const path = [join(modules, 'node', 'bin'), join(modules, '.bin'), process.env.PATH].join(windows ? ';' : ':')
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, file), ...args], {
    cwd: process.cwd(),
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  })
  // Ctrl-C reaches the child by itself; this process waits for its orderly end.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}
