import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { WAIT_AT_MOST_MS } from '../patience.ts'

/**
 * veraPDF, the validator of PDF/A, as one archive from Maven Central; it needs Java 11 or newer and is fetched once into
 * `node_modules/.cache`. Where Java, Maven or the network is missing, there is no veraPDF.
 */
const VERSION = '1.28.2'
const MAIN_CLASS = 'org.verapdf.apps.GreenfieldCliWrapper'
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/yinzheng-peers/', import.meta.url))

const run = promisify(execFile)

/** The archive's path, or null where it cannot be had. */
export async function findVerapdf(): Promise<string | null> {
  const hasJava = await run('java', ['-version']).then(
    () => true,
    () => false,
  )
  if (!hasJava) return null
  const jar = join(CACHE, `verapdf-${VERSION}.jar`)
  if (existsSync(jar)) return jar
  await mkdir(CACHE, { recursive: true })
  const fresh = `${jar}.${process.pid}`
  if (!(await fetched(fresh))) return null
  await rename(fresh, jar)
  return jar
}

/** Maven knows the mirror that this machine is to use, and checks what it fetches. */
async function fetched(target: string): Promise<boolean> {
  const folder = `${target}.maven`
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy'
  const artifact = `-Dartifact=org.verapdf.apps:greenfield-apps:${VERSION}`
  try {
    await run('mvn', ['-q', '-B', goal, artifact, `-DoutputDirectory=${folder}`], { timeout: WAIT_AT_MOST_MS })
    await rename(join(folder, `greenfield-apps-${VERSION}.jar`), target)
    return true
  } catch {
    return false
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export interface VerapdfAnswer {
  readonly file: string
  readonly compliant: boolean
  /** The rules that it breaks, as `clause-test: what`. */
  readonly broken: readonly string[]
}

interface VerapdfReport {
  readonly report: {
    readonly jobs: readonly {
      readonly itemDetails: { readonly name: string }
      readonly validationResult?: readonly {
        readonly compliant: boolean
        readonly details: {
          readonly ruleSummaries: readonly { clause: string; testNumber: number; description: string }[]
        }
      }[]
    }[]
  }
}

/** Whether the files are PDF/A-2a or PDF/UA-1, in one run of the Java machine. */
export async function askVerapdf(
  jar: string,
  files: readonly string[],
  flavour: '2a' | 'ua1' = '2a',
): Promise<VerapdfAnswer[]> {
  const args = ['-cp', jar, MAIN_CLASS, '--flavour', flavour, '--format', 'json', ...files]
  // It ends with 1 when a file does not comply, and says so in the report.
  const stdout = await run('java', args, { timeout: WAIT_AT_MOST_MS, maxBuffer: 64 << 20 }).then(
    done => done.stdout,
    (failed: { stdout?: string }) => failed.stdout ?? '',
  )
  const { report } = JSON.parse(stdout) as VerapdfReport
  return report.jobs.map(({ itemDetails, validationResult }) => {
    const [result] = validationResult ?? []
    return {
      file: itemDetails.name,
      compliant: result?.compliant === true,
      broken: (result?.details.ruleSummaries ?? []).map(
        rule => `${rule.clause}-${rule.testNumber}: ${rule.description}`,
      ),
    }
  })
}
