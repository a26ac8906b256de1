import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>shell</title>
<script type="module" src="/assets/page.js"></script></head><body>
<p id="station"></p><p id="touches"></p>
<button id="touch">touch</button><button id="wedge">wedge</button><button id="file">file</button>
<a id="out" href="https://kiosk.example/">out</a>
<a id="blank" href="https://kiosk.example/" target="_blank">blank</a>
<form id="form" action="https://kiosk.example/"><button id="submit">submit</button></form>
</body></html>`

export const FAKE_STATION = fileURLToPath(new URL('fake-station.ts', import.meta.url))

export interface Workspace {
  readonly folder: string
  dispose(): Promise<void>
}

/** A folder of its own for one test file. */
export async function workspace(): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-shell-'))
  return { folder, dispose: () => rm(folder, { recursive: true, force: true, maxRetries: 10 }) }
}

/** Builds the test page into `site`. */
export async function buildShellPage(site: string): Promise<void> {
  await mkdir(join(site, 'assets'), { recursive: true })
  await writeFile(join(site, 'index.html'), PAGE)
  await build({
    entryPoints: [fileURLToPath(new URL('shell-page.ts', import.meta.url))],
    outfile: join(site, 'assets', 'page.js'),
    bundle: true,
    format: 'esm',
    target: 'chrome108',
    logLevel: 'warning',
  })
}

/** Whether a program is on the path. */
export function onPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some(folder => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** A virtual screen of a kiosk's size; resolves to its DISPLAY. Two that start at once may want the same number: one tries again. */
export async function virtualScreen(tries = 5): Promise<{ display: string; server: ChildProcess }> {
  const args = ['-displayfd', '3', '-screen', '0', '1080x1920x24', '-nolisten', 'tcp']
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const number = await Promise.race([
    once(server.stdio[3] as Readable, 'data').then(([bytes]) => String(bytes).trim()),
    once(server, 'exit').then(() => ''),
  ])
  if (number) return { display: `:${number}`, server }
  if (tries <= 1) throw new Error('Xvfb does not start')
  return virtualScreen(tries - 1)
}
