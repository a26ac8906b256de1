import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { constants, setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { systemClock } from '../../native/system-clock.ts'
import { buildVerify } from '../../renderer/verify/build.ts'
import { openHouseStore } from '../peers/house-store.ts'
import { RIGHT_ANSWER, startVerificationWorld } from '../peers/verification-world.ts'
import { type Figure, figure, percentile } from './figure.ts'
import { openIssuer, transcriptRequest } from './house-documents.ts'

/** Opening a code's page while a batch is issued on the same machine: p99 under so many ms. */
const AIM_MS = 20
const ROUNDS = 1_500
const EVERY_MS = 8

interface Told {
  readonly base: string
  readonly code: string
  readonly sha256: string
}

/** Measures what somebody waits for who scans a code, beside a process that renders, signs and checks without a pause. */
export async function measureCodePage(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-code-page-'))
  await buildVerify({ outDir: join(folder, 'page') })
  const server = fork(import.meta.filename, ['server', join(folder, 'page')])
  const issuing = fork(import.meta.filename, ['issuing', folder])
  try {
    const [told] = await Promise.all([heard<Told>(server), heard<{ issued: number }>(issuing)])
    const page = `${told.base}/v/${told.code}`
    for (let round = 0; round < 50; round++) await time(page)
    const [pages, codes, files]: number[][] = [[], [], []]
    for (let round = 0; round < ROUNDS; round++) {
      pages!.push(await time(page))
      if (round % 10 === 0) codes!.push(await timeCode(told, round))
      if (round % 10 === 5) files!.push(await timeFiles(told, round))
      await delay(EVERY_MS)
    }
    issuing.send('count')
    const { issued } = await heard<{ issued: number }>(issuing)
    if (issued < 2) throw new Error('nothing was issued beside')
    return [
      figure('code-page-opened', 'ms', AIM_MS, pages!),
      figure('code-page-opened-p99', 'ms', AIM_MS, [percentile(pages!, 0.99)]),
      figure('code-answered', 'ms', null, codes!),
      figure('file-hash-answered', 'ms', null, files!),
      figure('issued-beside', 'times', null, [issued]),
    ]
  } finally {
    await Promise.all([ended(server), ended(issuing)])
    await rm(folder, { recursive: true, force: true })
  }
}

const agent = new Agent({ keepAlive: true })

/** From the request to the last byte, in ms. Throws for any answer but 200. */
function time(url: string, body?: string, from = '192.0.2.1'): Promise<number> {
  return send(url, body, from).then(({ tookMs }) => tookMs)
}

function send(url: string, body?: string, from = '192.0.2.1'): Promise<{ tookMs: number; text: string }> {
  return new Promise((resolve, reject) => {
    const beganMs = performance.now()
    const type = body === undefined ? {} : { 'content-type': 'application/json' }
    const headers = { 'accept-encoding': 'br', 'x-forwarded-for': from, ...type }
    const asked = request(url, { agent, headers, method: body === undefined ? 'GET' : 'POST' }, response => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', part => {
        text += part
      })
      response.on('end', () => {
        if (response.statusCode === 200) resolve({ tookMs: performance.now() - beganMs, text })
        else reject(new Error(`${url}: ${response.statusCode}`))
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

async function timeCode({ base, code }: Told, round: number): Promise<number> {
  const from = `198.51.${Math.floor(round / 200)}.${round % 200}`
  const captcha = await send(`${base}/v1/verification/captcha`, undefined, from)
  const { token } = JSON.parse(captcha.text) as { token: string }
  const body = JSON.stringify({ code, captchaToken: token, captchaAnswer: RIGHT_ANSWER })
  return time(`${base}/v1/verification/code`, body, from)
}

const timeFiles = ({ base, sha256 }: Told, round: number) =>
  time(`${base}/v1/verification/files`, JSON.stringify({ files: [{ sha256 }] }), `203.0.113.${round % 200}`)

function heard<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', message => resolve(message as T))
    child.once('exit', code => reject(new Error(`a process of the measurement ended with ${code}`)))
  })
}

function ended(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null) return Promise.resolve()
  const over = new Promise(resolve => child.once('exit', resolve))
  child.kill()
  return over
}

async function serve(pageFolder: string): Promise<void> {
  const store = await openHouseStore({ kind: 'memory' })
  const world = await startVerificationWorld(store, { clock: systemClock, pageFolder })
  const document = await world.issue()
  process.send?.({ base: world.base, code: document.code, sha256: document.sha256 } satisfies Told)
}

async function issueWithoutPause(folder: string): Promise<void> {
  // As a batch does: visitors go first on a shared machine.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  const issuer = await openIssuer(folder)
  let issued = 0
  process.on('message', () => process.send?.({ issued }))
  for (;;) {
    // Each for somebody else, as in a batch: the same paper again would cost the renderer next to nothing.
    const made = await issuer.issue(transcriptRequest('zh', issued))
    if (!made.ok) throw new Error(`nothing was issued: ${made.error.code} ${made.error.detail ?? ''}`)
    issued++
    if (issued === 1) process.send?.({ issued })
  }
}

if (import.meta.main) {
  const [role, folder = ''] = process.argv.slice(2)
  if (role === 'server') await serve(folder)
  else if (role === 'issuing') await issueWithoutPause(folder)
  else console.log(JSON.stringify(await measureCodePage(), null, 2))
}
