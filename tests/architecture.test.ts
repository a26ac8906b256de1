import { globSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { planFor, TYPESCRIPT_PROJECTS } from '../scripts/check-plan.ts'
import { importCircles } from './import-circles.ts'
import { importsOf, importViolations, ROOMS } from './import-table.ts'

const root = join(import.meta.dirname, '..')
const LINES_MAX = 300

function sourcesOf(folders: readonly string[]): Map<string, string> {
  const files = folders.flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map(entry => join(entry.parentPath, entry.name)),
  )
  return new Map(files.map(file => [relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')]))
}

const house = sourcesOf(['src', 'native', 'main', 'renderer', 'server', 'demo', 'cli'])
const workshop = sourcesOf(['tests', 'scripts'])

describe('the house', () => {
  it('keeps to its import table', () => {
    expect(importViolations(house)).toEqual([])
  })

  it('has files in every room of the table', () => {
    for (const { room } of ROOMS)
      expect(
        [...house.keys()].some(file => file.startsWith(`${room}/`)),
        room,
      ).toBe(true)
  })

  it('has no file that is a brain', () => {
    // A list that a program makes grows with the tables, and nobody reads it as one.
    const isWritten = (file: string) => !file.includes('.test.') && file !== 'server/ground/store/tables.ts'
    const long = [...house].filter(([file, text]) => isWritten(file) && text.split('\n').length > LINES_MAX)
    expect(long.map(([file]) => file)).toEqual([])
  })

  it('type-checks every folder that has a tsconfig, and is asked for by that name', () => {
    const found = globSync('**/tsconfig*.json', { cwd: root, exclude: ['node_modules', 'dist', 'data'] })
      .map(file => file.split(sep).join('/'))
      .filter(file => file.includes('/'))
      .map(file => file.replace(/\/tsconfig\.json$/, ''))
    expect([...TYPESCRIPT_PROJECTS].toSorted()).toEqual(found.toSorted())
    const named = readFileSync(join(root, 'tsconfig.json'), 'utf8').matchAll(/"path": "\.\/([^"]+)"/g)
    expect([...named].map(match => match[1]).toSorted()).toEqual(found.toSorted())
    expect(planFor('src/session/')).toEqual({ projects: ['tests', 'src'], lint: 'src/session' })
    expect(planFor('main/station/ledger')?.projects).toEqual(['tests', 'main/station'])
    expect(planFor('main')?.projects).toContain('main/electron')
    expect(planFor('./renderer')?.projects).toEqual(['tests', 'renderer', 'renderer/tsconfig.build.json'])
    expect(planFor('mains')).toBeNull()
  })

  it('writes the time on the wall at one place', () => {
    const wrong = [...house].filter(([file, text]) => !file.includes('.test.') && text.includes('sv-SE'))
    expect(wrong.map(([file]) => file)).toEqual(['src/rules/wall-time.ts'])
  })

  it('has no circle of files', () => {
    expect(importCircles(new Map([...house, ...workshop]))).toEqual([])
  })

  it('has no import in a circle between rooms of the session, the rules and the contract', () => {
    const pure = [...house].filter(([file]) => file.startsWith('src/contract/') || file.startsWith('src/rules/'))
    const wrong = pure.filter(
      ([file, text]) => !file.includes('.test.') && importsOf(text).some(one => one.includes('/session/')),
    )
    expect(wrong.map(([file]) => file)).toEqual([])
  })
})

describe('the table catches', () => {
  it.each([
    ['src/rules/quota.ts', "import { readFileSync } from 'node:fs'"],
    ['src/session/reduce.ts', "import { openLedger } from '../../main/station/ledger/ledger.ts'"],
    ['native/page-printer/driver.ts', "import { fetchDocument } from '../../main/station/desk/documents.ts'"],
    ['native/page-printer/driver.ts', "import { startPagePrinterSim } from '../sim/page-printer/server.ts'"],
    ['main/electron/main.ts', "import { startStation } from '../station/station.ts'"],
    ['main/station/station.ts', "import { app } from 'electron'"],
    ['main/station/station.ts', "const sim = await import('../../native/sim/card-reader.ts')"],
    ['renderer/kiosk/app.tsx', "import type { Ledger } from '../../main/station/ledger/ledger.ts'"],
    ['renderer/kiosk/app.tsx', "import { Dock } from '../dev-dock/app.tsx'"],
    ['renderer/kiosk/app.tsx', "import { OutcomeCard } from '../verify/outcome-card.tsx'"],
    ['renderer/kiosk/app.tsx', "import { saveFile } from '../web/save-file.ts'"],
    ['renderer/kiosk/app.tsx', "import { readFileSync } from 'node:fs'"],
    ['renderer/verify/original.tsx', "const engine = await import('../kiosk/preview/pdf-engine.ts')"],
    ['renderer/verify/app.tsx', "import { Dock } from '../dev-dock/app.tsx'"],
    ['renderer/ui/note.tsx', "import { useWords } from '../kiosk/kiosk-context.ts'"],
    ['renderer/ui/note.tsx', "import { useWebWords } from '../web/app-words.tsx'"],
    ['renderer/web/captcha-field.tsx', "import { server } from '../verify/server.ts'"],
    ['renderer/web/page-head.tsx', "import { Bar } from '../kiosk/bar.tsx'"],
    ['renderer/kiosk/app.tsx', "import { Gallery } from '../gallery/gallery.tsx'"],
    ['renderer/dev-dock/app.tsx', "import { FIXTURES } from '../kiosk/fixtures.ts'"],
    ['server/orders/orders.ts', "import { createPagePrinter } from '../../native/page-printer/driver.ts'"],
    ['server/main.ts', "import { startGateway } from '../demo/wxpay-sim/gateway.ts'"],
    ['server/ground/store/store.ts', "import { standingOf } from '../../issuing/document-state.ts'"],
    ['server/ground/guess-watch.ts', "import type { Verification } from '../verification/verification.ts'"],
    ['server/payments/payments.ts', "import type { Orders } from '../orders/orders.ts'"],
    ['server/records/records.ts', "import { IDENTITY } from '../identity/identity-plan.ts'"],
    ['server/orders/open-orders.ts', "import { createVisits } from '../identity/visits.ts'"],
    ['server/orders/open-orders.ts', "import { ORDERS } from '../rooms.ts'"],
  ])('%s with %s', (file, text) => {
    expect(importViolations(new Map([[file, text]]))).toHaveLength(1)
  })

  it('nothing in what is allowed or only spoken of', () => {
    const fine = new Map([
      [
        'main/station/station.ts',
        "import { createPagePrinter } from '../../native/page-printer/driver.ts'\n// import x from 'electron'",
      ],
      ['renderer/dev-dock/app.tsx', "import { Ring } from '../ui/ring.tsx'"],
      ['server/orders/open-orders.ts', "import type { Visits } from '../identity/identity.ts'"],
      ['server/compose.ts', "import { openOrders } from './orders/open-orders.ts'"],
    ])
    expect(importViolations(fine)).toEqual([])
  })
})

describe('a circle of files', () => {
  it('is found by imports of types, over several files, and named once', () => {
    const sources = new Map([
      ['src/a.ts', "import { b } from './deep/b.ts'"],
      ['src/deep/b.ts', "import type { C } from '../c.ts'\nimport { readFile } from 'node:fs'"],
      ['src/c.ts', "export { a } from './a.ts'"],
      ['src/d.ts', "import { a } from './a.ts'"],
      ['src/e.ts', "const e = await import('./e.ts')"],
    ])
    expect(importCircles(sources)).toEqual([['src/a.ts', 'src/c.ts', 'src/deep/b.ts'], ['src/e.ts']])
  })

  it('is not two ways to one file', () => {
    const sources = new Map([
      ['src/a.ts', "import { b } from './b.ts'\nimport { c } from './c.ts'"],
      ['src/b.ts', "import { c } from './c.ts'"],
      ['src/c.ts', ''],
    ])
    expect(importCircles(sources)).toEqual([])
  })
})
