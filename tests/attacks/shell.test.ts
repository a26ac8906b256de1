import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildRenderer } from '../../renderer/build.ts'
import { type Seen, until } from '../e2e/desktop.ts'
import { familyOf } from '../e2e/listening.ts'
import { buildShellPage, type Workspace, workspace } from '../e2e/shell-parts.ts'
import { WAYS_OUT } from '../e2e/ways-out.ts'
import { MISSING_FOR_KEYS, openShellUnderKeys, type ShellUnderKeys } from './browser-under-keys.ts'

const missing = MISSING_FOR_KEYS.map(what => `, missing here: ${what}`).join('')

/** Alt+F4 is the window manager's: it never reaches the browser as a key. */
const KEYS = Object.entries(WAYS_OUT).map(([kind, keys]) => [kind, keys.filter(key => key !== 'alt+F4')] as const)

describe.skipIf(missing !== '')(`the browser shell under real keys${missing}`, () => {
  let work: Workspace
  let shell: ShellUnderKeys
  let before: Seen
  beforeAll(async () => {
    work = await workspace()
    await buildRenderer({ outDir: join(work.folder, 'site'), oldChromium: false })
    shell = await openShellUnderKeys(join(work.folder, 'site'))
    await shell.hearsKeys()
    before = await shell.desktop.seen()
  })
  afterAll(async () => {
    await shell?.close()
    await work?.dispose()
  })

  it('tells its address and token to nobody who lists the programs of the machine', () => {
    const lines = familyOf(shell.pid).map(pid => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
    expect(lines.some(line => line.includes('--type=renderer'))).toBe(true)
    expect(shell.token.length).toBeGreaterThan(30)
    for (const line of lines) for (const secret of [shell.token, shell.address.host]) expect(line).not.toContain(secret)
  })

  it.each(KEYS)('%s open, close and leave nothing', async (_, keys) => {
    for (const key of keys) {
      await shell.desktop.press(key)
      expect([key, await shell.desktop.seen()]).toEqual([key, before])
    }
  })

  it.each(['ctrl+l', 'F6', 'alt+d', 'F11', 'ctrl+t', 'ctrl+n'])('%s and an address lead nowhere', async key => {
    await shell.desktop.press(key)
    await shell.desktop.typeLine('file:///etc/')
    expect(await shell.desktop.seen()).toEqual(before)
  })

  it('comes back when the window manager has closed it', async () => {
    await shell.desktop.press('alt+F4')
    await until('the old window to go', async () => (await shell.desktop.seen()).name !== before.name)
    await shell.hearsKeys()
    expect((await shell.desktop.seen()).name).toBe(before.name)
  })
})

/** What holds for the second until the page's program runs: the browser's own windows open, and lead nowhere. */
describe.skipIf(missing !== '')(`a page that holds no key back${missing}`, () => {
  let work: Workspace
  let shell: ShellUnderKeys
  beforeAll(async () => {
    work = await workspace()
    await buildShellPage(join(work.folder, 'site'))
    shell = await openShellUnderKeys(join(work.folder, 'site'))
    await shell.hearsKeys()
  })
  afterAll(async () => {
    await shell?.close()
    await work?.dispose()
  })

  it('has policies, which the shell could put into force', () => {
    expect(shell.complaints()).toBe('')
  })

  it.each([
    ['ctrl+t', 'file:///etc/', 'file:///etc/'],
    ['ctrl+t', 'chrome://settings/', 'chrome://settings/'],
    ['ctrl+shift+Delete', null, 'chrome://settings/clearBrowserData'],
    ['ctrl+h', null, 'chrome://history/'],
  ])('%s and %j show the name of %s, and nothing of it', async (key, typed, name) => {
    const { desktop } = shell
    const before = await desktop.seen()
    await desktop.press(key)
    await until('something of the browser', async () => (await desktop.seen()).name !== before.name)
    if (typed) await desktop.typeLine(typed)
    // A page that is let in gives itself a title, "Index of /etc/"; one that is blocked keeps its address.
    const title = `${name} - Chromium`
    await until(title, async () => (await desktop.seen()).name === title)
    await desktop.press('Tab', 'Tab', 'Tab')
    expect((await desktop.seen()).name).toBe(title)
  })
})
