import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { WAIT_AT_MOST_MS } from '../patience.ts'

/**
 * The official SDK of WeChat Pay for Java, from Maven Central with what it needs, fetched once into `node_modules/.cache`. Where Java's
 * compiler, Maven or the network is missing, there is none.
 */
const VERSION = '0.2.17'
const SOURCE = fileURLToPath(new URL('WechatPayPeer.java', import.meta.url))
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/yinzheng-peers/', import.meta.url))
const PROJECT = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>peer</groupId><artifactId>peer</artifactId><version>1</version><dependencies><dependency>
<groupId>com.github.wechatpay-apiv3</groupId><artifactId>wechatpay-java</artifactId><version>${VERSION}</version>
</dependency></dependencies></project>`

const run = promisify(execFile)

/** The folder of its archives, or null where they cannot be had. */
export async function findWechatpayJava(): Promise<string | null> {
  const hasCompiler = await run('javac', ['-version']).then(
    () => true,
    () => false,
  )
  if (!hasCompiler) return null
  const jars = join(CACHE, `wechatpay-java-${VERSION}`)
  if (existsSync(jars)) return jars
  await mkdir(CACHE, { recursive: true })
  const fresh = await mkdtemp(`${jars}.`)
  try {
    await writeFile(join(fresh, 'pom.xml'), PROJECT)
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies'
    const args = ['-q', '-B', '-f', join(fresh, 'pom.xml'), goal, `-DoutputDirectory=${join(fresh, 'jars')}`]
    await run('mvn', args, { timeout: WAIT_AT_MOST_MS })
    await rename(join(fresh, 'jars'), jars).catch((error: NodeJS.ErrnoException) => {
      // Another test has fetched them meanwhile.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
    return jars
  } catch {
    return null
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

/** Compiles the peer; gives what has it carry out a task and tell what came of it, a line each. */
export async function compileWechatpayPeer(jars: string): Promise<{
  readonly run: (task: object) => Promise<string[]>
  readonly close: () => Promise<void>
}> {
  const folder = await mkdtemp(join(tmpdir(), 'wechatpay-java-'))
  const archives = (await readdir(jars)).map(name => join(jars, name))
  await run('javac', ['-encoding', 'UTF-8', '-cp', archives.join(':'), '-d', folder, SOURCE], {
    timeout: WAIT_AT_MOST_MS,
  })
  return {
    run: async task => {
      const file = join(folder, 'task.json')
      await writeFile(file, JSON.stringify(task))
      const args = ['-Xmx256m', '-cp', [folder, ...archives].join(':'), 'WechatPayPeer', file]
      const { stdout } = await run('java', args, { timeout: WAIT_AT_MOST_MS })
      return stdout.trimEnd().split('\n')
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}
