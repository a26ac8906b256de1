import { execFile, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { WAIT_AT_MOST_MS } from '../patience.ts'
import { findPythonPeer } from './python-peer.ts'

/**
 * pyHanko from PyPI, a signer and validator of PDFs that shares no code with ours. It needs Python 3.10 or newer and is
 * installed once into a virtual environment under `node_modules/.cache`.
 */
const VERSION = '0.38.0'
const JUDGE = fileURLToPath(new URL('./pyhanko-judge.py', import.meta.url))
const SIGNER = fileURLToPath(new URL('./pyhanko-sign.py', import.meta.url))
const FILE_LIMIT_MS = 5_000

const run = promisify(execFile)

/** A file to judge, with paths of what is known beside it. */
export interface PyhankoRequest {
  readonly file: string
  /** PEM of the roots. */
  readonly anchors: string
  /** PEM each. */
  readonly intermediates?: readonly string[]
  /** DER each. */
  readonly crls?: readonly string[]
  /** The time to judge at, ISO 8601; the machine's own when left out. */
  readonly at?: string
}

export interface PyhankoSignature {
  readonly field: string
  /** Its bottom line: intact, valid, trusted, and no change that it does not allow. */
  readonly accepted: boolean
  readonly intact: boolean
  readonly trusted: boolean
  /** For example ENTIRE_FILE. */
  readonly coverage: string | null
  /** For example NONE or LTA_UPDATES. */
  readonly changes: string | null
}

export interface PyhankoAnswer {
  readonly file: string
  readonly signatures: readonly PyhankoSignature[]
  /** Why it could not judge, or `timeout`. */
  readonly error: string | null
  readonly tookMs: number
}

/** The Python that has it installed, or null when this machine has no Python for it or can't reach PyPI. */
export function findPyhanko(): Promise<string | null> {
  return findPythonPeer({ name: 'pyHanko', version: VERSION, leastMinor: 10 })
}

/** What pyHanko says of the files, in their order. One process judges them all; each has five seconds. */
export async function askPyhanko(python: string, requests: readonly PyhankoRequest[]): Promise<PyhankoAnswer[]> {
  const child = spawn(python, [JUDGE], { stdio: ['pipe', 'pipe', 'pipe'] })
  const said: string[] = []
  createInterface(child.stderr).on('line', line => said.push(line))
  const ended = new Promise<number | null>(resolve => child.once('exit', resolve))
  const lines = createInterface(child.stdout)
  // It may be gone before it has read all: its exit code says so below.
  child.stdin.on('error', () => {})
  for (const { file, anchors, intermediates = [], crls = [], at = null } of requests) {
    child.stdin.write(`${JSON.stringify({ file, anchors, intermediates, crls, at, limitMs: FILE_LIMIT_MS })}\n`)
  }
  child.stdin.end()
  const answers: PyhankoAnswer[] = []
  for await (const line of lines) answers.push(JSON.parse(line) as PyhankoAnswer)
  const code = await ended
  if (code !== 0 || answers.length !== requests.length)
    throw new Error(`pyHanko ended with ${code}: ${said.join('\n')}`)
  return answers
}

/** Whether it accepts the file: at least one signature, and every one of them. */
export const pyhankoAccepts = ({ error, signatures }: PyhankoAnswer): boolean =>
  error === null && signatures.length > 0 && signatures.every(one => one.accepted)

/**
 * Lets pyHanko sign `table.pdf` and `stream.pdf` of a folder in all its ways. The folder holds what it needs: `anchors.pem`, for
 * each of `first`, `second` and `tsa` a chain `.pem` and a `.key`, and the authorities' lists as `.crl`. Gives the names of the
 * files that it wrote beside them, without `.pdf`.
 */
export async function signWithPyhanko(python: string, folder: string): Promise<string[]> {
  const { stdout } = await run(python, [SIGNER, folder], { timeout: WAIT_AT_MOST_MS })
  return stdout.trim().split('\n')
}
