import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, readlinkSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { acceptanceAddressOf, type KioskScreen, openKioskScreen } from '../../cli/kiosk-screen.ts'
import { driveVisit } from '../../cli/visit.ts'
import { RELEASE_FUSES, readFuses } from '../../main/electron/fuses.ts'
import { showLogsOfFailures } from './demo.ts'
import { type DemoParts, startDemoParts } from './demo-parts.ts'
import { type Desktop, MISSING_FOR_DESKTOP, openDesktop, until } from './desktop.ts'
import { familyOf, listeningPorts } from './listening.ts'
import { MISSING_FOR_RELEASE, type PackedRelease, packRelease } from './packed-release.ts'
import { WAYS_OUT } from './ways-out.ts'

const missing = [...new Set([...MISSING_FOR_RELEASE, ...MISSING_FOR_DESKTOP])]
const title = `the packed release${missing.map(what => `, missing here: ${what}`).join('')}`
const CONFIG = ['--config', '/nowhere/kiosk.yaml']

/** From outside, as whoever installs it: nothing drives it and nothing was built for tests. */
describe.skipIf(missing.length > 0)(title, () => {
  let release: PackedRelease
  let desktop: Desktop
  beforeAll(async () => {
    desktop = await openDesktop()
    release = await packRelease()
  })
  afterAll(async () => {
    await desktop?.close()
    await release?.dispose()
  })
  const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    release.run(args, { DISPLAY: desktop.display, ...env })

  it('has its fuses set, in its own bytes', () => {
    const fuses = readFuses(readFileSync(release.program))
    expect(fuses.size).toBeGreaterThanOrEqual(7)
    for (const [fuse, isOn] of fuses) expect([fuse, isOn]).toEqual([fuse, RELEASE_FUSES[fuse]])
  })

  it('holds the shell, its page and the station, and nothing of the project beside', () => {
    const resources = join(release.folder, 'resources')
    expect(
      readdirSync(resources)
        .filter(name => name !== 'node')
        .toSorted(),
    ).toEqual(['app.asar', 'station'])
    const archive = readFileSync(join(resources, 'app.asar'))
    const { files } = JSON.parse(archive.toString('utf8', 16, 16 + archive.readUInt32LE(12))) as {
      files: Record<string, unknown>
    }
    expect(Object.keys(files).toSorted()).toEqual(['electron', 'package.json', 'renderer'])
    expect(readdirSync(join(resources, 'station')).toSorted()).toEqual(['node_modules', 'package.json', 'station.mjs'])
  })

  it('can be read by everyone and written by its owner alone', () => {
    const modes = readdirSync(release.folder, { recursive: true }).map(
      name => statSync(join(release.folder, name.toString())).mode & 0o777,
    )
    expect([...new Set(modes)].toSorted()).toEqual([0o644, 0o755])
  })

  it.each([
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    '--inspect=0',
    '--js-flags=--expose-gc',
    '--load-extension=/tmp',
    '--user-data-dir=/tmp/elsewhere',
    '--no-sandbox',
    '--gpu-launcher=/bin/true',
    '--renderer-cmd-prefix=/bin/true',
    '--ssl-key-log-file=/tmp/keys',
    '--disable-seccomp-filter-sandbox',
    '--disable-setuid-sandbox',
    '--in-process-gpu',
    '--enable-blink-features=MojoJS',
    '--enable-features=Any',
    '--gtk-module=/tmp/evil.so',
    '--windowed',
  ])('S10: refuses %s and exits with 78', async refused => {
    const { code, output } = await run([refused, ...CONFIG])
    expect(output).toContain(`shell: refused switches: ${/^--([a-z-]+)/.exec(refused)![1]}\n`)
    expect(code).toBe(78)
    expect(output).not.toContain('DevTools listening')
  })

  it('S10: refuses other programs in place of its own', async () => {
    const { code, output } = await run([`--browser-subprocess-path=${release.program}`, ...CONFIG])
    expect(output).toContain('shell: refused switches: browser-subprocess-path\n')
    expect(code).toBe(78)
  })

  it('S11: is no Node, whatever the environment says', async () => {
    const { code, output } = await run(['--print', '6 * 7'], { ELECTRON_RUN_AS_NODE: '1' })
    expect(output).not.toMatch(/^42$/m)
    expect([code, output]).toEqual([78, expect.stringContaining('shell: refused switches: print')])
  })

  it('S11: runs nothing that NODE_OPTIONS names', async () => {
    const ran = join(release.home, 'ran')
    const evil = join(release.home, 'evil.cjs')
    writeFileSync(evil, `require('node:fs').writeFileSync(${JSON.stringify(ran)}, '')`)
    const { code } = await run([], { NODE_OPTIONS: `--require ${evil}` })
    expect([code, existsSync(ran)]).toEqual([78, false])
  })

  it('runs no app but its archive', async () => {
    const resources = join(release.folder, 'resources')
    const archive = join(resources, 'app.asar')
    const app = join(resources, 'app')
    const ran = join(release.home, 'other')
    await mkdir(app)
    writeFileSync(join(app, 'package.json'), '{ "main": "main.js" }')
    writeFileSync(
      join(app, 'main.js'),
      `require('node:fs').writeFileSync(${JSON.stringify(ran)}, ''); require('electron').app.exit(0)`,
    )
    renameSync(archive, `${archive}.away`)
    try {
      const { code } = await run(CONFIG)
      expect([code, existsSync(ran)]).toEqual([1, false])
    } finally {
      renameSync(`${archive}.away`, archive)
      await rm(app, { recursive: true })
    }
  })

  describe('in the lobby', () => {
    let parts: DemoParts
    let kiosk: ChildProcess
    let kioskScreen: KioskScreen
    let before: Awaited<ReturnType<Desktop['seen']>>
    let said = ''
    const dataDir = () => join(release.home, 'data')
    /** The terminal's configuration, and what it needs, as files of the kiosk's user. */
    const configure = (name: string, change: Record<string, unknown>) => {
      const file = join(release.home, name)
      writeFileSync(file, stringify({ ...parse(readFileSync(parts.files.terminal, 'utf8')), ...change }))
      release.hand(file)
      return file
    }
    const startKiosk = async (config: string) => {
      kiosk = release.start(['--config', config], { DISPLAY: desktop.display })
      for (const stream of [kiosk.stdout!, kiosk.stderr!])
        stream.setEncoding('utf8').on('data', (text: string) => {
          said += text
        })
      await desktop.window('yinzheng')
      before = await desktop.seen()
    }
    const endKiosk = async () => {
      kioskScreen?.close()
      const gone = once(kiosk, 'exit')
      kiosk.kill('SIGTERM')
      return (await gone) as unknown
    }
    beforeAll(async () => {
      const own = join(release.home, '..', 'demo')
      await mkdir(own)
      const caFile = join(release.home, 'ca.pem')
      parts = await startDemoParts(own, { server: { caFile }, dataDir: dataDir() })
      writeFileSync(caFile, readFileSync(join(own, 'tls', 'ca.pem')))
      release.hand(caFile)
      await startKiosk(configure('terminal.yaml', {}))
      kioskScreen = await until('the acceptance port', () => openKioskScreen(acceptanceAddressOf(dataDir())))
      await kioskScreen.until('the first screen', ({ content }) => content.screen === 'attract', 60_000)
    })
    afterAll(async () => {
      if (kiosk && kiosk.exitCode === null) await endKiosk()
      await parts?.stop()
    })
    showLogsOfFailures(() => ({ logs: async () => new Map([['release', said]]) }))

    it('waits for callers nowhere but at the acceptance port, which the configuration asked for', () => {
      expect(listeningPorts(kiosk.pid!)).toEqual([acceptanceAddressOf(dataDir()).port])
    })

    it('runs as its user, its pages in the sandbox', () => {
      const family = familyOf(kiosk.pid!).map(pid => {
        const of = (name: string) => readFileSync(`/proc/${pid}/${name}`, 'utf8')
        const isPage = of('cmdline').includes('--type=renderer')
        const [, user, filter] = /^Uid:\t(\d+)[\s\S]*^Seccomp:\t(\d)/m.exec(of('status'))!
        return {
          isPage,
          user: Number(user),
          isFiltered: filter === '2',
          namespace: readlinkSync(`/proc/${pid}/ns/user`),
        }
      })
      const { uid } = statSync(release.home)
      expect(uid).not.toBe(0)
      expect([...new Set(family.map(({ user }) => user))]).toEqual([uid])
      const pages = family.filter(({ isPage }) => isPage)
      expect(pages).not.toHaveLength(0)
      for (const page of pages)
        expect([page.isFiltered, page.namespace === family[0]!.namespace]).toEqual([true, false])
    })

    it('makes a whole visit', async () => {
      const wishes = {
        card: '04A1B2C3',
        document: 'transcript',
        edition: 'zh',
        copies: 1,
        language: 'zh-CN',
        pay: null,
      } as const
      const report = await driveVisit(kioskScreen, parts.dock, wishes)
      expect(report).toMatchObject({ ok: true, why: null, copies: { delivered: 1 } })
      await kioskScreen.touch({ kind: 'finish' })
      await kioskScreen.until('the first screen', ({ content }) => content.screen === 'attract', 60_000)
    })

    it('hears the keys of the visitor', async () => {
      const { language } = kioskScreen.view()
      await until('another language by the keyboard', async () => {
        await desktop.press('Tab', 'Return')
        return kioskScreen.view().language !== language || kioskScreen.view().content.screen !== 'attract'
      })
      // The page is drawn by now, and has its title.
      before = await desktop.seen()
    })

    it.each(Object.entries(WAYS_OUT))('%s open, close and leave nothing', async (_, keys) => {
      for (const key of keys) {
        await desktop.press(key)
        expect([key, await desktop.seen()]).toEqual([key, before])
      }
      await desktop.typeLine('file:///etc/passwd')
      expect(await desktop.seen()).toEqual(before)
      expect(kiosk.exitCode).toBeNull()
    })

    it('ends when it is asked, and without an acceptance port waits for callers nowhere', async () => {
      expect(await endKiosk()).toEqual([0, null])
      await startKiosk(configure('closed.yaml', { acceptancePort: null }))
      await until('the station', async () => said.split('shell: station up').length === 3)
      expect(listeningPorts(kiosk.pid!)).toEqual([])
      expect(await endKiosk()).toEqual([0, null])
    })
  })
})
