import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { freePort } from '../../demo/ports.ts'

/**
 * The CAS server that most universities run, from Maven Central: 118 MB, Java 17, half a minute to start. Too much for every day, so that
 * the double of the demo stands in for it in the tests, and both are held against the same contract (`scripts/real-cas.ts`).
 */
const VERSION = '6.6.12'
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/yinzheng-peers/', import.meta.url))
const START_WITHIN_MS = 180_000
const LOOK_EVERY_MS = 500

const run = promisify(execFile)

export interface ApereoCas {
  readonly baseUrl: string
  stop(): Promise<void>
}

/** The unpacked archive, fetched once into `node_modules/.cache`. Rejects where Java, Maven or the network is missing. */
export async function fetchApereoCas(): Promise<string> {
  const folder = join(CACHE, `apereo-cas-${VERSION}`)
  if (existsSync(folder)) return folder
  await mkdir(CACHE, { recursive: true })
  const fresh = await mkdtemp(`${folder}.`)
  try {
    const artifact = `org.apereo.cas:cas-server-webapp-tomcat:${VERSION}:war`
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy'
    await run('mvn', ['-q', '-B', goal, `-Dartifact=${artifact}`, `-DoutputDirectory=${fresh}`], { cwd: fresh })
    const [war = ''] = (await readdir(fresh)).filter(name => name.endsWith('.war'))
    await mkdir(join(fresh, 'unpacked'))
    await run('jar', ['xf', join(fresh, war)], { cwd: join(fresh, 'unpacked') })
    await rename(join(fresh, 'unpacked'), folder)
    return folder
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

/** Starts it with these people (name and password), for services of this machine. */
export async function startApereoCas(folder: string, people: Readonly<Record<string, string>>): Promise<ApereoCas> {
  const dir = await mkdtemp(join(tmpdir(), 'apereo-cas-'))
  const port = await freePort(0)
  const origin = `http://127.0.0.1:${port}`
  await mkdir(join(dir, 'services'))
  await writeFile(join(dir, 'services', 'Loopback-1.json'), JSON.stringify(SERVICE))
  await writeFile(join(dir, 'cas.properties'), properties(dir, port, origin, people))
  const java = spawn(
    'java',
    [
      ...['-Xmx768m', '-XX:TieredStopAtLevel=1', '-cp', 'WEB-INF/classes:WEB-INF/lib/*'],
      'org.apereo.cas.web.CasWebApplication',
      ...['--spring.profiles.active=standalone', `--cas.standalone.configuration-directory=${dir}`],
    ],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const log = createWriteStream(join(dir, 'log'))
  java.stdout.pipe(log, { end: false })
  java.stderr.pipe(log, { end: false })
  const stop = async () => {
    await ended(java)
    await rm(dir, { recursive: true, force: true })
  }
  try {
    await untilUp(`${origin}/cas/login`, java)
    return { baseUrl: `${origin}/cas`, stop }
  } catch (error) {
    await ended(java)
    throw new Error(`Apereo CAS did not start; see ${join(dir, 'log')}`, { cause: error })
  }
}

async function ended(java: ChildProcess): Promise<void> {
  if (java.exitCode !== null || java.signalCode !== null) return
  java.kill('SIGKILL')
  await once(java, 'exit')
}

async function untilUp(url: string, java: ChildProcess): Promise<void> {
  const untilMs = Date.now() + START_WITHIN_MS
  while (Date.now() < untilMs && java.exitCode === null) {
    const status = await fetch(url).then(
      reply => reply.status,
      () => 0,
    )
    if (status === 200) return
    await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS))
  }
  throw new Error('it is not up')
}

const SERVICE = {
  '@class': 'org.apereo.cas.services.CasRegisteredService',
  ...{ serviceId: String.raw`^http://127\.0\.0\.1:\d+/.*`, name: 'Loopback', id: 1, evaluationOrder: 1 },
  attributeReleasePolicy: { '@class': 'org.apereo.cas.services.ReturnAllAttributeReleasePolicy' },
}

function properties(dir: string, port: number, origin: string, people: Readonly<Record<string, string>>): string {
  const users = Object.entries(people).map(([name, password]) => `${name}::${password}`)
  return Object.entries({
    'cas.server.name': origin,
    'cas.server.prefix': `${origin}/cas`,
    'server.address': '127.0.0.1',
    'server.port': port,
    'server.ssl.enabled': false,
    'server.servlet.context-path': '/cas',
    'cas.authn.accept.users': users.join(','),
    'cas.tgc.secure': false,
    'cas.service-registry.core.init-from-json': true,
    'cas.service-registry.json.location': `file:${join(dir, 'services')}`,
    'cas.logout.follow-service-redirects': true,
    'logging.file.name': join(dir, 'cas.log'),
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
}
